import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { LedgerMetrics } from '../src/pushes/ledger/metrics.ts';
import type { StoreContext } from '../src/store/context.ts';
import type { JobQueue } from './queue.ts';

export interface JobMetrics {
  readonly swept: (rows: number) => void;
}

export interface MetricsDeps {
  readonly registry: Registry;
  readonly store: StoreContext;
  readonly queue: JobQueue;
  readonly silence: () => number;
}

/** Counts what the ledger's attempts and answers come to. No label holds an organization, a person or a text. */
export function createLedgerMetrics(registry: Registry): LedgerMetrics {
  const registers = [registry];
  const attempts = new Counter({
    name: 'dealbell_delivery_attempts_total',
    help: 'Attempts at sending a message, by what became of it',
    labelNames: ['platform', 'outcome'],
    registers,
  });
  const seconds = new Histogram({
    name: 'dealbell_delivery_attempt_seconds',
    help: 'Duration of an attempt, from taking the message to writing down its end',
    labelNames: ['platform'],
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const limits = new Counter({
    name: 'dealbell_rate_limited_total',
    help: 'How often a platform said that there were too many messages, by what it spoke of',
    labelNames: ['platform', 'scope'],
    registers,
  });
  return {
    attempted: (platform, outcome, duration) => {
      attempts.inc({ platform, outcome });
      seconds.observe({ platform }, duration);
    },
    limited: (platform, scope) => limits.inc({ platform, scope }),
  };
}

/** What can be seen of queue and ledger from outside. Gauges tell of the whole installation, whichever process is asked. */
export function createMetrics({ registry, store, queue, silence }: MetricsDeps): JobMetrics {
  const registers = [registry];
  const sweeps = new Counter({
    name: 'dealbell_handed_over_again_total',
    help: 'Rows that came to no end after they had been handed to the queue',
    registers,
  });
  addGauges(registers, store, queue, silence);
  addStates(registers, store);
  return { swept: (rows) => sweeps.inc(rows) };
}

/** Messages that have not come to an end, by state; `decide`: held until an admin has looked. */
const STATES = ['pending', 'sending', 'held', 'unknown', 'decide', 'dead'] as const;

function addStates(registers: Registry[], { db }: StoreContext): void {
  const gauge: Gauge<'state'> = new Gauge({
    name: 'dealbell_messages',
    help: 'Messages of the ledger that have not come to an end, by state',
    labelNames: ['state'],
    registers,
    collect: async () => {
      const rows = await db.$queryRaw<{ state: string; count: number }[]>`
        SELECT CASE WHEN state = 'held' AND not_before > '9000-01-01' AND bearer_id IS NULL THEN 'decide' ELSE state END AS state,
          count(*)::int AS count
        FROM deliveries WHERE state IN ('pending', 'sending', 'held', 'unknown') GROUP BY 1
        UNION ALL SELECT 'dead', count(*)::int FROM deliveries WHERE state = 'dead'`.catch(() => undefined);
      if (rows === undefined) return;
      const counts = new Map(rows.map(({ state, count }) => [state, count]));
      for (const state of STATES) gauge.set({ state }, counts.get(state) ?? 0);
    },
  });
}

function addGauges(registers: Registry[], store: StoreContext, queue: JobQueue, silence: () => number): void {
  addGauge(registers, 'dealbell_outbox_lag_seconds', 'Age of the oldest event that waits', async () => {
    const [row] = await store.db.$queryRaw<{ at: Date | null }[]>`
      SELECT min(occurred_at) AS at FROM outbox_events WHERE done_at IS NULL`;
    return row?.at ? Math.max(0, store.clock.now() - row.at.getTime()) / 1_000 : 0;
  });
  addGauge(
    registers,
    'dealbell_ledger_lag_seconds',
    'How long the oldest message that is due has been due',
    async () => {
      const now = store.clock.now();
      const [row] = await store.db.$queryRaw<{ at: Date | null }[]>`
      SELECT min(not_before) AS at FROM deliveries
      WHERE state IN ('pending', 'sending', 'held', 'unknown') AND bearer_id IS NULL AND not_before <= ${new Date(now)}::timestamptz`;
      return row?.at ? Math.max(0, now - row.at.getTime()) / 1_000 : 0;
    },
  );
  addGauge(registers, 'dealbell_queue_waiting', 'Jobs that wait in the queue', () =>
    queue.isReady() ? queue.countWaiting() : Promise.resolve(0),
  );
  addGauge(
    registers,
    'dealbell_canary_silence_seconds',
    'Time since a canary last came through',
    async () => silence() / 1_000,
  );
}

function addGauge(registers: Registry[], name: string, help: string, read: () => Promise<number>): void {
  const gauge: Gauge = new Gauge({
    name,
    help,
    registers,
    collect: async () => {
      // While its source is away the gauge keeps its last value; the rest of the page must still be readable.
      const value = await read().catch(() => undefined);
      if (value !== undefined) gauge.set(value);
    },
  });
}
