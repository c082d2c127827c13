import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLimiter } from '../../jobs/limiter.ts';
import { openQueue } from '../../jobs/open-queue.ts';
import type { Job, QueuePlace } from '../../jobs/queue.ts';
import { silentLog } from '../../src/kernel/log.ts';
import { waitFor } from '../jobs/child.ts';
import { describeQueue } from '../jobs/queue.contract.ts';
import { uniquePrefix } from '../setup/redis.ts';
import { printFigures } from './reckoning.ts';
import { type OwnCluster, startOwnCluster } from './redis-cluster.ts';
import { createHome } from './servers.ts';

const ROWS = 200;
const PATIENCE_MS = 60_000;

describe('a Redis Cluster of three masters', () => {
  let cluster: OwnCluster;
  let home: Awaited<ReturnType<typeof createHome>>;
  beforeAll(async () => {
    home = await createHome();
    cluster = await startOwnCluster(home.dir);
  }, PATIENCE_MS);
  afterAll(async () => {
    await cluster.stop();
    await home.remove();
  });
  const placeOf = (prefix: string): QueuePlace => ({ kind: 'redis', url: cluster.url, prefix });

  describe('carries the queue by the same code', () => {
    describeQueue(async () => {
      const prefix = uniquePrefix();
      const empty = () => cluster.empty(prefix);
      return { place: placeOf(prefix), empty, drop: async () => {} };
    });
  });

  it(
    'works on after one of them was killed and started again, also the one that holds the queue',
    async () => {
      const prefix = uniquePrefix();
      const queue = await openQueue(placeOf(prefix), silentLog, { lock: 1_500 });
      const done = new Set<string>();
      const consumer = queue.consume(async ({ data }) => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        done.add(data.id);
      }, 4);
      await queue.add(numbered(0));
      const restarted = cluster.restartMasterOf(`${prefix}:dealbell:wait`);
      // What cannot be added now is handed over again by the relay; here by this loop.
      await restarted;
      await waitFor(
        'the queue to take more',
        () =>
          queue.add(numbered(ROWS)).then(
            () => true,
            () => false,
          ),
        PATIENCE_MS,
      );
      await waitFor('all that was added', () => done.size >= 2 * ROWS, PATIENCE_MS);
      const slots = await cluster.countKeys(prefix);
      printFigures(4, 'Redis Cluster, the queue’s master restarted', { added: 2 * ROWS, done: done.size });
      expect(slots.filter((count) => count > 0)).toHaveLength(1);
      await consumer.close();
      await queue.close();
    },
    2 * PATIENCE_MS,
  );

  it('counts rate limits over all processes, each place in a slot of its own', async () => {
    const queues = [
      await openQueue(placeOf(uniquePrefix()), silentLog),
      await openQueue(placeOf(uniquePrefix()), silentLog),
    ];
    const limiters = queues.map(({ counters }) => createLimiter(counters, silentLog));
    const to = (conversation: string) =>
      ({ platform: 'slack', workspace: 'T-cluster', conversation }) as const;
    const places = Array.from({ length: 12 }, (_, index) => to(`C${index}`));
    for (const place of places) expect(await limiters[0]?.take(place)).toEqual({ ok: true });
    for (const place of places.slice(0, 6))
      expect(await limiters[1]?.take(place)).toMatchObject({ ok: false });
    await limiters[0]?.pause(to('C99'), 'conversation', 30_000);
    expect(await limiters[1]?.take(to('C99'))).toMatchObject({ ok: false });
    const spread = await cluster.countKeys('limit-slack-conversation');
    expect(spread.filter((count) => count > 0).length).toBeGreaterThan(1);
    for (const queue of queues) await queue.close();
  });
});

function numbered(from: number): Job[] {
  return Array.from({ length: ROWS }, (_, index) => ({
    name: 'delivery',
    data: {
      orgId: '019ab000-0000-7000-8000-00000000000f',
      id: `019ab000-0000-7000-8000-${String(from + index).padStart(12, '0')}`,
    },
  }));
}
