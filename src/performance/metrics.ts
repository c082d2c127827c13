import { addDays, addMonths, firstOfMonth, type LocalDate } from '../kernel/calendar.ts';
import { startOfDay } from '../kernel/zones.ts';
import type { DayRange } from '../orders/credits.ts';
import { Prisma, type Sql } from '../store/client.ts';

/** What people are measured by. Money is minor units by split; the others are counts. */
export const metrics = ['paymentAmount', 'signedAmount', 'followUps', 'visits', 'newCustomers'] as const;
export type Metric = (typeof metrics)[number];

/** Whose rows, in which days. */
export interface MetricRequest {
  readonly orgId: string;
  /** The organization's zone: its days are the days that count. */
  readonly zone: string;
  readonly days: DayRange;
  /** Of this day only what counted already at this instant (epoch ms), as when it was first told; absent: all days whole. */
  readonly asOf?: { readonly day: LocalDate; readonly at: number } | undefined;
  /** Only what people achieved while they were in this group or one below it; null: the whole company. */
  readonly groupId: string | null;
}

/** Whether a metric is an amount of money. */
export function isMoney(metric: Metric): boolean {
  return metric === 'paymentAmount' || metric === 'signedAmount';
}

/** Deeper trees than this are a mistake in the data, and would be walked in a circle. */
const DEEPEST = 20;

/**
 * Common table expressions that end in `rows(member_id, value, on_day, at)`: all rows of a metric that count for the
 * request, some of them of a whole day. To stand behind `WITH RECURSIVE`.
 */
export function selectMetric(metric: Metric, request: MetricRequest): Sql {
  const { orgId, groupId } = request;
  const counts = isInScope(groupId, Prisma.sql`a.member_id`, Prisma.sql`a.on_day`);
  return Prisma.sql`${selectAll(metric, request)}, ${selectScope(orgId, groupId)},
    rows AS (SELECT a.* FROM all_rows a WHERE ${counts})`;
}

function selectAll(metric: Metric, request: MetricRequest): Sql {
  const { orgId, zone, days } = request;
  switch (metric) {
    case 'paymentAmount':
    case 'signedAmount':
      return Prisma.sql`all_rows AS (
        SELECT member_id, share AS value, on_day, at FROM order_credits
        WHERE org_id = ${orgId}::uuid AND kind = ${metric === 'paymentAmount' ? 'payment' : 'order'}
          AND on_day >= ${days.from}::date AND on_day < ${days.to}::date AND ${wasCounted(request)})`;
    case 'followUps':
      return selectCounted(request, { value: Prisma.sql`follow_ups`, at: Prisma.sql`last_at` });
    case 'visits':
      return selectCounted(request, { value: Prisma.sql`visits`, at: Prisma.sql`last_visit_at` });
    case 'newCustomers':
      return Prisma.sql`all_rows AS (
        SELECT created_by AS member_id, 1::bigint AS value, (created_at AT TIME ZONE ${zone})::date AS on_day,
          created_at AS at
        FROM customers WHERE org_id = ${orgId}::uuid AND created_by IS NOT NULL AND merged_into IS NULL
          AND created_at >= ${atStart(days.from, zone)}::timestamptz AND created_at < ${atStart(days.to, zone)}::timestamptz)`;
  }
}

/** Whether an order or a payment of the day counted already then: what came later on the same day was not told. */
function wasCounted({ orgId, asOf }: MetricRequest): Sql {
  if (asOf === undefined) return Prisma.sql`true`;
  const at = Prisma.sql`${new Date(asOf.at)}::timestamptz`;
  return Prisma.sql`(on_day <> ${asOf.day}::date
    OR kind = 'payment' AND EXISTS (SELECT FROM payment_revisions r
      WHERE r.org_id = ${orgId}::uuid AND r.payment_id = fact_id AND r.state = 'confirmed' AND r.recorded_at <= ${at})
    OR kind = 'order' AND EXISTS (SELECT FROM orders o
      WHERE o.org_id = ${orgId}::uuid AND o.id = fact_id AND o.created_at <= ${at}))`;
}

/** Whole months of the whole company as they are kept; the days before and behind them, and all days where groups matter. */
function selectCounted(
  { orgId, groupId, days }: MetricRequest,
  { value, at }: { readonly value: Sql; readonly at: Sql },
): Sql {
  const counted = (kept: Sql, { from, to }: DayRange) => Prisma.sql`
    SELECT member_id, ${value}::bigint AS value, on_day, ${at} AS at FROM ${kept}
    WHERE org_id = ${orgId}::uuid AND on_day >= ${from}::date AND on_day < ${to}::date AND ${value} > 0`;
  const dayRows = Prisma.sql`(SELECT *, day AS on_day FROM follow_up_days) d`;
  const monthRows = Prisma.sql`(SELECT *, month AS on_day FROM follow_up_months) m`;
  const start = firstOfMonth(addDays(addMonths(days.from, 1), -1));
  const end = firstOfMonth(days.to);
  const parts =
    groupId !== null || start >= end
      ? [counted(dayRows, days)]
      : [
          counted(dayRows, { from: days.from, to: start }),
          counted(monthRows, { from: start, to: end }),
          counted(dayRows, { from: end, to: days.to }),
        ];
  return Prisma.sql`all_rows AS (${Prisma.join(parts, ' UNION ALL ')})`;
}

/**
 * Common table expressions that end in `scope(member_id, since, until)`: who belonged when to the group or to one below it,
 * by the tree and the memberships of each day. To stand behind `WITH RECURSIVE`. For the whole company nobody is asked.
 */
export function selectScope(orgId: string, groupId: string | null): Sql {
  if (groupId === null) return Prisma.sql`scope AS (SELECT 1 AS everybody)`;
  return Prisma.sql`scope_groups(group_id, since, until, depth) AS (
      SELECT ${groupId}::uuid, '-infinity'::date, 'infinity'::date, 1
      UNION ALL
      SELECT h.group_id, GREATEST(s.since, h.valid_from), LEAST(s.until, COALESCE(h.until, 'infinity'::date)), s.depth + 1
      FROM scope_groups s JOIN sales_group_history h ON h.org_id = ${orgId}::uuid AND h.parent_id = s.group_id
        AND h.valid_from < s.until AND COALESCE(h.until, 'infinity'::date) > s.since
      WHERE s.depth < ${DEEPEST}::int),
    scope AS (
      SELECT m.member_id, GREATEST(s.since, m.valid_from) AS since, LEAST(s.until, COALESCE(m.until, 'infinity'::date)) AS until
      FROM scope_groups s JOIN group_memberships m ON m.org_id = ${orgId}::uuid AND m.group_id = s.group_id
        AND m.valid_from < s.until AND COALESCE(m.until, 'infinity'::date) > s.since)`;
}

/** Whether a member belonged to `scope` on a day, both given as columns; everybody belongs to the whole company. */
export function isInScope(groupId: string | null, member: Sql, day: Sql): Sql {
  if (groupId === null) return Prisma.sql`true`;
  return Prisma.sql`EXISTS (SELECT FROM scope WHERE scope.member_id = ${member} AND ${day} >= scope.since AND ${day} < scope.until)`;
}

/** The instant at which a day begins in the zone, as the database takes it. */
export function atStart(day: LocalDate, zone: string): Date {
  return new Date(startOfDay(day, zone));
}
