import pg from 'pg';
import { loadCompany } from './company.ts';
import { type Fill, fillCustomers, loadKinds, stageNames } from './customers.ts';
import { fillFollowUps } from './followups.ts';
import { fillRecords } from './records.ts';
import { fillDeals, fillOrders } from './sales.ts';
import { planSizes, type Size } from './size.ts';

export interface LoadReport {
  readonly seconds: number;
  readonly bytes: number;
  readonly rows: Readonly<Record<string, number>>;
}

const YEARS_MS = 3 * 365 * 86_400_000;

/**
 * Fills an empty, migrated database. Rows are made inside the server in bulk, with triggers and foreign keys resting and
 * secondary indexes made anew behind them, exactly as they were; what triggers would have derived is derived in bulk.
 */
export async function loadData(
  url: string,
  secretKey: Buffer,
  scale: number,
  now: number,
  say: (line: string) => void,
): Promise<LoadReport> {
  const began = performance.now();
  const end = new Date(now).toISOString();
  const start = new Date(now - YEARS_MS).toISOString();
  const today = new Date(now + 8 * 3_600_000).toISOString().slice(0, 10);
  const sizes = planSizes(scale);
  const client = await openLoader(url);
  try {
    const indexes = await dropIndexes(client);
    const staged = stageAll(url, sizes, say);
    for (const size of sizes) {
      await loadCompany(client, size, secretKey, start);
      await loadKinds(client, size, start);
      await fillAll(client, fillFollowUps(size, { start, end, today }), size, say);
    }
    await staged;
    for (const size of sizes) {
      await fillAll(client, fillCustomers(size, start), size, say);
      await fillAll(client, fillDeals(size, today), size, say);
      await fillAll(client, fillOrders(size, today), size, say);
      await fillAll(client, fillRecords(size, today), size, say);
    }
    await restoreIndexes(client, indexes, say);
    await deriveRest(client, sizes, say);
    return { seconds: (performance.now() - began) / 1_000, ...(await readSize(client)) };
  } finally {
    await client.end();
  }
}

async function openLoader(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  // For this session only: what is measured later runs with every safety on.
  await client.query(`SET session_replication_role = replica; SET synchronous_commit = off; SET TimeZone = 'UTC';
    SET maintenance_work_mem = '1GB'; SET work_mem = '256MB'; SET jit = off`);
  return client;
}

/** Names cost the application's processor, everything else the server's: they are made side by side. */
async function stageAll(url: string, sizes: readonly Size[], say: (line: string) => void): Promise<void> {
  const client = await openLoader(url);
  try {
    for (const size of sizes) {
      await stageNames(client, size, (done) => {
        if (done % 250_000 === 0) say(`names: ${done}`);
      });
    }
  } finally {
    await client.end();
  }
}

async function fillAll(
  client: pg.Client,
  fills: readonly Fill[],
  { number }: Size,
  say: (line: string) => void,
) {
  for (const [table, sql] of fills) {
    const began = performance.now();
    const { rowCount } = await client.query(sql).catch((error: unknown) => {
      throw new Error(`${table} of organization ${number} cannot be filled`, { cause: error });
    });
    const seconds = (performance.now() - began) / 1_000;
    if (seconds > 5) say(`${table}: ${rowCount} rows in ${seconds.toFixed(0)} s`);
  }
}

interface Index {
  readonly name: string;
  readonly definition: string;
}

/** Takes away every index that is no constraint's, of every table. */
async function dropIndexes(client: pg.Client): Promise<readonly Index[]> {
  const { rows } = await client.query<Index>(`
    SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition
    FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid JOIN pg_namespace n ON n.oid = t.relnamespace
    WHERE n.nspname = 'public' AND t.relname NOT LIKE '\\_prisma%'
      AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid) ORDER BY 1`);
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`);
  return rows;
}

async function restoreIndexes(
  client: pg.Client,
  indexes: readonly Index[],
  say: (line: string) => void,
): Promise<void> {
  const began = performance.now();
  for (const { definition } of indexes) await client.query(definition);
  say(`${indexes.length} indexes in ${((performance.now() - began) / 1_000).toFixed(0)} s`);
}

/** What triggers keep beside the facts, made for all of them at once. */
const DERIVED = [
  'UPDATE payments SET keeper_id = created_by WHERE keeper_id IS NULL',
  'SELECT recount_closings()',
  `UPDATE deal_competitors k SET state = d.state, lost_amount = CASE WHEN s.competitor_id = k.competitor_id THEN d.amount END
     FROM deals d JOIN deal_steps s ON s.org_id = d.org_id AND s.deal_id = d.id AND s.step = d.step
     WHERE d.org_id = k.org_id AND d.id = k.deal_id`,
  'SELECT recount_order_people()',
  'SELECT recount_order_credits()',
  'SELECT recount_follow_up_days()',
];

async function deriveRest(
  client: pg.Client,
  sizes: readonly Size[],
  say: (line: string) => void,
): Promise<void> {
  const began = performance.now();
  await client.query('ANALYZE orders, order_revisions, payments, payment_revisions, instalment_revisions');
  await client.query('SELECT refill_instalments(org_id, id) FROM orders');
  await client.query('ANALYZE instalment_states, credit_split_revisions, deals');
  for (const derived of DERIVED) await client.query(derived);
  for (const { number } of sizes) {
    await client.query(`DROP TABLE bench_names_${number}, bench_last_${number}, bench_orders_${number}`);
  }
  say(`instalments filled in ${((performance.now() - began) / 1_000).toFixed(0)} s`);
  await client.query('VACUUM ANALYZE');
  await client.query('CHECKPOINT');
}

const COUNTED = [
  'customers',
  'follow_ups',
  'contacts',
  'deals',
  'orders',
  'payments',
  'reminders',
  'audit_entries',
];

async function readSize(client: pg.Client): Promise<Omit<LoadReport, 'seconds'>> {
  const { rows } = await client.query<{ bytes: string }>(
    'SELECT pg_database_size(current_database()) AS bytes',
  );
  const counts = await Promise.all(
    COUNTED.map(async (table) => {
      const found = await client.query<{ count: string }>(`SELECT count(*) FROM ${table}`);
      return [table, Number(found.rows[0]?.count)] as const;
    }),
  );
  return { bytes: Number(rows[0]?.bytes), rows: Object.fromEntries(counts) };
}
