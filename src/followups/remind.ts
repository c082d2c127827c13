import type { Card } from '../chat/card.ts';
import type { Reply } from '../chat/reply.ts';
import type { CommandSpec } from '../chat/spec.ts';
import { mayWith, refuseCustomer } from '../customers/access.ts';
import { noticeCard } from '../customers/cards.ts';
import type { LocalDate } from '../kernel/calendar.ts';
import { isUuid } from '../kernel/ids.ts';
import { localDateOf } from '../kernel/zones.ts';
import type { Context } from '../people/context.ts';
import { mayRun, rolesFor } from '../people/rights.ts';
import { auditEntry } from '../store/audit.ts';
import type { Sql, Tx } from '../store/client.ts';
import { answer, commit, type Done } from '../store/commit.ts';
import { startFollowUp } from './log.ts';
import { doneCard, droppedCard, laterCard, movedCard } from './reminder-cards.ts';
import { decideDueAt, decideLater, type LaterForm, type ReminderTarget, readTarget } from './rules.ts';
import { auditClosed } from './service-audit.ts';
import { markClosed, moveCase } from './service-store.ts';
import { closeReminder, dropReminder, loadReminder, moveReminder, type Reminder } from './store.ts';
import { showDayOf } from './team-day.ts';
import { followUpText as t } from './text.ts';
import { drawTodo } from './todo.ts';
import type { TodoSource } from './todo-source.ts';
import { auditCancelled } from './visit-audit.ts';
import { markCancelled, moveVisit } from './visit-store.ts';

/** What a press says, and what the list it may sit on is made of. */
interface Press extends ReminderTarget {
  readonly sources: readonly TodoSource[];
}

/** Today where the member is: reminders are due on their day. */
export function todayOf({ clock, actor }: Context): string {
  return localDateOf(clock.now(), actor.zone);
}

/** `todo`: what is due today or late, with one tap for each; for a manager also somebody's below. */
export async function listTodo(
  context: Context,
  sources: readonly TodoSource[],
  member?: string,
): Promise<Done> {
  if (member !== undefined && member !== context.memberId) return showDayOf(context, member, sources);
  const card = await drawTodo(context, context.db, sources);
  return answer(context, { kind: 'card', card, audience: 'asker' });
}

/** The button *done*. */
export function pressDone(context: Context, target: string, sources: readonly TodoSource[]): Promise<Done> {
  return withReminder(context, { ...readTarget(target), sources }, (reminder, read) => {
    const change = closeReminder(context, reminder.id, reminder.customerId, context.clock.now());
    const told = { action: 'reminder.done', after: { state: 'done', dueOn: reminder.dueOn } } as const;
    return apply(context, reminder, read, { change, others: [] }, told, () =>
      doneCard(reminder, context, false),
    );
  });
}

/** The button *later*: asks for how long, puts it off, or opens the form for another day or for why it is dropped. */
export function pressLater(
  context: Context,
  target: string,
  sources: readonly TodoSource[],
  openForm: (context: Context, reminder: Reminder, form: LaterForm) => Promise<Done>,
): Promise<Done> {
  return withReminder(context, { ...readTarget(target), sources }, async (reminder, read) => {
    const { choice, form, inList } = read;
    if (form !== undefined) return openForm(context, reminder, form);
    if (choice === undefined) {
      const reader = { lang: context.actor.lang, today: todayOf(context), memberId: context.memberId };
      return answer(context, { kind: 'replace', card: laterCard(reminder, reader, inList) });
    }
    return putOff(context, reminder, read, decideLater(choice, todayOf(context)));
  });
}

/** Moves a reminder of the speaker's to a day that a form gave. */
export function moveReminderTo(context: Context, id: string, dueOn: LocalDate): Promise<Done> {
  return withReminder(context, { id, inList: false, sources: [] }, (reminder, read) =>
    putOff(context, reminder, read, dueOn),
  );
}

/** Takes a reminder of the speaker's off the list, with the reason that a form gave. */
export function dropReminderOf(context: Context, id: string, reason: string): Promise<Done> {
  return withReminder(context, { id, inList: false, sources: [] }, (reminder, read) =>
    apply(
      context,
      reminder,
      read,
      { change: dropReminder(context, id, reason), others: dropWhatFor(context, reminder, reason) },
      { action: 'reminder.dropped', after: { state: 'dropped', dueOn: reminder.dueOn, reason } },
      () => droppedCard(reminder, reason, context.actor.lang),
    ),
  );
}

/** What else changes, and what is written down of it where it does. */
interface Effect {
  readonly change: Sql;
  readonly entry: Sql;
}

/** A service case or a visit goes to the new day with its reminder. */
function moveWhatFor(context: Context, reminder: Reminder, dueOn: LocalDate): readonly Effect[] {
  const { caseId, visitId, customerId } = reminder;
  return [
    ...(caseId === null ? [] : [{ change: moveCase(context, caseId, dueOn), entry: auditCase(caseId) }]),
    ...(visitId === null ? [] : [{ change: moveVisit(context, visitId, dueOn), entry: auditVisit(visitId) }]),
  ];

  function auditCase(entityId: string): Sql {
    const sides = { before: { dueOn: reminder.dueOn }, after: { dueOn } };
    return auditEntry(context, { action: 'service.moved', entity: 'follow_up', entityId, ...sides });
  }

  function auditVisit(entityId: string): Sql {
    const sides = { before: { customerId, on: reminder.dueOn }, after: { customerId, on: dueOn } };
    return auditEntry(context, { action: 'visit.moved', entity: 'visit', entityId, ...sides });
  }
}

/** What is not done any more is closed with the reason, or called off. */
function dropWhatFor(context: Context, reminder: Reminder, reason: string): readonly Effect[] {
  const { caseId, visitId, customerId, dueOn } = reminder;
  const off = (id: string) => auditCancelled(context, { id, customerId, on: dueOn });
  return [
    ...(caseId === null
      ? []
      : [{ change: markClosed(context, caseId, reason), entry: auditClosed(context, caseId, reason) }]),
    ...(visitId === null ? [] : [{ change: markCancelled(context, visitId), entry: off(visitId) }]),
  ];
}

function putOff(context: Context, reminder: Reminder, read: Press, dueOn: LocalDate): Promise<Done> {
  const { clock, org, actor } = context;
  const dueAt = decideDueAt(dueOn, { now: clock.now(), reminderTime: org.reminderTime, zone: actor.zone });
  return apply(
    context,
    reminder,
    read,
    {
      change: moveReminder(context, reminder.id, { dueOn, dueAt }),
      others: moveWhatFor(context, reminder, dueOn),
    },
    { action: 'reminder.moved', after: { state: 'open', dueOn } },
    () => movedCard(reminder, dueOn, actor.lang),
  );
}

/** The button *log*: the form of a follow-up, which closes the reminder when it is saved. */
export function pressLog(context: Context, spec: CommandSpec<never>, target: string): Promise<Done> {
  return withReminder(context, { ...readTarget(target), sources: [] }, (reminder) =>
    startFollowUp(context, spec, reminder.customerId, {
      reminder: reminder.id,
      ...(reminder.visitId === null ? {} : { kind: 'visit' }),
    }),
  );
}

/**
 * Finds a button's reminder and lets `work` do what was pressed, if the person may: it is theirs and they still work with
 * customers, or they work with its customer now. What was done before is only told.
 */
async function withReminder(
  context: Context,
  read: Press,
  work: (reminder: Reminder, read: Press) => Promise<Done>,
): Promise<Done> {
  const reminder = isUuid(read.id) ? await loadReminder(context.db, context.orgId, read.id) : undefined;
  if (reminder === undefined) {
    const card = noticeCard(t.gone[context.actor.lang], '');
    return answer(context, { kind: 'card', card, audience: 'asker' });
  }
  const { memberId, customerId, customerName, ownerId, ownerName, lastContactAt } = reminder;
  const isOwn = memberId === context.memberId && mayRun(context.actor.roles, rolesFor('customer.work'));
  if (!isOwn && !(await mayWith(context, ownerId, 'customer.work'))) {
    const customer = { id: customerId, name: customerName, ownerName, lastContactAt };
    return refuseCustomer(context, customer, 'customer.work');
  }
  if (reminder.state !== 'open') return answer(context, await tellDone(context, context.db, reminder, read));
  return work(reminder, read);
}

/** What becomes of a reminder, as the audit log has it. */
interface Told {
  readonly action: 'reminder.done' | 'reminder.dropped' | 'reminder.moved';
  readonly after: { readonly state: string; readonly dueOn: LocalDate; readonly reason?: string };
}

/** Changes an open reminder, or tells what somebody did with it a moment ago. */
function apply(
  context: Context,
  reminder: Reminder,
  read: Press,
  { change, others }: { readonly change: Sql; readonly others: readonly Effect[] },
  told: Told,
  draw: () => Card,
): Promise<Done> {
  return commit(context, async (tx) => {
    const changed = await tx.$executeRaw(change);
    if (changed === 0) {
      const now = (await loadReminder(tx, context.orgId, reminder.id)) ?? reminder;
      return tellDone(context, tx, now, read);
    }
    for (const other of others)
      if ((await tx.$executeRaw(other.change)) > 0) await tx.$executeRaw(other.entry);
    const before = { state: 'open', dueOn: reminder.dueOn };
    await tx.$executeRaw(auditEntry(context, { ...told, entity: 'reminder', entityId: reminder.id, before }));
    return showInPlace(context, tx, draw(), read);
  });
}

function tellDone(context: Context, db: Tx, reminder: Reminder, read: Press): Promise<Reply> {
  const isDropped = reminder.state === 'dropped';
  const card = isDropped ? droppedCard(reminder, '', context.actor.lang) : doneCard(reminder, context, true);
  return showInPlace(context, db, card, read);
}

/** A single reminder's card gives way to what was done; a list is drawn again and says it once. */
async function showInPlace(context: Context, db: Tx, card: Card, read: Press): Promise<Reply> {
  if (!read.inList) return { kind: 'replace', card };
  return { kind: 'replace', card: await drawTodo(context, db, read.sources), notice: card.title };
}
