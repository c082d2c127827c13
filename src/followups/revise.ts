import { writeChosen } from '../chat/chosen.ts';
import { buildForm } from '../chat/form.ts';
import type { CommandSpec, RawValues } from '../chat/spec.ts';
import { askAgain } from '../customers/ask-again.ts';
import { isUuid } from '../kernel/ids.ts';
import type { Caller, Context, CustomerMatch } from '../people/context.ts';
import { auditEntry } from '../store/audit.ts';
import type { Tx } from '../store/client.ts';
import { answer, commit, commitAll, type Done } from '../store/commit.ts';
import { insertDraft } from '../store/drafts.ts';
import { loggedCard } from './cards.ts';
import { goneCard, withdrawnCard } from './change-cards.ts';
import {
  describeLogged,
  findErrors,
  planReminder,
  readFollowUp,
  writeAmount,
  writeTyped,
} from './new-follow-up.ts';
import {
  advanceLastContact,
  dropReminder,
  type LoggedFollowUp,
  loadFollowUp,
  recountLastContact,
  rewriteFollowUp,
  setReminder,
} from './revision-store.ts';
import type { NewFollowUp } from './store.ts';
import { followUpText as t } from './text.ts';
import { withOwn } from './withdraw.ts';

/** The button *change*: the form of a follow-up with everything that it says. */
export function pressChange(
  context: Context,
  specs: Readonly<Record<'service' | 'other', CommandSpec<never>>>,
  target: string,
): Promise<Done> {
  return withOwn(context, target, (followUp) => {
    const spec = followUp.dueOn === null ? specs.other : specs.service;
    const draftId = context.ids.uuid();
    const values = writeValues(context, followUp);
    const { lang } = context.actor;
    const form = { ...buildForm({ spec, draftId, lang, values }), title: t.changeTitle[lang] };
    return commitAll(context, { kind: 'form', form }, [
      insertDraft(context, { id: draftId, command: spec.name, values }),
    ]);
  });
}

function writeValues(context: Context, followUp: LoggedFollowUp): RawValues {
  const { id, customerId, customerName, text, kind, amount, nextOn, nextTime, dueOn, happenedOn } = followUp;
  return {
    revises: id,
    customer: writeChosen(customerId, customerName),
    text,
    kind,
    at: happenedOn,
    ...(amount === null ? {} : { amount: writeAmount(amount.toString(), context.org.currency) }),
    ...(nextOn === null ? {} : { next: nextOn }),
    ...(nextTime === null ? {} : { nextTime }),
    ...(dueOn === null ? {} : { due: dueOn }),
  };
}

/**
 * Writes a follow-up of the person's own anew. What it said before stays as a revision and in the audit log; its reminder
 * follows the next date, and the last contact of both customers is what it then is.
 */
export async function reviseFollowUp(
  context: Context,
  spec: CommandSpec<never>,
  values: RawValues,
  customer: CustomerMatch,
): Promise<Done> {
  const id = values.revises ?? '';
  const was = isUuid(id) ? await loadFollowUp(context.db, context.orgId, id) : undefined;
  if (was === undefined) return answer(context, { kind: 'card', card: goneCard(context), audience: 'asker' });
  if (was.authorId !== context.memberId) {
    return commitAll(context, { kind: 'card', card: goneCard(context), audience: 'asker' }, [
      auditEntry(context, {
        action: 'followup.refused',
        entity: 'follow_up',
        entityId: was.id,
        after: { deed: 'followup.change' },
      }),
    ]);
  }
  if (was.withdrawnAt !== null) {
    return answer(context, { kind: 'card', card: withdrawnCard(was, context), audience: 'asker' });
  }
  const errors = findErrors(context, values, [was.nextOn, was.dueOn]);
  if (Object.keys(errors).length > 0) {
    return askAgain(context, spec, writeTyped(context, values, customer), errors);
  }
  const happenedOn = values.at ?? was.happenedOn;
  const read = readFollowUp(context, customer.id, { ...values, at: happenedOn });
  const stays = happenedOn === was.happenedOn ? { happenedAt: was.happenedAt.getTime() } : {};
  const followUp: NewFollowUp = { ...read, id, ...stays };
  return commit(context, async (tx) => {
    await rewriteLogged(tx, context, was, followUp);
    return {
      kind: 'card',
      card: loggedCard(context, customer, followUp, { changed: true }),
      audience: 'same',
    };
  });
}

/** Writes a follow-up anew with all that hangs on it: its reminder, its customers' last contact, its audit entry. */
export async function rewriteLogged(
  tx: Tx,
  context: Caller,
  was: LoggedFollowUp,
  followUp: NewFollowUp,
): Promise<void> {
  const { id, customerId, nextOn, nextTime, happenedAt } = followUp;
  const changed = await tx.$executeRaw(rewriteFollowUp(context, followUp));
  if (changed === 0) return;
  const reminder = planReminder({ ...context, memberId: followUp.authorId }, followUp);
  if (reminder === undefined) await tx.$executeRaw(dropReminder(context, id));
  else if (
    nextOn !== was.nextOn ||
    nextTime !== was.nextTime ||
    followUp.dueOn !== was.dueOn ||
    customerId !== was.customerId
  ) {
    await tx.$executeRaw(setReminder(context, reminder));
  }
  if (customerId !== was.customerId || happenedAt < was.happenedAt.getTime()) {
    await tx.$executeRaw(recountLastContact(context, was.customerId, was.happenedAt));
  }
  await tx.$executeRaw(advanceLastContact(context, customerId, happenedAt));
  const before = {
    customerId: was.customerId,
    kind: was.kind,
    text: was.text,
    amount: was.amount?.toString() ?? null,
    nextOn: was.nextOn,
    nextTime: was.nextTime,
    dueOn: was.dueOn,
    happenedOn: was.happenedOn,
  };
  const after = { ...describeLogged(followUp), nextTime, dueOn: followUp.dueOn };
  await tx.$executeRaw(
    auditEntry(context, { action: 'followup.revised', entity: 'follow_up', entityId: id, before, after }),
  );
}
