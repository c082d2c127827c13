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
import type { ActingContext } from '../store/context.ts';
import { insertDraft } from '../store/drafts.ts';
import { outboxEvent } from '../store/outbox.ts';
import { type Doubt, doubtCard } from './doubt-cards.ts';
import { readInstalmentName } from './fill.ts';
import { findPaymentOrders, type PaymentOrders } from './find-payment-order.ts';
import { chooseOrderCard, paymentSavedCard } from './payment-cards.ts';
import { findTwin } from './payment-store.ts';
import { paymentText } from './payment-text.ts';
import { askAgain, noteCard, refuseRight } from './refusals.ts';
import { findPaymentWay, type PaymentWay, type Standing } from './rights.ts';
import { findExcess } from './rules.ts';
import { senseOf } from './show-order.ts';
import { paymentSpec } from './specs.ts';
import { findOrderById, findStanding, listCredited, listInstalments, type OrderRow } from './store.ts';
import { fieldProblems } from './text.ts';
import { insertPayment, lockOrder, type NewPayment, runAll } from './write-store.ts';

/** A payment as it was typed and understood. */
interface Typed {
  readonly amount: bigint;
  readonly receivedOn: LocalDate;
  /** The question whether it is meant, although it is too much or looks like another one, was answered with yes. */
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
  const place = await readPlace(context, tx, typed, orderId);
  if (place === 'unknown') return askPlace(context, tx, typed);
  const { amount, receivedOn } = typed;
  const way = findWay(standing, order, typed);
  const doubt = await findDoubt(context, tx, order, typed);
  if (doubt !== undefined && !typed.isConfirmed)
    return askDoubt(context, tx, typed, { ...doubt, order, amount, mayConfirm: way === 'record' });
  const state = way === 'record' ? 'confirmed' : 'proposed';
  const payment = { id: context.ids.uuid(), orderId, amount, receivedOn, state, instalment: place } as const;
  await runAll(tx, [
    ...insertPayment(context, payment),
    auditPayment(context, payment, doubt?.excess ?? 0n),
    outboxEvent(context, { kind: `payment.${state}`, paymentId: payment.id }),
  ]);
  const hasOwnShare = context.actor.roles.includes('finance') && state === 'proposed';
  // What is open is more than was typed: a group does not read it along.
  const showsOpen = context.inbound.source.scope !== 'group';
  const saved = { id: payment.id, order, amount, receivedOn, state, hasOwnShare, showsOpen, place } as const;
  return { kind: 'card', card: paymentSavedCard(saved, senseOf(context)), audience: 'same' };
}

/** The place in the plan that was named; undefined if none was, `unknown` if the plan has no such place. */
async function readPlace(
  context: Context,
  tx: Tx,
  { values }: Typed,
  orderId: string,
): Promise<number | undefined | 'unknown'> {
  if (values.instalment === undefined) return undefined;
  const plan = await listInstalments(tx, context.orgId, orderId);
  return readInstalmentName(values.instalment, plan.length) ?? 'unknown';
}

async function askPlace(context: Context, tx: Tx, typed: Typed): Promise<Reply> {
  const problem = fieldProblems['instalment-unknown'](typed.values.instalment ?? '');
  const again = askAgain(context, paymentSpec, keepTyped(context, typed), { instalment: problem });
  await runAll(tx, [again.draft]);
  return again.reply;
}

/** What speaks against recording it without a question; undefined if nothing does. */
async function findDoubt(
  context: Context,
  tx: Tx,
  order: OrderRow,
  { amount, receivedOn }: Typed,
): Promise<Pick<Doubt, 'excess' | 'twin'> | undefined> {
  const excess = findExcess(order, amount);
  const twin = await findTwin(tx, context.orgId, { orderId: order.id, amount, receivedOn });
  return excess > 0n || twin !== undefined ? { excess, twin } : undefined;
}

/** The audit entry of a new payment. */
export function auditPayment(context: ActingContext, payment: NewPayment, excess: bigint): Sql {
  const { orderId, amount, receivedOn, state } = payment;
  const over = excess > 0n ? { excess: excess.toString() } : {};
  const named = payment.instalment === undefined ? {} : { instalment: payment.instalment };
  return auditEntry(context, {
    action: `payment.${state}`,
    entity: 'payment',
    entityId: payment.id,
    after: { orderId, amount: amount.toString(), receivedOn, ...over, ...named },
  });
}

async function askDoubt(
  context: Context,
  tx: Tx,
  typed: Typed,
  doubt: Omit<Doubt, 'draftId'>,
): Promise<Reply> {
  const draftId = context.ids.uuid();
  const values = { ...keepTyped(context, typed), order: `#${doubt.order.id}` };
  await runAll(tx, [insertDraft(context, { id: draftId, command: paymentSpec.name, values })]);
  return { kind: 'card', card: doubtCard({ ...doubt, draftId }, senseOf(context)), audience: 'asker' };
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
