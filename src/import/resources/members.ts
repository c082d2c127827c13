import { z } from 'zod';
import type { Role } from '../../chat/spec.ts';
import { Fault, type Refusal } from '../../kernel/result.ts';
import { foldEmail, isEmailAddress } from '../../kernel/text/contact.ts';
import { isValidZone } from '../../kernel/zones.ts';
import { setMembership } from '../../people/arrange-groups.ts';
import { changeMember, type MemberFacts } from '../../people/change-member.ts';
import type { Caller } from '../../people/context.ts';
import { createMember } from '../../people/create-member.ts';
import { changeRoles, type RoleRefusal } from '../../people/members/change-roles.ts';
import { describeRefusal } from '../../people/members/roles.ts';
import { isGuarded, memberFeeders, memberReaders, sortRoles } from '../../people/members/rules.ts';
import { roleNames, roles } from '../../people/role-names.ts';
import { Prisma, type Sql } from '../../store/client.ts';
import { type Changed, defineResource, type Sight } from './define.ts';
import { selectReference } from './external-ids.ts';
import { needActiveMember, needGroup } from './lookups.ts';
import { type Rejected, rejectConflict, rejectField, rejectRight } from './reject.ts';
import type { ResourceRow, RoleRequest } from './resource.ts';
import { resourceText as t } from './text.ts';
import { day, reference, words } from './values.ts';

const schema = z
  .strictObject({
    name: words(100, 'Name'),
    email: words(200, 'Work e-mail address: what chat accounts are linked by').refine(isEmailAddress, {
      params: { say: 'unreadable' },
    }),
    roles: z
      .array(z.enum(['sales', 'manager', 'finance', 'hr', 'executive', 'admin']))
      .max(6)
      .describe('All roles; hr, finance, executive and admin wait for a second signature'),
    rank: z.enum(['staff', 'middle', 'executive']).optional(),
    reportsTo: reference('A member (a work e-mail address will do too); null: nobody').nullable().optional(),
    locale: words(35, 'Language such as zh-CN').nullable().optional(),
    zone: words(60, 'IANA time zone').nullable().optional(),
    group: reference('The sales group (its name will do too); null: none').nullable().optional(),
    from: day('From which day on they belong to the group; today where it is not sent').optional(),
  })
  .describe('A person of the organization. To let somebody leave, use the command “leave”');

type Value = z.output<typeof schema>;

/** Members, for admins and HR to feed. Who has the work address already is taken over. */
export const members = defineResource({
  type: 'members',
  title: 'Members',
  entity: 'member',
  schema,
  adopt: async ({ db, orgId }, { email }) =>
    (
      await db.member.findFirst({
        where: { orgId, active: true, emailFolded: foldEmail(email) },
        select: { id: true },
      })
    )?.id,
  create,
  change,
  sight: see,
  load,
});

async function create(caller: Caller, value: Value): Promise<Requested & { readonly id: string }> {
  needFeeder(caller, null);
  const { name, email, roles, rank } = value;
  const { reportsTo, locale, zone } = await readRest(caller, value);
  const made = await createMember(caller, {
    name,
    email,
    roles: sortRoles(roles.filter((role) => !isGuarded(role))),
    ...(rank === undefined ? {} : { rank }),
    ...(reportsTo ? { reportsTo } : {}),
    ...(locale ? { locale } : {}),
    ...(zone ? { zone } : {}),
  });
  if (made.kind === 'refusal') {
    const [field, sentence] = made.code === 'email-taken' ? ['email', t.taken] : [made.code, t.unreadable];
    throw rejectField(caller, field ?? '', sentence as typeof t.taken);
  }
  const { memberId } = made.value;
  await putIntoGroup(caller, memberId, value);
  const { requests } = await setRoles(caller, memberId, roles.filter(isGuarded), roles);
  return { id: memberId, ...told(requests) };
}

async function change(caller: Caller, id: string, value: Value): Promise<Changed> {
  needFeeder(caller, id);
  const { db, orgId } = caller;
  const row = await db.member.findUnique({ where: { orgId_id: { orgId, id } } });
  if (row === null) throw new Fault('member-missing');
  if (!row.active) throw rejectConflict(caller, t.memberGone);
  const { name, email, rank, reportsTo, locale, zone } = row;
  const before: MemberFacts = {
    name,
    email,
    roles: sortRoles(row.roles as Role[]),
    rank,
    reportsTo,
    locale,
    zone,
  };
  const rest = await readRest(caller, value, id);
  const after: MemberFacts = {
    name: value.name,
    email: value.email,
    roles: before.roles,
    rank: value.rank ?? rank,
    reportsTo: rest.reportsTo === undefined ? reportsTo : rest.reportsTo,
    locale: rest.locale === undefined ? locale : rest.locale,
    zone: rest.zone === undefined ? zone : rest.zone,
  };
  if (foldEmail(email) !== foldEmail(value.email)) await needFreeAddress(caller, value.email);
  const changed = await changeMember(caller, id, before, after);
  const moved = await putIntoGroup(caller, id, value);
  const given = await setRoles(caller, id, value.roles, value.roles);
  return { changed: changed || moved || given.changed, ...told(given.requests) };
}

type Requested = Pick<Changed, 'requests' | 'waits'>;

/** Tells what waits, if anything does. */
function told(requests: readonly RoleRequest[]): Requested {
  return requests.length === 0 ? {} : { waits: true, requests };
}

/**
 * Gives a member these roles, and takes those that are not in `kept`. What takes two is asked for and told with what was asked
 * before; one that somebody refused lately is not asked for again by a system that sends the same every night.
 */
async function setRoles(
  caller: Caller,
  memberId: string,
  gain: readonly Role[],
  kept: readonly Role[],
): Promise<{ readonly changed: boolean; readonly requests: readonly RoleRequest[] }> {
  const lose = roles.filter((role) => !kept.includes(role));
  const refused = await findRefused(caller, memberId, gain);
  if (refused !== undefined) throw rejectConflict(caller, t.roleRefused(roleNames[refused]), 'roles');
  const done = await changeRoles(caller, caller.db, memberId, { gain, lose });
  if (done.kind === 'refusal') throw await rejectRoles(caller, memberId, done);
  const { granted, revoked, waiting } = done.value;
  const changed = granted.length + revoked.length > 0 || waiting.some(({ isNew }) => isNew);
  const requests = waiting.map(({ id, role, expiresAt }) => ({
    id,
    role,
    expiresAt: expiresAt.toISOString(),
  }));
  return { changed, requests };
}

const REFUSAL_HOLDS_MS = 30 * 86_400_000;

async function findRefused(
  { db, orgId, clock }: Caller,
  memberId: string,
  gain: readonly Role[],
): Promise<Role | undefined> {
  const since = new Date(clock.now() - REFUSAL_HOLDS_MS);
  const asked = gain.filter(isGuarded);
  if (asked.length === 0) return undefined;
  const member = await db.member.findUnique({
    where: { orgId_id: { orgId, id: memberId } },
    select: { roles: true },
  });
  const rows = await db.roleGrant.findMany({
    where: { orgId, memberId, role: { in: asked }, askedAt: { gt: since } },
    orderBy: { id: 'asc' },
    select: { role: true, state: true },
  });
  return asked.find(
    (role) =>
      member?.roles.includes(role) !== true && rows.findLast((row) => row.role === role)?.state === 'refused',
  );
}

async function rejectRoles(
  caller: Caller,
  memberId: string,
  refusal: Refusal<RoleRefusal>,
): Promise<Rejected> {
  const { why, isRight } = await describeRefusal(caller.db, caller.orgId, memberId, refusal);
  if (!isRight) return rejectConflict(caller, why, 'roles');
  const about = { deed: 'role.grant', entity: 'member', entityId: memberId } as const;
  return rejectRight(caller, { ...about, roles: ['admin'], why });
}

async function needFreeAddress(caller: Caller, email: string): Promise<void> {
  const where = { orgId: caller.orgId, active: true, emailFolded: foldEmail(email) };
  if ((await caller.db.member.findFirst({ where, select: { id: true } })) !== null)
    throw rejectField(caller, 'email', t.taken);
}

async function readRest(caller: Caller, { reportsTo, locale, zone }: Value, self?: string) {
  if (zone !== undefined && zone !== null && !isValidZone(zone))
    throw rejectField(caller, 'zone', t.zoneUnknown);
  const above = reportsTo ? (await needActiveMember(caller, 'reportsTo', reportsTo)).id : reportsTo;
  if (above !== undefined && above !== null && above === self)
    throw rejectField(caller, 'reportsTo', t.circle);
  return { reportsTo: above, locale, zone };
}

async function putIntoGroup(caller: Caller, memberId: string, { group, from }: Value): Promise<boolean> {
  if (group === undefined) return false;
  const groupId = group === null ? null : await needGroup(caller, 'group', group);
  const { db, orgId, today } = caller;
  const [now] = await db.$queryRaw<
    { groupId: string | null }[]
  >`SELECT group_id AS "groupId" FROM group_memberships
    WHERE org_id = ${orgId}::uuid AND member_id = ${memberId}::uuid AND until IS NULL`;
  if ((now?.groupId ?? null) === groupId) return false;
  await setMembership(caller, { memberId, groupId, from: from ?? today });
  return true;
}

function needFeeder(caller: Caller, entityId: string | null): void {
  if (caller.actor.roles.some((role) => memberFeeders.includes(role))) return;
  throw rejectRight(caller, { deed: 'member.set', entity: 'member', entityId, roles: memberFeeders });
}

function see({ actor }: Caller): Promise<Sight> {
  const may = actor.roles.some((role) => memberReaders.includes(role));
  return Promise.resolve(may ? { where: Prisma.sql`true` } : { none: memberReaders });
}

function load({ db, orgId, clock }: Caller, where: Sql, limit: number): Promise<readonly ResourceRow[]> {
  const org = Prisma.sql`r.org_id`;
  return db.$queryRaw<ResourceRow[]>`
    SELECT r.id, x.external_id AS "externalId", r.name, r.email, r.roles, r.rank, r.locale, r.zone, r.active,
      ARRAY(SELECT w.role FROM role_grants w WHERE w.org_id = r.org_id AND w.member_id = r.id AND w.state = 'waiting'
        AND w.expires_at > ${new Date(clock.now())}::timestamptz ORDER BY w.role) AS waits,
      ${selectReference('members', org, Prisma.sql`r.reports_to`)} AS "reportsTo",
      ${selectReference('groups', org, Prisma.sql`g.group_id`)} AS "group"
    FROM members r
    LEFT JOIN group_memberships g ON g.org_id = r.org_id AND g.member_id = r.id AND g.until IS NULL
    LEFT JOIN external_ids x ON x.org_id = r.org_id AND x.type = 'members' AND x.entity_id = r.id
    WHERE r.org_id = ${orgId}::uuid AND ${where} ORDER BY r.id LIMIT ${limit}::int`;
}
