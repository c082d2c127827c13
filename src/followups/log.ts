import { buildForm } from '../chat/form.ts';
import type { CommandSpec, RawValues } from '../chat/spec.ts';
import { mayWith, refuseCustomer } from '../customers/access.ts';
import { askAgain, type FieldErrors } from '../customers/ask-again.ts';
import { sayGone } from '../customers/show.ts';
import { findCustomer } from '../customers/store.ts';
import { exponentOf } from '../kernel/currency.ts';
import { formatDate } from '../kernel/dates.ts';
import { isUuid } from '../kernel/ids.ts';
import { cleanText } from '../kernel/text/clean.ts';
import { instantOf } from '../kernel/zones.ts';
import type { Context } from '../people/context.ts';
import { auditEntry } from '../store/audit.ts';
import { commitAll, type Done } from '../store/commit.ts';
import { insertDraft } from '../store/drafts.ts';
import { loggedCard } from './cards.ts';
import { decideDueAt } from './rules.ts';
import { closeReminder, insertFollowUp, insertReminder, type NewFollowUp } from './store.ts';
import { followUpText as t } from './text.ts';

const TEXT_LENGTH = 10_000;
/** Where it is not said when on an earlier day it happened. */
const MIDDAY = '12:00';

/**
 * `followup`: writes down a contact with a customer and the reminder for its next date, all in one round trip. The owner,
 * anybody for the pool, and managers above may; a customer of the pool stays there.
 */
export async function logFollowUp(
  context: Context,
  spec: CommandSpec<never>,
  values: RawValues,
): Promise<Done> {
  const [customer] = context.customers;
  if (customer === undefined) return sayGone(context);
  if (!(await mayWith(context, customer.ownerId, 'customer.work'))) {
    return refuseCustomer(context, customer, 'customer.work');
  }
  const errors = findErrors(context, values);
  if (Object.keys(errors).length > 0) {
    return askAgain(context, spec, writeTyped(context, values, customer.name), errors);
  }
  const followUp = readFollowUp(context, customer.id, values);
  const reminderId = values.reminder !== undefined && isUuid(values.reminder) ? values.reminder : undefined;
  const { id, kind, nextOn, amount } = followUp;
  const after = { customerId: customer.id, kind, nextOn, amount: amount?.toString() ?? null };
  const card = loggedCard(context, customer, followUp, reminderId !== undefined);
  return commitAll(context, { kind: 'card', card, audience: 'same' }, [
    ...insertFollowUp(context, followUp),
    ...remind(context, followUp),
    ...(reminderId === undefined ? [] : [closeReminder(context, reminderId, customer.id)]),
    auditEntry(context, { action: 'followup.logged', entity: 'follow_up', entityId: id, after }),
  ]);
}

function readFollowUp(context: Context, customerId: string, values: RawValues): NewFollowUp {
  const { today, org, clock } = context;
  const happenedOn = values.at ?? today;
  return {
    id: context.ids.uuid(),
    customerId,
    authorId: context.memberId,
    kind: values.kind ?? 'other',
    text: cleanText(values.text ?? '', TEXT_LENGTH),
    amount: values.amount === undefined ? null : BigInt(values.amount),
    happenedAt: happenedOn === today ? clock.now() : instantOf(happenedOn, MIDDAY, org.zone),
    happenedOn,
    nextOn: values.next ?? null,
    nextTime: values.next === undefined ? null : (values.nextTime ?? null),
  };
}

function remind(context: Context, { id, customerId, nextOn, nextTime }: NewFollowUp) {
  if (nextOn === null) return [];
  const { clock, org, actor, memberId } = context;
  const sense = { now: clock.now(), reminderTime: nextTime ?? org.reminderTime, zone: actor.zone };
  const dueAt = decideDueAt(nextOn, sense);
  const reminder = { id: context.ids.uuid(), followUpId: id, customerId, memberId, dueOn: nextOn, dueAt };
  return [insertReminder(context, reminder)];
}

function findErrors({ today, actor }: Context, { at, next }: RawValues): FieldErrors {
  const { lang } = actor;
  return {
    ...(next !== undefined && next < today ? { next: t.nextPast(formatDate(next, lang))[lang] } : {}),
    ...(at !== undefined && at > today ? { at: t.atFuture(formatDate(at, lang))[lang] } : {}),
  };
}

/** Read values as a form takes them again. */
function writeTyped(context: Context, { amount, ...others }: RawValues, customer: string): RawValues {
  const typed = amount === undefined ? {} : { amount: writeAmount(amount, context.org.currency) };
  return { ...others, ...typed, customer };
}

/** Minor units as a person would type them. */
function writeAmount(minor: string, currency: string): string {
  const exponent = exponentOf(currency);
  const digits = minor.padStart(exponent + 1, '0');
  return exponent === 0 ? digits : `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** The button that starts a follow-up: its form, with the customer filled in. */
export async function startFollowUp(
  context: Context,
  spec: CommandSpec<never>,
  customerId: string,
  reminderId?: string,
): Promise<Done> {
  const customer = isUuid(customerId) ? await findCustomer(context.db, context.orgId, customerId) : undefined;
  if (customer === undefined) return sayGone(context);
  if (!(await mayWith(context, customer.ownerId, 'customer.work'))) {
    return refuseCustomer(context, customer, 'customer.work');
  }
  const draftId = context.ids.uuid();
  const values = { customer: customer.name, ...(reminderId === undefined ? {} : { reminder: reminderId }) };
  const form = buildForm({ spec, draftId, lang: context.actor.lang, values });
  return commitAll(context, { kind: 'form', form }, [
    insertDraft(context, { id: draftId, command: spec.name, values }),
  ]);
}
