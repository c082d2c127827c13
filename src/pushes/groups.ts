import type { Role } from '../chat/spec.ts';
import type { LocalDate } from '../kernel/calendar.ts';
import type { Db } from '../store/client.ts';
import type { Standing } from './rights.ts';

/** A sales group as it stands on a day. */
export interface Group {
  readonly id: string;
  readonly name: string;
  readonly parentId: string | null;
}

/** The tree of groups, and where one person stands in it. */
export interface Standings extends Standing {
  readonly groups: readonly Group[];
  /** The topmost groups that the person manages. */
  readonly roots: readonly string[];
}

/** The organization's groups on a day, by name. */
export function listGroups(db: Db, orgId: string, day: LocalDate): Promise<readonly Group[]> {
  return db.$queryRaw<Group[]>`
    SELECT group_id AS id, name, parent_id AS "parentId" FROM sales_group_history
    WHERE org_id = ${orgId}::uuid AND valid_from <= ${day}::date AND (until IS NULL OR until > ${day}::date)
    ORDER BY name, group_id`;
}

/** Where a person stands on a day. */
export async function findStandings(
  db: Db,
  orgId: string,
  person: { readonly memberId: string; readonly roles: readonly Role[] },
  day: LocalDate,
): Promise<Standings> {
  const [groups, nodes] = await Promise.all([
    listGroups(db, orgId, day),
    db.groupManager.findMany({ where: { orgId, memberId: person.memberId }, select: { groupId: true } }),
  ]);
  const direct = nodes.map(({ groupId }) => groupId);
  const known = new Map(groups.map((group) => [group.id, group]));
  const roots = direct.filter(
    (id) => known.has(id) && !listAbove(known, id).some((above) => direct.includes(above)),
  );
  const managed = new Set(
    groups
      .map(({ id }) => id)
      .filter((id) => roots.includes(id) || listAbove(known, id).some((above) => roots.includes(above))),
  );
  return { memberId: person.memberId, roles: person.roles, groups, roots, managed };
}

/** The groups above one, nearest first; stops where the data would run in a circle. */
function listAbove(known: ReadonlyMap<string, Group>, id: string): readonly string[] {
  const above: string[] = [];
  for (let parent = known.get(id)?.parentId ?? null; parent !== null; ) {
    if (above.includes(parent)) break;
    above.push(parent);
    parent = known.get(parent)?.parentId ?? null;
  }
  return above;
}

/** The groups that a typed name means: those called exactly so, else those whose name holds it; case aside. */
export function matchGroups(groups: readonly Group[], typed: string): readonly Group[] {
  const folded = typed.trim().toLowerCase();
  const exact = groups.filter(({ name }) => name.toLowerCase() === folded);
  return exact.length > 0 ? exact : groups.filter(({ name }) => name.toLowerCase().includes(folded));
}
