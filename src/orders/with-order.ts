import type { Context } from '../people/context.ts';
import { answer, type Done } from '../store/commit.ts';
import { noteCard, refuseRight } from './refusals.ts';
import { maySeeOrder, type Standing } from './rights.ts';
import { readOrderNumber } from './rules.ts';
import { findOrderByNumber, findStanding, listCredited, type OrderRow } from './store.ts';
import { orderText } from './text.ts';

/** Finds the order that a typed number names and lets `work` go on with it, if the speaker may see it. */
export async function withOrder(
  context: Context,
  typed: string,
  work: (order: OrderRow, standing: Standing) => Promise<Done>,
): Promise<Done> {
  const number = readOrderNumber(typed);
  const [order, standing] = await Promise.all([
    number === undefined ? undefined : findOrderByNumber(context.db, context.orgId, number),
    findStanding(context),
  ]);
  if (order === undefined) {
    const card = noteCard(context, orderText.unknownTitle(typed), orderText.unknownHow);
    return answer(context, { kind: 'card', card, audience: 'asker' });
  }
  const people = { ownerId: order.ownerId, credited: listCredited(order, context.today) };
  if (maySeeOrder(standing, people)) return work(order, standing);
  const why = orderText.refusedSee;
  return refuseRight(context, { deed: 'order.see', entity: 'order', entityId: order.id, why });
}
