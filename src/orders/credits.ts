import type { LocalDate } from '../kernel/calendar.ts';
import { Prisma, type Sql } from '../store/client.ts';

/** Whole days of the organization, `from` included and `to` not. */
export interface DayRange {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/**
 * Common table expressions that share facts among the people credited for them, as a set: what the views
 * `credited_payments` and `credited_orders` do row by row, for any number of rows in one pass. `facts` selects
 * `id, order_id, amount, split_on, on_day, at`; the last expression is called `name` and has
 * `id, order_id, on_day, at, member_id, position, basis_points, share`.
 *
 * The split in force on a day: a correction starts the history anew, after it counts the latest hand-over whose day has
 * come. Shares follow the largest remainder, ties go to the earlier position, a negative amount mirrors the positive one.
 * The sign is taken of a numeric: of a bigint it would be a double, and the share with it, exact only up to 2^53.
 */
export function shareFacts(name: string, orgId: string, facts: Sql): Sql {
  const [own, known, parts] = ['facts', 'known', 'parts'].map((part) => Prisma.raw(`${name}_${part}`));
  return Prisma.sql`${own} AS (${facts}),
    ${known} AS (
      SELECT f.*, s.member_id, s.position, s.basis_points, s.revision, s.valid_from,
        max(s.revision) FILTER (WHERE s.valid_from IS NULL) OVER (PARTITION BY f.id) AS start
      FROM ${own} f JOIN credit_split_revisions s ON s.org_id = ${orgId}::uuid AND s.order_id = f.order_id
        AND (s.valid_from IS NULL OR s.valid_from <= f.split_on)),
    ${parts} AS (
      SELECT *, dense_rank() OVER (PARTITION BY id ORDER BY valid_from DESC NULLS LAST, revision DESC) AS turn,
        div(abs(amount)::numeric * basis_points, 10000) AS whole,
        mod(abs(amount)::numeric * basis_points, 10000) AS remainder
      FROM ${known} WHERE revision >= start),
    ${Prisma.raw(name)} AS (
      SELECT id, order_id, on_day, at, member_id, position, basis_points,
        (sign(amount::numeric) * (whole + CASE WHEN row_number() OVER (PARTITION BY id ORDER BY remainder DESC, position)
          <= abs(amount)::numeric - sum(whole) OVER (PARTITION BY id) THEN 1 ELSE 0 END))::bigint AS share
      FROM ${parts} WHERE turn = 1)`;
}

/** Confirmed payments and refunds received in these days. A refund is shared by the split of its payment's day. */
export function selectPayments(orgId: string, days: DayRange): Sql {
  return Prisma.sql`SELECT p.id, p.order_id, r.amount, COALESCE(q.received_on, r.received_on) AS split_on,
      r.received_on AS on_day, r.recorded_at AS at
    FROM payment_revisions r
    JOIN payments p ON p.org_id = r.org_id AND p.id = r.payment_id AND p.head = r.revision
    LEFT JOIN payments refunded ON refunded.org_id = p.org_id AND refunded.id = p.refund_of
    LEFT JOIN payment_revisions q
      ON q.org_id = refunded.org_id AND q.payment_id = refunded.id AND q.revision = refunded.head
    WHERE r.org_id = ${orgId}::uuid AND r.state = 'confirmed'
      AND r.received_on >= ${days.from}::date AND r.received_on < ${days.to}::date`;
}

/** Orders signed in these days. */
export function selectOrders(orgId: string, days: DayRange): Sql {
  return Prisma.sql`SELECT o.id, r.order_id, r.amount, r.signed_on AS split_on, r.signed_on AS on_day, r.recorded_at AS at
    FROM order_revisions r JOIN orders o ON o.org_id = r.org_id AND o.id = r.order_id AND o.head = r.revision
    WHERE r.org_id = ${orgId}::uuid AND r.state = 'signed'
      AND r.signed_on >= ${days.from}::date AND r.signed_on < ${days.to}::date`;
}
