import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, realpath, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartProblem } from './problem.ts';
import { type Account, runProgram } from './run.ts';

/** Where the database lives and who runs it. `elsewhere` is true when it is not in the home itself. */
export type Place = {
  readonly dir: string;
  readonly dataDir: string;
  readonly account: Account | undefined;
  readonly elsewhere: boolean;
  readonly forgotten: readonly string[];
};

const POINTER = 'postgres.place';
const UNPRIVILEGED = ['postgres', 'nobody'] as const;

/**
 * Makes the home (absolute path) if needed and decides where PostgreSQL keeps its data and as whom it runs.
 * PostgreSQL refuses to run as root, so root hands it to an unprivileged account; where that account cannot
 * enter the home, the data go under `sharedRoot` and a pointer in the home remembers where.
 */
export async function choosePlace(home: string, sharedRoot = '/var/lib/dealbell'): Promise<Place> {
  const asRoot = process.getuid?.() === 0;
  await makeFolder(home, asRoot ? 0o711 : 0o700);
  return asRoot ? placeForRoot(home, sharedRoot) : placeForUser(home);
}

/** Where an earlier start put its data, without creating anything. */
export async function findDataDir(home: string): Promise<string> {
  return join((await readPointer(home)) ?? home, 'postgres');
}

async function placeForUser(home: string): Promise<Place> {
  const place = placeAt(home, undefined, false);
  const owner = await ownerOf(place.dataDir);
  if (owner !== undefined && owner.uid !== process.getuid?.()) {
    throw notOurs(place.dataDir, owner.uid);
  }
  if ((await readPointer(home)) !== undefined) throw notOurs(home, 0);
  const id = await runProgram('id', ['-un']);
  if (id.code !== 0) {
    throw new StartProblem(
      'user-without-name',
      `PostgreSQL needs a user with a name, and uid ${process.getuid?.()} has no entry in /etc/passwd: ` +
        'start as a user who has one, or set DATABASE_URL.',
    );
  }
  return place;
}

async function placeForRoot(home: string, sharedRoot: string): Promise<Place> {
  const pointed = await readPointer(home);
  if (pointed !== undefined) {
    const place = placeAt(pointed, await accountFor(join(pointed, 'postgres')), true);
    await makeFolder(pointed, 0o711);
    return place;
  }
  const here = placeAt(home, await accountFor(join(home, 'postgres')), false);
  if (await canEnter(home, here.account)) return here;
  if ((await ownerOf(here.dataDir)) !== undefined) {
    throw new StartProblem(
      'home-not-ours',
      `The data in ${here.dataDir} belong to ${here.account?.name}, who cannot enter that folder: ` +
        'give that user access, or choose another home with DEALBELL_HOME.',
    );
  }
  return placeElsewhere(home, sharedRoot, here.account);
}

async function placeElsewhere(
  home: string,
  sharedRoot: string,
  account: Account | undefined,
): Promise<Place> {
  const name = createHash('sha256')
    .update(await realpath(home))
    .digest('hex')
    .slice(0, 12);
  const others = await readdir(sharedRoot).catch(() => []);
  // A new ending each time: whoever removes the home to begin afresh must not be given the old data.
  const dir = join(sharedRoot, `${name}-${randomBytes(3).toString('hex')}`);
  await makeFolder(sharedRoot, 0o711);
  await makeFolder(dir, 0o711);
  await writeFile(join(home, POINTER), `${dir}\n`, { mode: 0o644 });
  const forgotten = others
    .filter((other) => other.startsWith(`${name}-`))
    .map((other) => join(sharedRoot, other));
  return { ...placeAt(dir, account, true), forgotten };
}

function placeAt(dir: string, account: Account | undefined, elsewhere: boolean): Place {
  return { dir, dataDir: join(dir, 'postgres'), account, elsewhere, forgotten: [] };
}

/** Existing data keep their owner, so that a home first used by a person still opens for root. */
async function accountFor(dataDir: string): Promise<Account> {
  const owner = await ownerOf(dataDir);
  if (owner !== undefined && owner.uid !== 0) {
    const id = await runProgram('id', ['-un', String(owner.uid)]);
    return { name: id.code === 0 ? id.output.trim() : String(owner.uid), ...owner };
  }
  for (const name of UNPRIVILEGED) {
    const [uid, gid] = await Promise.all([runProgram('id', ['-u', name]), runProgram('id', ['-g', name])]);
    if (uid.code === 0 && gid.code === 0) return { name, uid: Number(uid.output), gid: Number(gid.output) };
  }
  throw new StartProblem(
    'no-unprivileged-user',
    'PostgreSQL does not run as root and there is neither a user "postgres" nor "nobody": ' +
      'start as another user, or set DATABASE_URL.',
  );
}

async function canEnter(dir: string, account: Account | undefined): Promise<boolean> {
  return (await runProgram('/bin/sh', ['-c', 'cd "$1"', 'sh', dir], { account })).code === 0;
}

async function ownerOf(path: string): Promise<{ uid: number; gid: number } | undefined> {
  return stat(path).then(
    ({ uid, gid }) => ({ uid, gid }),
    () => undefined,
  );
}

async function readPointer(home: string): Promise<string | undefined> {
  const text = await readFile(join(home, POINTER), 'utf8').catch(() => undefined);
  return text?.trim() || undefined;
}

async function makeFolder(dir: string, mode: number): Promise<void> {
  try {
    await mkdir(dir, { recursive: true, mode });
  } catch (error) {
    throw new StartProblem(
      'home-not-writable',
      `${dir} cannot be created: choose a folder you may write to with DEALBELL_HOME.`,
      error,
    );
  }
}

function notOurs(path: string, uid: number): StartProblem {
  return new StartProblem(
    'home-not-ours',
    `The data of ${path} belong to another user (uid ${uid}): start as that user or as root, ` +
      'or choose another home with DEALBELL_HOME.',
  );
}
