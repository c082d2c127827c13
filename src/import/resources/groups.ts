import { z } from 'zod';
import { Fault } from '../../kernel/result.ts';
import {
  createGroup,
  removeGroupManager,
  reviseGroup,
  type StandingGroup,
  setGroupManager,
} from '../../people/arrange-groups.ts';
import type { Caller } from '../../people/context.ts';
import { findStandingGroup, isGroupBelow } from '../../people/tree/store.ts';
import { Prisma, type Sql } from '../../store/client.ts';
import { type Changed, defineResource } from './define.ts';
import { selectReference } from './external-ids.ts';
import { needActiveMember, needGroup } from './lookups.ts';
import { rejectField, rejectRight } from './reject.ts';
import type { ResourceRow } from './resource.ts';
import { seeAll } from './sight.ts';
import { resourceText as t } from './text.ts';
import { day, reference, words } from './values.ts';

const schema = z
  .strictObject({
    name: words(100, 'Name'),
    kind: z.enum(['company', 'department', 'team']).describe('Kind'),
    parent: reference('The group above (its name will do too); null: none').nullable().optional(),
    managers: z
      .array(reference('A member (a work e-mail address will do too)'))
      .max(50)
      .optional()
      .describe('All who manage it and everything below'),
    from: day('From which day on name, kind and place are so; today where it is not sent').optional(),
  })
  .describe('A node of the tree of sales groups');

type Value = z.output<typeof schema>;

/** Sales groups, for admins to feed. What a group was before the day of a change stays as it was. */
export const groups = defineResource({
  type: 'groups',
  title: 'Groups',
  entity: 'group',
  schema,
  create,
  change,
  sight: seeAll,
  load,
});

async function create(caller: Caller, value: Value): Promise<{ readonly id: string }> {
  needAdmin(caller, null);
  const { name, kind, from = caller.today } = value;
  const parentId = value.parent ? await needGroup(caller, 'parent', value.parent) : null;
  const id = await createGroup(caller, { name, kind, parentId, from });
  await setManagers(caller, id, value.managers);
  return { id };
}

async function change(caller: Caller, id: string, value: Value): Promise<Changed> {
  needAdmin(caller, id);
  const before = await loadStanding(caller, id);
  const { name, kind, from = caller.today } = value;
  const parentId =
    value.parent === undefined
      ? before.parentId
      : value.parent === null
        ? null
        : await needGroup(caller, 'parent', value.parent);
  if (parentId !== null && (await isGroupBelow(caller.db, caller.orgId, parentId, id)))
    throw rejectField(caller, 'parent', t.circle);
  const revised = await reviseGroup(caller, id, before, { name, kind, parentId, from });
  const managed = await setManagers(caller, id, value.managers);
  return { changed: revised || managed };
}

async function loadStanding({ db, orgId }: Caller, id: string): Promise<StandingGroup> {
  const row = await findStandingGroup(db, orgId, id);
  if (row === undefined) throw new Fault('group-missing');
  return row;
}

async function setManagers(caller: Caller, groupId: string, sent: Value['managers']): Promise<boolean> {
  if (sent === undefined) return false;
  const { db, orgId } = caller;
  const wanted = new Set<string>();
  for (const [place, reference] of sent.entries())
    wanted.add((await needActiveMember(caller, `managers.${place}`, reference)).id);
  const rows = await db.groupManager.findMany({ where: { orgId, groupId }, select: { memberId: true } });
  const standing = new Set(rows.map(({ memberId }) => memberId));
  const added = [...wanted].filter((id) => !standing.has(id));
  const gone = [...standing].filter((id) => !wanted.has(id));
  for (const memberId of added) await setGroupManager(caller, { groupId, memberId });
  for (const memberId of gone) await removeGroupManager(caller, { groupId, memberId });
  return added.length + gone.length > 0;
}

function needAdmin(caller: Caller, entityId: string | null): void {
  if (caller.actor.roles.includes('admin')) return;
  throw rejectRight(caller, { deed: 'group.set', entity: 'group', entityId, roles: ['admin'] });
}

function load({ db, orgId }: Caller, where: Sql, limit: number): Promise<readonly ResourceRow[]> {
  const org = Prisma.sql`r.org_id`;
  return db.$queryRaw<ResourceRow[]>`
    SELECT r.id, x.external_id AS "externalId", h.name, h.kind, h.valid_from::text AS "from",
      ${selectReference('groups', org, Prisma.sql`h.parent_id`)} AS parent,
      ARRAY(SELECT ${selectReference('members', Prisma.sql`g.org_id`, Prisma.sql`g.member_id`)} FROM group_managers g
        WHERE g.org_id = r.org_id AND g.group_id = r.id ORDER BY g.member_id) AS managers
    FROM sales_groups r
    JOIN sales_group_history h ON h.org_id = r.org_id AND h.group_id = r.id AND h.until IS NULL
    LEFT JOIN external_ids x ON x.org_id = r.org_id AND x.type = 'groups' AND x.entity_id = r.id
    WHERE r.org_id = ${orgId}::uuid AND ${where} ORDER BY r.id LIMIT ${limit}::int`;
}
