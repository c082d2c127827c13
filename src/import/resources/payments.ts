import { z } from 'zod';
import { formatMoney } from '../../kernel/money.ts';
import { Fault } from '../../kernel/result.ts';
import { listRefundable } from '../../orders/payment-store.ts';
import { auditPayment } from '../../orders/record-payment.ts';
import { findPaymentWay, type PaymentWay } from '../../orders/rights.ts';
import { findExcess } from '../../orders/rules.ts';
import {
  findOrderById,
  findStanding,
  listCredited,
  listInstalments,
  listPayments,
  type OrderPayment,
  type OrderRow,
} from '../../orders/store.ts';
import { insertPayment, lockOrder, runAll } from '../../orders/write-store.ts';
import type { Caller } from '../../people/context.ts';
import { auditEntry } from '../../store/audit.ts';
import { Prisma, type Sql } from '../../store/client.ts';
import { outboxEvent } from '../../store/outbox.ts';
import { type Changed, defineResource } from './define.ts';
import { findReference, selectReference } from './external-ids.ts';
import { needOrder } from './lookups.ts';
import { seeByOrder } from './order-sight.ts';
import { rejectConflict, rejectField, rejectRight } from './reject.ts';
import type { ResourceRow } from './resource.ts';
import { resourceText as t } from './text.ts';
import { amount, day, reference, text } from './values.ts';

const schema = z
  .strictObject({
    order: reference('The order (its number will do too); stays'),
    amount: amount('What came in; of a refund, what was given back: above zero as well'),
    receivedOn: day('When it came in, or was given back'),
    instalment: z.int().min(1).max(60).optional().describe('Place in the plan that it is for, from 1'),
    refundOf: reference('The payment that is given back: this makes it a refund').optional(),
    reason: text(500, 'Why it was given back').optional(),
    overpaid: z.boolean().optional().describe('true: more than what is open is meant'),
  })
  .describe('Money that came in for an order, or a refund of it');

type Value = z.output<typeof schema>;

/**
 * Payments and refunds. Those of finance count at once unless their own share is in it; those of others wait for finance. A
 * recorded payment is never rewritten.
 */
export const payments = defineResource({
  type: 'payments',
  title: 'Payments',
  entity: 'payment',
  schema,
  create: (caller, value) =>
    value.refundOf === undefined ? pay(caller, value) : refund(caller, value, value.refundOf),
  change,
  sight: seeByOrder,
  load,
});

interface Made {
  readonly id: string;
  readonly waits: boolean;
}

async function pay(caller: Caller, value: Value): Promise<Made> {
  const { db, ids } = caller;
  const order = await lockPaid(caller, value);
  const way = await needWay(caller, order, value.receivedOn);
  const { amount: sum, receivedOn, instalment } = value;
  if (instalment !== undefined && instalment > (await listInstalments(db, caller.orgId, order.id)).length)
    throw rejectField(caller, 'instalment', t.placeUnknown);
  const excess = findExcess(order, sum);
  if (excess > 0n && value.overpaid !== true) {
    const open = formatMoney(sum - excess, caller.org.currency, caller.actor.lang);
    throw rejectConflict(caller, t.excess(open), 'amount');
  }
  const state = way === 'record' ? 'confirmed' : 'proposed';
  const payment = { id: ids.uuid(), orderId: order.id, amount: sum, receivedOn, state, instalment } as const;
  await runAll(db, [
    ...insertPayment(caller, payment),
    auditPayment(caller, payment, excess),
    outboxEvent(caller, { kind: `payment.${state}`, paymentId: payment.id }),
  ]);
  return { id: payment.id, waits: state === 'proposed' };
}

async function refund(caller: Caller, value: Value, reference: string): Promise<Made> {
  const { db, orgId, ids } = caller;
  const order = await lockPaid(caller, value);
  const paid = await needPayment(caller, order, reference);
  const way = await needWay(caller, order, paid.receivedOn);
  if (paid.state !== 'confirmed') throw rejectConflict(caller, t.notConfirmed, 'refundOf');
  const { amount: sum, receivedOn, reason = '' } = value;
  if (receivedOn < paid.receivedOn) throw rejectField(caller, 'receivedOn', t.refundEarly);
  const room = (await listRefundable(db, orgId, [order.id])).find(({ id }) => id === paid.id)?.room ?? 0n;
  if (sum > room) {
    const left = formatMoney(room, caller.org.currency, caller.actor.lang);
    throw rejectConflict(caller, t.refundRoom(left), 'amount');
  }
  const state = way === 'record' ? 'confirmed' : 'proposed';
  const made = {
    id: ids.uuid(),
    orderId: order.id,
    refundOf: paid.id,
    amount: -sum,
    receivedOn,
    state,
    reason,
  } as const;
  const after = {
    orderId: order.id,
    refundOf: paid.id,
    amount: sum.toString(),
    refundedOn: receivedOn,
    reason,
  };
  await runAll(db, [
    ...insertPayment(caller, made),
    auditEntry(caller, { action: `refund.${state}`, entity: 'payment', entityId: made.id, after }),
    outboxEvent(caller, { kind: `payment.${state}`, paymentId: made.id }),
  ]);
  return { id: made.id, waits: state === 'proposed' };
}

/** The order, read again under its lock, so that two payments at the same instant see each other. */
async function lockPaid(caller: Caller, value: Value): Promise<OrderRow> {
  const { db, orgId, today } = caller;
  const { id } = await needOrder(caller, 'order', value.order);
  await lockOrder(db, orgId, id);
  const order = await findOrderById(db, orgId, id);
  if (order === undefined) throw new Fault('order-missing');
  if (value.amount <= 0n) throw rejectField(caller, 'amount', t.amountZero);
  if (value.receivedOn > today) throw rejectField(caller, 'receivedOn', t.future);
  if (order.state === 'withdrawn') throw rejectConflict(caller, t.orderWithdrawn);
  return order;
}

async function needWay(caller: Caller, order: OrderRow, on: string): Promise<Exclude<PaymentWay, undefined>> {
  const people = { ownerId: order.ownerId, credited: listCredited(order, on) };
  const way = findPaymentWay(await findStanding(caller), people);
  if (way !== undefined) return way;
  const roles = ['sales', 'manager', 'finance'] as const;
  throw rejectRight(caller, { deed: 'payment.propose', entity: 'order', entityId: order.id, roles });
}

async function needPayment(caller: Caller, order: OrderRow, reference: string): Promise<OrderPayment> {
  const id = await findReference(caller, 'payments', reference);
  const all = await listPayments(caller.db, caller.orgId, order.id);
  const found = all.find((each) => each.id === id && each.refundOf === null);
  if (found === undefined) throw rejectField(caller, 'refundOf', t.unknownReference);
  return found;
}

/** What was recorded stays as it is: the same again is nothing, anything else is refused with the way out. */
async function change(caller: Caller, id: string, value: Value): Promise<Changed> {
  const order = await needOrder(caller, 'order', value.order);
  const all = await listPayments(caller.db, caller.orgId, order.id);
  const payment = all.find((each) => each.id === id);
  if (payment === undefined) throw rejectField(caller, 'order', t.fixed);
  await needWay(caller, order, payment.receivedOn);
  const refundOf =
    value.refundOf === undefined ? null : await findReference(caller, 'payments', value.refundOf);
  const sum = payment.refundOf === null ? payment.amount : -payment.amount;
  const same =
    sum === value.amount &&
    payment.receivedOn === value.receivedOn &&
    payment.refundOf === refundOf &&
    (value.instalment === undefined || value.instalment === payment.instalment);
  if (same) return { changed: false, waits: payment.state === 'proposed' };
  if (payment.state === 'rejected' || payment.state === 'withdrawn') throw rejectConflict(caller, t.decided);
  throw rejectConflict(caller, t.paidFixed);
}

function load({ db, orgId }: Caller, where: Sql, limit: number): Promise<readonly ResourceRow[]> {
  const org = Prisma.sql`r.org_id`;
  return db.$queryRaw<ResourceRow[]>`
    SELECT r.id, x.external_id AS "externalId",
      ${selectReference('orders', org, Prisma.sql`r.order_id`)} AS "order", abs(p.amount)::text AS amount,
      p.received_on::text AS "receivedOn", p.instalment, p.state,
      ${selectReference('payments', org, Prisma.sql`r.refund_of`)} AS "refundOf"
    FROM payments r JOIN current_payments p ON p.org_id = r.org_id AND p.id = r.id
    LEFT JOIN external_ids x ON x.org_id = r.org_id AND x.type = 'payments' AND x.entity_id = r.id
    WHERE r.org_id = ${orgId}::uuid AND ${where} ORDER BY r.id LIMIT ${limit}::int`;
}
