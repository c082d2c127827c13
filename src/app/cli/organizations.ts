import { createApiKey } from '../../people/create-api-key.ts';
import { createOrganization } from '../../people/create-organization.ts';
import { type CliCommand, done, findOrganization, refused } from './command.ts';

const refusals: Readonly<Record<string, string>> = {
  name: 'Give the organization a name with --name.',
  zone: 'The time zone is not one of the IANA database. Use a name such as Asia/Shanghai or Europe/Berlin.',
  currency: 'The currency is not an ISO 4217 code. Use one such as CNY, USD or EUR.',
  email: 'The admin’s address is not an e-mail address.',
  'fiscal-start': 'The fiscal year begins in a month from 1 to 12.',
};

export const createOrganizationCommand: CliCommand = {
  name: 'org create',
  usage:
    '--name "Acme" --zone Asia/Shanghai --currency CNY --admin-email you@acme.com [--admin-name "You"] [--locale zh-CN] [--fiscal-start 4]',
  summary: 'Make an organization and its first admin.',
  options: {
    name: 'required',
    zone: 'required',
    currency: 'required',
    'admin-email': 'required',
    'admin-name': 'optional',
    locale: 'optional',
    'fiscal-start': 'optional',
  },
  run: async ({ store }, { options }) => {
    const made = await createOrganization(store, {
      name: options.name ?? '',
      zone: options.zone ?? '',
      currency: options.currency ?? '',
      adminEmail: options['admin-email'] ?? '',
      ...(options['admin-name'] ? { adminName: options['admin-name'] } : {}),
      ...(options.locale ? { locale: options.locale } : {}),
      ...(options['fiscal-start'] ? { fiscalStartMonth: Number(options['fiscal-start']) } : {}),
    });
    if (made.kind === 'refusal') return refused(refusals[made.code] ?? made.code, { code: made.code });
    const { orgId } = made.value;
    return done(
      `Made the organization ${options.name} (${orgId}).\nNext: dealbell workspace connect slack, or feishu.`,
      { orgId },
    );
  },
};

export const createApiKeyCommand: CliCommand = {
  name: 'api-key create',
  usage: '--member name@company.com [--name "ERP"] [--org ID]',
  summary: 'Make an API key that acts as a member. It is shown once.',
  options: { member: 'required', name: 'optional', org: 'optional' },
  run: async (context, given) => {
    const org = await findOrganization(context, given);
    if ('code' in org) return org;
    const wanted = given.options.member ?? '';
    const member = await context.store.db.member.findFirst({
      where: { orgId: org.id, active: true, OR: [{ email: wanted }, { name: wanted }] },
      select: { id: true, name: true },
    });
    if (member === null) return refused(`${org.name} has no active member “${wanted}”.`);
    const acting = { ...context.store, orgId: org.id, memberId: null, origin: 'cli' };
    const made = await createApiKey(acting, { memberId: member.id, name: given.options.name ?? 'api' });
    if (made.kind === 'refusal') return refused(`${org.name} has no active member “${wanted}”.`);
    return done(
      `${made.value.key}\nThis key acts as ${member.name}. Keep it safe: it is not shown again.`,
      made.value,
    );
  },
};
