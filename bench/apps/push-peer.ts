import { createServer } from 'node:http';
import { Worker } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { Pool } from 'undici';
import { reportBench } from './serve.ts';

/**
 * The smallest program that could do the job: a BullMQ worker that claims a message's row, posts it over pooled connections
 * and marks the row, with one commit for each of the two.
 */
const concurrency = Number(process.env.BENCH_AT_ONCE);
const database = new pg.Pool({ connectionString: process.env.BENCH_DATABASE_URL, max: concurrency });
const platform = new Pool(process.env.BENCH_SINK ?? '', { connections: concurrency });
const connection = new Redis(process.env.BENCH_REDIS ?? '', { maxRetriesPerRequest: null });

const worker = new Worker<{ readonly id: string }>(
  'peer',
  async ({ data: { id } }) => {
    const claimed = await database.query<{ content: object }>({
      name: 'claim',
      text: `UPDATE peer_messages SET state = 'sending', claimed_at = now() WHERE id = $1 AND state = 'pending' RETURNING content`,
      values: [id],
    });
    const [row] = claimed.rows;
    if (row === undefined) return;
    const answer = await platform.request({
      path: '/post',
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id, ...row.content }),
    });
    const told = (await answer.body.json()) as { data: { message_id: string } };
    await database.query({
      name: 'mark',
      text: `UPDATE peer_messages SET state = 'sent', sent_at = now(), ref = $2 WHERE id = $1`,
      values: [id, told.data.message_id],
    });
  },
  { connection, prefix: '{peer}', concurrency, removeOnComplete: { count: 1_000 } },
);
await worker.waitUntilReady();
const server = createServer();
server.listen(0, '127.0.0.1', () =>
  reportBench(server, async () => {
    await worker.close();
    await database.end();
    await platform.close();
    connection.disconnect();
  }),
);
