import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { StartProblem } from '../../src/store/embedded/problem.ts';
import { readProcess, waitUntilGone } from '../../src/store/embedded/processes.ts';
import { startEmbeddedPostgres } from '../../src/store/embedded.ts';

// Each test makes a whole PostgreSQL, some three of them; a busy machine needs its time for that.
vi.setConfig({ testTimeout: 60_000 });

const ROOT = process.getuid?.() === 0;
const STARTER = fileURLToPath(new URL('../setup/start-embedded.mjs', import.meta.url));

let folder: string;
let home: string;
let said: string[];
const log = { info: (line: string) => void said.push(line), warn: (line: string) => void said.push(line) };

beforeEach(async () => {
  said = [];
  folder = await mkdtemp(join(tmpdir(), 'embedded-'));
  await chmod(folder, 0o755);
  home = join(folder, 'home');
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function query(url: string, sql: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** What a start in a process of its own said: the server's address, or its problem. */
type Outcome =
  | {
      readonly kind: 'started';
      readonly url: string;
      readonly pid: number;
      readonly dataDir: string;
      readonly place: string;
    }
  | { readonly kind: 'problem'; readonly code: string; readonly exitCode: number; readonly sentence: string };

type Starter = {
  readonly outcome: Promise<Outcome>;
  readonly kill: (signal: NodeJS.Signals) => Promise<void>;
  readonly pid: number;
};

/** Starts an embedded server in a process of its own, which can be killed; as another account where asked. */
function startElsewhere(
  options: { readonly uid?: number; readonly gid?: number; readonly sharedRoot?: string } = {},
): Starter {
  const child = spawn(process.execPath, ['--import', 'tsx', STARTER, home, options.sharedRoot ?? ''], {
    ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.gid ?? options.uid }),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = new Promise<void>((resolve) => void child.once('close', () => resolve()));
  const outcome = new Promise<Outcome>((resolve, reject) => {
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      if (text.includes('\n')) resolve(JSON.parse(text.slice(0, text.indexOf('\n'))) as Outcome);
    });
    void gone.then(() => reject(new Error(`the starter said nothing: ${text}`)));
  });
  const kill = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    await gone;
  };
  return { outcome, kill, pid: child.pid ?? 0 };
}

async function started(starter: Starter): Promise<Extract<Outcome, { kind: 'started' }>> {
  const outcome = await starter.outcome;
  if (outcome.kind !== 'started') throw new Error(outcome.sentence);
  return outcome;
}

test('keeps what was written across a clean stop and a new start', async () => {
  const first = await startEmbeddedPostgres({ home, log });
  await query(first.url, 'CREATE TABLE kept (word text); ');
  await query(first.url, `INSERT INTO kept VALUES ('华为')`);
  await first.stop();
  await first.stop();
  expect(await readProcess(first.pid)).toBeUndefined();
  const second = await startEmbeddedPostgres({ home, log });
  expect(await query(second.url, 'SELECT word FROM kept')).toEqual([{ word: '华为' }]);
  expect(await query(second.url, 'SHOW server_encoding')).toEqual([{ server_encoding: 'UTF8' }]);
  expect(new URL(second.url).hostname).toBe('127.0.0.1');
  expect((await stat(join(home, 'postgres.password'))).mode & 0o777).toBe(0o600);
  await second.stop();
  expect(said).toEqual([]);
});

test('takes no connection without the password', async () => {
  const server = await startEmbeddedPostgres({ home, log, ephemeral: true });
  const url = new URL(server.url);
  url.password = 'guessed';
  await expect(query(url.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
  await server.stop();
});

test('makes a new password when its file was removed', async () => {
  const first = await startEmbeddedPostgres({ home, log, ephemeral: true });
  await query(first.url, 'CREATE TABLE kept ()');
  await first.stop();
  await rm(join(home, 'postgres.password'));
  const second = await startEmbeddedPostgres({ home, log, ephemeral: true });
  expect(await query(second.url, 'SELECT * FROM kept')).toEqual([]);
  await second.stop();
});

test('a second instance on the same home is refused with one sentence', async () => {
  const first = await startEmbeddedPostgres({ home, log, ephemeral: true });
  const second = await startElsewhere().outcome;
  expect(second).toMatchObject({ kind: 'problem', code: 'home-in-use', exitCode: 75 });
  expect(second.kind === 'problem' ? second.sentence : '').toContain(
    `in use by another instance (process ${process.pid})`,
  );
  expect(await query(first.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await first.stop();
});

test('after kill -9 of the program, its server is stopped and what was committed is there', async () => {
  const killed = startElsewhere();
  const before = await started(killed);
  await query(before.url, 'CREATE TABLE kept (n int)');
  await query(before.url, 'INSERT INTO kept VALUES (1)');
  await killed.kill('SIGKILL');
  expect(await readProcess(before.pid)).toBeDefined();
  const after = await startEmbeddedPostgres({ home, log });
  expect(await readProcess(before.pid)).toBeUndefined();
  expect(said).toEqual([`Stopped a PostgreSQL (process ${before.pid}) that an earlier start left.`]);
  expect(await query(after.url, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
  await after.stop();
});

test('after kill -9 of the program and of its server, the next start recovers', async () => {
  const killed = startElsewhere();
  const before = await started(killed);
  await query(before.url, 'CREATE TABLE kept (n int)');
  await query(before.url, 'INSERT INTO kept VALUES (1)');
  await killed.kill('SIGKILL');
  process.kill(before.pid, 'SIGKILL');
  await waitUntilGone(before.pid, 10_000);
  const after = await startEmbeddedPostgres({ home, log });
  expect(await query(after.url, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
  await after.stop();
});

test('a start that was killed while it made its data folder is made good', async () => {
  const killed = startElsewhere();
  killed.outcome.catch(() => undefined);
  await expect
    .poll(() => readdir(home).catch(() => []), { interval: 5, timeout: 15_000 })
    .toContainEqual(expect.stringMatching(/^postgres\.draft-/));
  await killed.kill('SIGKILL');
  const after = await startEmbeddedPostgres({ home, log, ephemeral: true });
  expect(await query(after.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await after.stop();
});

test('a server that dies alone is started again on its port', async () => {
  const server = await startEmbeddedPostgres({ home, log, ephemeral: true });
  process.kill(server.pid, 'SIGKILL');
  await expect
    .poll(() => query(server.url, 'SELECT 1 AS one').catch(() => []), { timeout: 15_000 })
    .toEqual([{ one: 1 }]);
  expect(said).toEqual(['PostgreSQL ended unexpectedly and is started again.']);
  await server.stop();
});

test('a pid file whose pid now is something else does not stop the start', async () => {
  const first = await startEmbeddedPostgres({ home, log, ephemeral: true });
  await first.stop();
  await writeFile(
    join(first.dataDir, 'postmaster.pid'),
    `${process.ppid}\n${first.dataDir}\n1\n5432\n\n127.0.0.1\n`,
  );
  const second = await startEmbeddedPostgres({ home, log, ephemeral: true });
  expect(await readProcess(process.ppid)).toBeDefined();
  expect(said).toEqual([]);
  await second.stop();
});

test('a lock of a process that is gone, or whose pid is used again, is taken over', async () => {
  await mkdir(home, { mode: 0o711 });
  for (const stale of [
    { pid: 2 ** 22 - 1, startedAt: '1' },
    { pid: process.pid, startedAt: 'another life' },
    'torn',
  ]) {
    await writeFile(join(home, 'instance.lock'), JSON.stringify(stale).slice(0, 60));
    const server = await startEmbeddedPostgres({ home, log, ephemeral: true });
    await server.stop();
  }
  expect((await readdir(home)).filter((name) => name.startsWith('instance.lock'))).toEqual([]);
});

test('data of another PostgreSQL version are refused and left alone', async () => {
  const first = await startEmbeddedPostgres({ home, log, ephemeral: true });
  await first.stop();
  await writeFile(join(first.dataDir, 'PG_VERSION'), '15\n');
  const problem = await startEmbeddedPostgres({ home, log }).catch((error: unknown) => error);
  expect(problem).toBeInstanceOf(StartProblem);
  expect(problem).toMatchObject({ code: 'data-of-other-version', exitCode: 65 });
  expect((await readFile(join(first.dataDir, 'PG_VERSION'), 'utf8')).trim()).toBe('15');
});

test('a home that cannot be made is named', async () => {
  await writeFile(join(folder, 'file'), '');
  const problem = await startEmbeddedPostgres({ home: join(folder, 'file', 'home'), log }).catch(
    (error: unknown) => error,
  );
  expect(problem).toMatchObject({ code: 'home-not-writable', exitCode: 73 });
});

describe.runIf(ROOT)('as root (left out where the tests run as another user)', () => {
  test('the server runs as somebody else', async () => {
    const server = await startEmbeddedPostgres({ home, log, ephemeral: true });
    expect((await stat(`/proc/${server.pid}`)).uid).not.toBe(0);
    expect(server.place).toMatch(/run by the user (postgres|nobody)/);
    await server.stop();
  });

  test('data and programs go where that user can reach them, and come back from there', async () => {
    await chmod(folder, 0o700);
    const sharedRoot = join(dirname(folder), `shared-${process.pid}`);
    try {
      const first = await startEmbeddedPostgres({ home, log, sharedRoot });
      expect(first.dataDir.startsWith(sharedRoot)).toBe(true);
      expect(first.place).toContain(first.dataDir);
      await query(first.url, 'CREATE TABLE kept ()');
      await first.stop();
      const second = await startEmbeddedPostgres({ home, log, sharedRoot });
      expect(second.dataDir).toBe(first.dataDir);
      expect(await query(second.url, 'SELECT * FROM kept')).toEqual([]);
      await second.stop();
      await rm(home, { recursive: true });
      const afresh = await startEmbeddedPostgres({ home, log, sharedRoot });
      await expect(query(afresh.url, 'SELECT * FROM kept')).rejects.toThrow('does not exist');
      expect(said).toEqual([`An earlier home of the same path left its data in ${dirname(first.dataDir)}.`]);
      await afresh.stop();
    } finally {
      await rm(sharedRoot, { recursive: true, force: true });
    }
  });

  test('a person starts, then root does on the same home; the person is kept', async () => {
    const nobody = { uid: 65534, gid: 65534 };
    await chmod(folder, 0o777);
    const first = startElsewhere(nobody);
    const before = await started(first);
    expect((await stat(`/proc/${before.pid}`)).uid).toBe(nobody.uid);
    await query(before.url, 'CREATE TABLE kept ()');
    await first.kill('SIGTERM');
    const second = await startEmbeddedPostgres({ home, log });
    expect((await stat(`/proc/${second.pid}`)).uid).toBe(nobody.uid);
    expect(await query(second.url, 'SELECT * FROM kept')).toEqual([]);
    await second.stop();
  });

  test("a home of root's is not opened by another user, and the sentence says whose it is", async () => {
    await chmod(folder, 0o777);
    const first = await startEmbeddedPostgres({ home, log, ephemeral: true });
    await first.stop();
    const outcome = await startElsewhere({ uid: 65534 }).outcome;
    expect(outcome).toMatchObject({ kind: 'problem', code: 'home-not-ours', exitCode: 77 });
  });

  test('a user without a name is told so', async () => {
    await chmod(folder, 0o777);
    const outcome = await startElsewhere({ uid: 54321 }).outcome;
    expect(outcome).toMatchObject({ kind: 'problem', code: 'user-without-name', exitCode: 69 });
  });
});
