import { createRedisBackend, withBackend } from 'bullmq';
import { Redis } from 'ioredis';
import type { Log } from '../src/kernel/log.ts';
import { createUnpacker, PACK, packJobs } from './packs.ts';
import {
  createOutageLog,
  type JobQueue,
  jobOptions,
  type Pack,
  QUEUE_NAME,
  type QueueTimes,
  workerOptions,
} from './queue.ts';

/** In braces, so that a Redis Cluster keeps all keys of the queue in one slot. */
export const PREFIX = '{dealbell}';
const LONGEST_RECONNECT_MS = 2_000;

/** The queue on Redis. Rejects if that Redis may throw keys away. */
export async function openRedisQueue(
  place: { readonly url: string; readonly prefix?: string },
  log: Log,
  times: QueueTimes,
): Promise<JobQueue> {
  const { Queue, Worker } = withBackend(createRedisBackend);
  const outage = createOutageLog(log, 'redis');
  // Adding fails at once while Redis is away, and the relay tries again; a worker's calls wait for it.
  const adding = connect(place.url, { enableOfflineQueue: false, maxRetriesPerRequest: 1 });
  const working = connect(place.url, { maxRetriesPerRequest: null });
  for (const client of [adding, working]) client.on('error', outage.failed).on('ready', outage.works);
  try {
    await waitUntilReady(adding);
    await refuseEviction(adding);
  } catch (error) {
    for (const client of [adding, working]) client.disconnect();
    throw error;
  }
  const prefix = place.prefix ?? PREFIX;
  const queue = new Queue<Pack>(QUEUE_NAME, {
    connection: adding,
    prefix,
    defaultJobOptions: jobOptions,
  });
  queue.on('error', outage.failed);
  return {
    add: async (jobs) => void (await queue.addBulk([...packJobs(jobs)])),
    countWaiting: async () => PACK * (await queue.getWaitingCount()),
    isReady: () => adding.status === 'ready',
    consume: (handle, concurrency) => {
      const options = { connection: working, prefix, ...workerOptions(times, concurrency) };
      const unpack = createUnpacker(handle, concurrency);
      const worker = new Worker<Pack>(QUEUE_NAME, ({ name, data }) => unpack(name, data), options);
      worker.on('error', outage.failed);
      worker.on('failed', (job, err) =>
        log.warn({ job: job?.name, err }, 'A job failed; its row is handed over again'),
      );
      return { close: () => worker.close(working.status !== 'ready') };
    },
    counters: { kind: 'redis', client: adding },
    close: async () => {
      await queue.close();
      for (const client of [adding, working]) client.disconnect();
    },
  };
}

interface Patience {
  readonly enableOfflineQueue?: boolean;
  readonly maxRetriesPerRequest: number | null;
}

function connect(url: string, options: Patience): Redis {
  return new Redis(url, {
    ...options,
    retryStrategy: (tries) => Math.min(tries * 100, LONGEST_RECONNECT_MS),
  });
}

/** Resolves at the first connection; a Redis that is away at the start is an error that should be seen. */
function waitUntilReady(client: Redis): Promise<void> {
  if (client.status === 'ready') return Promise.resolve();
  return new Promise((resolve, reject) => {
    const done = (settle: () => void) => () => {
      client.off('ready', ready).off('error', failed);
      settle();
    };
    const ready = done(resolve);
    const failed = (error: Error): void => done(() => reject(error))();
    client.once('ready', ready).once('error', failed);
  });
}

/** An evicting Redis would lose jobs silently; that they are handed over again is no reason to lose them every minute. */
async function refuseEviction(client: Redis): Promise<void> {
  const policy = /^maxmemory_policy:(\S+)/m.exec(await client.info('memory'))?.[1];
  if (policy === undefined || policy === 'noeviction') return;
  throw new Error(
    `Redis may throw jobs away: its maxmemory-policy is ${policy}. Set it to noeviction, or use another Redis for REDIS_URL.`,
  );
}
