import type { LocalDate } from '../kernel/calendar.ts';
import { Prisma, type Sql, type Tx } from '../store/client.ts';
import type { Standing } from './rights.ts';

type Reading = Pick<Tx, '$queryRaw'>;

/** A payment or refund that waits for finance, with what decides about it. Amounts are minor units. */
export interface WaitingRow {
  readonly id: string;
  /** Negative for a refund. */
  readonly amount: bigint;
  readonly receivedOn: LocalDate;
  /** Days since it was proposed, in the organization's zone. */
  readonly waitedDays: number;
  readonly orderNumber: string;
  readonly customerName: string;
  readonly proposedBy: string | null;
  /** Why, for a refund. */
  readonly reason: string;
  /** What it is beyond what is open of its order; 0: nothing, and for a refund always. */
  readonly excess: bigint;
  /** Another one of the order with the same amount waits too, or was confirmed for the same day. */
  readonly hasTwin: boolean;
  /** Who is credited for it. */
  readonly credited: readonly string[];
}

export interface WaitingQuery {
  readonly orgId: string;
  /** Today in the organization's zone. */
  readonly today: LocalDate;
  readonly zone: string;
  /** Only what this person decides; absent: all that waits. */
  readonly decider?: Pick<Standing, 'memberId' | 'roles'>;
  readonly limit: number;
  readonly offset?: number;
}

/** How many payments wait in the organization. */
export async function countWaiting(db: Reading, orgId: string): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM payments WHERE org_id = ${orgId}::uuid AND waiting`;
  return row?.count ?? 0;
}

/** Who in finance could decide. */
export async function listFinance(db: Reading, orgId: string): Promise<readonly string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM members WHERE org_id = ${orgId}::uuid AND active AND 'finance' = ANY(roles)`;
  return rows.map(({ id }) => id);
}

/**
 * What waits, the longest waiting first: taken from the index of what waits, so that it does not matter how many payments
 * there ever were.
 */
export async function listWaitingPayments(db: Reading, query: WaitingQuery): Promise<readonly WaitingRow[]> {
  const { orgId, today, zone, decider, limit, offset = 0 } = query;
  const theirs = decider === undefined ? Prisma.sql`true` : await decidedBy(db, orgId, decider);
  return db.$queryRaw<WaitingRow[]>`
    WITH page AS (
      SELECT h.org_id, h.id, h.order_id, h.refund_of, h.created_at, h.created_by, r.amount, r.received_on, r.reason,
        s.credited
      FROM payments h
      JOIN payment_revisions r ON r.org_id = h.org_id AND r.payment_id = h.id AND r.revision = h.head
      CROSS JOIN LATERAL (
        SELECT COALESCE(array_agg(c.member_id), '{}') AS credited FROM credit_split_revisions c
        WHERE c.org_id = h.org_id AND c.order_id = h.order_id AND c.revision = split_in_force(h.org_id, h.order_id,
          COALESCE((SELECT q.received_on FROM current_payments q WHERE q.org_id = h.org_id AND q.id = h.refund_of),
            r.received_on))) s
      WHERE h.org_id = ${orgId}::uuid AND h.waiting AND ${theirs}
      ORDER BY h.created_at, h.id LIMIT ${limit}::int OFFSET ${offset}::int)
    SELECT p.id, p.amount, p.received_on::text AS "receivedOn", p.reason, p.credited,
      ${today}::date - (p.created_at AT TIME ZONE ${zone}::text)::date AS "waitedDays",
      o.number AS "orderNumber", c.name AS "customerName", m.name AS "proposedBy",
      CASE WHEN p.amount < 0 THEN 0 ELSE GREATEST(p.amount - GREATEST(o.amount - paid.sum, 0), 0) END::bigint AS excess,
      EXISTS (SELECT FROM current_payments t WHERE t.org_id = p.org_id AND t.order_id = p.order_id AND t.id <> p.id
        AND t.amount = p.amount
        AND (t.state = 'proposed' OR t.state = 'confirmed' AND t.received_on = p.received_on)) AS "hasTwin"
    FROM page p JOIN current_orders o ON o.org_id = p.org_id AND o.id = p.order_id
    JOIN customers c ON c.org_id = o.org_id AND c.id = o.customer_id
    LEFT JOIN members m ON m.org_id = p.org_id AND m.id = p.created_by
    CROSS JOIN LATERAL (SELECT COALESCE(sum(q.amount), 0)::bigint AS sum FROM current_payments q
      WHERE q.org_id = p.org_id AND q.order_id = p.order_id AND q.state = 'confirmed') paid
    ORDER BY p.created_at, p.id`;
}

/** The rule of `judgeDecision` as a condition: finance, or an executive where all of finance is credited; never who is. */
async function decidedBy(
  db: Reading,
  orgId: string,
  { memberId, roles }: Pick<Standing, 'memberId' | 'roles'>,
): Promise<Sql> {
  const free = Prisma.sql`${memberId}::uuid <> ALL(s.credited)`;
  if (roles.includes('finance')) return free;
  if (!roles.includes('executive')) return Prisma.sql`false`;
  const finance = await listFinance(db, orgId);
  return Prisma.sql`${free} AND ${[...finance]}::uuid[] <@ s.credited`;
}
