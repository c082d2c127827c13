import type { Platform } from '../../chat/inbound.ts';
import type { LocalDate } from '../../kernel/calendar.ts';
import type { Tx } from '../../store/client.ts';
import type { StandingGroup } from '../arrange-groups.ts';

type Reader = Pick<Tx, '$queryRaw'>;

/** A group in its place of the tree. */
export interface TreeGroup {
  readonly id: string;
  readonly name: string;
  readonly kind: StandingGroup['kind'];
  /** How many groups stand above it. */
  readonly depth: number;
  readonly managers: readonly string[];
  /** Active people who belong to it itself. */
  readonly members: number;
}

/** A page of the tree as it stands on a day, each group before those below it, and how many groups there are. */
export async function listTree(
  db: Reader,
  orgId: string,
  today: LocalDate,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ readonly groups: readonly TreeGroup[]; readonly total: number }> {
  const rows = await db.$queryRaw<(TreeGroup & { readonly total: number })[]>`
    WITH RECURSIVE standing AS (
      SELECT group_id, parent_id, name, kind FROM sales_group_history
      WHERE org_id = ${orgId}::uuid AND valid_from <= ${today}::date AND (until IS NULL OR until > ${today}::date)
    ), tree(group_id, name, kind, depth, path) AS (
      SELECT group_id, name, kind, 0, ARRAY[name || group_id] FROM standing s
      WHERE parent_id IS NULL OR NOT EXISTS (SELECT FROM standing p WHERE p.group_id = s.parent_id)
      UNION ALL
      SELECT s.group_id, s.name, s.kind, tree.depth + 1, tree.path || (s.name || s.group_id)
      FROM standing s JOIN tree ON tree.group_id = s.parent_id WHERE tree.depth < 20
    )
    SELECT t.group_id AS id, t.name, t.kind, t.depth, count(*) OVER ()::int AS total,
      ARRAY(SELECT m.name FROM group_managers g JOIN members m ON m.org_id = g.org_id AND m.id = g.member_id AND m.active
        WHERE g.org_id = ${orgId}::uuid AND g.group_id = t.group_id ORDER BY m.name) AS managers,
      (SELECT count(*)::int FROM group_memberships g JOIN members m ON m.org_id = g.org_id AND m.id = g.member_id AND m.active
        WHERE g.org_id = ${orgId}::uuid AND g.group_id = t.group_id AND g.valid_from <= ${today}::date
          AND (g.until IS NULL OR g.until > ${today}::date)) AS members
    FROM tree t ORDER BY t.path LIMIT ${page.limit}::int OFFSET ${page.offset}::int`;
  return { groups: rows, total: rows[0]?.total ?? 0 };
}

/** A group by its latest revision; undefined if there is none of this id. */
export async function findStandingGroup(
  db: Reader,
  orgId: string,
  id: string,
): Promise<StandingGroup | undefined> {
  const [row] = await db.$queryRaw<StandingGroup[]>`SELECT kind, name, parent_id AS "parentId"
    FROM sales_group_history WHERE org_id = ${orgId}::uuid AND group_id = ${id}::uuid AND until IS NULL`;
  return row;
}

/** Whether a group is another one or hangs somewhere below it. */
export async function isGroupBelow(
  db: Reader,
  orgId: string,
  groupId: string,
  topId: string,
): Promise<boolean> {
  const rows = await db.$queryRaw<{ found: boolean }[]>`
    WITH RECURSIVE up(group_id, depth) AS (
      SELECT ${groupId}::uuid, 1
      UNION SELECT h.parent_id, up.depth + 1 FROM up JOIN sales_group_history h
        ON h.org_id = ${orgId}::uuid AND h.group_id = up.group_id AND h.until IS NULL
      WHERE h.parent_id IS NOT NULL AND up.depth < 50
    ) SELECT true AS found FROM up WHERE group_id = ${topId}::uuid LIMIT 1`;
  return rows.length > 0;
}

/** Who manages a group, by name. */
export function listManagers(
  db: Reader,
  orgId: string,
  groupId: string,
): Promise<{ readonly id: string; readonly name: string }[]> {
  return db.$queryRaw<{ id: string; name: string }[]>`
    SELECT m.id, m.name FROM group_managers g JOIN members m ON m.org_id = g.org_id AND m.id = g.member_id
    WHERE g.org_id = ${orgId}::uuid AND g.group_id = ${groupId}::uuid AND m.active ORDER BY m.name, m.id`;
}

/** Somebody who wrote and is nobody's account. */
export interface Newcomer {
  readonly name: string;
  readonly reason: string;
  readonly platform: Platform;
  readonly workspaceName: string;
  readonly lastSeenAt: Date;
}

/** Those who wrote last first, and how many there are. */
export async function listNewcomers(
  db: Reader,
  orgId: string,
  limit: number,
): Promise<{ readonly newcomers: readonly Newcomer[]; readonly total: number }> {
  const rows = await db.$queryRaw<(Newcomer & { readonly total: number })[]>`
    SELECT n.name, n.reason, w.platform, w.name AS "workspaceName", n.last_seen_at AS "lastSeenAt",
      count(*) OVER ()::int AS total
    FROM newcomers n JOIN workspaces w ON w.org_id = n.org_id AND w.id = n.workspace_id
    WHERE n.org_id = ${orgId}::uuid AND w.disconnected_at IS NULL AND NOT EXISTS (SELECT FROM chat_identities i
      WHERE i.workspace_id = n.workspace_id AND i.external_user = n.external_user)
    ORDER BY n.last_seen_at DESC, n.id LIMIT ${limit}::int`;
  return { newcomers: rows, total: rows[0]?.total ?? 0 };
}
