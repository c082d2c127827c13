import type { LocalDate } from '../kernel/calendar.ts';
import type { Db } from '../store/client.ts';

/** A reminder as far as it decides who is reminded. */
export interface DueReminder {
  readonly memberId: string;
  /** The present owner of its customer; null: in the pool. */
  readonly ownerId: string | null;
}

/** The reminder, if it is still open and due on this very day. */
export async function findDueReminder(
  db: Db,
  orgId: string,
  reminderId: string,
  day: LocalDate,
): Promise<DueReminder | undefined> {
  const [row] = await db.$queryRaw<DueReminder[]>`
    SELECT r.member_id AS "memberId", c.owner_id AS "ownerId"
    FROM reminders r JOIN customers c ON c.org_id = r.org_id AND c.id = r.customer_id
    WHERE r.org_id = ${orgId}::uuid AND r.id = ${reminderId}::uuid AND r.state = 'open' AND r.due_on = ${day}::date`;
  return row;
}

/**
 * Who stands above a member: whom they report to, else the managers of the nearest group above that has any. Only active
 * people; never the member.
 */
export async function listSuperiors(
  db: Db,
  orgId: string,
  memberId: string,
  day: LocalDate,
): Promise<readonly string[]> {
  const rows = await db.$queryRaw<{ memberId: string; depth: number }[]>`
    WITH RECURSIVE up(group_id, depth) AS (
      SELECT group_id, 1 FROM group_memberships
      WHERE org_id = ${orgId}::uuid AND member_id = ${memberId}::uuid AND group_id IS NOT NULL
        AND valid_from <= ${day}::date AND (until IS NULL OR until > ${day}::date)
      UNION
      SELECT h.parent_id, up.depth + 1 FROM up JOIN sales_group_history h
        ON h.org_id = ${orgId}::uuid AND h.group_id = up.group_id
        AND h.valid_from <= ${day}::date AND (h.until IS NULL OR h.until > ${day}::date)
      WHERE h.parent_id IS NOT NULL AND up.depth < 20
    ), above AS (
      SELECT reports_to AS member_id, 0 AS depth FROM members WHERE org_id = ${orgId}::uuid AND id = ${memberId}::uuid
      UNION ALL
      SELECT g.member_id, up.depth FROM up JOIN group_managers g ON g.org_id = ${orgId}::uuid AND g.group_id = up.group_id
    )
    SELECT a.member_id AS "memberId", a.depth::int AS depth
    FROM above a JOIN members m ON m.org_id = ${orgId}::uuid AND m.id = a.member_id
    WHERE m.active AND m.id <> ${memberId}::uuid ORDER BY a.depth, m.id`;
  return rows.filter(({ depth }) => depth === rows[0]?.depth).map((row) => row.memberId);
}

/** A chat account that waits to be confirmed: whose it would be. */
export async function findWaitingIdentity(
  db: Db,
  orgId: string,
  identityId: string,
): Promise<{ readonly memberId: string } | undefined> {
  const row = await db.chatIdentity.findUnique({
    where: { orgId_id: { orgId, id: identityId } },
    select: { memberId: true, confirmedAt: true },
  });
  return row === null || row.confirmedAt !== null ? undefined : { memberId: row.memberId };
}
