import type { Button, CardBlock } from '../chat/card.ts';
import { mayWith } from '../customers/access.ts';
import { dealCard } from '../deals/cards.ts';
import { closeAs } from '../deals/close.ts';
import { loadSense } from '../deals/sense.ts';
import { type DealRow, findDeal, listOpenDeals } from '../deals/store.ts';
import { lockDeal } from '../deals/write-store.ts';
import type { Context } from '../people/context.ts';
import { auditEntry } from '../store/audit.ts';
import { Prisma, type Sql } from '../store/client.ts';
import { answer, commit, type Done } from '../store/commit.ts';
import { noteCard, refuseRight } from './refusals.ts';
import { findOrderById, type OrderRow } from './store.ts';
import { orderText as t } from './text.ts';
import { lockOrder, runAll } from './write-store.ts';

const MOST_ASKED = 3;

/** Asks whether a new order wins one of its customer's open deals, as far as the speaker works with them. */
export async function askWhichWon(
  context: Context,
  order: { readonly id: string; readonly customerId: string },
): Promise<readonly CardBlock[]> {
  const { lang } = context.actor;
  const deals = await listOpenDeals(context.db, context.orgId, order.customerId, MOST_ASKED);
  const allowed = await Promise.all(deals.map(({ ownerId }) => mayWith(context, ownerId, 'deal.work')));
  const buttons = deals
    .filter((_, place) => allowed[place])
    .map(
      (deal): Button => ({
        label: t.winsDeal(deal.title)[lang],
        action: 'order.wins',
        target: `${order.id}.${deal.id}`,
      }),
    );
  if (buttons.length === 0) return [];
  return [
    { kind: 'text', text: t.winsAsk[lang] },
    { kind: 'buttons', buttons },
  ];
}

/** `order.wins`: target `<order>.<deal>`. The deal is won with the order's amount, and the order came of it. */
export async function pressWins(context: Context, target: string): Promise<Done> {
  const [orderId = '', dealId = ''] = target.split('.');
  const { db, orgId } = context;
  const [order, deal] = await Promise.all([findOrderById(db, orgId, orderId), findDeal(db, orgId, dealId)]);
  const fits = order?.state === 'signed' && order.customerId === deal?.customerId;
  if (order === undefined || deal === undefined || !fits)
    return answer(context, {
      kind: 'card',
      card: noteCard(context, t.winsGone, t.unknownHow),
      audience: 'asker',
    });
  const maySign = await mayWith(context, order.ownerId, 'order.sign');
  if (!maySign || !(await mayWith(context, deal.ownerId, 'deal.work')))
    return refuseRight(context, {
      deed: 'deal.work',
      entity: 'deal',
      entityId: deal.id,
      why: t.refusedSign,
    });
  return win(context, order, deal);
}

/** A second press, and an order or deal that is taken by then, change nothing and show how the deal stands. */
function win(context: Context, order: OrderRow, deal: DealRow): Promise<Done> {
  const { orgId } = context;
  return commit(context, async (tx) => {
    await lockOrder(tx, orgId, order.id);
    await lockDeal(tx, orgId, deal.id);
    const now = (await findDeal(tx, orgId, deal.id)) ?? deal;
    const stands = (await findOrderById(tx, orgId, order.id))?.state === 'signed';
    const linked =
      stands &&
      now.state === 'open' &&
      now.orderNumber === null &&
      (await tx.$executeRaw(link(context, order, deal))) > 0;
    if (linked) {
      await runAll(tx, [
        ...closeAs(context, now, { kind: 'won', amount: order.amount }),
        auditEntry(context, {
          action: 'order.linked',
          entity: 'order',
          entityId: order.id,
          before: { dealId: null },
          after: { dealId: deal.id },
        }),
      ]);
    }
    const after = (await findDeal(tx, orgId, deal.id)) ?? now;
    const card = dealCard(after, await loadSense(context, tx), { mayWork: true });
    return { kind: 'card', card, audience: 'same' };
  });
}

function link(context: Context, order: OrderRow, deal: DealRow): Sql {
  return Prisma.sql`UPDATE orders SET deal_id = ${deal.id}::uuid
    WHERE org_id = ${context.orgId}::uuid AND id = ${order.id}::uuid AND deal_id IS NULL`;
}
