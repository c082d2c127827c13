import type { LocalDate } from '../../kernel/calendar.ts';
import { type Db, Prisma, type Sql } from '../../store/client.ts';

/** A customer of the pool as its list shows it. */
export interface PoolCustomer {
  readonly id: string;
  readonly name: string;
  readonly category: string | null;
  readonly city: string;
  readonly industry: string;
  /** Epoch ms. */
  readonly lastContactAt: number | null;
  /** When it came into the pool, epoch ms. */
  readonly since: number;
  readonly bought: boolean;
  /** When the asker lost it, epoch ms; null if they never had it. */
  readonly lostAt: number | null;
}

/** What part of the pool is asked for. */
export type PoolPart =
  | { readonly kind: 'all' }
  | { readonly kind: 'category'; readonly id: string }
  | { readonly kind: 'city'; readonly city: string };

interface PoolRow extends Omit<PoolCustomer, 'lastContactAt' | 'since' | 'lostAt'> {
  readonly lastContactAt: Date | null;
  readonly since: Date;
  readonly lostAt: Date | null;
}

/**
 * A page of the pool, the best first: the category that is contacted most often leads, within it those spoken to last. Each
 * category's best are read from the index, so that the size of the pool does not matter.
 */
export async function listPool(
  db: Db,
  { orgId, memberId, part }: { readonly orgId: string; readonly memberId: string; readonly part: PoolPart },
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<readonly PoolCustomer[]> {
  const rows = await db.$queryRaw<PoolRow[]>`
    WITH best AS (${selectBest(orgId, part, limit + offset)}), page AS (
      SELECT * FROM best ORDER BY place, last_contact_at DESC NULLS LAST, id LIMIT ${limit}::int OFFSET ${offset}::int
    )
    SELECT c.id, c.name, g.name AS category, c.city, c.industry, c.last_contact_at AS "lastContactAt",
      COALESCE((SELECT max(changed_at) FROM ownership_changes h WHERE h.org_id = c.org_id AND h.customer_id = c.id),
        c.created_at) AS since,
      EXISTS (SELECT FROM orders o WHERE o.org_id = c.org_id AND o.customer_id = c.id) AS bought,
      (SELECT max(changed_at) FROM ownership_changes h WHERE h.org_id = c.org_id AND h.customer_id = c.id
        AND h.from_id = ${memberId}::uuid) AS "lostAt"
    FROM page JOIN customers c ON c.org_id = ${orgId}::uuid AND c.id = page.id
    LEFT JOIN categories g ON g.org_id = c.org_id AND g.id = c.category_id
    ORDER BY page.place, c.last_contact_at DESC NULLS LAST, c.id`;
  return rows.map((row) => ({
    ...row,
    lastContactAt: row.lastContactAt?.getTime() ?? null,
    since: row.since.getTime(),
    lostAt: row.lostAt?.getTime() ?? null,
  }));
}

function selectBest(orgId: string, part: PoolPart, limit: number): Sql {
  const found = (where: Sql) => Prisma.sql`SELECT c.id, c.last_contact_at FROM customers c
    WHERE c.org_id = ${orgId}::uuid AND c.owner_id IS NULL AND c.merged_into IS NULL AND ${where}
    ORDER BY c.last_contact_at DESC NULLS LAST, c.id LIMIT ${limit}::int`;
  switch (part.kind) {
    case 'all':
      return Prisma.sql`SELECT k.place, f.id, f.last_contact_at
        FROM (SELECT id, row_number() OVER (ORDER BY cadence_days, code) AS place FROM categories
          WHERE org_id = ${orgId}::uuid) k
        CROSS JOIN LATERAL (${found(Prisma.sql`c.category_id = k.id`)}) f
        UNION ALL SELECT 100000, f.id, f.last_contact_at FROM (${found(Prisma.sql`c.category_id IS NULL`)}) f`;
    case 'category':
      return Prisma.sql`SELECT 1 AS place, f.id, f.last_contact_at
        FROM (${found(Prisma.sql`c.category_id = ${part.id}::uuid`)}) f`;
    case 'city':
      return Prisma.sql`SELECT 1 AS place, f.id, f.last_contact_at
        FROM (${found(Prisma.sql`c.city = ${part.city} AND c.city <> ''`)}) f`;
  }
}

/** More is not counted: people only want to know that there are many. */
const COUNTED = 1_000;

/** How many customers that part of the pool has, at most a thousand and one. */
export async function countPool(db: Db, orgId: string, part: PoolPart): Promise<string> {
  const where =
    part.kind === 'all'
      ? Prisma.sql`true`
      : part.kind === 'category'
        ? Prisma.sql`category_id = ${part.id}::uuid`
        : Prisma.sql`city = ${part.city} AND city <> ''`;
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM (SELECT FROM customers WHERE org_id = ${orgId}::uuid AND owner_id IS NULL
      AND merged_into IS NULL AND ${where} LIMIT ${COUNTED + 1}::int) c`;
  const count = row?.count ?? 0;
  return count > COUNTED ? `${COUNTED}+` : String(count);
}

/** One change of a customer's owner. */
export interface OwnerChange {
  readonly on: LocalDate;
  readonly from: string | null;
  readonly to: string | null;
  readonly reason: string;
  readonly note: string;
  readonly rule: { readonly cadenceDays?: number } | null;
  readonly by: string | null;
}

/** The newest changes of a customer's owner, in the organization's days. */
export function listOwnerChanges(
  db: Db,
  { orgId, zone }: { readonly orgId: string; readonly zone: string },
  customerId: string,
  limit: number,
): Promise<readonly OwnerChange[]> {
  return db.$queryRaw<OwnerChange[]>`
    SELECT (h.changed_at AT TIME ZONE ${zone})::date::text AS on, f.name AS from, t.name AS to, h.reason, h.note, h.rule,
      b.name AS by
    FROM ownership_changes h
    LEFT JOIN members f ON f.org_id = h.org_id AND f.id = h.from_id
    LEFT JOIN members t ON t.org_id = h.org_id AND t.id = h.to_id
    LEFT JOIN members b ON b.org_id = h.org_id AND b.id = h.changed_by
    WHERE h.org_id = ${orgId}::uuid AND h.customer_id = ${customerId}::uuid
    ORDER BY h.changed_at DESC, h.id DESC LIMIT ${limit}::int`;
}
