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
