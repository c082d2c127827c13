import type { Card } from '../chat/card.ts';
import { mayWith, relateToOwner } from '../customers/access.ts';
import { sayGone } from '../customers/show.ts';
import type { Context } from '../people/context.ts';
import { mayUse } from '../people/rights.ts';
import { answer, type Done } from '../store/commit.ts';
import { dealCard, describeDeal, showButton } from './cards.ts';
import { answerNone, checkDeal, refuseDeal } from './pick.ts';
import { loadSense } from './sense.ts';
import { type DealRow, listCustomerDeals } from './store.ts';
import { dealText as t } from './text.ts';

const MOST_SHOWN = 10;

/** `deal show`: the customer's open deal, or a list if there are several or none is open. */
export async function showDeals(context: Context): Promise<Done> {
  const [customer] = context.customers;
  if (customer === undefined) return sayGone(context);
  const deals = await listCustomerDeals(context.db, context.orgId, customer.id, MOST_SHOWN);
  const seen = await Promise.all(deals.map(({ ownerId }) => mayWith(context, ownerId, 'deal.see')));
  const visible = deals.filter((_, place) => seen[place]);
  const [foreign] = deals;
  if (visible.length === 0)
    return foreign === undefined
      ? answerNone(context, customer, 'deal.see')
      : refuseDeal(context, foreign.id, 'deal.see');
  const open = visible.filter(({ state }) => state === 'open');
  const [only] = open.length === 1 ? open : visible;
  if (only !== undefined && (open.length === 1 || visible.length === 1)) return showOne(context, only);
  const sense = await loadSense(context);
  const { lang } = context.actor;
  const card: Card = {
    title: t.ofCustomer(customer.name)[lang],
    tone: 'info',
    blocks: [
      { kind: 'list', items: visible.map((deal) => describeDeal(deal, sense, [showButton(deal, lang)])) },
      { kind: 'buttons', buttons: [{ label: t.buttonNew[lang], action: 'deal.new', target: customer.id }] },
    ],
  };
  return answer(context, { kind: 'card', card, audience: 'asker' });
}

/** The button of the same. */
export async function pressShow(context: Context, target: string): Promise<Done> {
  const checked = await checkDeal(context, target, 'deal.see');
  return checked.kind === 'done' ? checked.done : showOne(context, checked.deal);
}

async function showOne(context: Context, deal: DealRow): Promise<Done> {
  const relation = await relateToOwner(context, deal.ownerId);
  const mayWork = mayUse(context.actor.roles, 'deal.work', relation);
  const card = dealCard(deal, await loadSense(context), { mayWork });
  return answer(context, { kind: 'card', card, audience: 'asker' });
}
