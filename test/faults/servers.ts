import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';
import { findFreePort } from '../../src/store/embedded/server.ts';
import { startEmbeddedPostgres } from '../../src/store/embedded.ts';
import { migrate } from '../../src/store/migrate.ts';
import { waitFor } from '../jobs/child.ts';

/** A folder for servers of one test; a run that was killed is tidied up after by the next one, which knows the name. */
export async function createHome(): Promise<{ readonly dir: string; readonly remove: () => Promise<void> }> {
  const dir = await mkdtemp(join(tmpdir(), 'dealbell-test-'));
  await chmod(dir, 0o711);
  return { dir, remove: () => rm(dir, { recursive: true, force: true }) };
}

/** A PostgreSQL of this test's own, which may be killed. */
export interface OwnPostgres {
  readonly url: string;
  /** Kills it as a power cut would, and waits until it takes connections again. */
  readonly crash: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Starts one with durable data, on a port of its own, with all migrations applied. */
export async function startOwnPostgres(home: string): Promise<OwnPostgres> {
  const quiet = { info: () => undefined, warn: () => undefined };
  const server = await startEmbeddedPostgres({ home, log: quiet });
  await migrate({ databaseUrl: server.url });
  const pidFile = join(server.dataDir, 'postmaster.pid');
  const readPid = async (): Promise<number> => Number((await readFile(pidFile, 'utf8')).split('\n')[0]);
  return {
    url: server.url,
    crash: async () => {
      const pid = await readPid();
      await proveOurs(server.url, server.dataDir);
      // The start watches over it and brings it up again on its port.
      process.kill(pid, 'SIGKILL');
      const isBack = async (): Promise<boolean> => (await readPid()) !== pid && answers(server.url);
      await waitFor('PostgreSQL to be back', () => isBack().catch(() => false), 60_000);
    },
    stop: server.stop,
  };
}

/** Nothing is killed unless who answers at the address keeps its data in our folder. */
async function proveOurs(url: string, dataDir: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const found = await client.query<{ data_directory: string }>('SHOW data_directory');
  await client.end();
  if (found.rows[0]?.data_directory !== dataDir) throw new Error(`${url} is not the PostgreSQL of this test`);
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  await client.query('SELECT 1');
  await client.end();
  return true;
}

/** A Redis of this test's own, which may be killed and emptied. */
export interface OwnRedis {
  readonly url: string;
  readonly kill: () => Promise<void>;
  /** Starts it again, with what it had written down. */
  readonly start: () => Promise<void>;
  /** Starts it again with nothing in it. */
  readonly startEmpty: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Starts one on a port and with a password of its own, which writes down what it was told each second. */
export async function startOwnRedis(home: string): Promise<OwnRedis> {
  const dir = join(home, 'redis');
  await mkdir(dir, { recursive: true });
  const password = randomUUID();
  const port = await findFreePort();
  const url = `redis://:${password}@127.0.0.1:${port}`;
  const settings = [
    `port ${port}`,
    'bind 127.0.0.1',
    `dir ${dir}`,
    `requirepass ${password}`,
    'maxmemory-policy noeviction',
    'appendonly yes',
    'appendfsync everysec',
  ];
  const config = join(dir, 'redis.conf');
  await writeFile(config, `${settings.join('\n')}\n`, { mode: 0o600 });
  let child: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    const started = spawn('redis-server', [config], { stdio: 'ignore' });
    child = started;
    await waitFor('Redis', () => isOurs(url, started.pid), 20_000);
  };
  const kill = async (): Promise<void> => {
    const victim = child;
    child = undefined;
    if (victim === undefined || victim.exitCode !== null) return;
    const gone = new Promise<void>((resolve) => victim.once('exit', () => resolve()));
    victim.kill('SIGKILL');
    await gone;
  };
  await start();
  return {
    url,
    start,
    kill,
    startEmpty: async () => {
      await rm(join(dir, 'appendonlydir'), { recursive: true, force: true });
      await start();
    },
    stop: kill,
  };
}

/** Whether the process that answers at the address is the one we started. */
async function isOurs(url: string, pid: number | undefined): Promise<boolean> {
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.info('server')).includes(`process_id:${pid}\r`);
  } catch {
    return false;
  } finally {
    client.disconnect();
  }
}
