import type { Button, Card } from '../chat/card.ts';
import type { Reply } from '../chat/reply.ts';
import { mayWith, refuseCustomer } from '../customers/access.ts';
import { describeLastContact } from '../customers/cards.ts';
import { sayGone } from '../customers/show.ts';
import { findCustomer } from '../customers/store.ts';
import type { LocalDate } from '../kernel/calendar.ts';
import { formatDate } from '../kernel/dates.ts';
import { isUuid } from '../kernel/ids.ts';
import type { Context, CustomerMatch } from '../people/context.ts';
import { auditEntry } from '../store/audit.ts';
import { answer, commit, type Done } from '../store/commit.ts';
import { dayText as t } from './day-text.ts';
import { todayOf } from './remind.ts';
import { decideDueAt, decideLater, laterChoices, readTarget, writeTarget } from './rules.ts';
import { insertReminder } from './store.ts';
import { laterNames, followUpText as text } from './text.ts';
import { drawTodo } from './todo.ts';
import type { TodoSource } from './todo-source.ts';

/** What a button carries that puts a customer off; in a list, which is then drawn again. */
export function putOffTarget(customerId: string, inList: boolean): string {
  return writeTarget({ id: customerId, inList });
}

/** `todo.later`: a customer that waits, not today: asks for how long, or what else is to be done about it. */
export function pressPutOff(
  context: Context,
  target: string,
  sources: readonly TodoSource[],
  openForm: (context: Context, customer: CustomerMatch) => Promise<Done>,
): Promise<Done> {
  const { id, inList, choice, form } = readTarget(target);
  return withCustomer(context, id, (customer) => {
    if (form === 'date') return openForm(context, customer);
    if (choice !== undefined)
      return remindOf(context, customer, decideLater(choice, todayOf(context)), { inList, sources });
    const card = askCard(context, customer, inList);
    // A list gives way and comes back; a card that tells of several customers stays.
    return answer(context, inList ? { kind: 'replace', card } : { kind: 'card', card, audience: 'asker' });
  });
}

/** The same for a day that a form gave. */
export function putOffTo(context: Context, customerId: string, dueOn: LocalDate): Promise<Done> {
  return withCustomer(context, customerId, (customer) =>
    remindOf(context, customer, dueOn, { inList: false, sources: [] }),
  );
}

function remindOf(
  context: Context,
  customer: CustomerMatch,
  dueOn: LocalDate,
  { inList, sources }: { readonly inList: boolean; readonly sources: readonly TodoSource[] },
): Promise<Done> {
  const { clock, org, actor, memberId } = context;
  const { lang } = actor;
  const dueAt = decideDueAt(dueOn, { now: clock.now(), reminderTime: org.reminderTime, zone: actor.zone });
  const id = context.ids.uuid();
  return commit(context, async (tx): Promise<Reply> => {
    const reminder = { id, followUpId: null, customerId: customer.id, memberId, dueOn, atTime: null, dueAt };
    await tx.$executeRaw(insertReminder(context, reminder));
    const after = { customerId: customer.id, dueOn };
    await tx.$executeRaw(
      auditEntry(context, { action: 'reminder.set', entity: 'reminder', entityId: id, after }),
    );
    const title = text.moved(customer.name, formatDate(dueOn, lang))[lang];
    if (inList) return { kind: 'replace', card: await drawTodo(context, tx, sources), notice: title };
    return { kind: 'replace', card: { title, tone: 'plain', blocks: [] } };
  });
}

async function withCustomer(
  context: Context,
  id: string,
  work: (customer: CustomerMatch) => Promise<Done>,
): Promise<Done> {
  const customer = isUuid(id) ? await findCustomer(context.db, context.orgId, id) : undefined;
  if (customer === undefined) return sayGone(context);
  if (!(await mayWith(context, customer.ownerId, 'customer.work')))
    return refuseCustomer(context, customer, 'customer.work');
  return work(customer);
}

function askCard(context: Context, customer: CustomerMatch, inList: boolean): Card {
  const { lang } = context.actor;
  const { id } = customer;
  const days = laterChoices.map(
    (choice): Button => ({
      label: laterNames[choice][lang],
      action: 'todo.later',
      target: writeTarget({ id, inList, choice }),
    }),
  );
  const more: Button[] = [
    { label: text.laterDate[lang], action: 'todo.later', target: writeTarget({ id, inList, form: 'date' }) },
    { label: t.buttonPlan[lang], action: 'visit.start', target: id },
  ];
  if (customer.ownerId === context.memberId)
    more.push({ label: t.buttonPool[lang], action: 'customer.release', target: id });
  return {
    title: t.putOffTitle(customer.name)[lang],
    tone: 'info',
    blocks: [
      {
        kind: 'facts',
        facts: [{ label: text.lastTime[lang], value: describeLastContact(customer.lastContactAt, context) }],
      },
      { kind: 'text', text: t.putOffHow[lang] },
      { kind: 'buttons', buttons: [...days, ...more] },
    ],
  };
}
