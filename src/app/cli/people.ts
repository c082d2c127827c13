import type { Role } from '../../chat/spec.ts';
import { localDateOf } from '../../kernel/zones.ts';
import { createGroup, setGroupManager, setMembership } from '../../people/arrange-groups.ts';
import { createMember } from '../../people/create-member.ts';
import type { ActingContext } from '../../store/context.ts';
import { type CliCommand, type CliContext, done, findOrganization, refused } from './command.ts';

const ROLES: readonly Role[] = ['sales', 'manager', 'finance', 'hr', 'executive', 'admin'];
const KINDS = ['company', 'department', 'team'] as const;

const refusals: Readonly<Record<string, string>> = {
  name: 'Give the person a name with --name.',
  email: 'Give a work address with --email; chat accounts are linked by it.',
  zone: 'The time zone is not one of the IANA database.',
  'email-taken': 'An active member has this address already.',
};

export const createMemberCommand: CliCommand = {
  name: 'member create',
  usage:
    '--name "Li Wei" --email li@acme.com --roles sales,manager [--group East] [--manages East] [--locale zh-CN] [--org ID]',
  summary: 'Add a person. They are linked when they first write to the bot.',
  options: {
    name: 'required',
    email: 'required',
    roles: 'required',
    group: 'optional',
    manages: 'optional',
    locale: 'optional',
    org: 'optional',
  },
  run: async (context, given) => {
    const org = await findOrganization(context, given);
    if ('code' in org) return org;
    const { name = '', email = '', locale } = given.options;
    const roles = (given.options.roles ?? '').split(',').map((role) => role.trim());
    const unknown = roles.filter((role) => !ROLES.includes(role as Role));
    if (unknown.length > 0)
      return refused(`No such role: ${unknown.join(', ')}. There are: ${ROLES.join(', ')}.`);
    const groups = await findGroups(context, org.id, [given.options.group, given.options.manages]);
    if (typeof groups === 'string') return refused(groups);
    const acting = actFor(context, org.id);
    const made = await createMember(acting, {
      name,
      email,
      roles: roles as Role[],
      ...(locale ? { locale } : {}),
    });
    if (made.kind === 'refusal') return refused(refusals[made.code] ?? made.code, { code: made.code });
    const { memberId } = made.value;
    const [group, managed] = groups;
    const from = await today(context, org.id);
    if (group !== undefined) await setMembership(acting, { memberId, groupId: group, from });
    if (managed !== undefined) await setGroupManager(acting, { groupId: managed, memberId });
    return done(`Added ${name} (${roles.join(', ')}).`, { memberId });
  },
};

export const listMembersCommand: CliCommand = {
  name: 'member list',
  usage: '[--org ID]',
  summary: 'List the people, their roles and whether they are linked to a chat account.',
  options: { org: 'optional' },
  run: async (context, given) => {
    const org = await findOrganization(context, given);
    if ('code' in org) return org;
    const rows = await context.store.db.member.findMany({
      where: { orgId: org.id, active: true },
      select: { id: true, name: true, email: true, roles: true, _count: { select: { identities: true } } },
      orderBy: { name: 'asc' },
    });
    const lines = rows.map(({ name, email, roles, _count }) => {
      const linked = _count.identities > 0 ? 'linked' : 'not linked yet';
      return `${name}  ${email}  ${roles.join(', ')}  ${linked}`;
    });
    return done(lines.join('\n'), rows);
  },
};

export const createGroupCommand: CliCommand = {
  name: 'group create',
  usage: '--name East [--kind company|department|team] [--parent Acme] [--org ID]',
  summary: 'Add a sales group, from today on.',
  options: { name: 'required', kind: 'optional', parent: 'optional', org: 'optional' },
  run: async (context, given) => {
    const org = await findOrganization(context, given);
    if ('code' in org) return org;
    const kind = KINDS.find((each) => each === (given.options.kind ?? 'department'));
    if (kind === undefined) return refused(`A group is one of: ${KINDS.join(', ')}.`);
    const groups = await findGroups(context, org.id, [given.options.parent]);
    if (typeof groups === 'string') return refused(groups);
    const from = await today(context, org.id);
    const name = given.options.name ?? '';
    const groupId = await createGroup(actFor(context, org.id), {
      kind,
      name,
      parentId: groups[0] ?? null,
      from,
    });
    return done(`Added the group ${name}.`, { groupId });
  },
};

function actFor({ store }: CliContext, orgId: string): ActingContext {
  return { ...store, orgId, memberId: null, origin: 'cli' };
}

async function today({ store }: CliContext, orgId: string): Promise<string> {
  const { zone } = await store.db.organization.findUniqueOrThrow({
    where: { id: orgId },
    select: { zone: true },
  });
  return localDateOf(store.clock.now(), zone);
}

/** Ids of groups by their present names, in the order asked; or the sentence that says which name fits none. */
async function findGroups(
  { store }: CliContext,
  orgId: string,
  names: readonly (string | undefined)[],
): Promise<readonly (string | undefined)[] | string> {
  const known = await store.db.$queryRaw<{ id: string; name: string }[]>`
    SELECT group_id AS id, name FROM sales_group_history WHERE org_id = ${orgId}::uuid AND until IS NULL`;
  const missing = names.find((name) => name !== undefined && !known.some((group) => group.name === name));
  if (missing !== undefined)
    return `There is no group “${missing}”. Make it with: dealbell group create --name "${missing}"`;
  return names.map((name) => known.find((group) => group.name === name)?.id);
}
