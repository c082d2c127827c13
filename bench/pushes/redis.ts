import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { findFreePort } from '../../src/store/embedded/server.ts';

/** A Redis of the bench's own. */
export interface BenchRedis {
  readonly url: string;
  readonly pid: number;
  readonly stop: () => Promise<void>;
}

const TRIES = 200;

/** Starts a `redis-server` from the PATH, with a password of its own and set up as the product's documentation asks for. */
export async function startBenchRedis(home: string): Promise<BenchRedis> {
  const dir = join(home, 'redis');
  await mkdir(dir, { recursive: true });
  const [port, password] = [await findFreePort(), randomUUID()];
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
  const child = spawn('redis-server', [config], { stdio: 'ignore' });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = `redis://:${password}@127.0.0.1:${port}`;
  await untilAnswering(url);
  return {
    url,
    pid: child.pid ?? 0,
    stop: async () => {
      child.kill('SIGTERM');
      await gone;
    },
  };
}

async function untilAnswering(url: string): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return;
    } catch (error) {
      if (tries > TRIES) throw error;
      await wait(25);
    } finally {
      client.disconnect();
    }
  }
}
