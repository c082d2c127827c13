import { loadDealNews } from '../deals/news-store.ts';
import { findBigFrom } from '../deals/rules.ts';
import type { Db } from '../store/client.ts';
import type { SalesTopic } from './kinds.ts';
import type { DeliveryPlan } from './plan.ts';
import { planRinging } from './plan-sales.ts';
import { listGroupsOf } from './sales-store.ts';

/**
 * A deal was won or lost, or a big one changed its stage: it rings where sales notifications are subscribed to. A deal that
 * an order won does not ring once more: the order did.
 */
export async function planDealStep(
  db: Db,
  orgId: string,
  dealId: string,
  step: number,
): Promise<readonly DeliveryPlan[]> {
  const news = await loadDealNews(db, orgId, dealId, step);
  if (news === undefined) return [];
  const { kind, amount, bigFrom, currency, isOrdered, ownerId, onDay: day, customerId } = news;
  const topic = topicOf(kind);
  const isQuiet =
    (topic === 'stages' && amount < findBigFrom(bigFrom, currency)) || (topic === 'won' && isOrdered);
  if (topic === undefined || isQuiet) return [];
  const groups = await listGroupsOf(db, orgId, [ownerId], day);
  const content = { kind: 'push', push: 'deal-step', dealId, step } as const;
  return planRinging(
    db,
    orgId,
    { amount, day, groups, topic, customerId },
    `deal|${dealId}|${step}`,
    content,
  );
}

function topicOf(kind: string): SalesTopic | undefined {
  if (kind === 'won' || kind === 'lost') return kind;
  return kind === 'moved' ? 'stages' : undefined;
}
