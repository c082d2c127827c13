import { createRedisBackend, withBackend } from 'bullmq';
import { Cluster, Redis } from 'ioredis';
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
import { readRedisAddress } from './redis-address.ts';

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

type Client = Redis | Cluster;

/** One server or a Redis Cluster, as the address says; all else is the same for both. */
function connect(url: string, { enableOfflineQueue = true, maxRetriesPerRequest }: Patience): Client {
  const address = readRedisAddress(url);
  if (address === undefined) throw new Error('REDIS_URL is no address of a Redis or a Redis Cluster.');
  const retry = (tries: number) => Math.min(tries * 100, LONGEST_RECONNECT_MS);
  if (address.kind === 'server')
    return new Redis(address.url, { enableOfflineQueue, maxRetriesPerRequest, retryStrategy: retry });
  return new Cluster([...address.nodes], {
    enableOfflineQueue,
    clusterRetryStrategy: retry,
    redisOptions: { ...address.access, maxRetriesPerRequest },
  });
}

/** Resolves at the first connection; a Redis that is away at the start is an error that should be seen. */
function waitUntilReady(client: Client): Promise<void> {
  if (client.status === 'ready') return Promise.resolve();
  return new Promise((resolve, reject) => {
    const done = (settle: () => void) => () => {
      client.off('ready', ready).off('error', failed).off('close', lost);
      settle();
    };
    const ready = done(resolve);
    const failed = (error: Error): void => done(() => reject(error))();
    // A Redis Cluster of which no node answers says only that.
    const lost = done(() => reject(new Error('No node of the Redis Cluster answers.')));
    client.once('ready', ready).once('error', failed);
    if (client instanceof Cluster) client.once('close', lost);
  });
}

/** An evicting Redis would lose jobs silently; that they are handed over again is no reason to lose them every minute. */
async function refuseEviction(client: Client): Promise<void> {
  for (const node of client instanceof Cluster ? client.nodes('master') : [client]) {
    const policy = /^maxmemory_policy:(\S+)/m.exec(await node.info('memory'))?.[1];
    if (policy === undefined || policy === 'noeviction') continue;
    throw new Error(
      `Redis may throw jobs away: its maxmemory-policy is ${policy}. Set it to noeviction, or use another Redis for REDIS_URL.`,
    );
  }
}
