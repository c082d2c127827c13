import type { Button, Card, CardBlock, ListItem } from '../chat/card.ts';
import type { Lang } from '../chat/language.ts';
import { describeLastContact } from '../customers/cards.ts';
import { contactKindNames, isContactKind } from '../customers/contact-kinds.ts';
import { diffDays, type LocalDate } from '../kernel/calendar.ts';
import { formatDate } from '../kernel/dates.ts';
import { formatMoney } from '../kernel/money.ts';
import { cutText } from '../kernel/text/clean.ts';
import { localDateOf } from '../kernel/zones.ts';
import type { Context, CustomerMatch } from '../people/context.ts';
import { listUnread } from './list-unread.ts';
import { type LaterChoice, laterChoices, laterForms, writeTarget } from './rules.ts';
import { serviceText as s } from './service-text.ts';
import type { NewFollowUp, Reminder } from './store.ts';
import { followUpText as t } from './text.ts';

const SHOWN = 600;
/** How much of a text is searched for what was not noted. */
const LOOKED_AT = 600;

/** The word for a stored kind. */
export function nameKind(kind: string, lang: Lang): string {
  return isContactKind(kind) ? contactKindNames[kind][lang] : kind;
}

/** What was understood and written down. */
export function loggedCard(
  context: Context,
  customer: CustomerMatch,
  followUp: NewFollowUp,
  {
    closesReminder = false,
    nearby = [],
    changed = false,
  }: {
    readonly closesReminder?: boolean;
    readonly nearby?: readonly CardBlock[];
    readonly changed?: boolean;
  },
): Card {
  const { actor, org } = context;
  const { lang, memberId } = actor;
  const { amount, happenedOn } = followUp;
  const facts = [
    // That the way of contact is not known says nothing.
    { label: t.fieldKind[lang], value: followUp.kind === 'other' ? '' : nameKind(followUp.kind, lang) },
    { label: t.fieldText[lang], value: cutText(followUp.text, SHOWN) },
    { label: t.fieldAmount[lang], value: amount === null ? '' : formatMoney(amount, org.currency, lang) },
    { label: t.fieldAt[lang], value: happenedOn === context.today ? '' : formatDate(happenedOn, lang) },
    { label: t.fieldNext[lang], value: describeNext(followUp, lang) },
    { label: s.fieldDue[lang], value: followUp.dueOn === null ? '' : formatDate(followUp.dueOn, lang) },
  ].filter(({ value }) => value !== '');
  const sense = { today: context.today, moment: { now: context.clock.now(), zone: actor.zone } };
  const unread = listUnread(followUp.text.slice(0, LOOKED_AT), followUp, sense);
  const notes = [
    customer.ownerId === null ? t.inPool[lang] : '',
    closesReminder ? t.reminderDone[lang] : '',
    unread.length === 0 ? '' : t.leftOut(unread.join(lang === 'zh' ? '、' : ', '))[lang],
  ].filter((note) => note !== '');
  const buttons: Button[] = [
    { label: t.buttonUndo[lang], action: 'followup.undo', target: followUp.id },
    { label: t.buttonChange[lang], action: 'followup.change', target: followUp.id },
  ];
  if (followUp.dueOn !== null)
    buttons.unshift({
      label: s.buttonClose[lang],
      action: 'service.close',
      target: followUp.id,
      style: 'primary',
    });
  if (customer.ownerId === null)
    buttons.unshift({
      label: t.buttonClaim[lang],
      action: 'customer.claim',
      target: customer.id,
      style: 'primary',
    });
  const blocks: CardBlock[] = [{ kind: 'facts', facts }];
  for (const text of notes) blocks.push({ kind: 'note', text });
  if (customer.ownerId === null || customer.ownerId === memberId) {
    buttons.push({ label: t.buttonCustomer[lang], action: 'customer.show', target: customer.id });
  }
  blocks.push({ kind: 'buttons', buttons }, ...nearby);
  const logged = followUp.dueOn === null ? t.logged : s.logged;
  return { title: (changed ? t.changed : logged)(customer.name)[lang], tone: 'good', blocks };
}

/** `Fri 27 Nov 2026, 15:00`; empty where none was said. */
function describeNext({ nextOn, nextTime }: NewFollowUp, lang: Lang): string {
  if (nextOn === null) return '';
  const day = formatDate(nextOn, lang);
  if (nextTime === null) return day;
  return lang === 'zh' ? `${day} ${nextTime}` : `${day}, ${nextTime}`;
}

/** Who reads a reminder: in which language, on which day. */
export interface ReminderReader {
  readonly lang: Lang;
  readonly today: LocalDate;
  readonly memberId: string;
}

/** The card that reminds: what was agreed, what was said last time, whom to call. */
export function reminderCard(reminder: Reminder, reader: ReminderReader): Card {
  const { lang } = reader;
  return {
    title: t.reminderTitle(reminder.customerName)[lang],
    tone: reminder.dueOn < reader.today ? 'warn' : 'info',
    blocks: [
      { kind: 'facts', facts: listReminderFacts(reminder, reader) },
      { kind: 'buttons', buttons: listReminderButtons(reminder, lang, false) },
    ],
  };
}

function listReminderFacts(reminder: Reminder, { lang, today, memberId }: ReminderReader) {
  const last = [formatDate(reminder.happenedOn, lang), nameKind(reminder.kind, lang)].join(' · ');
  const contact = [reminder.contactName, reminder.contactPhone].filter((each) => each !== null).join(' ');
  return [
    { label: t.due[lang], value: describeDue(reminder.dueOn, today, lang) },
    { label: t.lastTime[lang], value: `${last}\n${cutText(reminder.text, 300)}` },
    { label: t.contact[lang], value: contact },
    { label: t.forMember[lang], value: reminder.memberId === memberId ? '' : reminder.memberName },
  ].filter(({ value }) => value !== '');
}

function describeDue(dueOn: LocalDate, today: LocalDate, lang: Lang): string {
  const late = diffDays(dueOn, today);
  if (late === 0) return t.dueToday[lang];
  return late > 0 ? `${formatDate(dueOn, lang)} · ${t.overdue(late)[lang]}` : formatDate(dueOn, lang);
}

function listReminderButtons({ id }: Reminder, lang: Lang, inList: boolean): readonly Button[] {
  const target = writeTarget({ id, inList });
  return [
    { label: t.buttonLog[lang], action: 'reminder.log', target, style: 'primary' },
    { label: t.buttonDone[lang], action: 'reminder.done', target },
    { label: t.buttonLater[lang], action: 'reminder.later', target },
  ];
}

const laterNames: Readonly<Record<LaterChoice, (typeof t)['laterTomorrow']>> = {
  '1': t.laterTomorrow,
  '3': t.laterThree,
  mon: t.laterMonday,
};

/** Asks until when to put a reminder off. */
export function laterCard(reminder: Reminder, reader: ReminderReader, inList: boolean): Card {
  const { lang } = reader;
  const buttons = laterChoices.map((choice) => ({
    label: laterNames[choice][lang],
    action: 'reminder.later' as const,
    target: writeTarget({ id: reminder.id, inList, choice }),
  }));
  const forms = laterForms.map((form) => ({
    label: (form === 'date' ? t.laterDate : t.laterDrop)[lang],
    action: 'reminder.later' as const,
    target: writeTarget({ id: reminder.id, inList, form }),
  }));
  return {
    title: t.reminderTitle(reminder.customerName)[lang],
    tone: 'info',
    blocks: [
      { kind: 'facts', facts: listReminderFacts(reminder, reader) },
      { kind: 'text', text: t.laterAsk[lang] },
      { kind: 'buttons', buttons: [...buttons, ...forms] },
    ],
  };
}

/** Says that a reminder is done, and if it was before, since when. */
export function doneCard(reminder: Reminder, context: Context, before: boolean): Card {
  const { lang } = context.actor;
  const day =
    reminder.closedAt === null ? '' : formatDate(localDateOf(reminder.closedAt, context.org.zone), lang);
  return {
    title: t.done(reminder.customerName)[lang],
    tone: 'good',
    blocks: [
      { kind: 'text', text: before ? t.doneBefore(day)[lang] : t.doneHow[lang] },
      {
        kind: 'buttons',
        buttons: [{ label: t.buttonLog[lang], action: 'followup.start', target: reminder.customerId }],
      },
    ],
  };
}

/** Says to which day a reminder was moved. */
export function movedCard(reminder: Reminder, dueOn: LocalDate, lang: Lang): Card {
  return { title: t.moved(reminder.customerName, formatDate(dueOn, lang))[lang], tone: 'plain', blocks: [] };
}

/** Says that a reminder was dropped, and why. */
export function droppedCard(reminder: Reminder, reason: string, lang: Lang): Card {
  const facts = [{ label: t.fieldWhy[lang], value: reason }];
  const blocks: readonly CardBlock[] = reason === '' ? [] : [{ kind: 'facts', facts }];
  return { title: t.dropped(reminder.customerName)[lang], tone: 'plain', blocks };
}

/** What is due, item by item; `upcoming` is the first one that is not due yet. */
export function todoCard(
  context: Pick<Context, 'actor' | 'org'>,
  due: {
    readonly shown: readonly Reminder[];
    readonly count: number;
    readonly upcoming: Reminder | undefined;
  },
  today: LocalDate,
): Card {
  const { lang } = context.actor;
  const { shown, count, upcoming } = due;
  const next = upcoming && t.todoNext(upcoming.customerName, formatDate(upcoming.dueOn, lang))[lang];
  if (count === 0) {
    const text = next ?? t.todoNoneHow[lang];
    return { title: t.todoNone[lang], tone: 'good', blocks: [{ kind: 'text', text }] };
  }
  const items = shown.map((reminder): ListItem => {
    const last = `${nameKind(reminder.kind, lang)} · ${cutText(reminder.text, 100)}`;
    return {
      text: [
        { text: reminder.customerName, bold: true },
        { text: ` · ${describeDue(reminder.dueOn, today, lang)}` },
      ],
      note: `${t.lastTime[lang]} ${describeLastContact(reminder.lastContactAt, context)} · ${last}`,
      buttons: listReminderButtons(reminder, lang, true),
    };
  });
  const more = count - shown.length;
  return {
    title: t.todoCount(count)[lang],
    tone: 'info',
    blocks: [
      { kind: 'list', items },
      ...(more > 0 ? [{ kind: 'note', text: t.todoMore(more)[lang] } as const] : []),
    ],
  };
}
