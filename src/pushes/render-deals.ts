import { dealLostNews, dealMovedNews, dealWonNews } from '../deals/news-cards.ts';
import { loadDealNews, loadWonInMonth } from '../deals/news-store.ts';
import type { Rendered } from './content.ts';
import { type SubscribedPush, send, skip } from './rendered.ts';
import { tellDeal } from './told/figures.ts';

/** A step that the deal did not go on from, or back on, since. */
export async function renderDealStep(
  { store, orgId, subscription }: SubscribedPush,
  { dealId, step }: { readonly dealId: string; readonly step: number },
): Promise<Rendered> {
  const news = await loadDealNews(store.db, orgId, dealId, step);
  if (news === undefined || !news.isNewest) return skip('deal-moved-on');
  const { lang } = subscription;
  const day = { firstDay: news.onDay, lastDay: news.onDay, asOf: store.clock.now() };
  const told = { about: 'deal', subjectId: dealId, figures: tellDeal(true), ...day } as const;
  switch (news.kind) {
    case 'won':
      return send(
        dealWonNews(news, await loadWonInMonth(store.db, orgId, news.ownerId, news.onDay), lang),
        told,
      );
    case 'lost':
      return send(dealLostNews(news, lang), told);
    case 'moved':
      return send(dealMovedNews(news, lang));
    case 'opened':
    case 'reopened':
      return skip('nothing-to-tell');
  }
}
