import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { describe, expect, it } from 'vitest';
import { openQueue } from '../../jobs/open-queue.ts';
import { silentLog } from '../../src/kernel/log.ts';
import { redisUrl, uniquePrefix } from '../setup/redis.ts';
import { startRedis } from '../setup/redis-server.ts';
import { waitFor } from './child.ts';
import { describeQueue } from './queue.contract.ts';

describe.skipIf(redisUrl() === null)('the queue on Redis', () => {
  describeQueue(async () => {
    const url = redisUrl() ?? '';
    const prefix = uniquePrefix();
    const empty = async () => {
      const client = new Redis(url);
      const keys = await client.keys(`${prefix}:*`);
      if (keys.length > 0) await client.del(...keys);
      client.disconnect();
    };
    return { place: { kind: 'redis', url, prefix }, empty, drop: empty };
  });

  it('closes although Redis is gone, and fails to add at once instead of waiting for it', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'dealbell-gone-'));
    const redis = await startRedis(dir);
    const queue = await openQueue({ kind: 'redis', url: redis.url }, silentLog);
    const consumer = queue.consume(async () => {}, 2);
    const row = { orgId: '019ab000-0000-7000-8000-00000000000f', id: '019ab000-0000-7000-8000-000000000001' };
    await queue.add([{ name: 'delivery', data: row }]);
    await redis.stop();
    await waitFor('the loss to be noticed', () => !queue.isReady());
    await expect(queue.add([{ name: 'delivery', data: row }])).rejects.toThrow();
    await consumer.close();
    await queue.close();
    await rm(dir, { recursive: true });
  });

  it('refuses a Redis that may throw jobs away', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'dealbell-evicting-'));
    const redis = await startRedis(dir);
    try {
      const client = new Redis(redis.url);
      await client.config('SET', 'maxmemory-policy', 'allkeys-lru');
      client.disconnect();
      await expect(openQueue({ kind: 'redis', url: redis.url }, silentLog)).rejects.toThrow(/allkeys-lru/);
    } finally {
      await redis.stop();
      await rm(dir, { recursive: true });
    }
  });

  it('says so when there is no Redis at the start', async () => {
    const nobody = 'redis://127.0.0.1:1';
    await expect(openQueue({ kind: 'redis', url: nobody }, silentLog)).rejects.toThrow(/ECONNREFUSED/);
  });
});
