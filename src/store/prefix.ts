import { Prisma, type Sql } from './client.ts';

/** The last character that there is: behind everything that begins in the same way. */
const LAST = '\u{10FFFF}';

/**
 * Whether a text begins with another one, as a range of an index with `text_pattern_ops`. Of `LIKE` PostgreSQL uses such an
 * index only where it knows the pattern while it plans, which it does not in a statement that is planned once for all.
 */
export function beginsWith(column: Sql, text: string): Sql {
  return Prisma.sql`(${column} ~>=~ ${text} AND ${column} ~<~ ${`${text}${LAST}`})`;
}
