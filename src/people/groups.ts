import type { LocalDate } from '../kernel/calendar.ts';
import type { Db } from '../store/client.ts';

/** Deeper trees than this are a mistake in the data, and would be walked in a circle. */
const DEEPEST = 20;

/**
 * The members of all groups that this member manages and of all groups below those, by the tree and the membership of
 * that day. Empty for who manages nothing.
 */
export async function listMembersBelow(
  db: Pick<Db, '$queryRaw'>,
  orgId: string,
  managerId: string,
  day: LocalDate,
): Promise<ReadonlySet<string>> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE tree AS (
      SELECT group_id, parent_id FROM sales_group_history
      WHERE org_id = ${orgId}::uuid AND valid_from <= ${day}::date AND (until IS NULL OR until > ${day}::date)
    ), down(group_id, depth) AS (
      SELECT group_id, 1 FROM group_managers WHERE org_id = ${orgId}::uuid AND member_id = ${managerId}::uuid
      UNION
      SELECT tree.group_id, down.depth + 1 FROM tree JOIN down ON tree.parent_id = down.group_id
      WHERE down.depth < ${DEEPEST}::int
    )
    SELECT DISTINCT member_id AS id FROM group_memberships
    WHERE org_id = ${orgId}::uuid AND group_id IN (SELECT group_id FROM down)
      AND valid_from <= ${day}::date AND (until IS NULL OR until > ${day}::date)`;
  return new Set(rows.map(({ id }) => id));
}

/**
 * The managers of the nearest group that both members belong to, directly or from below, and that has a manager other than
 * these two. Empty where no group above both has one.
 */
export async function listCommonManagers(
  db: Pick<Db, '$queryRaw'>,
  orgId: string,
  pair: readonly [string, string],
  day: LocalDate,
): Promise<readonly string[]> {
  const rows = await db.$queryRaw<{ memberId: string; depth: number }[]>`
    WITH RECURSIVE up(member_id, group_id, depth) AS (
      SELECT member_id, group_id, 1 FROM group_memberships
      WHERE org_id = ${orgId}::uuid AND member_id = ANY(${[...pair]}::uuid[]) AND group_id IS NOT NULL
        AND valid_from <= ${day}::date AND (until IS NULL OR until > ${day}::date)
      UNION
      SELECT up.member_id, h.parent_id, up.depth + 1 FROM up JOIN sales_group_history h
        ON h.org_id = ${orgId}::uuid AND h.group_id = up.group_id
        AND h.valid_from <= ${day}::date AND (h.until IS NULL OR h.until > ${day}::date)
      WHERE h.parent_id IS NOT NULL AND up.depth < ${DEEPEST}::int
    ), common AS (
      SELECT group_id, min(depth) AS depth FROM up GROUP BY group_id HAVING count(DISTINCT member_id) = 2
    )
    SELECT DISTINCT g.member_id AS "memberId", common.depth::int AS depth
    FROM common JOIN group_managers g ON g.org_id = ${orgId}::uuid AND g.group_id = common.group_id
    JOIN members m ON m.org_id = g.org_id AND m.id = g.member_id
    WHERE m.active AND m.roles && ARRAY['manager', 'executive', 'admin'] AND m.id <> ALL(${[...pair]}::uuid[])
    ORDER BY depth, "memberId"`;
  return rows.filter(({ depth }) => depth === rows[0]?.depth).map(({ memberId }) => memberId);
}
