// npm run build: the Prisma client, the program in dist/, and the playground's page in dist/playground.
// Each is made only if what it is made from changed; `--force` makes all of them anew.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  fingerprint,
  generatedClient,
  hasCompiler,
  hasPage,
  isCurrent,
  page,
  root,
  stampOf,
} from './project.mjs';

const dist = join(root, 'dist');
const assets = new Set([
  '.sql',
  '.json',
  '.txt',
  '.html',
  '.css',
  '.svg',
  '.png',
  '.ttf',
  '.prisma',
  '.toml',
]);

/** Brings everything up to date; `say` is told what was made. Throws if a step fails. */
export function build({ force = false, say = console.log } = {}) {
  if (!hasCompiler())
    throw new Error('The compiler is not installed: run `npm ci` with the development packages.');
  make('client', 'Prisma client', generateClient, { force, say });
  make('program', 'program', compile, { force, say });
  if (hasPage()) make('page', 'playground page', bundlePage, { force, say });
}

/** Makes the Prisma client if the schema changed; tests need no more than this. */
export function buildClient({ say = console.log } = {}) {
  make('client', 'Prisma client', generateClient, { force: false, say });
}

function make(product, name, work, { force, say }) {
  if (!force && isCurrent(product)) return;
  const began = performance.now();
  // Taken before the work: what is written while it runs is built the next time.
  const made = fingerprint(product);
  rmSync(stampOf(product), { force: true });
  work();
  writeFileSync(stampOf(product), made);
  say(`Built the ${name} in ${((performance.now() - began) / 1000).toFixed(1)} s.`);
}

function generateClient() {
  // Prisma wants a schema engine to exist even where it is not used; any file will do, and nothing is downloaded.
  const env = {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
  };
  run('prisma/build/index.js', ['generate', '--schema', join(root, 'prisma', 'schema.prisma')], env);
  if (readdirSync(join(generatedClient, '..')).length === 0) throw new Error('prisma generate wrote nothing');
}

function compile() {
  for (const part of ['src', 'adapters', 'jobs', 'simulator', 'prisma']) {
    rmSync(join(dist, part), { recursive: true, force: true });
  }
  // Types are checked by `npm run check`; here they would cost most of the time.
  run('typescript/lib/tsc.js', ['-p', join(root, 'tsconfig.build.json')]);
  for (const part of ['src', 'adapters', 'jobs', 'simulator', 'prisma']) copyAssets(join(root, part));
}

function copyAssets(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (path === page) continue;
    if (entry.isDirectory()) copyAssets(path);
    else if (assets.has(extname(entry.name))) cpSync(path, join(dist, relative(root, path)));
  }
}

function bundlePage() {
  run('vite/bin/vite.js', [
    'build',
    page,
    '--outDir',
    join(dist, 'playground'),
    '--emptyOutDir',
    '--logLevel',
    'warn',
  ]);
}

function run(script, args, env = process.env) {
  mkdirSync(dist, { recursive: true });
  const ran = spawnSync(process.execPath, [join(root, 'node_modules', script), ...args], {
    cwd: root,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (ran.status !== 0) throw new Error(`${script} failed:\n${ran.stdout}${ran.stderr}`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    build({ force: process.argv.includes('--force') });
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
