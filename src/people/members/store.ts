import type { Role } from '../../chat/spec.ts';
import type { LocalDate } from '../../kernel/calendar.ts';
import { isUuid } from '../../kernel/ids.ts';
import { Prisma, type Sql, type Tx } from '../../store/client.ts';
import type { ActingContext } from '../../store/context.ts';
import { sortRoles } from './rules.ts';

type Reader = Pick<Tx, '$queryRaw'>;

/** A member as the list of all shows them. */
export interface ListedMember {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** The group that they belong to on that day. */
  readonly group: string | null;
  /** Whether an account of theirs is linked. */
  readonly linked: boolean;
}

/** Active members by name, and how many there are; with a role, those who hold it. */
export async function listMembers(
  db: Reader,
  orgId: string,
  { role, today }: { readonly role: Role | undefined; readonly today: LocalDate },
  page: { readonly limit: number; readonly offset: number },
): Promise<{ readonly members: readonly ListedMember[]; readonly total: number }> {
  const held = role === undefined ? Prisma.empty : Prisma.sql`AND ${role} = ANY(m.roles)`;
  const rows = await db.$queryRaw<(ListedMember & { readonly total: number })[]>`
    SELECT m.id, m.name, m.roles, h.name AS "group", count(*) OVER ()::int AS total,
      EXISTS (SELECT FROM chat_identities i WHERE i.org_id = m.org_id AND i.member_id = m.id
        AND i.confirmed_at IS NOT NULL AND i.gone_at IS NULL) AS linked
    FROM members m
    LEFT JOIN group_memberships g ON g.org_id = m.org_id AND g.member_id = m.id AND ${isOn('g', today)}
    LEFT JOIN sales_group_history h ON h.org_id = m.org_id AND h.group_id = g.group_id AND ${isOn('h', today)}
    WHERE m.org_id = ${orgId}::uuid AND m.active ${held}
    ORDER BY m.name, m.id LIMIT ${page.limit}::int OFFSET ${page.offset}::int`;
  return { members: rows, total: rows[0]?.total ?? 0 };
}

function isOn(alias: 'g' | 'h', day: LocalDate): Sql {
  const row = Prisma.raw(alias);
  return Prisma.sql`${row}.valid_from <= ${day}::date AND (${row}.until IS NULL OR ${row}.until > ${day}::date)`;
}

export interface MemberAccount {
  readonly id: string;
  readonly platform: 'slack' | 'feishu';
  readonly workspace: string;
  readonly state: 'linked' | 'waiting' | 'gone';
}

/** Everything that is shown of one member. */
export interface MemberView {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly rank: 'staff' | 'middle' | 'executive';
  readonly reportsTo: { readonly id: string; readonly name: string } | null;
  readonly group: { readonly id: string; readonly name: string } | null;
  /** The next change of group that is set already; its name is null for none. */
  readonly nextGroup: { readonly name: string | null; readonly from: LocalDate } | null;
  readonly manages: readonly string[];
  readonly accounts: readonly MemberAccount[];
}

/** An active member with all that belongs to them; undefined if there is none of this id. */
export async function findMemberView(
  db: Reader,
  orgId: string,
  id: string,
  today: LocalDate,
): Promise<MemberView | undefined> {
  if (!isUuid(id)) return undefined;
  const [row] = await db.$queryRaw<MemberView[]>`
    SELECT m.id, m.name, m.email, m.roles, m.rank,
      (SELECT json_build_object('id', a.id, 'name', a.name) FROM members a
        WHERE a.org_id = m.org_id AND a.id = m.reports_to) AS "reportsTo",
      (SELECT json_build_object('id', g.group_id, 'name', h.name)
        FROM group_memberships g JOIN sales_group_history h
          ON h.org_id = g.org_id AND h.group_id = g.group_id AND ${isOn('h', today)}
        WHERE g.org_id = m.org_id AND g.member_id = m.id AND ${isOn('g', today)}) AS "group",
      (SELECT json_build_object('name', h.name, 'from', g.valid_from)
        FROM group_memberships g LEFT JOIN sales_group_history h
          ON h.org_id = g.org_id AND h.group_id = g.group_id AND h.until IS NULL
        WHERE g.org_id = m.org_id AND g.member_id = m.id AND g.valid_from > ${today}::date
        ORDER BY g.valid_from LIMIT 1) AS "nextGroup",
      ARRAY(SELECT h.name FROM group_managers g JOIN sales_group_history h
          ON h.org_id = g.org_id AND h.group_id = g.group_id AND ${isOn('h', today)}
        WHERE g.org_id = m.org_id AND g.member_id = m.id ORDER BY h.name) AS manages,
      COALESCE((SELECT json_agg(json_build_object('id', i.id, 'platform', w.platform, 'workspace', w.name,
          'state', CASE WHEN i.gone_at IS NOT NULL THEN 'gone' WHEN i.confirmed_at IS NULL THEN 'waiting' ELSE 'linked' END)
          ORDER BY i.linked_at, i.id)
        FROM chat_identities i JOIN workspaces w ON w.org_id = i.org_id AND w.id = i.workspace_id
        WHERE i.org_id = m.org_id AND i.member_id = m.id AND w.disconnected_at IS NULL), '[]'::json) AS accounts
    FROM members m WHERE m.org_id = ${orgId}::uuid AND m.id = ${id}::uuid AND m.active`;
  return row;
}

/** The groups of a day, by their names; where several have one name, with the name of the group above. */
export function listGroups(
  db: Reader,
  orgId: string,
  today: LocalDate,
): Promise<{ readonly id: string; readonly name: string }[]> {
  return db.$queryRaw<{ id: string; name: string }[]>`
    SELECT h.group_id AS id,
      CASE WHEN count(*) OVER (PARTITION BY h.name) > 1 AND p.name IS NOT NULL THEN p.name || ' / ' || h.name
        ELSE h.name END AS name
    FROM sales_group_history h
    LEFT JOIN sales_group_history p ON p.org_id = h.org_id AND p.group_id = h.parent_id AND p.until IS NULL
    WHERE h.org_id = ${orgId}::uuid AND ${isOn('h', today)} ORDER BY 2, 1`;
}

/** Whether a member reports, directly or over others, to another one. */
export async function reportsUp(
  db: Reader,
  orgId: string,
  memberId: string,
  aboveId: string,
): Promise<boolean> {
  const rows = await db.$queryRaw<{ found: boolean }[]>`
    WITH RECURSIVE up(id, depth) AS (
      SELECT ${memberId}::uuid, 1
      UNION SELECT m.reports_to, up.depth + 1 FROM up JOIN members m ON m.org_id = ${orgId}::uuid AND m.id = up.id
      WHERE m.reports_to IS NOT NULL AND up.depth < 50
    ) SELECT true AS found FROM up WHERE id = ${aboveId}::uuid LIMIT 1`;
  return rows.length > 0;
}

/** The statement that gives a member these roles. */
export function updateRoles({ orgId }: ActingContext, memberId: string, roles: readonly Role[]): Sql {
  return Prisma.sql`UPDATE members SET roles = ${[...sortRoles(roles)]}::text[]
    WHERE org_id = ${orgId}::uuid AND id = ${memberId}::uuid`;
}

/** A member as they are under lock. */
export interface HeldMember {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
  readonly roles: readonly Role[];
}

/**
 * Holds these members and all active admins as they are until the transaction ends, in the order of their ids, so that two
 * who change roles wait for each other and never in a circle; and gives them as they are now.
 */
export async function holdMembers(
  tx: Reader,
  orgId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, HeldMember>> {
  const rows = await tx.$queryRaw<HeldMember[]>`SELECT id, name, active, roles FROM members
    WHERE org_id = ${orgId}::uuid AND (id = ANY(${[...ids]}::uuid[]) OR (active AND 'admin' = ANY(roles)))
    ORDER BY id FOR NO KEY UPDATE`;
  return new Map(rows.map((row) => [row.id, row]));
}
