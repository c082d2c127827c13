import type { Button, Card, CardBlock } from '../chat/card.ts';
import type { Lang } from '../chat/language.ts';
import { describeLastContact } from '../customers/cards.ts';
import { diffDays, type LocalDate } from '../kernel/calendar.ts';
import { formatDate } from '../kernel/dates.ts';
import { cutText } from '../kernel/text/clean.ts';
import { localDateOf } from '../kernel/zones.ts';
import type { Context } from '../people/context.ts';
import { nameKind, writeTime } from './cards.ts';
import { laterChoices, laterForms, writeTarget } from './rules.ts';
import { serviceText as s } from './service-text.ts';
import type { Reminder } from './store.ts';
import { laterNames, followUpText as t } from './text.ts';
import type { TodoItem } from './todo-source.ts';
import { visitText as v } from './visit-text.ts';

/** Who reads a reminder: in which language, on which day. */
export interface ReminderReader {
  readonly lang: Lang;
  readonly today: LocalDate;
  readonly memberId: string;
}

/** The card that reminds: what was agreed, what was said last time, whom to call; `nearby`: who else is in that city. */
export function reminderCard(
  reminder: Reminder,
  reader: ReminderReader,
  nearby: readonly CardBlock[] = [],
): Card {
  const { lang } = reader;
  return {
    title: titleOf(reminder, lang),
    tone: reminder.dueOn < reader.today ? 'warn' : 'info',
    blocks: [
      { kind: 'facts', facts: listReminderFacts(reminder, reader) },
      { kind: 'buttons', buttons: listReminderButtons(reminder, lang, false) },
      ...nearby,
    ],
  };
}

function titleOf({ visitId, caseId, customerName }: Reminder, lang: Lang): string {
  const title = visitId !== null ? t.visitReminder : caseId !== null ? t.caseReminder : t.reminderTitle;
  return title(customerName)[lang];
}

function listReminderFacts(reminder: Reminder, { lang, today, memberId }: ReminderReader) {
  const { happenedOn } = reminder;
  const last =
    happenedOn === null ? '' : [formatDate(happenedOn, lang), nameKind(reminder.kind, lang)].join(' · ');
  const contact = [reminder.contactName, reminder.contactPhone].filter((each) => each !== null).join(' ');
  return [
    { label: t.due[lang], value: describeDue(reminder, today, lang) },
    {
      label: reminder.caseId === null ? t.lastTime[lang] : s.fieldText[lang],
      value: [last, cutText(reminder.text, 300)].filter((part) => part !== '').join('\n'),
    },
    { label: t.contact[lang], value: contact },
    { label: t.forMember[lang], value: reminder.memberId === memberId ? '' : reminder.memberName },
  ].filter(({ value }) => value !== '');
}

function describeDue({ dueOn, atTime }: Reminder, today: LocalDate, lang: Lang): string {
  const late = diffDays(dueOn, today);
  const day = late === 0 ? t.dueToday[lang] : formatDate(dueOn, lang);
  const when = atTime === null ? day : writeTime(day, atTime, lang);
  return late > 0 ? `${when} · ${t.overdue(late)[lang]}` : when;
}

/** One tap each: what is agreed decides what *done* is. */
function listReminderButtons(reminder: Reminder, lang: Lang, inList: boolean): readonly Button[] {
  const { id, caseId, visitId, customerId } = reminder;
  const target = writeTarget({ id, inList });
  const later: Button = { label: t.buttonLater[lang], action: 'reminder.later', target };
  const log: Button = { label: t.buttonLog[lang], action: 'reminder.log', target };
  if (caseId !== null)
    return [
      { label: s.buttonClose[lang], action: 'service.close', target: caseId, style: 'primary' },
      { label: t.buttonLog[lang], action: 'followup.start', target: customerId },
      later,
    ];
  if (visitId !== null)
    return [
      {
        label: v.buttonCheckIn[lang],
        action: 'visit.checkin',
        target: `${visitId}.${inList ? 'list' : 'card'}`,
        style: 'primary',
      },
      { ...log, label: v.buttonLog[lang] },
      later,
    ];
  return [
    { ...log, style: 'primary' },
    { label: t.buttonDone[lang], action: 'reminder.done', target },
    later,
  ];
}

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
    title: titleOf(reminder, lang),
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

/** That nothing is due; `upcoming` is the first one that will be. */
export function clearCard(
  upcoming: Reminder | undefined,
  { actor: { lang } }: Pick<Context, 'actor'>,
  today: LocalDate,
): Card {
  const next = upcoming && t.todoNext(upcoming.customerName, describeDue(upcoming, today, lang))[lang];
  return {
    title: t.todoNone[lang],
    tone: 'good',
    blocks: [{ kind: 'text', text: next ?? t.todoNoneHow[lang] }],
  };
}

/** A reminder that is due, in the list of the day. */
export function reminderItem(
  reminder: Reminder,
  context: Pick<Context, 'actor' | 'org'>,
  today: LocalDate,
): TodoItem {
  const { lang } = context.actor;
  const last =
    reminder.happenedOn === null ? '' : `${nameKind(reminder.kind, lang)} · ${cutText(reminder.text, 100)}`;
  const what = reminder.visitId !== null ? v.visit : reminder.caseId !== null ? s.aCase : undefined;
  const contact = `${t.lastTime[lang]} ${describeLastContact(reminder.lastContactAt, context)}`;
  const due = `${what === undefined ? '' : `${what[lang]} · `}${describeDue(reminder, today, lang)}`;
  return {
    text: [{ text: reminder.customerName, bold: true }, { text: ` · ${due}` }],
    note: [contact, last].filter((part) => part !== '').join(' · '),
    buttons: listReminderButtons(reminder, lang, true),
    customer: { id: reminder.customerId, also: due },
    ...(reminder.followUpId === null ? {} : { followUpId: reminder.followUpId }),
  };
}
