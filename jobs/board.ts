import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { FastifyAdapter } from '@bull-board/fastify';
import { createPostgresBackend, createRedisBackend, isPgPool, withBackend } from 'bullmq';
import Fastify from 'fastify';
import { Redis } from 'ioredis';
import pg from 'pg';
import type { Log } from '../src/kernel/log.ts';
import { QUEUE_NAME, type QueuePlace } from './queue.ts';
import { SCHEMA } from './queue-postgres.ts';
import { PREFIX } from './queue-redis.ts';

/** Where the board stands; its pages name it in their addresses. */
const BASE = '/board/queues';

/**
 * The board of the queue, on either backend, with connections of its own, listening nowhere: requests are handed to its
 * `routing`. It only reads. Loading this file costs memory, so it is imported when somebody first looks.
 */
export async function openBoard(place: QueuePlace, log: Log) {
  const { queue, close } = openQueue(place, log);
  const adapter = new FastifyAdapter();
  createBullBoard({
    // The library knows both backends, its types only the one on Redis.
    queues: [new BullMQAdapter(queue as never, { readOnlyMode: true })],
    serverAdapter: adapter,
    options: { uiConfig: { boardTitle: 'Dealbell', hideRedisDetails: true } },
  });
  const server = Fastify({ logger: false });
  adapter.setBasePath(BASE);
  await server.register(adapter.registerPlugin(), { prefix: BASE });
  // The library's page asks another host for its fonts.
  server.addHook('onSend', async (_request, _reply, payload) =>
    typeof payload === 'string' ? payload.replace(/<link href="https:[^>]*>/g, '') : payload,
  );
  await server.ready();
  return {
    routing: server.routing,
    close: async () => {
      await server.close();
      await close();
    },
  };
}

function openQueue(place: QueuePlace, log: Log) {
  const failed = (error: unknown) => log.warn({ err: error }, 'The board does not reach the queue');
  if (place.kind === 'redis') {
    const { Queue } = withBackend(createRedisBackend);
    const client = new Redis(place.url, { maxRetriesPerRequest: 1 });
    client.on('error', failed);
    const queue = new Queue(QUEUE_NAME, { connection: client, prefix: place.prefix ?? PREFIX });
    queue.on('error', failed);
    return {
      queue,
      close: async () => {
        await queue.close();
        client.disconnect();
      },
    };
  }
  const { Queue } = withBackend(createPostgresBackend);
  const pool = new pg.Pool({
    connectionString: place.url,
    max: 2,
    options: `-c search_path=${SCHEMA}`,
    application_name: 'dealbell board',
  });
  pool.on('error', failed);
  if (!isPgPool(pool)) throw new TypeError('pg.Pool is not what BullMQ takes for a pool');
  const queue = new Queue(QUEUE_NAME, { connection: pool });
  queue.on('error', failed);
  return {
    queue,
    close: async () => {
      await queue.close();
      await pool.end();
    },
  };
}
