import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { chown, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';
import type { Place } from './place.ts';
import { StartProblem } from './problem.ts';
import { programEnv, runProgram, spawnAs } from './run.ts';

/** The one role of the embedded server; it owns everything in it. */
export const ROLE = 'dealbell';

/**
 * Makes the data folder unless it exists and returns the role's password, which is kept in the home with mode 600.
 * The folder gets its name only when it is complete, so a start killed in the middle simply begins again.
 */
export async function prepareCluster(
  home: string,
  place: Place,
  binaries: Binaries,
  durable: boolean,
): Promise<string> {
  const passwordFile = join(home, 'postgres.password');
  const known = (await readFile(passwordFile, 'utf8').catch(() => '')).trim();
  const password = known || randomBytes(24).toString('base64url');
  if (!known) await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  const version = (await readFile(join(place.dataDir, 'PG_VERSION'), 'utf8').catch(() => '')).trim();
  if (version === '') await initialise(place, binaries, password, durable);
  else if (version !== binaries.major) throw otherVersion(place.dataDir, version, binaries.major);
  else if (!known) await setPassword(place, binaries, password);
  return password;
}

async function initialise(
  place: Place,
  binaries: Binaries,
  password: string,
  durable: boolean,
): Promise<void> {
  // A name of its own each time: the initdb of a start that was killed may still be writing into the last one.
  await removeDrafts(place);
  const draft = `${place.dataDir}.draft-${randomUUID()}`;
  await mkdir(draft, { mode: 0o700 });
  // initdb wants an empty folder and reads the password as the account it runs as, so that waits next to it.
  const passwordFile = `${draft}.password`;
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (place.account !== undefined) {
    for (const path of [draft, passwordFile]) await chown(path, place.account.uid, place.account.gid);
  }
  const ran = await runProgram(
    binaries.initdb,
    [
      ...['-D', draft, '-U', ROLE, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8'],
      // Byte order with Unicode's letter cases: the same on every machine, and LIKE 'x%' can use an index.
      ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions'],
      ...(durable ? [] : ['--no-sync']),
    ],
    { account: place.account },
  );
  await rm(passwordFile, { force: true });
  if (ran.code !== 0) {
    await rm(draft, { recursive: true, force: true });
    throw new StartProblem(
      'server-would-not-start',
      `PostgreSQL could not make its data folder ${place.dataDir}: ${lastLine(ran.output)}`,
    );
  }
  await rename(draft, place.dataDir);
}

async function removeDrafts(place: Place): Promise<void> {
  const drafts = (await readdir(place.dir)).filter((name) => name.startsWith('postgres.draft-'));
  // What is still being written to cannot be removed yet; the next start that makes data folders tries again.
  for (const name of drafts) {
    await rm(join(place.dir, name), { recursive: true, force: true }).catch(() => undefined);
  }
}

/** The password's file was removed: the single-user mode needs no password and gives the role a new one. */
function setPassword(place: Place, binaries: Binaries, password: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(binaries.postgres, ['--single', '-D', place.dataDir, 'postgres'], {
      ...spawnAs(place.account),
      cwd: '/',
      env: programEnv(),
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else
        reject(
          new StartProblem(
            'server-would-not-start',
            `The password of ${place.dataDir} could not be renewed.`,
          ),
        );
    });
    child.stdin.end(`ALTER ROLE ${ROLE} PASSWORD '${password}';\n`);
  });
}

function otherVersion(dataDir: string, found: string, wanted: string): StartProblem {
  return new StartProblem(
    'data-of-other-version',
    `${dataDir} was written by PostgreSQL ${found} and this is PostgreSQL ${wanted}: ` +
      'move the data with pg_dump of the old version, or choose another home with DEALBELL_HOME.',
  );
}

/** The last line that says something; PostgreSQL puts the reason there. */
export function lastLine(output: string): string {
  const lines = output.split('\n').map((line) => line.trim());
  return (
    lines.findLast((line) => /FATAL|error:|ERROR/.test(line)) ?? lines.findLast((line) => line !== '') ?? ''
  );
}
