import { writeChosen } from '../../chat/chosen.ts';
import type { CommandSpec, RawValues } from '../../chat/spec.ts';
import { cleanText } from '../../kernel/text/clean.ts';
import { foldEmail, isEmailAddress } from '../../kernel/text/contact.ts';
import type { Tx } from '../../store/client.ts';
import { commit, type Done } from '../../store/commit.ts';
import { violatedConstraint } from '../../store/errors.ts';
import { actWithin } from '../../store/within.ts';
import { setMembership } from '../arrange-groups.ts';
import { askAgain, type FieldErrors } from '../ask-again.ts';
import { sentenceCard } from '../cards.ts';
import { changeMember, type MemberFacts } from '../change-member.ts';
import type { Context } from '../context.ts';
import { isFromEditForm, listChanges, openEditForm } from '../edit-form.ts';
import { memberCard } from './cards.ts';
import { listWaitingGrants } from './grant-store.ts';
import { refuseDeed } from './refusals.ts';
import { memberFeeders } from './rules.ts';
import { sayGone, viewerOf } from './show.ts';
import { findMemberView, type MemberView, reportsUp } from './store.ts';
import { NO_GROUP, tailorGroup } from './tailor.ts';
import { memberText as t } from './text.ts';

const NAME_LENGTH = 100;
const editable = ['name', 'email', 'group', 'reportsTo', 'rank'] as const;

/** `member edit`: with the member alone the form with what stands; else the changes, each audited. */
export async function editMember(
  context: Context,
  spec: CommandSpec<never>,
  values: RawValues,
): Promise<Done> {
  const view = await findMemberView(context.db, context.orgId, values.member ?? '', context.today);
  if (view === undefined) return sayGone(context);
  const changes = listChanges(editable, await nameAbove(context, values));
  const isBare = Object.keys(changes).length === 0 && !isFromEditForm(values);
  if (isBare && values.from === undefined) return openForm(context, spec, view);
  const errors = await findErrors(context, view, values, changes);
  if (Object.keys(errors).length > 0) return again(context, spec, view, values, errors);
  try {
    return await save(context, view, changes, values);
  } catch (error) {
    if (violatedConstraint(error) !== 'members_active_email_key') throw error;
    return again(context, spec, view, values, { email: t.emailTaken[context.actor.lang] });
  }
}

/** `member.edit`: the button of the same. */
export async function pressEdit(context: Context, spec: CommandSpec<never>, target: string): Promise<Done> {
  if (!context.actor.roles.some((role) => memberFeeders.includes(role)))
    return refuseDeed(context, { deed: 'member.set', entityId: target, why: t.feedersOnly });
  return editMember(context, spec, { member: target });
}

async function openForm(context: Context, spec: CommandSpec<never>, view: MemberView): Promise<Done> {
  const { id, name, email, group, reportsTo, rank } = view;
  const standing = {
    name,
    email,
    group: group?.id ?? NO_GROUP,
    reportsTo: reportsTo === null ? '' : writeChosen(reportsTo.id, reportsTo.name),
    rank,
  };
  const fields = await tailorGroup(context, spec.fields);
  return openEditForm(
    context,
    { ...spec, fields },
    { key: { member: writeChosen(id, name) }, name, standing },
  );
}

async function again(
  context: Context,
  spec: CommandSpec<never>,
  { id, name }: MemberView,
  values: RawValues,
  errors: FieldErrors,
): Promise<Done> {
  const fields = await tailorGroup(context, spec.fields);
  const typed = { ...(await nameAbove(context, values)), member: writeChosen(id, name) };
  return askAgain(context, { ...spec, fields }, typed, errors);
}

/** Whom they report to, as the form shows it: so that what was left alone is told from what was changed. */
async function nameAbove({ db, orgId }: Context, values: RawValues): Promise<RawValues> {
  const { reportsTo: id } = values;
  if (id === undefined || id === '') return values;
  const where = { orgId_id: { orgId, id } };
  const above = await db.member.findUnique({ where, select: { name: true } });
  return above === null ? values : { ...values, reportsTo: writeChosen(id, above.name) };
}

async function findErrors(
  { db, orgId, actor }: Context,
  view: MemberView,
  values: RawValues,
  changes: RawValues,
): Promise<FieldErrors> {
  const { lang } = actor;
  const { name, email } = changes;
  const where = { orgId, active: true, emailFolded: foldEmail(email ?? ''), NOT: { id: view.id } };
  const isReadable = email === undefined || isEmailAddress(email.trim());
  const taken =
    email !== undefined &&
    isReadable &&
    (await db.member.findFirst({ where, select: { id: true } })) !== null;
  const above = changes.reportsTo === undefined || changes.reportsTo === '' ? undefined : values.reportsTo;
  const circle = above !== undefined && (await reportsUp(db, orgId, above, view.id));
  const isFromAlone = values.from !== undefined && changes.group === undefined && !isFromEditForm(values);
  return {
    ...(name !== undefined && cleanText(name) === '' ? { name: t.nameNeeded[lang] } : {}),
    ...(isReadable ? {} : { email: t.emailUnreadable[lang] }),
    ...(taken ? { email: t.emailTaken[lang] } : {}),
    ...(circle ? { reportsTo: t.reportsCircle[lang] } : {}),
    ...(isFromAlone ? { from: t.fromAlone[lang] } : {}),
  };
}

function save(context: Context, view: MemberView, changes: RawValues, values: RawValues): Promise<Done> {
  const { orgId, today, clock, actor } = context;
  return commit(context, async (tx) => {
    const changed = await write(context, tx, view, changes, values);
    const now = await findMemberView(tx, orgId, view.id, today);
    if (now === undefined)
      return {
        kind: 'card',
        card: sentenceCard(t.showTitle[actor.lang], t.gone[actor.lang], 'warn'),
        audience: 'asker',
      };
    const grants = await listWaitingGrants(tx, orgId, { now: clock.now(), memberId: view.id });
    const card = memberCard(now, grants, viewerOf(context));
    const title = (changed ? t.saved(now.name) : t.unchanged)[actor.lang];
    return { kind: 'card', card: { ...card, title, tone: changed ? 'good' : 'plain' }, audience: 'asker' };
  });
}

async function write(
  context: Context,
  tx: Tx,
  { id, group, nextGroup }: MemberView,
  changes: RawValues,
  values: RawValues,
): Promise<boolean> {
  const { orgId, today } = context;
  const inside = actWithin(context, tx);
  // Held, so that of two who edit at once the second starts from what the first wrote.
  await tx.$executeRaw`SELECT 1 FROM members WHERE org_id = ${orgId}::uuid AND id = ${id}::uuid FOR NO KEY UPDATE`;
  const row = await tx.member.findFirst({ where: { orgId, id, active: true } });
  if (row === null) return false;
  const { name, email, roles, rank, reportsTo, locale, zone } = row;
  const before = { name, email, roles, rank, reportsTo, locale, zone } as MemberFacts;
  const above = changes.reportsTo === undefined ? reportsTo : (values.reportsTo ?? null);
  const changed = await changeMember(inside, id, before, {
    ...before,
    name: changes.name === undefined ? name : cleanText(changes.name, NAME_LENGTH),
    email: changes.email === undefined ? email : changes.email.trim(),
    rank: changes.rank === undefined || changes.rank === '' ? rank : changes.rank,
    reportsTo: above === '' ? null : above,
  });
  if (changes.group === undefined) return changed;
  const groupId = changes.group === NO_GROUP || changes.group === '' ? null : changes.group;
  if (groupId === (group?.id ?? null) && nextGroup === null) return changed;
  await setMembership(inside, { memberId: id, groupId, from: values.from ?? today });
  return true;
}
