import type { RawValues } from '../chat/spec.ts';
import { mayWith } from '../customers/access.ts';
import { matchCustomers } from '../customers/match.ts';
import type { Context, CustomerMatch } from '../people/context.ts';
import { answer, type Done } from '../store/commit.ts';
import { type CardSense, orderCard, orderListCard } from './cards.ts';
import { listLines } from './lines/store.ts';
import { noteCard, refuseRight } from './refusals.ts';
import {
  findPaymentWay,
  judgeEdit,
  maySeeOrder,
  maySetSplit,
  type OrderPeople,
  type Standing,
} from './rights.ts';
import { findSplitInForce, shareAmong } from './rules.ts';
import {
  findOrderByNumber,
  findStanding,
  listCredited,
  listCustomerOrders,
  listInstalments,
  listPayments,
  type OrderRow,
} from './store.ts';
import { orderText } from './text.ts';

/** How many of a customer's orders one card lists. */
const MOST_LISTED = 10;

/** Shows an order by its number, or the orders of a customer by its name, as far as the speaker may see them. */
export async function showOrder(context: Context, values: RawValues): Promise<Done> {
  const typed = values.order ?? '';
  const [order, standing] = await Promise.all([
    findOrderByNumber(context.db, context.orgId, typed),
    findStanding(context),
  ]);
  if (order) return showOne(context, standing, order);
  const customer = await findOnly(context, typed);
  const orders = customer ? await listCustomerOrders(context.db, context.orgId, customer.id) : [];
  const visible = orders.filter((each) => maySeeOrder(standing, peopleOf(each, context)));
  const [first] = visible;
  if (first === undefined) return answerNone(context, typed, customer);
  if (visible.length === 1) return showOne(context, standing, first);
  const title = orderText.listTitle(first.customerName)[context.actor.lang];
  const card = orderListCard(title, visible.slice(0, MOST_LISTED), senseOf(context));
  return answer(context, { kind: 'card', card, audience: 'asker' });
}

async function showOne(context: Context, standing: Standing, order: OrderRow): Promise<Done> {
  const people = peopleOf(order, context);
  if (!maySeeOrder(standing, people)) {
    return refuseRight(context, {
      deed: 'order.see',
      entity: 'order',
      entityId: order.id,
      why: orderText.refusedSee,
    });
  }
  const [instalments, lines, payments] = await Promise.all([
    listInstalments(context.db, context.orgId, order.id),
    listLines(context.db, context.orgId, order.id),
    listPayments(context.db, context.orgId, order.id),
  ]);
  const shares = shareAmong(findSplitInForce(order.splits, context.today), order.amount);
  const edit = judgeEdit(standing, people, { isPlanOnly: true, hasPayments: false }) === 'allowed';
  const may = {
    pay: findPaymentWay(standing, people) !== undefined,
    edit,
    split: edit && maySetSplit(standing, people.credited),
  };
  const card = orderCard({ order, instalments, lines, payments, shares }, senseOf(context), may);
  return answer(context, { kind: 'card', card, audience: 'asker' });
}

async function findOnly(context: Context, typed: string): Promise<CustomerMatch | undefined> {
  const [customer, ...others] = await matchCustomers(context, typed);
  return others.length === 0 ? customer : undefined;
}

/** Whether a customer that somebody may not see has orders, or is there at all, is not told. */
async function answerNone(
  context: Context,
  typed: string,
  customer: CustomerMatch | undefined,
): Promise<Done> {
  const maySee = customer !== undefined && (await mayWith(context, customer.ownerId, 'customer.see'));
  const card = maySee
    ? noteCard(context, orderText.noneTitle(customer.name), orderText.noneHow)
    : noteCard(context, orderText.unknownTitle(typed), orderText.unknownHow);
  return answer(context, { kind: 'card', card, audience: 'asker' });
}

function peopleOf(order: OrderRow, context: Context): OrderPeople {
  return { ownerId: order.ownerId, credited: listCredited(order, context.today) };
}

/** What cards are written with for this speaker. */
export function senseOf(context: Context): CardSense {
  return { lang: context.actor.lang, currency: context.org.currency, today: context.today };
}
