import type { Bilingual } from '../../chat/language.ts';
import { Prisma, type Sql, type Tx } from '../../store/client.ts';

/**
 * Rows that belong to a customer and go along when its record is merged into another. The room that owns the table says
 * so, and `app` puts the rooms' tables together. Ledgers stay with the record that they were written for.
 */
export interface MergedRows {
  readonly table: string;
  /** Columns that tell a row, beside the organization. Written by us, never taken from outside. */
  readonly key: readonly string[];
  /** A customer has one row with the same of these: where the kept record has it already, the other's stays where it is. */
  readonly unique?: readonly string[];
  /** What people call so many of them; without it they are moved and not spoken of. */
  readonly label?: (count: number) => Bilingual;
}

export interface Move {
  readonly orgId: string;
  readonly mergeId: string;
  readonly fromId: string;
  readonly intoId: string;
}

/** Moves a table's rows from one record to the other and writes down which they were. */
export async function moveRows(tx: Tx, rows: MergedRows, move: Move): Promise<void> {
  const table = Prisma.raw(rows.table);
  const free = isFree(rows, move.intoId);
  await tx.$executeRaw`
    WITH moved AS (
      UPDATE ${table} r SET customer_id = ${move.intoId}::uuid
      WHERE r.org_id = ${move.orgId}::uuid AND r.customer_id = ${move.fromId}::uuid ${free}
      RETURNING ${keyOf(rows)} AS row_key
    )
    INSERT INTO customer_merge_rows (org_id, merge_id, table_name, row_key)
    SELECT ${move.orgId}::uuid, ${move.mergeId}::uuid, ${rows.table}, row_key FROM moved`;
}

/** Moves the rows of a merge back, except those that somebody has moved elsewhere since. */
export async function returnRows(tx: Tx, rows: MergedRows, move: Move): Promise<void> {
  const table = Prisma.raw(rows.table);
  const free = isFree(rows, move.fromId);
  await tx.$executeRaw`
    UPDATE ${table} r SET customer_id = ${move.fromId}::uuid
    WHERE r.org_id = ${move.orgId}::uuid AND r.customer_id = ${move.intoId}::uuid
      AND ${keyOf(rows)} IN (SELECT m.row_key FROM customer_merge_rows m
        WHERE m.org_id = ${move.orgId}::uuid AND m.merge_id = ${move.mergeId}::uuid AND m.table_name = ${rows.table})
      ${free}`;
}

/** How many rows of each table a record has. */
export async function countRows(
  tx: Pick<Tx, '$queryRaw'>,
  all: readonly MergedRows[],
  orgId: string,
  customerId: string,
): Promise<readonly { readonly rows: MergedRows; readonly count: number }[]> {
  const counted = all.filter(({ label }) => label !== undefined);
  if (counted.length === 0) return [];
  const parts = counted.map(
    ({
      table,
    }) => Prisma.sql`SELECT ${table}::text AS "table", count(*)::int AS count FROM ${Prisma.raw(table)}
      WHERE org_id = ${orgId}::uuid AND customer_id = ${customerId}::uuid`,
  );
  const found = await tx.$queryRaw<{ table: string; count: number }[]>`${Prisma.join(parts, ' UNION ALL ')}`;
  return counted.map((rows) => ({
    rows,
    count: found.find(({ table }) => table === rows.table)?.count ?? 0,
  }));
}

function keyOf({ key }: MergedRows): Sql {
  return Prisma.raw(`jsonb_build_array(${key.map((column) => `r.${column}`).join(', ')})::text`);
}

function isFree({ table, unique }: MergedRows, customerId: string): Sql {
  if (unique === undefined) return Prisma.empty;
  const same = Prisma.raw(unique.map((column) => `o.${column} = r.${column}`).join(' AND '));
  return Prisma.sql`AND NOT EXISTS (SELECT FROM ${Prisma.raw(table)} o
    WHERE o.org_id = r.org_id AND o.customer_id = ${customerId}::uuid AND ${same})`;
}

/** What moves with a customer's own room. */
export const customerRows: readonly MergedRows[] = [
  { table: 'customer_keys', key: ['kind', 'value'] },
  { table: 'customer_tags', key: ['tag_id', 'source'], unique: ['tag_id', 'source'] },
  { table: 'custom_values', key: ['id'], unique: ['field_id'] },
  {
    table: 'contacts',
    key: ['id'],
    label: (count) => ({ en: count === 1 ? '1 contact' : `${count} contacts`, zh: `${count} 个联系人` }),
  },
];
