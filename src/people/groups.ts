import type { LocalDate } from '../kernel/calendar.ts';
import type { Db } from '../store/client.ts';

/** Deeper trees than this are a mistake in the data, and would be walked in a circle. */
const DEEPEST = 20;

/**
 * The members of all groups that this member manages and of all groups below those, by the tree and the membership of
 * that day. Empty for who manages nothing.
 */
export async function listMembersBelow(
  db: Db,
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
