import { createHash } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { Prisma, PrismaClient } from './generated/client.ts';

export { Prisma };
export type Sql = Prisma.Sql;
export type Db = PrismaClient;
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
  const adapter = new PrismaPg(
    { connectionString: options.url, max: options.poolSize ?? 10, connectionTimeoutMillis: 5_000 },
    { statementNameGenerator: (query) => nameStatement(names, query.sql) },
  );
  return new PrismaClient({ adapter });
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
