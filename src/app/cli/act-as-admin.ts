import { languageOf } from '../../chat/language.ts';
import type { Role } from '../../chat/spec.ts';
import { localDateOf } from '../../kernel/zones.ts';
import type { Caller } from '../../people/context.ts';
import { type Arguments, type CliContext, findOrganization, type Outcome, refused } from './command.ts';

/**
 * The admin in whose name the command line imports and exports: the one named by `--as`, or the first there is. Whoever can
 * run it has the database; the name is for the audit log.
 */
export async function actAsAdmin(context: CliContext, given: Arguments): Promise<Caller | Outcome> {
  const found = await findOrganization(context, given);
  if ('code' in found) return found;
  const { db, clock } = context.store;
  const org = await db.organization.findUniqueOrThrow({ where: { id: found.id } });
  const named = given.options.as;
  const admins = await db.member.findMany({
    where: { orgId: org.id, active: true, roles: { has: 'admin' } },
    orderBy: { id: 'asc' },
  });
  const member = admins.find(({ email, name }) => named === undefined || email === named || name === named);
  if (member === undefined)
    return refused(
      named === undefined
        ? `${org.name} has no active admin.`
        : `${org.name} has no active admin “${named}”.`,
    );
  const lang =
    given.options.lang === undefined
      ? languageOf(member.locale ?? org.locale)
      : languageOf(given.options.lang);
  return {
    ...context.store,
    orgId: org.id,
    memberId: member.id,
    origin: 'cli',
    org,
    actor: {
      memberId: member.id,
      name: member.name,
      roles: member.roles as Role[],
      rank: member.rank,
      lang,
      zone: member.zone ?? org.zone,
    },
    today: localDateOf(clock.now(), org.zone),
  };
}
