import type { Button, Card } from '../chat/card.ts';
import { writeChosen } from '../chat/chosen.ts';
import type { Reply } from '../chat/reply.ts';
import type { CommandSpec, RawValues } from '../chat/spec.ts';
import { mayWith, refuseCustomer } from '../customers/access.ts';
import { askAgain } from '../customers/ask-again.ts';
import { noticeCard } from '../customers/cards.ts';
import { sayGone } from '../customers/show.ts';
import type { LocalDate } from '../kernel/calendar.ts';
import { formatDate } from '../kernel/dates.ts';
import { isUuid } from '../kernel/ids.ts';
import { cleanText } from '../kernel/text/clean.ts';
import { localTimeOf } from '../kernel/zones.ts';
import type { Context, CustomerMatch } from '../people/context.ts';
import { listMembersBelow } from '../people/groups.ts';
import { auditEntry } from '../store/audit.ts';
import type { Tx } from '../store/client.ts';
import { answer, commit, commitAll, type Done } from '../store/commit.ts';
import { decideDueAt } from './rules.ts';
import { drawTodo } from './todo.ts';
import type { TodoSource } from './todo-source.ts';
import { auditCancelled, putAudited } from './visit-audit.ts';
import { visitsCard } from './visit-cards.ts';
import {
  closeVisitReminders,
  dropVisitReminder,
  findPlanned,
  listVisits,
  loadVisit,
  markCancelled,
  noteVisit,
  type PlannedVisit,
  remindOfVisit,
} from './visit-store.ts';
import { visitText as t } from './visit-text.ts';

const PLACE_LENGTH = 200;

/** `visits`: today's, one's own and those of the groups that one manages. */
export async function showVisits(context: Context): Promise<Done> {
  return answer(context, { kind: 'card', card: await drawVisits(context, context.db), audience: 'asker' });
}

async function drawVisits(context: Context, db: Tx): Promise<Card> {
  const { orgId, memberId, today, actor } = context;
  const isManager = actor.roles.includes('manager');
  const below = isManager ? await listMembersBelow(context.db, orgId, memberId, today) : [];
  return visitsCard(context, await listVisits(db, orgId, [...new Set([memberId, ...below])], today));
}

/** `visit plan`: a visit on a day to come. */
export function planVisit(context: Context, spec: CommandSpec<never>, values: RawValues): Promise<Done> {
  return withCustomer(context, async (customer) => {
    const { today, actor } = context;
    const on = values.on ?? today;
    const day = formatDate(on, actor.lang);
    if (on < today) {
      return askAgain(
        context,
        spec,
        { ...values, customer: writeChosen(customer.id, customer.name) },
        { on: t.onPast(day)[actor.lang] },
      );
    }
    const time = values.time ?? null;
    const visit = { customerId: customer.id, plannedOn: on, plannedTime: time, place: '', checkedInAt: null };
    const facts = [
      { label: t.fieldOn[actor.lang], value: day },
      { label: t.fieldTime[actor.lang], value: time ?? '' },
      { label: t.reminder[actor.lang], value: on === today ? '' : t.reminderHow[actor.lang] },
    ];
    const dueAt = decideVisitAt(context, on, time);
    return commit(context, async (tx) => {
      await putAudited(context, tx, 'visit.planned', visit);
      await tx.$executeRaw(remindOfVisit(context, visit, dueAt));
      await tx.$executeRaw(noteVisit(context, customer.id));
      const id = await findPlanned(tx, context, visit);
      const off: readonly Button[] =
        id === undefined
          ? []
          : [{ label: t.buttonCancel[actor.lang], action: 'visit.cancel', target: `${id}.plan` }];
      const card = drawDone(context, customer, t.planned(customer.name)[actor.lang], {
        facts,
        buttons: off,
      });
      return { kind: 'card', card, audience: 'asker' };
    });
  });
}

/** `checkin`: at a customer's now; the place only where it was typed. */
export function checkIn(context: Context, values: RawValues): Promise<Done> {
  return withCustomer(context, async (customer) => {
    const { lang } = context.actor;
    const now = context.clock.now();
    const place = cleanText(values.place ?? '', PLACE_LENGTH);
    const facts = [
      { label: t.checkedAt[lang], value: localTimeOf(now, context.org.zone) },
      { label: t.fieldPlace[lang], value: place },
    ];
    const log: Button = {
      label: t.buttonLog[lang],
      action: 'followup.start',
      target: `${customer.id}.visit`,
      style: 'primary',
    };
    const title = t.checkedIn(customer.name)[lang];
    const card = drawDone(context, customer, title, { facts, buttons: [log] });
    const reply: Reply = { kind: 'card', card, audience: 'asker' };
    return commit(context, async (tx) => {
      await writeCheckIn(context, tx, customer.id, place);
      return reply;
    });
  });
}

async function writeCheckIn(context: Context, tx: Tx, customerId: string, place: string): Promise<void> {
  const checkedInAt = context.clock.now();
  const visit = { customerId, plannedOn: context.today, plannedTime: null, place, checkedInAt };
  await putAudited(context, tx, 'visit.checked-in', visit);
  await tx.$executeRaw(closeVisitReminders(context, customerId, checkedInAt));
  await tx.$executeRaw(noteVisit(context, customerId));
}

/** On the day itself at the agreed time, else in the morning as any reminder. Epoch ms. */
function decideVisitAt({ clock, org, actor, today }: Context, on: LocalDate, time: string | null): number {
  const reminderTime = on === today && time !== null ? time : org.reminderTime;
  return decideDueAt(on, { now: clock.now(), reminderTime, zone: actor.zone });
}

/**
 * The button *check in* of a planned visit. `<visit>.list` stands in a to-do list and
 * `<visit>.card` on its reminder: each is drawn anew where it stands.
 */
export function pressCheckIn(
  context: Context,
  target: string,
  sources: readonly TodoSource[],
): Promise<Done> {
  const [id = '', place = ''] = target.split('.');
  return withOwnVisit(context, id, async (visit, tx) => {
    await writeCheckIn(context, tx, visit.customerId, '');
    const notice = t.checkedIn(visit.customerName)[context.actor.lang];
    if (place === 'list') return { notice, card: await drawTodo(context, tx, sources) };
    return { notice, card: place === 'card' ? drawThere(context, visit) : await drawVisits(context, tx) };
  });
}

/** A reminder's card once its person is there. */
function drawThere(context: Context, visit: PlannedVisit): Card {
  const { lang } = context.actor;
  const time = localTimeOf(context.clock.now(), context.org.zone);
  const log: Button = {
    label: t.buttonLog[lang],
    action: 'followup.start',
    target: `${visit.customerId}.visit`,
    style: 'primary',
  };
  const show: Button = { label: t.buttonCustomer[lang], action: 'customer.show', target: visit.customerId };
  return {
    title: t.checkedIn(visit.customerName)[lang],
    tone: 'good',
    blocks: [
      { kind: 'facts', facts: [{ label: t.checkedAt[lang], value: time }] },
      { kind: 'buttons', buttons: [log, show] },
    ],
  };
}

/** The button *call off*; `<visit>.plan` stands on the card that planned it, which gives way to what was done. */
export function pressCancel(context: Context, target: string): Promise<Done> {
  const [id = '', place] = target.split('.');
  return withOwnVisit(context, id, async (visit, tx) => {
    const changed = await tx.$executeRaw(markCancelled(context, visit.id));
    await tx.$executeRaw(dropVisitReminder(context, visit.id));
    const { id: visitId, customerId, plannedOn } = visit;
    const entry = auditCancelled(context, { id: visitId, customerId, on: plannedOn });
    if (changed === 1) await tx.$executeRaw(entry);
    return { card: place === 'plan' ? drawCalledOff(context, visit) : await drawVisits(context, tx) };
  });
}

function drawCalledOff({ actor: { lang } }: Context, { customerId, customerName }: PlannedVisit): Card {
  const plan: Button = { label: t.buttonPlan[lang], action: 'visit.start', target: customerId };
  const show: Button = { label: t.buttonCustomer[lang], action: 'customer.show', target: customerId };
  return {
    title: t.calledOff(customerName)[lang],
    tone: 'plain',
    blocks: [{ kind: 'buttons', buttons: [plan, show] }],
  };
}

/** A press on one's own planned visit; whatever else had happened to it shows in the list. */
async function withOwnVisit(
  context: Context,
  target: string,
  work: (visit: PlannedVisit, tx: Tx) => Promise<{ readonly card: Card; readonly notice?: string }>,
): Promise<Done> {
  const visit = isUuid(target) ? await loadVisit(context.db, context.orgId, target) : undefined;
  const { lang } = context.actor;
  if (visit === undefined)
    return answer(context, { kind: 'card', card: noticeCard(t.gone[lang], ''), audience: 'asker' });
  if (visit.memberId !== context.memberId) {
    const card = noticeCard(t.notYourVisit[lang], t.notYourVisitHow[lang]);
    return commitAll(context, { kind: 'card', card, audience: 'asker' }, [
      auditEntry(context, {
        action: 'visit.refused',
        entity: 'visit',
        entityId: visit.id,
        after: { deed: 'visit.change' },
      }),
    ]);
  }
  return commit(context, async (tx) => {
    const isOpen = visit.checkedInAt === null && visit.cancelledAt === null;
    const done = isOpen ? await work(visit, tx) : { card: await drawVisits(context, tx) };
    return { kind: 'replace', ...done };
  });
}

async function withCustomer(
  context: Context,
  work: (customer: CustomerMatch) => Promise<Done>,
): Promise<Done> {
  const [customer] = context.customers;
  if (customer === undefined) return sayGone(context);
  if (!(await mayWith(context, customer.ownerId, 'customer.work'))) {
    return refuseCustomer(context, customer, 'customer.work');
  }
  return work(customer);
}

interface Drawn {
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly buttons: readonly Button[];
}

function drawDone(context: Context, customer: CustomerMatch, title: string, { facts, buttons }: Drawn): Card {
  const show: Button = {
    label: t.buttonCustomer[context.actor.lang],
    action: 'customer.show',
    target: customer.id,
  };
  return {
    title,
    tone: 'good',
    blocks: [
      { kind: 'facts', facts: facts.filter(({ value }) => value !== '') },
      { kind: 'buttons', buttons: [...buttons, show] },
    ],
  };
}
