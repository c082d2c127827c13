import type { Cluster, Redis } from 'ioredis';
import type { Pool } from 'pg';
import type { Log } from '../src/kernel/log.ts';
import type { JobPace } from './pace.ts';

/** Where the queue lives; a Redis may be a Redis Cluster. `prefix` lets several products share one: a word in braces. */
export type QueuePlace =
  | { readonly kind: 'redis'; readonly url: string; readonly prefix?: string }
  | { readonly kind: 'postgres'; readonly url: string };

/** What travels through the queue: ids only. Whoever works it off reads the rows. */
export interface Job {
  readonly name: string;
  readonly data: { readonly orgId: string; readonly id: string };
}

export interface Consumer {
  /** Takes no more and waits for what is under way. */
  readonly close: () => Promise<void>;
}

/** What the product asks of a queue. Losing everything in it loses nothing: rows are handed over again. */
export interface JobQueue {
  readonly add: (jobs: readonly Job[]) => Promise<void>;
  /** At most so many jobs wait: they travel several together, and are not counted one by one. */
  readonly countWaiting: () => Promise<number>;
  /** Whether adding can succeed now; false while the server is away. */
  readonly isReady: () => boolean;
  /** Calls `handle` for each job, at most `concurrency` at once; what it throws is logged and ends the job. */
  readonly consume: (handle: (job: Job) => Promise<void>, concurrency: number) => Consumer;
  /** The connection that rate limits are counted over. */
  readonly counters:
    | { readonly kind: 'redis'; readonly client: Redis | Cluster }
    | { readonly kind: 'postgres'; readonly pool: Pool };
  readonly close: () => Promise<void>;
}

/** What travels as one job of BullMQ: rows of one kind. */
export interface Pack {
  readonly rows: readonly Job['data'][];
}

/** `lock`: how long a job may go without a sign of life of its worker (ms). */
export type QueueTimes = Pick<JobPace, 'lock'>;

/** BullMQ forbids colons in it. */
export const QUEUE_NAME = 'dealbell';

/**
 * The same for both backends. A job is tried once: the ledger and the outbox decide about further attempts. Ids are the
 * queue's own, so that a finished or lost job can never stand in the way of handing its row over again.
 */
export const jobOptions = {
  attempts: 1,
  removeOnComplete: { age: 3_600, count: 1_000 },
  removeOnFail: { age: 86_400, count: 5_000 },
} as const;

/** A worker that was killed says nothing about its jobs: they are started again until the bound, and after it from their rows. */
export function workerOptions(times: QueueTimes, concurrency: number) {
  return {
    concurrency,
    lockDuration: times.lock,
    stalledInterval: times.lock,
    maxStalledCount: 1_000,
    maxStartedAttempts: 50,
    runRetryDelay: 1_000,
    drainDelay: 5,
  };
}

/** Says once that a server is away and once that it is back, instead of at every try to reconnect. */
export function createOutageLog(log: Log, server: string) {
  let away = false;
  return {
    failed: (error: unknown): void => {
      if (!away) log.warn({ err: error, server }, 'The queue is away; work goes on when it is back');
      away = true;
    },
    works: (): void => {
      if (away) log.info({ server }, 'The queue is back');
      away = false;
    },
  };
}
