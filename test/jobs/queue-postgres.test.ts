import pg from 'pg';
import { describe } from 'vitest';
import { createEmptyDatabase } from '../setup/database.ts';
import { describeQueue } from './queue.contract.ts';

describe('the queue on PostgreSQL', () => {
  describeQueue(async () => {
    const { url, drop } = await createEmptyDatabase();
    return {
      place: { kind: 'postgres', url },
      empty: async () => {
        const client = new pg.Client({ connectionString: url });
        await client.connect();
        await client.query('DELETE FROM bullmq.job');
        await client.end();
      },
      drop,
    };
  });
});
