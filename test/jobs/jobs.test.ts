import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Registry } from 'prom-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createJobs, type Jobs } from '../../jobs/index.ts';
import { jobPace } from '../../jobs/pace.ts';
import { outboxEvent } from '../../src/store/outbox.ts';
import { createStage, endLeases, type Stage, slackChannel } from '../pushes/ledger/stage.ts';
import { redisUrl } from '../setup/redis.ts';
import { startRedis } from '../setup/redis-server.ts';
import { waitFor } from './child.ts';

/** The product's own, but for the time between two looks for what is late: nobody has to wait it out. */
const pace = { ...jobPace, sweep: 100 };

it('looks every few seconds for what is late', () => {
  expect(jobPace.sweep).toBeLessThanOrEqual(10_000);
});

describe.each(['postgres', 'redis'] as const)('the jobs with their queue on %s', (kind) => {
  if (kind === 'redis' && redisUrl() === null) return;
  let stage: Stage;
  let jobs: Jobs;
  let registry: Registry;
  let dropRedis = async (): Promise<void> => {};

  beforeEach(async () => {
    stage = await createStage();
    registry = new Registry();
    const redis = kind === 'redis' ? await startOwnRedis() : undefined;
    dropRedis = redis?.drop ?? (async () => {});
    const { store, sender, deps, databaseUrl } = stage;
    jobs = createJobs({ store, sender, log: deps.log, registry, databaseUrl, redisUrl: redis?.url, pace });
    await jobs.start();
  });
  afterEach(async () => {
    await jobs.stop();
    await stage.close();
    await dropRedis();
  });

  const stateOf = async (id: string) => (await stage.read(id)).state;

  it('sends what is due long before the next round, if it is nudged', async () => {
    const waits: number[] = [];
    for (const conversation of ['C1', 'C2', 'C3', 'C4', 'C5']) {
      const id = await stage.put({ address: { ...slackChannel, conversation } });
      const began = performance.now();
      jobs.nudge();
      await waitFor('the message', async () => (await stateOf(id)) === 'sent');
      waits.push(performance.now() - began);
    }
    expect(Math.min(...waits)).toBeLessThan(250);
    expect(stage.sender.sent).toHaveLength(5);
  });

  it('finds by itself what another process committed, and what the clock makes due', async () => {
    const now = await stage.put();
    const later = await stage.put({ notBefore: new Date(stage.clock.now() + 3_600_000) });
    await waitFor('the one that is due', async () => (await stateOf(now)) === 'sent');
    expect(await stateOf(later)).toBe('pending');
    stage.clock.advance(3_600_000);
    await waitFor('the later one', async () => (await stateOf(later)) === 'sent');
  });

  it('takes over what a process left behind, and looks before it sends', async () => {
    const id = await stage.put({
      state: 'sending',
      attempts: 1,
      leaseUntil: new Date(),
      firstAttemptAt: new Date(),
    });
    await endLeases(stage);
    await waitFor('the message', async () => (await stateOf(id)) === 'sent', 12_000);
    expect(stage.sender.looks).toHaveLength(1);
    expect(stage.sender.sent).toHaveLength(1);
  });

  it('hands over again what the queue lost', async () => {
    const stale = new Date(Date.now() - 3_600_000);
    const id = await stage.put({ leaseUntil: stale });
    await waitFor('the message', async () => (await stateOf(id)) === 'sent', 12_000);
    expect(await metric(registry, 'dealbell_handed_over_again_total')).toBe(1);
  });

  it('lets a canary through, and then knows that it works', async () => {
    await expect(jobs.check()).resolves.toBeUndefined();
    const { db } = stage.store;
    await waitFor(
      'the canary to leave',
      async () => (await db.outboxEvent.count({ where: { kind: 'canary' } })) > 0,
    );
    await waitFor(
      'the canary to arrive',
      async () => (await db.outboxEvent.count({ where: { kind: 'canary' } })) === 0,
    );
    expect(await db.delivery.count({ where: { kind: 'canary' } })).toBe(0);
    expect(stage.sender.sent).toEqual([]);
  });

  it('tries an event that fails a few times in a row, then seldom, and writes down why', async () => {
    const { store, orgId } = stage;
    const broken = { kind: 'order.signed', orderId: 'not-a-uuid' } as const;
    await store.db.$executeRaw(outboxEvent({ ...store, orgId }, broken));
    jobs.nudge();
    await waitFor('four tries', async () => {
      const event = await store.db.outboxEvent.findFirst({ where: { kind: 'order.signed' } });
      return event !== null && event.attempts >= 4 && event.lastError !== null;
    });
    const event = await store.db.outboxEvent.findFirstOrThrow({ where: { kind: 'order.signed' } });
    expect(event).toMatchObject({ doneAt: null, attempts: 4 });
  });
});

async function metric(registry: Registry, name: string): Promise<number | undefined> {
  const [found] = (await registry.getMetricsAsJSON()).filter((each) => each.name === name);
  return found?.values[0]?.value;
}

/** One for itself: two products in one Redis would share a queue. */
async function startOwnRedis(): Promise<{ readonly url: string; readonly drop: () => Promise<void> }> {
  const dir = await mkdtemp(join(tmpdir(), 'dealbell-jobs-'));
  const redis = await startRedis(dir);
  return {
    url: redis.url,
    drop: async () => {
      await redis.stop();
      await rm(dir, { recursive: true });
    },
  };
}
