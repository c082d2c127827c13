import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { jobPace } from '../../jobs/pace.ts';
import type { Job } from '../../jobs/queue.ts';
import { createRelay } from '../../jobs/relay.ts';
import { createSweeper } from '../../jobs/sweeper.ts';
import { silentLog } from '../../src/kernel/log.ts';
import { createStage, START, type Stage } from '../pushes/ledger/stage.ts';
import { waitFor } from './child.ts';

/** A queue that nobody works off. */
function createStandingQueue() {
  const jobs: Job[] = [];
  const state = { others: 0, asked: 0 };
  return {
    jobs,
    state,
    queue: {
      add: async (added: readonly Job[]) => void jobs.push(...added),
      countWaiting: async () => {
        state.asked += 1;
        return state.others + jobs.length;
      },
      isReady: () => true,
      consume: () => ({ close: async () => {} }),
      counters: undefined as never,
      close: async () => {},
    },
  };
}

const agoMs = (milliseconds: number) => new Date(Date.now() - milliseconds);

describe('handing over', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await createStage();
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    await stage.store.db.delivery.deleteMany({});
  });

  async function sweepOnce(standing: ReturnType<typeof createStandingQueue>): Promise<Set<string>> {
    const { store } = stage;
    let rows: number | undefined;
    const deps = { store, queue: standing.queue, pace: jobPace, log: silentLog };
    const sweeper = createSweeper({ ...deps, swept: (count) => (rows = count) });
    sweeper.start();
    await waitFor('the sweeper', () => rows !== undefined);
    await sweeper.stop();
    return new Set(standing.jobs.map(({ data }) => data.id));
  }

  it('takes what is late for lost, but in a long queue only what is very late or belonged to a worker that is gone', async () => {
    const late = await stage.put({ leaseUntil: agoMs(1_000) });
    const held = await stage.put({ state: 'held', leaseUntil: agoMs(1_000) });
    const veryLate = await stage.put({ state: 'unknown', leaseUntil: agoMs(10 * jobPace.handed) });
    const orphan = await stage.put({ state: 'sending', leaseUntil: agoMs(1_000) });
    const inTime = await stage.put({ leaseUntil: new Date(Date.now() + 60_000) });
    const long = createStandingQueue();
    long.state.others = 500;
    expect(await sweepOnce(long)).toEqual(new Set([veryLate, orphan]));
    expect(await stage.read(orphan)).toMatchObject({ state: 'unknown', lastError: 'interrupted' });
    expect(await sweepOnce(createStandingQueue())).toEqual(new Set([late, held]));
    expect((await stage.read(inTime)).leaseUntil?.getTime()).toBeGreaterThan(Date.now());
  });

  it('leaves in the tables what the queue has no room for, and goes on when there is', async () => {
    const { store, orgId } = stage;
    await store.db
      .$executeRaw`INSERT INTO deliveries (org_id, id, key, kind, address, content, state, not_before, created_at)
      SELECT ${orgId}::uuid, gen_random_uuid(), 'many ' || n, 'sales', '{}', '{}', 'pending', ${new Date(START)}::timestamptz,
        ${new Date(START)}::timestamptz FROM generate_series(1, 2000) n`;
    const standing = createStandingQueue();
    const runRelay = async (until: () => boolean): Promise<void> => {
      const relay = createRelay({ store, queue: standing.queue, pace: jobPace, log: silentLog });
      relay.start();
      await waitFor('the relay', until);
      await relay.stop();
    };
    await runRelay(() => standing.jobs.length >= 1_000);
    expect(standing.jobs).toHaveLength(1_000);
    // Another process does not add to it either.
    standing.state.asked = 0;
    await runRelay(() => standing.state.asked > 0);
    expect(standing.jobs).toHaveLength(1_000);
    standing.jobs.length = 0;
    await runRelay(() => standing.jobs.length >= 1_000);
    expect(standing.jobs).toHaveLength(1_000);
  });
});
