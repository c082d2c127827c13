import type { Card } from '../chat/card.ts';
import { writeChosen } from '../chat/chosen.ts';
import { buildForm } from '../chat/form.ts';
import type { CommandSpec, RawValues } from '../chat/spec.ts';
import { askAgain } from '../customers/ask-again.ts';
import { noticeCard } from '../customers/cards.ts';
import { isUuid } from '../kernel/ids.ts';
import { Fault } from '../kernel/result.ts';
import type { Context } from '../people/context.ts';
import { listMembersBelow } from '../people/groups.ts';
import type { HandedItem, HandoverPlan } from '../people/holding.ts';
import type { HoldingKind } from '../people/holding-names.ts';
import { auditEntry } from '../store/audit.ts';
import type { Tx } from '../store/client.ts';
import { answer, commit, commitAll, type Done } from '../store/commit.ts';
import { insertDraft } from '../store/drafts.ts';
import { outboxEvent } from '../store/outbox.ts';
import { auditItems } from './audit.ts';
import { doneCard, previewCard } from './cards.ts';
import { holdings } from './holdings.ts';
import { findSuccessors, planHandover, type Successors } from './plan.ts';
import {
  closeMember,
  countHeld,
  findPerson,
  hasOtherAdmin,
  holdActive,
  insertHandover,
  lockPerson,
  type Person,
} from './store.ts';
import { leaveText as t } from './text.ts';

/**
 * `leave`: moves everything that a member looks after to those who take over, or to the pool, and closes the member. Shown
 * first; then done in one transaction, which ends with the proof that nothing waits for them any more.
 */
export async function handOver(context: Context, spec: CommandSpec<never>, values: RawValues): Promise<Done> {
  const { actor, db, orgId } = context;
  const leaver = await findPerson(db, orgId, values.member ?? '');
  if (leaver === undefined)
    return say(context, noticeCard(t.title[actor.lang], t.unknownWho('')[actor.lang]));
  const refused = await refuse(context, leaver);
  if (refused) return refused;
  const successors = await findSuccessors(context, leaver, values.to ?? '');
  if (successors.kind === 'unreadable') {
    const typed = { ...values, member: writeChosen(leaver.id, leaver.name) };
    return askAgain(context, spec, typed, { to: successors.error });
  }
  const plan = await planHandover(context, db, leaver, successors);
  const held = await countHeld(db, orgId, leaver.id, context.clock.now());
  const expected = JSON.stringify([[...held], [...plan.customers].length]);
  if (values.confirmed === 'yes' && values.expected === expected) return confirm(context, leaver, successors);
  const draftId = context.ids.uuid();
  const names = await findNames(context, plan, successors);
  const again = values.confirmed === 'yes';
  const card = previewCard({ leaver, held, plan, names, draftId, again }, actor.lang);
  const kept = { member: writeChosen(leaver.id, leaver.name), to: values.to ?? '', expected };
  return commitAll(context, { kind: 'card', card, audience: 'asker' }, [
    insertDraft(context, { id: draftId, command: spec.name, values: kept }),
  ]);
}

/** The button on the news that somebody is gone: the form, with them filled in. */
export async function startLeave(context: Context, spec: CommandSpec<never>, target: string): Promise<Done> {
  const leaver = isUuid(target) ? await findPerson(context.db, context.orgId, target) : undefined;
  const { lang } = context.actor;
  if (leaver === undefined) return say(context, noticeCard(t.title[lang], t.unknownWho('')[lang]));
  const refused = await refuse(context, leaver);
  if (refused) return refused;
  const draftId = context.ids.uuid();
  const values = { member: writeChosen(leaver.id, leaver.name) };
  return commitAll(context, { kind: 'form', form: buildForm({ spec, draftId, lang, values }) }, [
    insertDraft(context, { id: draftId, command: spec.name, values }),
  ]);
}

/** Who may not hand this person over is told why, and it is written down. */
export async function refuse(context: Context, leaver: Person): Promise<Done | undefined> {
  const { actor, db, orgId, today } = context;
  const { lang } = actor;
  if (!leaver.active) return say(context, noticeCard(t.leftAlready(leaver.name)[lang], '', 'plain'));
  const why = await findObstacle();
  if (why === undefined) return undefined;
  const reply = { kind: 'card', card: noticeCard(t.notYours[lang], why), audience: 'asker' } as const;
  const entry = auditEntry(context, {
    action: 'member.refused',
    entity: 'member',
    entityId: leaver.id,
    after: { deed: 'member.hand-over' },
  });
  return commitAll(context, reply, [entry]);

  async function findObstacle(): Promise<string | undefined> {
    if (leaver.id === actor.memberId) return t.notSelf[lang];
    if (leaver.roles.includes('admin') && !(await hasOtherAdmin(db, orgId, leaver.id)))
      return t.lastAdmin(leaver.name)[lang];
    if (actor.roles.includes('admin')) return undefined;
    const below = await listMembersBelow(db, orgId, actor.memberId, today);
    if (!actor.roles.includes('manager') || !below.has(leaver.id)) return t.notBelow(leaver.name)[lang];
    const isPlain = leaver.roles.every((role) => role === 'sales' || role === 'manager');
    return isPlain ? undefined : t.onlyAdmin(leaver.name)[lang];
  }
}

type Found = Extract<Successors, { kind: 'successors' }>;
/** Somebody's customers may be thousands. */
const MOVING = { timeoutMs: 120_000 };

type Items = readonly (HandedItem & { readonly kind: HoldingKind })[];

function confirm(context: Context, leaver: Person, successors: Found): Promise<Done> {
  const { orgId, ids } = context;
  const { lang } = context.actor;
  return commit(
    context,
    async (tx) => {
      const plan = await planHandover(context, tx, leaver, successors);
      const obstacle = await findChange(context, tx, leaver, plan, successors);
      if (obstacle !== undefined)
        return { kind: 'card', card: noticeCard(obstacle, '', 'plain'), audience: 'asker' };
      const items = await moveAll(tx, context, plan);
      await tx.$executeRaw(closeMember(context, leaver.id));
      const left = await countHeld(tx, orgId, leaver.id, plan.now);
      // Whatever this is, it would wait for somebody who is not there: better nothing has happened.
      if (left.size > 0) throw new Fault('handover-incomplete', { message: [...left.keys()].join(', ') });
      const handoverId = ids.uuid();
      await insertHandover(tx, context, { id: handoverId, leaverId: leaver.id }, items);
      await tx.$executeRaw(auditItems(context, leaver.id, items));
      await tx.$executeRaw(
        auditEntry(context, {
          action: 'member.handed-over',
          entity: 'member',
          entityId: leaver.id,
          before: { active: true },
          after: { active: false, handoverId, items: items.length },
        }),
      );
      for (const memberId of new Set(items.flatMap(({ to }) => to ?? []))) {
        await tx.$executeRaw(outboxEvent(context, { kind: 'handover.done', handoverId, memberId }));
      }
      const names = await findNames(context, plan, successors);
      return { kind: 'card', card: doneCard(leaver, items, { left, names }, lang), audience: 'asker' };
    },
    MOVING,
  );
}

/**
 * What changed while somebody was making up their mind: the leaver has left, or whoever hands over or takes over has, or
 * nobody else would be admin. All of them stay as they are until the hand-over is done.
 */
async function findChange(
  context: Context,
  tx: Tx,
  leaver: Person,
  plan: HandoverPlan,
  { people }: Found,
): Promise<string | undefined> {
  const { orgId, memberId, actor } = context;
  const admins = await tx.member.findMany({
    where: { orgId, active: true, roles: { has: 'admin' } },
    select: { id: true },
  });
  const takers = [memberId, plan.heir, ...people.map(({ id }) => id)];
  const adminIds = leaver.roles.includes('admin') ? admins.map(({ id }) => id) : [];
  const active = await holdActive(tx, orgId, [...new Set([leaver.id, ...takers, ...adminIds])]);
  // Rows that come to name the leaver from now on wait for the end of it.
  await lockPerson(tx, orgId, leaver.id);
  if (!active.has(leaver.id)) return t.leftAlready(leaver.name)[actor.lang];
  if (takers.some((id) => !active.has(id))) return t.askAgain[actor.lang];
  if (adminIds.length > 0 && !adminIds.some((id) => id !== leaver.id && active.has(id)))
    return t.lastAdmin(leaver.name)[actor.lang];
  return undefined;
}

async function moveAll(tx: Tx, context: Context, plan: HandoverPlan): Promise<Items> {
  const items = [];
  for (const { kind, move } of holdings) {
    const moved = await move(tx, context, plan);
    items.push(...moved.map((item) => ({ ...item, kind })));
  }
  return items;
}

async function findNames(
  { db, orgId }: Context,
  { heir }: HandoverPlan,
  { people }: Found,
): Promise<ReadonlyMap<string, string>> {
  const above = await findPerson(db, orgId, heir);
  return new Map([...people, ...(above ? [above] : [])].map(({ id, name }) => [id, name]));
}

function say(context: Context, card: Card): Promise<Done> {
  return answer(context, { kind: 'card', card, audience: 'asker' });
}
