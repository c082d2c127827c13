import type { Card } from '../chat/card.ts';
import type { Lang } from '../chat/language.ts';
import { type LocalDate, partsOf } from '../kernel/calendar.ts';
import { formatDate } from '../kernel/dates.ts';
import { formatMoney } from '../kernel/money.ts';
import type { DealNews, WonInMonth } from './news-store.ts';
import { newsText } from './news-text.ts';
import { dealText as t } from './text.ts';

/** A deal was won: who, what, and where that puts them this month, so that colleagues can cheer. */
export function dealWonNews(news: DealNews, month: WonInMonth, lang: Lang): Card {
  const { ownerName, customerName, currency, onDay, title } = news;
  const sum = formatMoney(month.amount, currency, lang);
  return draw('good', newsText.wonTitle(ownerName, customerName, writeAmount(news, lang))[lang], [
    { label: newsText.deal[lang], value: title === customerName ? '' : title },
    {
      label: newsText.wonMonth(nameMonth(onDay, lang))[lang],
      value: newsText.ranked(sum, String(month.rank))[lang],
    },
  ]);
}

/** A deal was lost: to whom and why, so that others learn of it. */
export function dealLostNews(news: DealNews, lang: Lang): Card {
  const { ownerName, customerName, title, reason, lostTo } = news;
  return draw('plain', newsText.lostTitle(ownerName, customerName, writeAmount(news, lang))[lang], [
    { label: newsText.deal[lang], value: title === customerName ? '' : title },
    { label: t.reason[lang], value: reason?.[lang] ?? '' },
    { label: t.lostTo[lang], value: lostTo ?? '' },
  ]);
}

/** A big deal is in another stage. */
export function dealMovedNews(news: DealNews, lang: Lang): Card {
  const { ownerName, customerName, title, stage, expectedOn } = news;
  const heading = newsText.movedTitle(customerName, writeAmount(news, lang), stage[lang])[lang];
  return draw('info', heading, [
    { label: newsText.deal[lang], value: title === customerName ? '' : title },
    { label: t.owner[lang], value: ownerName },
    { label: t.expected[lang], value: expectedOn === null ? '' : formatDate(expectedOn, lang) },
  ]);
}

function draw(
  tone: Card['tone'],
  title: string,
  all: readonly { readonly label: string; readonly value: string }[],
): Card {
  const facts = all.filter(({ value }) => value !== '');
  return { title, tone, blocks: facts.length > 0 ? [{ kind: 'facts', facts }] : [] };
}

function writeAmount({ amount, currency }: DealNews, lang: Lang): string {
  return formatMoney(amount, currency, lang);
}

/** `November`, `11月`. */
function nameMonth(day: LocalDate, lang: Lang): string {
  const { year, month } = partsOf(day);
  if (lang === 'zh') return `${month}月`;
  return new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' }).format(
    Date.UTC(year, month - 1, 1),
  );
}
