import { writeChosen } from '../chat/chosen.ts';
import type { RawValues } from '../chat/spec.ts';
import type { FieldErrors } from '../customers/ask-again.ts';
import { addDays } from '../kernel/calendar.ts';
import { exponentOf } from '../kernel/currency.ts';
import { formatDate } from '../kernel/dates.ts';
import { cleanText } from '../kernel/text/clean.ts';
import { instantOf } from '../kernel/zones.ts';
import type { Caller, Context, CustomerMatch } from '../people/context.ts';
import { BEGUN_BY } from '../store/drafts.ts';
import { decideDueAt } from './rules.ts';
import { serviceText as s } from './service-text.ts';
import type { NewFollowUp, NewReminder } from './store.ts';
import { followUpText as t } from './text.ts';

const TEXT_LENGTH = 10_000;
/** Where it is not said when on an earlier day it happened. */
const MIDDAY = '12:00';
/** Until when a service case is to be seen to where nobody says it. */
const CASE_DAYS = 3;

/** A follow-up as the fields of its command say it; `values` have been read by their kinds. */
export function readFollowUp(context: Context, customerId: string, values: RawValues): NewFollowUp {
  const { today, org, clock, inbound } = context;
  const happenedOn = values.at ?? today;
  return {
    id: context.ids.uuid(),
    customerId,
    createdAt: clock.now(),
    authorId: context.memberId,
    kind: values.kind ?? 'other',
    text: cleanText(values.text ?? '', TEXT_LENGTH),
    amount: values.amount === undefined ? null : BigInt(values.amount),
    happenedAt: happenedOn === today ? clock.now() : instantOf(happenedOn, MIDDAY, org.zone),
    happenedOn,
    // Chosen or filled in, it belongs to the message that began it.
    messageKey:
      inbound.kind === 'text' && inbound.messageId !== undefined ? inbound.key : (values[BEGUN_BY] ?? null),
    dueOn: values.kind === 'service' ? (values.due ?? values.next ?? addDays(today, CASE_DAYS)) : null,
    nextOn: values.next ?? null,
    nextTime: values.next === undefined ? null : (values.nextTime ?? null),
  };
}

/**
 * The reminder of a follow-up's next date, or of the day on which its case is due: at the time that was said, else at the
 * organization's.
 */
export function planReminder(context: Caller, followUp: NewFollowUp): NewReminder | undefined {
  const { id, customerId, nextTime } = followUp;
  const day = followUp.nextOn ?? followUp.dueOn;
  if (day === null) return undefined;
  const { clock, org, actor, memberId } = context;
  const sense = { now: clock.now(), reminderTime: nextTime ?? org.reminderTime, zone: actor.zone };
  const dueAt = decideDueAt(day, sense);
  const atTime = followUp.nextOn === null ? null : nextTime;
  return { id: context.ids.uuid(), followUpId: id, customerId, memberId, dueOn: day, atTime, dueAt };
}

/** What cannot be: a next contact in the past (one of `kept`, which stand already, may be), a contact that is still to come. */
export function findErrors(
  { today, actor }: Pick<Caller, 'today' | 'actor'>,
  { at, next, due }: RawValues,
  kept: readonly (string | null)[] = [],
): FieldErrors {
  const { lang } = actor;
  const isPast = next !== undefined && next < today && !kept.includes(next);
  const isDuePast = due !== undefined && due < today && !kept.includes(due);
  return {
    ...(isDuePast ? { due: s.duePast(formatDate(due, lang))[lang] } : {}),
    ...(isPast ? { next: t.nextPast(formatDate(next, lang))[lang] } : {}),
    ...(at !== undefined && at > today ? { at: t.atFuture(formatDate(at, lang))[lang] } : {}),
  };
}

/** Read values as a form takes them again. */
export function writeTyped(
  context: Context,
  { amount, ...others }: RawValues,
  customer: Pick<CustomerMatch, 'id' | 'name'>,
): RawValues {
  const typed = amount === undefined ? {} : { amount: writeAmount(amount, context.org.currency) };
  return { ...others, ...typed, customer: writeChosen(customer.id, customer.name) };
}

/** Minor units as a person would type them. */
export function writeAmount(minor: string, currency: string): string {
  const exponent = exponentOf(currency);
  const digits = minor.padStart(exponent + 1, '0');
  return exponent === 0 ? digits : `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** A follow-up as the audit log keeps it. */
export function describeLogged({ customerId, kind, text, amount, nextOn, happenedOn }: NewFollowUp) {
  return { customerId, kind, text, amount: amount?.toString() ?? null, nextOn, happenedOn };
}
