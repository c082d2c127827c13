import type { Card } from '../../chat/card.ts';
import { orderSignedCard, paymentConfirmedCard } from '../../orders/news-cards.ts';
import { loadOrderNews, loadPaymentNews, sumRefunds } from '../../orders/news-store.ts';
import { dailyCard } from '../../performance/daily-card.ts';
import { listToldNews } from '../../performance/daily-store.ts';
import { loadDaily } from '../../performance/load-daily.ts';
import { loadRanking } from '../../performance/load-ranking.ts';
import { loadFigureSense } from '../../performance/org-store.ts';
import { rankingCard } from '../../performance/ranking-card.ts';
import type { PushContent } from '../content.ts';
import { coverSlot, rankSlot } from '../render-scheduled.ts';
import type { SubscribedPush } from '../rendered.ts';
import { findSlotFacts } from '../slot-facts.ts';
import {
  type Figures,
  idsOf,
  readFigure,
  type Told,
  tellDaily,
  tellDeal,
  tellOrder,
  tellPayment,
  tellRanking,
} from './figures.ts';
import { toldText as t } from './text.ts';

/** A message as it should have been: what it tells, and its card. */
export interface Drawn {
  readonly figures: Figures;
  readonly card: Card;
  readonly currency: string;
}

/**
 * Draws a message again that was sent, for the same period and with what belongs to it: of a ranking's own day only what
 * counted when it was told; what a summary saw on its morning as it was then. Undefined where its rows cannot be found.
 */
export function drawAgain(
  push: SubscribedPush,
  content: PushContent,
  told: Told,
): Promise<Drawn | undefined> {
  switch (content.push) {
    case 'daily':
      return drawDaily(push, content, told);
    case 'ranking':
      return drawRanking(push, content, told);
    case 'order-signed':
      return drawOrder(push, content.orderId);
    case 'payment-confirmed':
      return drawPayment(push, content.paymentId);
    case 'deal-step':
      return drawDeal(push, content.dealId, content.step);
    default:
      return Promise.resolve(undefined);
  }
}

type Scheduled = Extract<PushContent, { push: 'daily' | 'ranking' }>;

async function drawDaily(push: SubscribedPush, content: Scheduled, told: Told): Promise<Drawn | undefined> {
  const { store, orgId, subscription } = push;
  const { groupId } = content;
  const sense = await loadFigureSense(store.db, orgId);
  const slot = await findSlot(push, content);
  if (slot === undefined) return undefined;
  const days = coverSlot(slot, sense);
  const look = { orgId, zone: sense.zone, groupId, today: days.to };
  const { figures: then } = told;
  const [now, news] = await Promise.all([
    loadDaily(store, { orgId, groupId, days }),
    listToldNews(store.db, look, { orders: idsOf(then, 'o'), payments: idsOf(then, 'p') }),
  ]);
  const data = {
    ...now,
    ...news,
    overdue: {
      count: Number(readFigure(then, 'look:overdueCount')),
      amount: readFigure(then, 'look:overdue'),
    },
    stale: Number(readFigure(then, 'look:stale')),
    reminders: Number(readFigure(then, 'look:reminders')),
  };
  return { figures: tellDaily(data), card: dailyCard(data, subscription.lang), currency: data.currency };
}

async function drawRanking(push: SubscribedPush, content: Scheduled, told: Told): Promise<Drawn | undefined> {
  const { store, orgId, subscription } = push;
  const slot = await findSlot(push, content);
  if (slot === undefined) return undefined;
  const { today, period } = rankSlot(slot, await loadFigureSense(store.db, orgId));
  const about = { orgId, groupId: content.groupId, metric: 'paymentAmount', period, today } as const;
  const data = await loadRanking(store, { ...about, asOf: told.asOf });
  const card = rankingCard(data, subscription.lang, subscription.memberId ?? undefined);
  return { figures: tellRanking(data), card, currency: data.currency };
}

function findSlot({ store, orgId, subscription }: SubscribedPush, content: Scheduled) {
  const { push: kind, groupId, day } = content;
  return findSlotFacts(store.db, { orgId, kind, subscriptionId: subscription.id, groupId }, day);
}

async function drawOrder(
  { store, orgId, subscription }: SubscribedPush,
  id: string,
): Promise<Drawn | undefined> {
  const { lang } = subscription;
  const news = await loadOrderNews(store.db, orgId, id);
  if (news === undefined) return undefined;
  const card =
    news.state === 'signed' ? orderSignedCard(news, lang) : empty(t.orderGone(news.orderNumber)[lang]);
  return { figures: tellOrder(news), card, currency: news.currency };
}

async function drawPayment(
  { store, orgId, subscription }: SubscribedPush,
  id: string,
): Promise<Drawn | undefined> {
  const { lang } = subscription;
  const [news, refunded] = await Promise.all([
    loadPaymentNews(store.db, orgId, id),
    sumRefunds(store.db, orgId, id),
  ]);
  if (news === undefined) return undefined;
  const card =
    news.state === 'confirmed'
      ? paymentConfirmedCard(news, lang)
      : empty(t.orderGone(news.orderNumber)[lang]);
  return { figures: tellPayment(news, refunded), card, currency: news.currency };
}

/** A deal that was opened again after it was told won or lost; how far an open one got since is no mistake. */
async function drawDeal(
  { store, orgId, subscription }: SubscribedPush,
  dealId: string,
  step: number,
): Promise<Drawn | undefined> {
  const deal = await store.db.deal.findUnique({
    where: { orgId_id: { orgId, id: dealId } },
    select: { title: true },
  });
  if (deal === null) return undefined;
  const later = { orgId, dealId, step: { gt: step }, kind: 'reopened' };
  const stands = (await store.db.dealStep.count({ where: later })) === 0;
  const card = empty(t.dealOpen(deal.title)[subscription.lang]);
  return { figures: tellDeal(stands), card, currency: '' };
}

function empty(title: string): Card {
  return { title, tone: 'plain', blocks: [] };
}
