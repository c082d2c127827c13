import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Client } from 'pg';
import { from } from 'pg-copy-streams';
import type { Sql } from '../../store/client.ts';

/** A connection of an import's own: COPY needs one, and its settings are nobody else's. */
export interface Session {
  readonly client: Client;
  /** Adds rows in COPY's text format. */
  readonly copy: (table: string, columns: string, rows: Buffer | undefined) => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * GIN takes its new entries in larger pieces, and sorts each piece as a whole, which it does in `work_mem`. Every row refers to
 * a member or a category, whose tables are so small that the planner would read the whole of them each time.
 */
const SETTINGS = [
  "SET TimeZone = 'UTC'",
  "SET gin_pending_list_limit = '32MB'",
  "SET work_mem = '64MB'",
  'SET enable_seqscan = off',
  'SET jit = off',
] as const;

export async function openSession(databaseUrl: string): Promise<Session> {
  const client = new Client({ connectionString: databaseUrl, application_name: 'dealbell import' });
  // A lost connection is told by the statement that needs it; unheard, it would end the process.
  client.on('error', () => {});
  await client.connect();
  await client.query(SETTINGS.join('; '));
  return {
    client,
    copy: async (table, columns, rows) => {
      if (rows === undefined) return;
      await pipeline(Readable.from([rows]), client.query(from(`COPY ${table} (${columns}) FROM STDIN`)));
    },
    close: () => client.end(),
  };
}

/** Runs a statement of the store on an import's own connection. */
export async function runSql({ client }: Session, { text, values }: Sql): Promise<void> {
  await client.query({ text, values });
}
