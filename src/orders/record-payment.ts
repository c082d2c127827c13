import type { Reply } from '../chat/reply.ts';
import type { RawValues } from '../chat/spec.ts';
import type { LocalDate } from '../kernel/calendar.ts';
import { formatDate } from '../kernel/dates.ts';
import { formatMoney } from '../kernel/money.ts';
import { Fault } from '../kernel/result.ts';
import type { Context } from '../people/context.ts';
import { auditEntry } from '../store/audit.ts';
import type { Sql, Tx } from '../store/client.ts';
import { answer, commit, commitAll, type Done } from '../store/commit.ts';
import { insertDraft } from '../store/drafts.ts';
import { outboxEvent } from '../store/outbox.ts';
import { findPaymentOrders, type PaymentOrders } from './find-payment-order.ts';
import { chooseOrderCard, excessCard, paymentSavedCard } from './payment-cards.ts';
import { paymentText } from './payment-text.ts';
import { askAgain, noteCard, refuseRight } from './refusals.ts';
import { findPaymentWay, type PaymentWay, type Standing } from './rights.ts';
import { findExcess } from './rules.ts';
import { senseOf } from './show-order.ts';
import { paymentSpec } from './specs.ts';
import { findOrderById, findStanding, listCredited, type OrderRow } from './store.ts';
import { fieldProblems } from './text.ts';
import { insertPayment, lockOrder, type NewPayment, runAll } from './write-store.ts';

/** A payment as it was typed and understood. */
interface Typed {
  readonly amount: bigint;
  readonly receivedOn: LocalDate;
  /** The question whether more than what is open may be recorded was answered with yes. */
  readonly isConfirmed: boolean;
  readonly values: RawValues;
}

/**
 * Records money that came in. The order is the one that is named, or the customer's only open one; of several the speaker
 * chooses. Finance's payments count at once, those of others wait for finance.
 */
export async function recordPayment(context: Context, values: RawValues): Promise<Done> {
  const typed: Typed = {
    amount: BigInt(values.amount ?? '0'),
    receivedOn: values.received ?? context.today,
    isConfirmed: values.confirmed === 'yes',
    values,
  };
  const wrong = findProblem(context, typed);
  if (wrong) {
    const again = askAgain(context, paymentSpec, keepTyped(context, typed), wrong);
    return commitAll(context, again.reply, [again.draft]);
  }
  const standing = await findStanding(context);
  const found = await findPaymentOrders(
    context,
    values,
    (order) => findWay(standing, order, typed) !== undefined,
  );
  return payFor(context, standing, typed, found);
}

function payFor(context: Context, standing: Standing, typed: Typed, found: PaymentOrders): Promise<Done> {
  switch (found.kind) {
    case 'one':
      return commit(context, (tx) => writePayment(context, tx, standing, typed, found.orderId));
    case 'several':
      return chooseOrder(context, typed, found.orders);
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

function findWay(standing: Standing, order: OrderRow, { receivedOn }: Typed): PaymentWay {
  return findPaymentWay(standing, { ownerId: order.ownerId, credited: listCredited(order, receivedOn) });
}

function findProblem(context: Context, typed: Typed) {
  if (typed.amount <= 0n) return { amount: fieldProblems['amount-zero']() };
  if (typed.receivedOn <= context.today) return undefined;
  const today = (lang: 'en' | 'zh') =>
    fieldProblems['received-future'](formatDate(context.today, lang))[lang];
  return { received: { en: today('en'), zh: today('zh') } };
}

/** The order is read again under its lock, so that two payments at the same instant see each other. */
async function writePayment(
  context: Context,
  tx: Tx,
  standing: Standing,
  typed: Typed,
  orderId: string,
): Promise<Reply> {
  await lockOrder(tx, context.orgId, orderId);
  const order = await findOrderById(tx, context.orgId, orderId);
  if (order === undefined) throw new Fault('order-missing');
  if (order.state === 'withdrawn') {
    const card = noteCard(context, paymentText.neededTitle, paymentText.withdrawn);
    return { kind: 'card', card, audience: 'asker' };
  }
  const excess = findExcess(order, typed.amount);
  if (excess > 0n && !typed.isConfirmed) return askExcess(context, tx, typed, order, excess);
  const state = findWay(standing, order, typed) === 'record' ? 'confirmed' : 'proposed';
  const { amount, receivedOn } = typed;
  const payment = { id: context.ids.uuid(), orderId, amount, receivedOn, state } as const;
  await runAll(tx, [
    ...insertPayment(context, payment),
    auditPayment(context, payment, excess),
    outboxEvent(context, { kind: `payment.${state}`, paymentId: payment.id }),
  ]);
  const hasOwnShare = context.actor.roles.includes('finance') && state === 'proposed';
  // What is open is more than was typed: a group does not read it along.
  const showsOpen = context.inbound.source.scope !== 'group';
  const saved = { order, amount, receivedOn, state, hasOwnShare, showsOpen } as const;
  return { kind: 'card', card: paymentSavedCard(saved, senseOf(context)), audience: 'same' };
}

function auditPayment(context: Context, payment: NewPayment, excess: bigint): Sql {
  const { orderId, amount, receivedOn, state } = payment;
  const over = excess > 0n ? { excess: excess.toString() } : {};
  return auditEntry(context, {
    action: `payment.${state}`,
    entity: 'payment',
    entityId: payment.id,
    after: { orderId, amount: amount.toString(), receivedOn, ...over },
  });
}

async function askExcess(
  context: Context,
  tx: Tx,
  typed: Typed,
  order: OrderRow,
  excess: bigint,
): Promise<Reply> {
  const draftId = context.ids.uuid();
  const values = { ...keepTyped(context, typed), order: `#${order.id}` };
  await runAll(tx, [insertDraft(context, { id: draftId, command: paymentSpec.name, values })]);
  const card = excessCard({ draftId, order, amount: typed.amount, excess }, senseOf(context));
  return { kind: 'card', card, audience: 'asker' };
}

function chooseOrder(context: Context, typed: Typed, orders: readonly OrderRow[]): Promise<Done> {
  const draftId = context.ids.uuid();
  const values = { ...keepTyped(context, typed), choosing: 'order' };
  const card = chooseOrderCard({ draftId, orders, amount: typed.amount }, senseOf(context));
  return commitAll(context, { kind: 'card', card, audience: 'asker' }, [
    insertDraft(context, { id: draftId, command: paymentSpec.name, values }),
  ]);
}

/** The values as somebody would type them, so that the command can run from them again. */
function keepTyped(context: Context, { amount, receivedOn, values }: Typed): RawValues {
  const { choosing: _choosing, confirmed: _confirmed, ...others } = values;
  const [customer] = context.customers;
  return {
    ...others,
    ...(customer === undefined ? {} : { customer: customer.name }),
    amount: formatMoney(amount, context.org.currency, 'en'),
    received: receivedOn,
  };
}
