import type { LocalDate } from '../../kernel/calendar.ts';
import { selectScope } from '../../performance/metrics.ts';
import { type Db, Prisma } from '../../store/client.ts';
import type { Told } from './figures.ts';

/** Why something that was told is wrong. Amounts are minor units. */
export interface Cause {
  readonly kind: 'payment' | 'refund' | 'order' | 'order-changed' | 'order-withdrawn' | 'split';
  readonly orderNumber: string;
  readonly amount: bigint;
  readonly day: LocalDate;
  readonly at: Date;
}

const CAUSES_MOST = 4;

/** What was entered after the message was written and counts for what it told, the newest first. */
export function listCauses(
  db: Db,
  orgId: string,
  told: Told,
  groupId: string | null,
): Promise<readonly Cause[]> {
  const { about, subjectId, firstDay, lastDay, asOf } = told;
  const since = Prisma.sql`${new Date(asOf)}::timestamptz`;
  const inDays = Prisma.sql`BETWEEN ${firstDay}::date AND ${lastDay}::date`;
  const mine =
    about === 'payment'
      ? Prisma.sql`c.payment_id = ${subjectId}::uuid OR c.refund_of = ${subjectId}::uuid
          OR c.kind = 'split' AND c.order_id = (SELECT order_id FROM payments WHERE org_id = ${orgId}::uuid AND id = ${subjectId}::uuid)`
      : about === 'order'
        ? Prisma.sql`c.order_id = ${subjectId}::uuid AND c.kind IN ('order-changed', 'order-withdrawn', 'split')`
        : about === 'ranking'
          ? // What came in later on its own day was not meant; and orders are not what it ranks by.
            Prisma.sql`c.kind = 'split' OR c.kind IN ('payment', 'refund') AND c.day ${inDays} AND c.day < ${lastDay}::date`
          : Prisma.sql`c.kind = 'split' OR c.day ${inDays} OR c.before ${inDays}`;
  const scoped =
    groupId === null
      ? Prisma.sql`true`
      : Prisma.sql`EXISTS (SELECT FROM credit_split_revisions s JOIN scope ON scope.member_id = s.member_id
          WHERE s.org_id = ${orgId}::uuid AND s.order_id = c.order_id)`;
  return db.$queryRaw<Cause[]>`
    WITH RECURSIVE ${selectScope(orgId, groupId)},
    changes AS (
      SELECT CASE WHEN r.amount < 0 THEN 'refund' ELSE 'payment' END AS kind, p.order_id, p.id AS payment_id, p.refund_of,
        r.amount, r.received_on AS day, r.received_on AS before, r.recorded_at AS at
      FROM payment_revisions r JOIN payments p ON p.org_id = r.org_id AND p.id = r.payment_id
      WHERE r.org_id = ${orgId}::uuid AND r.recorded_at > ${since} AND r.state = 'confirmed'
      UNION ALL
      SELECT CASE WHEN r.revision = 1 THEN 'order' WHEN r.state = 'withdrawn' THEN 'order-withdrawn' ELSE 'order-changed' END,
        r.order_id, NULL, NULL, r.amount, r.signed_on, COALESCE(b.signed_on, r.signed_on), r.recorded_at
      FROM order_revisions r LEFT JOIN order_revisions b ON b.org_id = r.org_id AND b.order_id = r.order_id
        AND b.revision = r.revision - 1
      WHERE r.org_id = ${orgId}::uuid AND r.recorded_at > ${since}
      UNION ALL
      SELECT DISTINCT 'split', r.order_id, NULL::uuid, NULL::uuid, 0::bigint, o.signed_on, o.signed_on, r.recorded_at
      FROM credit_split_revisions r JOIN current_orders o ON o.org_id = r.org_id AND o.id = r.order_id
      WHERE r.org_id = ${orgId}::uuid AND r.recorded_at > ${since} AND r.revision > 1)
    SELECT c.kind, o.number AS "orderNumber", c.amount, c.day::text AS day, c.at
    FROM changes c JOIN orders o ON o.org_id = ${orgId}::uuid AND o.id = c.order_id
    WHERE (${mine}) AND ${scoped}
    ORDER BY c.at DESC, o.number LIMIT ${CAUSES_MOST + 1}::int`;
}
