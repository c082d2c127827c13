import { PrismaPg } from '@prisma/adapter-pg';
import { Pool, type QueryResultRow } from 'pg';
import { Prisma, PrismaClient } from './generated/client.ts';
import { createLanes } from './lanes.ts';
import { createStatementNames, nameText } from './statements.ts';

export { Prisma };
export type Sql = Prisma.Sql;
export type Db = PrismaClient & DirectSql;

/**
 * What every request runs goes past Prisma's engine, which would be an eighth of its processor time, and on connections of
 * its own that take more than one statement at a time.
 */
export interface DirectSql {
  /**
   * Runs one statement as a transaction of its own; the rows it returns, as the driver reads them (timestamps as Date,
   * bigint as text). Rejects with the driver's error, which `store/errors` reads like Prisma's.
   */
  readonly run: <Row extends QueryResultRow>(statement: Sql) => Promise<readonly Row[]>;
}

/**
 * Of each session, however the server was set up. Prisma writes timestamps without a zone and the driver with one: both
 * mean the same only in UTC. Many short statements at once plan best for pages that are in memory, without helpers of their
 * own and without compiling; and what waits to be put into the search index is read by every search, so it stays short.
 */
const SETTINGS = [
  'TimeZone=UTC',
  'jit=off',
  'max_parallel_workers_per_gather=0',
  'random_page_cost=1.1',
  'gin_pending_list_limit=64kB',
]
  .map((setting) => `-c ${setting}`)
  .join(' ');
/** The statements of a request take milliseconds; one that takes this long has a database that hangs. */
const ANSWER_TIMEOUT_MS = 10_000;

/** Inside an interactive transaction. */
export type Tx = Omit<PrismaClient, '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends'>;

export interface StoreOptions {
  readonly url: string;
  /** Connections that Prisma holds at most, besides the two of `run`; each process has its own. */
  readonly poolSize?: number;
}

/**
 * Opens the store. Statements are named after their text, so that PostgreSQL plans each once per connection instead of
 * at every call; behind PgBouncer this needs its session mode, or prepared-statement support (1.21 and later).
 */
export function createDb(options: StoreOptions): Db {
  const pool = new Pool({
    connectionString: options.url,
    max: options.poolSize ?? 10,
    connectionTimeoutMillis: 5_000,
    options: SETTINGS,
  });
  // A connection that breaks while nobody uses it is replaced at the next statement; unheard, it would end the process.
  pool.on('error', () => {});
  const adapter = new PrismaPg(pool, {
    statementNameGenerator: (query) => nameText(query.sql),
    disposeExternalPool: true,
  });
  const lanes = createLanes({ url: options.url, settings: SETTINGS, timeoutMs: ANSWER_TIMEOUT_MS });
  const nameStatement = createStatementNames();
  const prisma = new PrismaClient({ adapter });
  const disconnect = prisma.$disconnect.bind(prisma);
  return Object.assign(prisma, {
    run: <Row extends QueryResultRow>(statement: Sql) =>
      lanes.run<Row>({ ...nameStatement(statement), values: statement.values.map(writeValue) }),
    $disconnect: async () => {
      await lanes.close();
      await disconnect();
    },
  });
}

/** Instants in UTC, which is their session's zone: the driver would spell them out in this machine's zone at ten times the cost. */
function writeValue(value: unknown): unknown {
  return value instanceof Date ? value.toISOString() : value;
}
