import { writeChosen } from '../chat/chosen.ts';
import { buildForm } from '../chat/form.ts';
import type { CommandSpec, RawValues } from '../chat/spec.ts';
import { mayWith, refuseCustomer } from '../customers/access.ts';
import { askAgain } from '../customers/ask-again.ts';
import { sayGone } from '../customers/show.ts';
import { findCustomer } from '../customers/store.ts';
import { isUuid } from '../kernel/ids.ts';
import type { Context } from '../people/context.ts';
import { auditEntry } from '../store/audit.ts';
import { commitAll, type Done } from '../store/commit.ts';
import { insertDraft } from '../store/drafts.ts';
import { loggedCard } from './cards.ts';
import { describeLogged, findErrors, planReminder, readFollowUp, writeTyped } from './new-follow-up.ts';
import { reviseFollowUp } from './revise.ts';
import { closeReminder, insertFollowUp, insertReminder } from './store.ts';
import { closeVisitReminders, noteVisit } from './visit-store.ts';

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
  if (values.revises !== undefined) return reviseFollowUp(context, spec, values, customer);
  const errors = findErrors(context, values);
  if (Object.keys(errors).length > 0) {
    return askAgain(context, spec, writeTyped(context, values, customer), errors);
  }
  const followUp = readFollowUp(context, customer.id, values);
  const reminderId = values.reminder !== undefined && isUuid(values.reminder) ? values.reminder : undefined;
  const { id, kind } = followUp;
  const closes = reminderId === undefined ? {} : { reminderId };
  const after = { ...describeLogged(followUp), ...closes };
  const card = loggedCard(context, customer, followUp, { closesReminder: reminderId !== undefined });
  const reminder = planReminder(context, followUp);
  const visited =
    kind === 'visit'
      ? [closeVisitReminders(context, customer.id, followUp.createdAt), noteVisit(context, customer.id)]
      : [];
  return commitAll(context, { kind: 'card', card, audience: 'same' }, [
    ...insertFollowUp(context, followUp),
    ...visited,
    ...(reminder === undefined ? [] : [insertReminder(context, reminder)]),
    ...(reminderId === undefined
      ? []
      : [closeReminder(context, reminderId, customer.id, followUp.createdAt)]),
    auditEntry(context, { action: 'followup.logged', entity: 'follow_up', entityId: id, after }),
  ]);
}

/** The button that starts a follow-up, or plans a visit: its form, with the customer and what else is known filled in. */
export async function startFollowUp(
  context: Context,
  spec: CommandSpec<never>,
  customerId: string,
  known: RawValues = {},
): Promise<Done> {
  const customer = isUuid(customerId) ? await findCustomer(context.db, context.orgId, customerId) : undefined;
  if (customer === undefined) return sayGone(context);
  if (!(await mayWith(context, customer.ownerId, 'customer.work'))) {
    return refuseCustomer(context, customer, 'customer.work');
  }
  const draftId = context.ids.uuid();
  const values = {
    ...known,
    customer: writeChosen(customer.id, customer.name),
  };
  const form = buildForm({ spec, draftId, lang: context.actor.lang, values });
  return commitAll(context, { kind: 'form', form }, [
    insertDraft(context, { id: draftId, command: spec.name, values }),
  ]);
}
