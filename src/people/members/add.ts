import type { CommandSpec, RawValues, Role } from '../../chat/spec.ts';
import { Fault } from '../../kernel/result.ts';
import { cleanText } from '../../kernel/text/clean.ts';
import { foldEmail, isEmailAddress } from '../../kernel/text/contact.ts';
import { commit, type Done } from '../../store/commit.ts';
import { actWithin } from '../../store/within.ts';
import { setMembership } from '../arrange-groups.ts';
import { askAgain, type FieldErrors } from '../ask-again.ts';
import { sentenceCard } from '../cards.ts';
import type { Context } from '../context.ts';
import { createMember, type NewMember } from '../create-member.ts';
import { roleNames } from '../role-names.ts';
import { changeRoles, type RoleOutcome } from './change-roles.ts';
import { rolesChangedCard } from './grant-cards.ts';
import { listSigners } from './grant-store.ts';
import { grantText as g } from './grant-text.ts';
import { refuseDeed } from './refusals.ts';
import { findRoleObstacle, isGuarded } from './rules.ts';
import { NO_GROUP } from './tailor.ts';
import { memberText as t } from './text.ts';

const NAME_LENGTH = 100;

/**
 * `member new`: adds a colleague with what needs one person; roles that take two are asked for in the same step. Nobody is
 * added if what was asked for could never be signed.
 */
export async function addMember(
  context: Context,
  spec: CommandSpec<never>,
  values: RawValues,
): Promise<Done> {
  const { actor } = context;
  const roles = (values.roles ?? '').split(',').filter((role) => role !== '') as Role[];
  const obstacle = roles.find((role) => findRoleObstacle(actor, '', role, true) !== undefined);
  if (obstacle !== undefined) {
    const { en, zh } = roleNames[obstacle];
    const why = { en: g.refusedNeedsAdmin(en).en, zh: g.refusedNeedsAdmin(zh).zh };
    return refuseDeed(context, { deed: 'role.grant', entityId: null, why });
  }
  const errors = await findErrors(context, values, roles);
  if (Object.keys(errors).length > 0) return askAgain(context, spec, values, errors);
  let taken = false;
  try {
    return await commit(context, async (tx) => {
      const inside = actWithin(context, tx);
      const made = await createMember(inside, readFacts(values, roles));
      if (made.kind === 'refusal') {
        taken = made.code === 'email-taken';
        throw new Fault('member-refused', { message: made.code });
      }
      const { memberId } = made.value;
      const { group } = values;
      if (group !== undefined && group !== NO_GROUP)
        await setMembership(inside, { memberId, groupId: group, from: context.today });
      const asked = await changeRoles(context, tx, memberId, { gain: roles, lose: [] });
      const outcome = asked.kind === 'ok' ? asked.value : undefined;
      const signers =
        outcome === undefined ? [] : await listSigners(tx, context.orgId, [memberId, context.memberId]);
      return { kind: 'card', card: drawAdded(context, values, outcome, signers), audience: 'asker' };
    });
  } catch (error) {
    if (!taken) throw error;
    return askAgain(context, spec, values, { email: t.emailTaken[actor.lang] });
  }
}

function readFacts(values: RawValues, roles: readonly Role[]): NewMember {
  const { rank, reportsTo } = values;
  return {
    name: cleanText(values.name ?? '', NAME_LENGTH),
    email: (values.email ?? '').trim(),
    roles: roles.filter((role) => !isGuarded(role)),
    ...(rank === undefined ? {} : { rank: rank as 'staff' | 'middle' | 'executive' }),
    ...(reportsTo === undefined ? {} : { reportsTo }),
  };
}

async function findErrors(
  { db, orgId, memberId, actor }: Context,
  values: RawValues,
  roles: readonly Role[],
): Promise<FieldErrors> {
  const { lang } = actor;
  const email = foldEmail(values.email ?? '');
  const isReadable = isEmailAddress(email);
  const where = { orgId, active: true, emailFolded: email };
  const known = isReadable ? await db.member.findFirst({ where, select: { id: true } }) : null;
  const guarded = roles.find(isGuarded);
  const unsigned = guarded !== undefined && (await listSigners(db, orgId, [memberId])).length === 0;
  return {
    ...(cleanText(values.name ?? '') === '' ? { name: t.nameNeeded[lang] } : {}),
    ...(isReadable ? {} : { email: t.emailUnreadable[lang] }),
    ...(known === null ? {} : { email: t.emailTaken[lang] }),
    ...(unsigned ? { roles: g.noSigner(roleNames[guarded][lang])[lang] } : {}),
  };
}

/** What stands now and what waits, and how the new colleague comes to speak with us. */
function drawAdded(
  { actor }: Context,
  values: RawValues,
  outcome: RoleOutcome | undefined,
  signers: Awaited<ReturnType<typeof listSigners>>,
) {
  const { lang } = actor;
  const title = t.added(cleanText(values.name ?? '', NAME_LENGTH))[lang];
  if (outcome === undefined) return sentenceCard(title, t.addedHow[lang], 'good');
  const { blocks } = rolesChangedCard(outcome, signers, actor);
  const isPrivileged = [...outcome.roles, ...outcome.waiting.map(({ role }) => role)].some(
    (role) => role !== 'sales',
  );
  const notes = [t.addedHow[lang], ...(isPrivileged ? [t.addedPrivileged[lang]] : [])];
  const [facts, ...rest] = blocks;
  return {
    title,
    tone: 'good' as const,
    blocks: [
      ...(facts === undefined ? [] : [facts]),
      ...notes.map((text) => ({ kind: 'note', text }) as const),
      ...rest,
    ],
  };
}
