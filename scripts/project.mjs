// What the scripts share: where the project is, what it is built from, and whether that changed.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const page = join(root, 'simulator', 'page');
export const generatedClient = join(root, 'src', 'store', 'generated', 'client.ts');

/** What each product of the build is made from. */
const inputs = {
  client: ['prisma/schema.prisma', 'package.json'],
  program: [
    'src',
    'adapters',
    'jobs',
    'simulator',
    'bench',
    'prisma',
    'tsconfig.json',
    'tsconfig.build.json',
    'package.json',
  ],
  page: ['simulator/page', 'package.json'],
};
const leftOut = new Set([page, join(root, 'src', 'store', 'generated')]);

/** Changes when a file of the product's inputs appears, goes, or is written. Names, sizes and times; takes some 20 ms. */
export function fingerprint(product) {
  const hash = createHash('sha1');
  const visit = (path) => {
    if (product === 'program' && leftOut.has(path)) return;
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined) return;
    if (found.isDirectory()) {
      for (const name of readdirSync(path).sort()) if (name !== 'node_modules') visit(join(path, name));
    } else {
      hash.update(`${relative(root, path)}\0${found.size}\0${found.mtimeMs}\n`);
    }
  };
  for (const input of inputs[product]) visit(join(root, input));
  return hash.digest('hex');
}

/** Where the fingerprint of what was built last is written down. */
export function stampOf(product) {
  return join(root, product === 'client' ? 'src/store/generated' : 'dist', `.${product}`);
}

/** Whether the product was built from the inputs as they are now. */
export function isCurrent(product) {
  const stamp = stampOf(product);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint(product);
}

/** The packages that compile; they are away where development packages were left out. */
export function hasCompiler() {
  return ['typescript/lib/tsc.js', 'prisma/build/index.js'].every((path) =>
    existsSync(join(root, 'node_modules', path)),
  );
}

/** The page is built only where it exists and its builder does. */
export function hasPage() {
  return existsSync(join(page, 'index.html')) && existsSync(join(root, 'node_modules/vite/bin/vite.js'));
}
