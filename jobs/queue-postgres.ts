import { createPostgresBackend, isPgPool, type PgPool, runMigrations, withBackend } from 'bullmq';
import pg from 'pg';
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

/** A schema of its own, next to the product's tables; BullMQ makes and migrates it. */
export const SCHEMA = 'bullmq';
const POOL_SIZE = 6;

/**
 * The queue in PostgreSQL. Needs connections that keep their session: no PgBouncer in transaction mode. Of BullMQ's
 * features only plain jobs are used here, because delays by error, job logs and schedulers do not hold on this backend.
 */
export async function openPostgresQueue(
  place: { readonly url: string },
  log: Log,
  times: QueueTimes,
): Promise<JobQueue> {
  const outage = createOutageLog(log, 'postgres');
  const pool = new pg.Pool({
    connectionString: place.url,
    max: POOL_SIZE,
    options: `-c search_path=${SCHEMA}`,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    application_name: 'dealbell queue',
  });
  pool.on('error', outage.failed);
  try {
    await migrate(pool);
  } catch (error) {
    await pool.end();
    throw error;
  }
  const { Queue, Worker } = withBackend(createPostgresBackend);
  const connection = toConnection(pool);
  const queue = new Queue<Pack>(QUEUE_NAME, { connection, defaultJobOptions: jobOptions });
  queue.on('error', outage.failed);
  return {
    add: async (jobs) => {
      await queue.addBulk([...packJobs(jobs)]);
      outage.works();
    },
    countWaiting: async () => PACK * (await queue.getWaitingCount()),
    isReady: () => true,
    consume: (handle, concurrency) => {
      const options = { connection, ...workerOptions(times, concurrency) };
      const unpack = createUnpacker(handle, concurrency);
      const worker = new Worker<Pack>(QUEUE_NAME, ({ name, data }) => unpack(name, data), options);
      worker.on('error', outage.failed);
      worker.on('failed', (job, err) =>
        log.warn({ job: job?.name, err }, 'A job failed; its row is handed over again'),
      );
      return { close: () => worker.close() };
    },
    counters: { kind: 'postgres', pool },
    close: async () => {
      await queue.close();
      await pool.end();
    },
  };
}

/** Makes BullMQ's tables and the one for rate limits. Any number of processes may start at once. */
async function migrate(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await runMigrations(client, SCHEMA);
    await createCounters(client);
  } finally {
    client.release();
  }
}

/** Unlogged: what was counted before a crash is of no use after it. */
async function createCounters(client: pg.PoolClient): Promise<void> {
  await client.query('BEGIN');
  // Two processes that create one table at once would collide in the catalogue.
  await client.query(`SELECT pg_advisory_xact_lock(hashtext('dealbell rate limits'))`);
  await client.query(`CREATE UNLOGGED TABLE IF NOT EXISTS ${SCHEMA}.rate_limits
    (key varchar(255) PRIMARY KEY, points integer NOT NULL DEFAULT 0, expire bigint)`);
  await client.query('COMMIT');
}

/** BullMQ describes pools in words of its own; this is its own test for one. */
function toConnection(pool: pg.Pool): PgPool {
  if (isPgPool(pool)) return pool;
  throw new TypeError('pg.Pool is not what BullMQ takes for a pool');
}
