import type { Reply } from '../chat/reply.ts';
import type { RawValues } from '../chat/spec.ts';
import type { LocalDate } from '../kernel/calendar.ts';
import { formatDate } from '../kernel/dates.ts';
import { formatMoney } from '../kernel/money.ts';
import { Fault } from '../kernel/result.ts';
import { cleanText } from '../kernel/text/clean.ts';
import type { Context } from '../people/context.ts';
import { auditEntry } from '../store/audit.ts';
import type { Tx } from '../store/client.ts';
import { answer, commit, commitAll, type Done } from '../store/commit.ts';
import { insertDraft } from '../store/drafts.ts';
import { outboxEvent } from '../store/outbox.ts';
import { findRefundable, type Refundable } from './find-refundable.ts';
import { refundSpec } from './payment-specs.ts';
import { listRefundable } from './payment-store.ts';
import { paymentText } from './payment-text.ts';
import { chooseRefundedCard, refundSavedCard } from './refund-cards.ts';
import { refundText } from './refund-text.ts';
import { askAgain, refuseRight } from './refusals.ts';
import { findPaymentWay, type PaymentWay, type Standing } from './rights.ts';
import { senseOf } from './show-order.ts';
import { findOrderById, findStanding, listCredited, type OrderRow } from './store.ts';
import { fieldProblems } from './text.ts';
import { insertPayment, lockOrder, runAll } from './write-store.ts';

const LONGEST_REASON = 500;

/** A refund as it was typed and understood. */
interface Typed {
  /** Undefined: all that is left of the payment. */
  readonly amount: bigint | undefined;
  readonly refundedOn: LocalDate;
  readonly reason: string;
  readonly values: RawValues;
}

/**
 * Gives back money of one confirmed payment, all that is left of it or a part. Whoever may be paid may refund: finance's
 * counts at once, those of others wait for finance. Of several payments the speaker chooses.
 */
export async function refundPayment(context: Context, values: RawValues): Promise<Done> {
  const typed: Typed = {
    amount: values.amount === undefined ? undefined : BigInt(values.amount),
    refundedOn: values.refunded ?? context.today,
    reason: cleanText(values.reason ?? '', LONGEST_REASON),
    values,
  };
  const standing = await findStanding(context);
  const found = await findRefundable(
    context,
    values,
    (order, day) => wayOf(standing, order, day) !== undefined,
  );
  switch (found.kind) {
    case 'one':
      return commit(context, (tx) => writeRefund(context, tx, standing, typed, found.refundable));
    case 'several':
      return choosePayment(context, typed, found.refundables);
    case 'none':
      return answer(context, { kind: 'card', card: found.card, audience: 'asker' });
    case 'refused':
      return refuseRight(context, {
        deed: 'payment.propose',
        entity: 'order',
        entityId: found.orderId,
        why: paymentText.refused,
      });
  }
}

/** Who shares in the refund shares in its payment: the split of that day decides. */
function wayOf(standing: Standing, order: OrderRow, day: LocalDate): PaymentWay {
  return findPaymentWay(standing, { ownerId: order.ownerId, credited: listCredited(order, day) });
}

/** What is left of the payment is read again under its order's lock, so that two refunds at once see each other. */
async function writeRefund(
  context: Context,
  tx: Tx,
  standing: Standing,
  typed: Typed,
  found: Refundable,
): Promise<Reply> {
  const orderId = found.order.id;
  await lockOrder(tx, context.orgId, orderId);
  const order = await findOrderById(tx, context.orgId, orderId);
  const payments = await listRefundable(tx, context.orgId, [orderId]);
  if (order === undefined) throw new Fault('order-missing');
  const payment = payments.find(({ id }) => id === found.payment.id) ?? { ...found.payment, room: 0n };
  const amount = typed.amount ?? payment.room;
  const problems = findProblems(context, typed, payment.receivedOn, amount, payment.room);
  if (problems !== undefined) {
    const again = askAgain(context, refundSpec, keepTyped(context, typed, payment.id), problems);
    await runAll(tx, [again.draft]);
    return again.reply;
  }
  const state = wayOf(standing, order, payment.receivedOn) === 'record' ? 'confirmed' : 'proposed';
  const { reason, refundedOn } = typed;
  const refund = {
    id: context.ids.uuid(),
    orderId,
    refundOf: payment.id,
    amount: -amount,
    receivedOn: refundedOn,
    state,
    reason,
  } as const;
  const after = { orderId, refundOf: payment.id, amount: amount.toString(), refundedOn, reason };
  await runAll(tx, [
    ...insertPayment(context, refund),
    auditEntry(context, { action: `refund.${state}`, entity: 'payment', entityId: refund.id, after }),
    outboxEvent(context, { kind: `payment.${state}`, paymentId: refund.id }),
  ]);
  const card = refundSavedCard(
    { id: refund.id, order, payment, amount, refundedOn, reason, state },
    senseOf(context),
  );
  return { kind: 'card', card, audience: 'same' };
}

function findProblems(
  context: Context,
  { refundedOn }: Typed,
  receivedOn: LocalDate,
  amount: bigint,
  room: bigint,
) {
  const { currency } = context.org;
  if (amount <= 0n && room > 0n) return { amount: fieldProblems['amount-zero']() };
  if (amount > room || room === 0n)
    return {
      amount: {
        en: refundText.tooMuch(formatMoney(room, currency, 'en')).en,
        zh: refundText.tooMuch(formatMoney(room, currency, 'zh')).zh,
      },
    };
  if (refundedOn >= receivedOn && refundedOn <= context.today) return undefined;
  const say = refundedOn < receivedOn ? refundText.tooEarly : refundText.future;
  const day = refundedOn < receivedOn ? receivedOn : context.today;
  return { refunded: { en: say(formatDate(day, 'en')).en, zh: say(formatDate(day, 'zh')).zh } };
}

function choosePayment(context: Context, typed: Typed, refundables: readonly Refundable[]): Promise<Done> {
  const draftId = context.ids.uuid();
  const values = { ...keepTyped(context, typed), choosing: 'payment' };
  const card = chooseRefundedCard(draftId, refundables, senseOf(context));
  return commitAll(context, { kind: 'card', card, audience: 'asker' }, [
    insertDraft(context, { id: draftId, command: refundSpec.name, values }),
  ]);
}

/** The values as somebody would type them, so that the command can run from them again. */
function keepTyped(
  context: Context,
  { amount, refundedOn, reason, values }: Typed,
  paymentId?: string,
): RawValues {
  const { choosing: _choosing, ...others } = values;
  const [customer] = context.customers;
  return {
    ...others,
    ...(customer === undefined ? {} : { customer: customer.name }),
    ...(amount === undefined ? {} : { amount: formatMoney(amount, context.org.currency, 'en') }),
    ...(paymentId === undefined ? {} : { payment: `#${paymentId}` }),
    refunded: refundedOn,
    reason,
  };
}
