// npm run bench: builds the program as production runs it and measures it against its peers.
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { root } from './project.mjs';

build();
giveThePeersPrismaAsItComes();
process.chdir(root);
await import(pathToFileURL(join(root, 'dist', 'bench', 'index.js')).href);

/** Ours is generated with the smaller of Prisma's two query compilers; the peers get the faster one, which is its default. */
function giveThePeersPrismaAsItComes() {
  const client = join(root, 'dist', 'bench', 'prisma');
  cpSync(join(root, 'dist', 'src', 'store', 'generated'), client, { recursive: true });
  const file = join(client, 'internal', 'class.js');
  writeFileSync(
    file,
    readFileSync(file, 'utf8').replaceAll('query_compiler_small_bg', 'query_compiler_fast_bg'),
  );
}
