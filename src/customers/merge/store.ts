import { Prisma, type Sql, type Tx } from '../../store/client.ts';
import type { ActingContext } from '../../store/context.ts';
import type { SearchColumns } from '../names.ts';
import type { FactName, Facts } from './rules.ts';

type Reading = Pick<Tx, '$queryRaw'>;

/** A record as a merge sees it. */
export interface MergeRecord extends Facts {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string | null;
  readonly ownerName: string | null;
  readonly categoryName: string | null;
  /** Epoch ms */
  readonly lastContactAt: number | null;
  readonly createdAt: number;
  readonly mergedInto: string | null;
  /** A collision case runs about it. */
  readonly contested: boolean;
}

type RecordRow = Omit<MergeRecord, 'lastContactAt' | 'createdAt'> & {
  readonly lastContactAt: Date | null;
  readonly createdAt: Date;
};

/** These records, in the order asked for; `lock` makes other merges and changes of owner wait. */
export async function loadRecords(
  db: Reading,
  orgId: string,
  ids: readonly [string, string],
  lock = false,
): Promise<readonly MergeRecord[]> {
  if (lock)
    await db.$queryRaw`SELECT 1 AS held FROM customers
      WHERE org_id = ${orgId}::uuid AND id = ANY(${[...ids]}::uuid[]) ORDER BY id FOR NO KEY UPDATE`;
  const rows = await db.$queryRaw<RecordRow[]>`
    SELECT c.id, c.name, c.owner_id AS "ownerId", b.name AS "ownerName", g.name AS "categoryName", c.city, c.region,
      c.industry, c.source, c.category_id AS "categoryId", c.registration_number AS "registrationNumber",
      c.last_contact_at AS "lastContactAt", c.created_at AS "createdAt", c.merged_into AS "mergedInto",
      EXISTS (SELECT FROM collision_cases k WHERE k.org_id = c.org_id AND k.customer_id = c.id AND k.state = 'open')
        AS contested
    FROM customers c LEFT JOIN members b ON b.org_id = c.org_id AND b.id = c.owner_id
    LEFT JOIN categories g ON g.org_id = c.org_id AND g.id = c.category_id
    WHERE c.org_id = ${orgId}::uuid AND c.id = ANY(${[...ids]}::uuid[])`;
  const read = rows.map((row) => ({
    ...row,
    lastContactAt: row.lastContactAt?.getTime() ?? null,
    createdAt: row.createdAt.getTime(),
  }));
  return ids.flatMap((id) => read.filter((record) => record.id === id));
}

/** What the two records had before a merge, for the way back. Instants are epoch ms. */
export interface Before {
  readonly fromOwnerId: string | null;
  readonly intoOwnerId: string | null;
  readonly filled: Partial<Facts>;
  readonly lastContactAt: number | null;
  readonly mergedContactAt: number | null;
}

export interface Merge {
  readonly id: string;
  readonly fromId: string;
  readonly fromName: string;
  readonly intoId: string;
  readonly intoName: string;
  readonly intoOwnerId: string | null;
  readonly intoMergedOn: boolean;
  readonly mergedAt: number;
  readonly undoneAt: number | null;
  readonly undoneByName: string | null;
  readonly before: Before;
}

type MergeRow = Omit<Merge, 'mergedAt' | 'undoneAt'> & {
  readonly mergedAt: Date;
  readonly undoneAt: Date | null;
};

const MERGE = Prisma.sql`g.id, g.from_id AS "fromId", f.name AS "fromName", g.into_id AS "intoId", i.name AS "intoName",
    i.owner_id AS "intoOwnerId", i.merged_into IS NOT NULL AS "intoMergedOn", g.merged_at AS "mergedAt",
    g.undone_at AS "undoneAt", u.name AS "undoneByName", g.before
  FROM customer_merges g
  JOIN customers f ON f.org_id = g.org_id AND f.id = g.from_id
  JOIN customers i ON i.org_id = g.org_id AND i.id = g.into_id
  LEFT JOIN members u ON u.org_id = g.org_id AND u.id = g.undone_by`;

export async function findMerge(db: Reading, orgId: string, id: string): Promise<Merge | undefined> {
  const [row] = await db.$queryRaw<MergeRow[]>`
    SELECT ${MERGE} WHERE g.org_id = ${orgId}::uuid AND g.id = ${id}::uuid`;
  return row && readMerge(row);
}

/** The last merge into this record that stands; of a name that was given up, the one that gave it up. */
export async function findLastMerge(
  db: Reading,
  orgId: string,
  intoId: string,
  nameKey: string,
): Promise<Merge | undefined> {
  const [row] = await db.$queryRaw<MergeRow[]>`
    SELECT ${MERGE} WHERE g.org_id = ${orgId}::uuid AND g.into_id = ${intoId}::uuid AND g.undone_at IS NULL
    ORDER BY f.name_key = ${nameKey} DESC, g.merged_at DESC LIMIT 1`;
  return row && readMerge(row);
}

function readMerge(row: MergeRow): Merge {
  return { ...row, mergedAt: row.mergedAt.getTime(), undoneAt: row.undoneAt?.getTime() ?? null };
}

/** Makes two who undo the same merge wait for each other. */
export async function lockMerge(tx: Tx, orgId: string, id: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 AS held FROM customer_merges WHERE org_id = ${orgId}::uuid AND id = ${id}::uuid FOR UPDATE`;
}

export function insertMerge(
  context: ActingContext,
  merge: { readonly id: string; readonly fromId: string; readonly intoId: string; readonly before: Before },
): Sql {
  return Prisma.sql`INSERT INTO customer_merges (org_id, id, from_id, into_id, merged_at, merged_by, before)
    VALUES (${context.orgId}::uuid, ${merge.id}::uuid, ${merge.fromId}::uuid, ${merge.intoId}::uuid,
      ${new Date(context.clock.now())}::timestamptz, ${context.memberId}::uuid, ${JSON.stringify(merge.before)}::jsonb)`;
}

export function markUndone(context: ActingContext, id: string): Sql {
  return Prisma.sql`UPDATE customer_merges SET undone_at = ${new Date(context.clock.now())}::timestamptz,
      undone_by = ${context.memberId}::uuid
    WHERE org_id = ${context.orgId}::uuid AND id = ${id}::uuid AND undone_at IS NULL`;
}

/** Records that were merged into this one before lead to the new one; which they were is written down like moved rows. */
export function leadOn(orgId: string, mergeId: string, fromId: string, intoId: string): Sql {
  return Prisma.sql`WITH led AS (
      UPDATE customers SET merged_into = ${intoId}::uuid
      WHERE org_id = ${orgId}::uuid AND merged_into = ${fromId}::uuid RETURNING id)
    INSERT INTO customer_merge_rows (org_id, merge_id, table_name, row_key)
    SELECT ${orgId}::uuid, ${mergeId}::uuid, 'customers', id::text FROM led`;
}

export function leadBack(orgId: string, mergeId: string, fromId: string): Sql {
  return Prisma.sql`UPDATE customers SET merged_into = ${fromId}::uuid WHERE org_id = ${orgId}::uuid
    AND id IN (SELECT row_key::uuid FROM customer_merge_rows
      WHERE org_id = ${orgId}::uuid AND merge_id = ${mergeId}::uuid AND table_name = 'customers')`;
}

/** A record that is given up is not found by its name any more; its keys lead to the other one. */
export function giveUp(orgId: string, fromId: string, intoId: string): Sql {
  return Prisma.sql`UPDATE customers SET merged_into = ${intoId}::uuid, bigrams = '{}', pinyin = '', initials = ''
    WHERE org_id = ${orgId}::uuid AND id = ${fromId}::uuid`;
}

export function takeBack(orgId: string, fromId: string, columns: SearchColumns): Sql {
  return Prisma.sql`UPDATE customers SET merged_into = NULL, bigrams = ${[...columns.grams]}::text[],
      pinyin = ${columns.pinyin}, initials = ${columns.initials}
    WHERE org_id = ${orgId}::uuid AND id = ${fromId}::uuid`;
}

const columns: Readonly<Record<FactName, string>> = {
  city: 'city',
  region: 'region',
  industry: 'industry',
  source: 'source',
  categoryId: 'category_id',
  registrationNumber: 'registration_number',
};
const EMPTY: Readonly<Record<FactName, string>> = {
  city: "''",
  region: "''",
  industry: "''",
  source: "''",
  categoryId: 'NULL',
  registrationNumber: 'NULL',
};

/** Fills empty facts of the kept record. */
export function fillFacts(orgId: string, intoId: string, filled: Partial<Facts>): readonly Sql[] {
  return entriesOf(filled).map(
    ([name, value]) => Prisma.sql`UPDATE customers
      SET ${Prisma.raw(columns[name])} = ${value}${name === 'categoryId' ? Prisma.sql`::uuid` : Prisma.empty}
      WHERE org_id = ${orgId}::uuid AND id = ${intoId}::uuid`,
  );
}

/** Empties them again, except what somebody has changed since. */
export function emptyFacts(orgId: string, intoId: string, filled: Partial<Facts>): readonly Sql[] {
  return entriesOf(filled).map(
    ([
      name,
      value,
    ]) => Prisma.sql`UPDATE customers SET ${Prisma.raw(columns[name])} = ${Prisma.raw(EMPTY[name])}
      WHERE org_id = ${orgId}::uuid AND id = ${intoId}::uuid AND ${Prisma.raw(columns[name])}::text = ${value}`,
  );
}

function entriesOf(filled: Partial<Facts>): readonly (readonly [FactName, string | null])[] {
  return Object.entries(filled) as [FactName, string | null][];
}

/** Sets the last contact to `to` if it still is `from`. */
export function changeContact(orgId: string, id: string, from: number | null, to: number | null): Sql {
  const date = (at: number | null) => (at === null ? null : new Date(at));
  return Prisma.sql`UPDATE customers SET last_contact_at = ${date(to)}::timestamptz
    WHERE org_id = ${orgId}::uuid AND id = ${id}::uuid AND last_contact_at IS NOT DISTINCT FROM ${date(from)}::timestamptz`;
}

/** A customer with the records that were merged into it. */
export async function listFamily(db: Reading, orgId: string, id: string): Promise<readonly string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM customers WHERE org_id = ${orgId}::uuid AND merged_into = ${id}::uuid`;
  return [id, ...rows.map((row) => row.id)];
}
