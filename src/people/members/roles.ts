import { writeChosen } from '../../chat/chosen.ts';
import { buildForm, FIXED } from '../../chat/form.ts';
import type { Bilingual } from '../../chat/language.ts';
import type { Reply } from '../../chat/reply.ts';
import type { CommandSpec, RawValues, Role } from '../../chat/spec.ts';
import type { Refusal } from '../../kernel/result.ts';
import type { Tx } from '../../store/client.ts';
import { answer, commit, commitAll, type Done } from '../../store/commit.ts';
import { insertDraft } from '../../store/drafts.ts';
import { sentenceCard } from '../cards.ts';
import type { Context } from '../context.ts';
import { readDayTarget } from '../day.ts';
import { listRoles, roleNames } from '../role-names.ts';
import { changeRoles, type RoleOutcome, type RoleRefusal } from './change-roles.ts';
import { grantCard, rolesChangedCard } from './grant-cards.ts';
import { findGrant, listSigners } from './grant-store.ts';
import { grantText as g } from './grant-text.ts';
import { refuseDeed, refuseInside } from './refusals.ts';
import { findRoleObstacle, memberFeeders } from './rules.ts';
import { sayGone } from './show.ts';
import { findObstacle } from './sign.ts';
import { findMemberView } from './store.ts';
import { memberText as t } from './text.ts';

/** `member grant`: gives a member roles; those that take two are asked for. */
export function grantRoles(context: Context, values: RawValues): Promise<Done> {
  return change(context, values, 'gain');
}

/** `member revoke`: takes roles from a member, at once. */
export function revokeRoles(context: Context, values: RawValues): Promise<Done> {
  return change(context, values, 'lose');
}

function change(context: Context, values: RawValues, way: 'gain' | 'lose'): Promise<Done> {
  const roles = (values.roles ?? '').split(',') as Role[];
  const memberId = values.member ?? '';
  return commit(context, async (tx) => {
    const none = { gain: [], lose: [] };
    const done = await changeRoles(context, tx, memberId, { ...none, [way]: roles });
    if (done.kind === 'refusal') return sayRefusal(context, tx, memberId, done, way);
    return { kind: 'card', card: await drawOutcome(context, tx, done.value, way), audience: 'asker' };
  });
}

async function drawOutcome(context: Context, tx: Tx, outcome: RoleOutcome, way: 'gain' | 'lose') {
  const { orgId, memberId, actor } = context;
  const { member, roles, granted, revoked, waiting } = outcome;
  if (granted.length + revoked.length + waiting.length === 0) {
    const say = way === 'gain' ? g.hasAlready : g.hasNot;
    const held = listRoles(roles, actor.lang) || t.noRole[actor.lang];
    return sentenceCard(member.name, say(member.name, held)[actor.lang], 'plain');
  }
  const [first] = waiting;
  const but = first === undefined ? [] : [member.id, memberId, first.askedById, first.keeperId];
  const signers = first === undefined ? [] : await listSigners(tx, orgId, but);
  return rolesChangedCard(outcome, signers, actor);
}

/** A refusal of rights is written down; one of the state is only said. */
async function sayRefusal(
  context: Context,
  tx: Tx,
  memberId: string,
  refusal: Refusal<RoleRefusal>,
  way: 'gain' | 'lose',
): Promise<Reply> {
  const { lang } = context.actor;
  const { why, isRight } = await describeRefusal(tx, context.orgId, memberId, refusal);
  const deed = way === 'gain' ? 'role.grant' : 'role.revoke';
  if (isRight) return refuseInside(context, tx, { deed, entityId: memberId, why });
  const title = way === 'gain' ? t.grantCommand : t.revokeCommand;
  return { kind: 'card', card: sentenceCard(title[lang], why[lang], 'warn'), audience: 'asker' };
}

/** Why roles were not changed, in words; `isRight`: whoever asked may not, rather than it cannot be. */
export async function describeRefusal(
  db: Pick<Tx, 'member'>,
  orgId: string,
  memberId: string,
  { code, facts }: Refusal<RoleRefusal>,
): Promise<{ readonly why: Bilingual; readonly isRight: boolean }> {
  const role = roleNames[(facts.role as Role | undefined) ?? 'admin'];
  const named = (say: (name: string) => Bilingual): Bilingual => ({
    en: say(role.en).en,
    zh: say(role.zh).zh,
  });
  switch (code) {
    case 'needs-admin':
      return { why: named(g.refusedNeedsAdmin), isRight: true };
    case 'needs-feeder':
      return { why: g.refusedNeedsFeeder, isRight: true };
    case 'own-role':
      return { why: g.refusedOwn, isRight: true };
    case 'gone':
      return { why: t.gone, isRight: false };
    case 'no-signer':
      return { why: named(g.noSigner), isRight: false };
    case 'last-admin': {
      const where = { orgId_id: { orgId, id: memberId } };
      const member = await db.member.findUnique({ where, select: { name: true } });
      return { why: g.lastAdmin(member?.name ?? ''), isRight: false };
    }
  }
}

/** The buttons `role.grant` and `role.revoke`: the form, about this member, with the roles that there are to grant or take. */
export async function startChange(
  context: Context,
  spec: CommandSpec<never>,
  target: string,
  way: 'gain' | 'lose',
): Promise<Done> {
  const { actor, db, orgId, today, ids } = context;
  if (!actor.roles.some((role) => memberFeeders.includes(role))) {
    const deed = way === 'gain' ? 'role.grant' : 'role.revoke';
    return refuseDeed(context, { deed, entityId: target, why: g.refusedNeedsFeeder });
  }
  const view = await findMemberView(db, orgId, target, today);
  if (view === undefined) return sayGone(context);
  const offered = (role: Role) =>
    view.roles.includes(role) === (way === 'lose') &&
    findRoleObstacle(actor, view.id, role, way === 'gain') === undefined;
  const fields = spec.fields.map((field) =>
    field.name === 'roles'
      ? { ...field, choices: (field.choices ?? []).filter(({ value }) => offered(value as Role)) }
      : field,
  );
  if (fields.some(({ choices }) => choices?.length === 0)) {
    const say = way === 'gain' ? g.nothingToGrant : g.nothingToTake;
    const card = sentenceCard(view.name, say[actor.lang], 'plain');
    return answer(context, { kind: 'card', card, audience: 'asker' });
  }
  const draftId = ids.uuid();
  const values = { member: writeChosen(view.id, view.name), [FIXED]: 'member' };
  const form = buildForm({ spec: { ...spec, fields }, draftId, lang: actor.lang, values });
  return commitAll(context, { kind: 'form', form: { ...form, intro: [{ text: view.name, bold: true }] } }, [
    insertDraft(context, { id: draftId, command: spec.name, values }),
  ]);
}

/** `role.refuse`: asks for the reason; whoever asked for the role reads it. */
export async function startRefuse(context: Context, spec: CommandSpec<never>, target: string): Promise<Done> {
  const { actor, orgId, ids, db } = context;
  const { lang } = actor;
  const grant = await findGrant(db, orgId, readDayTarget(target).id);
  if (grant === undefined) {
    const card = sentenceCard(g.grantTitle[lang], g.grantGone[lang], 'warn');
    return answer(context, { kind: 'card', card, audience: 'asker' });
  }
  const people = new Map([
    [actor.memberId, { id: actor.memberId, name: actor.name, active: true, roles: actor.roles }],
  ]);
  const why = findObstacle(context, grant, people, { state: 'refused' });
  if (why !== undefined) return refuseDeed(context, { deed: 'role.sign', entityId: grant.memberId, why });
  if (grant.state !== 'waiting') {
    const notice = grant.decidedBy === null ? g.grantOver : g.decidedAlready(grant.decidedBy);
    return answer(context, { kind: 'replace', card: grantCard(grant, actor), notice: notice[lang] });
  }
  const draftId = ids.uuid();
  const form = buildForm({ spec, draftId, lang, values: {} });
  const intro = grantCard(grant, actor).title;
  return commitAll(context, { kind: 'form', form: { ...form, intro } }, [
    insertDraft(context, { id: draftId, command: spec.name, values: { about: target } }),
  ]);
}
