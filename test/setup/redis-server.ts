import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { findFreePort } from '../../src/store/embedded/server.ts';

/** A Redis of the test run. */
export type TestRedis = { readonly url: string; readonly pid: number; readonly stop: () => Promise<void> };

/**
 * Starts a `redis-server` from the PATH on a free port with a password of its own, so that whoever can log in is
 * proven to be talking to ours. Nothing is kept on disk unless `durable` is asked for.
 */
export async function startRedis(
  dir: string,
  options: { readonly durable?: boolean } = {},
): Promise<TestRedis> {
  await mkdir(dir, { recursive: true });
  const port = await findFreePort();
  const password = randomUUID();
  const lines = [
    ...[
      `port ${port}`,
      'bind 127.0.0.1',
      `dir ${dir}`,
      `requirepass ${password}`,
      'maxmemory-policy noeviction',
    ],
    ...(options.durable === true ? ['appendonly yes', 'appendfsync everysec'] : ['appendonly no', 'save ""']),
  ];
  const config = join(dir, 'redis.conf');
  await writeFile(config, `${lines.join('\n')}\n`, { mode: 0o600 });
  const child = spawn('redis-server', [config], { stdio: 'ignore' });
  const failed = new Promise<never>((_, reject) => {
    child.once('error', (error) => reject(new Error('redis-server is not on the PATH', { cause: error })));
    child.once('exit', (code) => reject(new Error(`redis-server ended with code ${code}`)));
  });
  const url = `redis://:${password}@127.0.0.1:${port}`;
  await Promise.race([failed, waitUntilReady(url)]);
  const ended = failed.catch(() => undefined);
  return {
    url,
    pid: child.pid ?? 0,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Ends the Redis whose configuration lies in this folder, if it still runs: only ours takes the password written there. */
export async function shutDownRedis(dir: string): Promise<void> {
  const config = await readFile(join(dir, 'redis.conf'), 'utf8').catch(() => '');
  const [port, password] = [/^port (\d+)$/m, /^requirepass (\S+)$/m].map((line) => line.exec(config)?.[1]);
  if (port === undefined || password === undefined) return;
  const client = new Redis(`redis://:${password}@127.0.0.1:${port}`, {
    lazyConnect: true,
    retryStrategy: () => null,
  });
  client.on('error', () => undefined);
  await client
    .connect()
    .then(() => client.shutdown('NOSAVE'))
    .catch(() => undefined);
  client.disconnect();
}

async function waitUntilReady(url: string): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.ping();
      return;
    } catch (error) {
      if (tries > 200) throw error;
      await delay(25);
    } finally {
      client.disconnect();
    }
  }
}
