import { createHash } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { Pool, type QueryResultRow } from 'pg';
import { Prisma, PrismaClient } from './generated/client.ts';

export { Prisma };
export type Sql = Prisma.Sql;
export type Db = PrismaClient & DirectSql;

/** What every request runs goes past Prisma's engine, on the same connections: the engine would be an eighth of its processor time. */
export interface DirectSql {
  /**
   * Runs one statement as a transaction of its own; the rows it returns, as the driver reads them (timestamps as Date,
   * bigint as text). Rejects with the driver's error, which `store/errors` reads like Prisma's.
   */
  readonly run: <Row extends QueryResultRow>(statement: Sql) => Promise<readonly Row[]>;
}

/** Inside an interactive transaction. */
export type Tx = Omit<PrismaClient, '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends'>;

export interface StoreOptions {
  readonly url: string;
  /** Connections held at most; each process has its own pool. */
  readonly poolSize?: number;
}

/**
 * Opens the store. Statements are named after their text, so that PostgreSQL plans each once per connection instead of
 * at every call; behind PgBouncer this needs its session mode, or prepared-statement support (1.21 and later).
 */
export function createDb(options: StoreOptions): Db {
  const names = new Map<string, string>();
  const pool = new Pool({
    connectionString: options.url,
    max: options.poolSize ?? 10,
    connectionTimeoutMillis: 5_000,
    // Prisma writes timestamps without a zone and the driver with one: both mean the same only where sessions are in UTC.
    options: '-c TimeZone=UTC',
  });
  // A connection that breaks while nobody uses it is replaced at the next statement; unheard, it would end the process.
  pool.on('error', () => {});
  const adapter = new PrismaPg(pool, {
    statementNameGenerator: (query) => nameStatement(names, query.sql),
    disposeExternalPool: true,
  });
  return Object.assign(new PrismaClient({ adapter }), {
    run: async <Row extends QueryResultRow>({ text, values }: Sql) =>
      (await pool.query<Row>({ name: nameStatement(names, text), text, values })).rows,
  });
}

function nameStatement(names: Map<string, string>, sql: string): string {
  const known = names.get(sql);
  if (known !== undefined) return known;
  const name = `d${createHash('sha1').update(sql).digest('base64url')}`;
  // Texts with lists of varying length would fill the map; it is only a cache.
  if (names.size > 2_000) names.clear();
  names.set(sql, name);
  return name;
}
