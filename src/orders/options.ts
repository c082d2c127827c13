import type { PickOption } from '../chat/card.ts';
import { searchCustomers } from '../customers/search.ts';
import { findSight } from '../customers/sight.ts';
import { formatMoney } from '../kernel/money.ts';
import { cleanText } from '../kernel/text/clean.ts';
import type { Context } from '../people/context.ts';
import { findPaymentWay, maySeeOrder } from './rights.ts';
import { normalizeOrderNumber } from './rules.ts';
import { findStanding, listCredited, listRecentOrders, type OrderRow } from './store.ts';

/** How many orders are looked at before rights are applied. */
const CANDIDATES = 60;

/**
 * The orders that this person may pick, those signed last first: by the beginning of a number or by a customer's name.
 * Who may pay or see one may pick it, and nobody else learns that it is there.
 */
export async function listOrderOptions(
  context: Context,
  typed: string,
  limit: number,
): Promise<readonly PickOption[]> {
  const { db, orgId, today } = context;
  const text = cleanText(typed, 100);
  const sight = await findSight(context);
  const [standing, customers] = await Promise.all([
    findStanding(context),
    text === '' ? [] : searchCustomers(db, text, { orgId, sight, limit: 10 }),
  ]);
  const number = text === '' ? undefined : (normalizeOrderNumber(text) ?? text);
  const rows = await listRecentOrders(db, orgId, {
    ...(number === undefined ? {} : { number, customers: customers.map(({ id }) => id) }),
    ...(sight.all ? {} : { members: sight.owners }),
    limit: CANDIDATES,
  });
  return rows
    .filter((order) => {
      const people = { ownerId: order.ownerId, credited: listCredited(order, today) };
      return maySeeOrder(standing, people) || findPaymentWay(standing, people) !== undefined;
    })
    .slice(0, limit)
    .map((order) => toOption(context, order));
}

function toOption({ org, actor }: Context, order: OrderRow): PickOption {
  const money = formatMoney(order.amount, org.currency, actor.lang);
  return { label: `${order.number} · ${cleanText(order.customerName, 30)} · ${money}`, value: order.number };
}
