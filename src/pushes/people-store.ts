import type { Platform } from '../chat/inbound.ts';
import type { LocalDate } from '../kernel/calendar.ts';
import { listMembersBelow } from '../people/groups.ts';
import { mayUse, relationTo } from '../people/rights.ts';
import type { Db } from '../store/client.ts';
import type { Reader } from './readers.ts';

/** A reminder as far as it decides who is reminded. */
export interface DueReminder {
  readonly memberId: string;
  /** The present owner of its customer; null: in the pool. */
  readonly ownerId: string | null;
  /** When it was agreed to the minute; null: any time of its day. */
  readonly chosenAt: Date | null;
}

/** The reminder, if it is still open and due on this very day. */
export async function findDueReminder(
  db: Db,
  orgId: string,
  reminderId: string,
  day: LocalDate,
): Promise<DueReminder | undefined> {
  const [row] = await db.$queryRaw<DueReminder[]>`
    SELECT r.member_id AS "memberId", c.owner_id AS "ownerId", CASE WHEN r.at_time IS NOT NULL THEN r.due_at END AS "chosenAt"
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
  return (await listSuperiorsOf(db, orgId, [memberId], day)).get(memberId) ?? [];
}

/** The same of many members at once; those above whom nobody stands are left out. */
export async function listSuperiorsOf(
  db: Db,
  orgId: string,
  memberIds: readonly string[],
  day: LocalDate,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await db.$queryRaw<{ root: string; memberId: string; depth: number }[]>`
    WITH RECURSIVE up(root, group_id, depth) AS (
      SELECT member_id, group_id, 1 FROM group_memberships
      WHERE org_id = ${orgId}::uuid AND member_id = ANY(${[...memberIds]}::uuid[]) AND group_id IS NOT NULL
        AND valid_from <= ${day}::date AND (until IS NULL OR until > ${day}::date)
      UNION
      SELECT up.root, h.parent_id, up.depth + 1 FROM up JOIN sales_group_history h
        ON h.org_id = ${orgId}::uuid AND h.group_id = up.group_id
        AND h.valid_from <= ${day}::date AND (h.until IS NULL OR h.until > ${day}::date)
      WHERE h.parent_id IS NOT NULL AND up.depth < 20
    ), above AS (
      SELECT id AS root, reports_to AS member_id, 0 AS depth FROM members
      WHERE org_id = ${orgId}::uuid AND id = ANY(${[...memberIds]}::uuid[])
      UNION ALL
      SELECT up.root, g.member_id, up.depth FROM up
      JOIN group_managers g ON g.org_id = ${orgId}::uuid AND g.group_id = up.group_id
    )
    SELECT a.root, a.member_id AS "memberId", a.depth::int AS depth
    FROM above a JOIN members m ON m.org_id = ${orgId}::uuid AND m.id = a.member_id
    WHERE m.active AND m.id <> a.root ORDER BY a.root, a.depth, m.id`;
  const nearest = new Map<string, { readonly depth: number; readonly ids: string[] }>();
  for (const { root, memberId, depth } of rows) {
    const found = nearest.get(root) ?? { depth, ids: [] };
    nearest.set(root, found);
    if (found.depth === depth) found.ids.push(memberId);
  }
  return new Map([...nearest].map(([root, { ids }]) => [root, ids]));
}

/**
 * Whether this person still sees a customer with this owner (null: in the pool), so that they may be told what was agreed
 * with it.
 */
export async function seesCustomer(
  db: Db,
  orgId: string,
  person: Pick<Reader, 'memberId' | 'roles'>,
  ownerId: string | null,
  day: LocalDate,
): Promise<boolean> {
  const { memberId, roles } = person;
  if (mayUse(roles, 'customer.see', relationTo(memberId, ownerId))) return true;
  if (!roles.includes('manager')) return false;
  const below = await listMembersBelow(db, orgId, memberId, day);
  return mayUse(roles, 'customer.see', relationTo(memberId, ownerId, below));
}

/** A chat account that waits to be confirmed, and whose it would be. */
export interface WaitingIdentity {
  readonly id: string;
  readonly memberId: string;
  readonly memberName: string;
  readonly platform: Platform;
  readonly workspaceName: string;
}

/** The account, if it still waits and its member is still there. */
export async function findWaitingIdentity(
  db: Db,
  orgId: string,
  identityId: string,
): Promise<WaitingIdentity | undefined> {
  const [row] = await db.$queryRaw<WaitingIdentity[]>`
    SELECT i.id, m.id AS "memberId", m.name AS "memberName", w.platform, w.name AS "workspaceName"
    FROM chat_identities i JOIN members m ON m.org_id = i.org_id AND m.id = i.member_id
    JOIN workspaces w ON w.org_id = i.org_id AND w.id = i.workspace_id
    WHERE i.org_id = ${orgId}::uuid AND i.id = ${identityId}::uuid AND i.confirmed_at IS NULL AND m.active`;
  return row;
}

/** All accounts that wait to be confirmed, the oldest first; of one member alone, if named. */
export function listWaitingIdentities(
  db: Pick<Db, '$queryRaw'>,
  orgId: string,
  memberId: string | null,
): Promise<readonly WaitingIdentity[]> {
  return db.$queryRaw<WaitingIdentity[]>`
    SELECT i.id, m.id AS "memberId", m.name AS "memberName", w.platform, w.name AS "workspaceName"
    FROM chat_identities i JOIN members m ON m.org_id = i.org_id AND m.id = i.member_id
    JOIN workspaces w ON w.org_id = i.org_id AND w.id = i.workspace_id
    WHERE i.org_id = ${orgId}::uuid AND i.confirmed_at IS NULL AND i.gone_at IS NULL AND m.active
      AND (${memberId}::uuid IS NULL OR i.member_id = ${memberId}::uuid)
    ORDER BY i.linked_at, i.id LIMIT 50`;
}

/** Somebody who wrote to the bot and is not known. */
export interface UnknownPerson {
  readonly name: string;
  readonly reason: string;
  readonly platform: Platform;
  readonly workspaceName: string;
  /** They have an account here by now. */
  readonly linked: boolean;
}

export async function findNewcomer(
  db: Db,
  orgId: string,
  newcomerId: string,
): Promise<UnknownPerson | undefined> {
  const [row] = await db.$queryRaw<UnknownPerson[]>`
    SELECT n.name, n.reason, w.platform, w.name AS "workspaceName",
      EXISTS (SELECT FROM chat_identities i
        WHERE i.workspace_id = n.workspace_id AND i.external_user = n.external_user) AS linked
    FROM newcomers n JOIN workspaces w ON w.org_id = n.org_id AND w.id = n.workspace_id
    WHERE n.org_id = ${orgId}::uuid AND n.id = ${newcomerId}::uuid`;
  return row;
}
