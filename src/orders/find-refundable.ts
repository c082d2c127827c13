import type { Card } from '../chat/card.ts';
import type { RawValues } from '../chat/spec.ts';
import type { LocalDate } from '../kernel/calendar.ts';
import { isUuid } from '../kernel/ids.ts';
import type { Context } from '../people/context.ts';
import { mayKnow } from './find-payment-order.ts';
import { listRefundable, type RefundablePayment } from './payment-store.ts';
import { refundText } from './refund-text.ts';
import { noteCard } from './refusals.ts';
import { readOrderNumber } from './rules.ts';
import { findOrderById, findOrderByNumber, listCustomerOrders, type OrderRow } from './store.ts';
import { orderText } from './text.ts';

/** A payment that can be given back, with its order. */
export interface Refundable {
  readonly order: OrderRow;
  readonly payment: RefundablePayment;
}

/** Which payment a refund gives back. */
export type FoundRefundable =
  | { readonly kind: 'one'; readonly refundable: Refundable }
  | { readonly kind: 'several'; readonly refundables: readonly Refundable[] }
  /** None fits; the card says why and what to do. */
  | { readonly kind: 'none'; readonly card: Card }
  | { readonly kind: 'refused'; readonly orderId: string | null };

/** How many payments one card lets choose from; the latest are the likeliest. */
const MOST_LISTED = 10;

/**
 * Finds the payment by a choice made before (`payment` is `#<id>`), else those of the order that is named, or of the
 * customer's orders, as far as `may` allows on the day they were received.
 */
export async function findRefundable(
  context: Context,
  values: RawValues,
  may: (order: OrderRow, receivedOn: LocalDate) => boolean,
): Promise<FoundRefundable> {
  const chosen = values.payment?.replace(/^#/, '');
  const orders = await findOrders(context, values, chosen);
  const payments = await listRefundable(
    context.db,
    context.orgId,
    orders.map(({ id }) => id),
  );
  const found = payments
    .filter(({ id }) => chosen === undefined || id === chosen)
    .flatMap((payment) => {
      const order = orders.find(({ id }) => id === payment.orderId);
      return order === undefined ? [] : [{ order, payment }];
    });
  const allowed = found.filter(({ order, payment }) => may(order, payment.receivedOn));
  const [first] = allowed;
  if (first === undefined) return sayNone(context, values, orders, found, may);
  if (allowed.length > 1) return { kind: 'several', refundables: allowed.slice(0, MOST_LISTED) };
  return { kind: 'one', refundable: first };
}

async function findOrders(
  context: Context,
  { order: typed }: RawValues,
  chosen: string | undefined,
): Promise<readonly OrderRow[]> {
  const { db, orgId, customers } = context;
  if (chosen !== undefined) {
    if (!isUuid(chosen)) return [];
    const payment = await db.payment.findUnique({ where: { orgId_id: { orgId, id: chosen } } });
    const order = payment === null ? undefined : await findOrderById(db, orgId, payment.orderId);
    return order === undefined ? [] : [order];
  }
  if (typed !== undefined) {
    const number = readOrderNumber(typed);
    const order = number === undefined ? undefined : await findOrderByNumber(db, orgId, number);
    return order === undefined ? [] : [order];
  }
  const [customer] = customers;
  return customer === undefined ? [] : listCustomerOrders(db, orgId, customer.id);
}

async function sayNone(
  context: Context,
  { order: typed }: RawValues,
  orders: readonly OrderRow[],
  found: readonly Refundable[],
  may: (order: OrderRow, receivedOn: LocalDate) => boolean,
): Promise<FoundRefundable> {
  const [foreign] = found;
  if (foreign !== undefined) return { kind: 'refused', orderId: foreign.order.id };
  // Whether somebody else's order was paid is not told either.
  const [closed] = orders.filter((order) => !may(order, context.today));
  if (closed !== undefined && orders.every((order) => !may(order, context.today)))
    return { kind: 'refused', orderId: closed.id };
  const [customer] = context.customers;
  if (orders.length === 0 && customer !== undefined && !(await mayKnow(context, customer)))
    return { kind: 'refused', orderId: null };
  if (typed !== undefined && orders.length === 0)
    return { kind: 'none', card: noteCard(context, orderText.unknownTitle(typed), orderText.unknownHow) };
  return { kind: 'none', card: noteCard(context, refundText.noneTitle, refundText.noneHow) };
}
