import type { LocalDate } from '../kernel/calendar.ts';
import { type Db, Prisma } from '../store/client.ts';
import { isInScope, type Metric, type MetricRequest, selectMetric, selectScope } from './metrics.ts';
import type { Score } from './ranking-rules.ts';

/** Everybody's figure of one metric, for whoever has any row of it in these days. */
export async function loadScores(db: Db, metric: Metric, request: MetricRequest): Promise<readonly Score[]> {
  const rows = await db.$queryRaw<(Omit<Score, 'lastAt'> & { lastAt: Date })[]>`
    WITH RECURSIVE ${selectMetric(metric, request)},
    sums AS MATERIALIZED (SELECT member_id, sum(value)::bigint AS value, max(at) AS at FROM rows GROUP BY member_id)
    SELECT s.member_id AS "memberId", m.name, s.value, s.at AS "lastAt"
    FROM sums s JOIN members m ON m.org_id = ${request.orgId}::uuid AND m.id = s.member_id`;
  return rows.map((row) => ({ ...row, lastAt: row.lastAt.getTime() }));
}

/** The sum of one metric over all members. */
export async function loadTotal(db: Db, metric: Metric, request: MetricRequest): Promise<bigint> {
  const [row] = await db.$queryRaw<{ total: bigint }[]>`
    WITH RECURSIVE ${selectMetric(metric, request)}
    SELECT COALESCE(sum(value), 0)::bigint AS total FROM rows`;
  return row?.total ?? 0n;
}

/** The active salespeople of the company, or of a group and those below it, on a day. */
export async function listSalespeople(
  db: Db,
  orgId: string,
  groupId: string | null,
  day: LocalDate,
): Promise<readonly string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE ${selectScope(orgId, groupId)}
    SELECT m.id FROM members m
    WHERE m.org_id = ${orgId}::uuid AND m.active AND 'sales' = ANY(m.roles)
      AND ${isInScope(groupId, Prisma.sql`m.id`, Prisma.sql`${day}::date`)}`;
  return rows.map(({ id }) => id);
}
