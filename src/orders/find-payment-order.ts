import type { Card } from '../chat/card.ts';
import { readChosen } from '../chat/chosen.ts';
import type { RawValues } from '../chat/spec.ts';
import { mayWith } from '../customers/access.ts';
import { matchCustomers } from '../customers/match.ts';
import type { Context, CustomerMatch } from '../people/context.ts';
import { mayRun, rolesFor } from '../people/rights.ts';
import { paymentText } from './payment-text.ts';
import { noteCard } from './refusals.ts';
import { readOrderNumber } from './rules.ts';
import { findOrderById, findOrderByNumber, listOpenOrders, type OrderRow } from './store.ts';
import { orderText } from './text.ts';

/** Which order a payment is for. */
export type PaymentOrders =
  | { readonly kind: 'one'; readonly orderId: string }
  | { readonly kind: 'several'; readonly orders: readonly OrderRow[] }
  /** None fits; the card says why and what to do. */
  | { readonly kind: 'none'; readonly card: Card }
  /** `orderId` null: of a customer that has none, which the speaker must not learn. */
  | { readonly kind: 'refused'; readonly orderId: string | null };

/**
 * Finds the order by its number or by a choice made before, else the open orders of the customer, as far as `may` allows.
 */
export async function findPaymentOrders(
  context: Context,
  values: RawValues,
  may: (order: OrderRow) => boolean,
): Promise<PaymentOrders> {
  const typed = values.order;
  if (typed !== undefined) {
    const order = await findNamed(context, typed);
    if (order) return useNamed(context, values, order, may);
    // A word at the head that looks like a number, F-16, may be a customer all the same.
    const customers = values.customer === undefined ? await matchNamed(context, typed) : [];
    const [only] = customers;
    if (only && customers.length === 1) return findOpen(context, only, may);
    const card = noteCard(context, orderText.unknownTitle(typed), orderText.unknownHow);
    return { kind: 'none', card };
  }
  const [customer] = context.customers;
  return customer === undefined ? askForOrder(context) : findOpen(context, customer, may);
}

/** What a typed line names at its head was looked up with the caller already. */
async function matchNamed(context: Context, typed: string): Promise<readonly CustomerMatch[]> {
  return context.customers.length > 0 ? context.customers : matchCustomers(context, typed);
}

/** An order that is named together with another customer is more likely a slip than meant. */
function useNamed(
  context: Context,
  values: RawValues,
  order: OrderRow,
  may: (order: OrderRow) => boolean,
): PaymentOrders {
  if (!may(order)) return { kind: 'refused', orderId: order.id };
  const [customer] = context.customers;
  if (values.customer === undefined || customer === undefined || customer.id === order.customerId)
    return { kind: 'one', orderId: order.id };
  const why = paymentText.otherCustomer(order.number, order.customerName);
  return { kind: 'none', card: noteCard(context, paymentText.neededTitle, why) };
}

async function findNamed(context: Context, typed: string): Promise<OrderRow | undefined> {
  const chosen = readChosen(typed);
  if (chosen) return findOrderById(context.db, context.orgId, chosen.id);
  const number = readOrderNumber(typed);
  return number === undefined ? undefined : findOrderByNumber(context.db, context.orgId, number);
}

async function findOpen(
  context: Context,
  customer: CustomerMatch,
  may: (order: OrderRow) => boolean,
): Promise<PaymentOrders> {
  const open = await listOpenOrders(context.db, context.orgId, customer.id);
  const usable = open.filter(may);
  const [first] = usable;
  if (usable.length > 1) return { kind: 'several', orders: usable };
  if (first) return { kind: 'one', orderId: first.id };
  const [foreign] = open;
  if (foreign) return { kind: 'refused', orderId: foreign.id };
  // Whether somebody else's customer has anything open is not told.
  if (!(await mayKnow(context, customer))) return { kind: 'refused', orderId: null };
  const start = {
    label: paymentText.newOrder[context.actor.lang],
    action: 'order.start',
    target: customer.id,
  } as const;
  const card = noteCard(context, paymentText.noOpenTitle(customer.name), paymentText.noOpenHow, [
    { kind: 'buttons', buttons: [start] },
  ]);
  return { kind: 'none', card };
}

/** Whether the speaker may know what there is of a customer's orders. */
export async function mayKnow(context: Context, { ownerId }: CustomerMatch): Promise<boolean> {
  return (
    mayRun(context.actor.roles, rolesFor('payment.record')) ||
    (await mayWith(context, ownerId, 'customer.see'))
  );
}

function askForOrder(context: Context): PaymentOrders {
  return { kind: 'none', card: noteCard(context, paymentText.neededTitle, orderText.unknownHow) };
}
