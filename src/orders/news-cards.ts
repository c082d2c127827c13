import type { Card, Text } from '../chat/card.ts';
import type { Lang } from '../chat/language.ts';
import { type LocalDate, partsOf } from '../kernel/calendar.ts';
import { formatDate } from '../kernel/dates.ts';
import { formatMoney } from '../kernel/money.ts';
import { describeShares } from './cards.ts';
import type { CreditNews, OrderNews, PaymentNews } from './news-store.ts';
import { newsText } from './news-text.ts';
import { orderText } from './text.ts';

interface Fact {
  readonly label: string;
  readonly value: Text;
}

/** An order was signed: who, what, and where that puts them this month, so that colleagues can cheer. */
export function orderSignedCard(news: OrderNews, lang: Lang): Card {
  const { credits, customerName, currency, signedOn } = news;
  const amount = formatMoney(news.orderAmount, currency, lang);
  const month = newsText.signedMonth(nameMonth(signedOn, lang))[lang];
  return {
    title: newsText.orderTitle(nameCredited(credits, lang), customerName, amount)[lang],
    tone: 'good',
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: orderText.number[lang], value: news.orderNumber },
          { label: orderText.signed[lang], value: formatDate(signedOn, lang) },
          ...listShares(credits, lang),
          ...listStandings(credits, month, currency, lang),
        ],
      },
    ],
  };
}

/** Money came in: who is credited, how far the order is paid, and where that puts them this month. */
export function paymentConfirmedCard(news: PaymentNews, lang: Lang): Card {
  const { credits, customerName, currency, receivedOn } = news;
  const isRefund = news.amount < 0n;
  const amount = formatMoney(isRefund ? -news.amount : news.amount, currency, lang);
  const month = newsText.paidMonth(nameMonth(receivedOn, lang))[lang];
  const title = isRefund ? newsText.refundTitle : newsText.paymentTitle;
  return {
    title: title(nameCredited(credits, lang), customerName, amount)[lang],
    tone: isRefund ? 'plain' : 'good',
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: orderText.number[lang], value: news.orderNumber },
          { label: orderText.received[lang], value: formatDate(receivedOn, lang) },
          { label: newsText.paidOf[lang], value: describePaid(news, lang) },
          ...listShares(credits, lang),
          ...listStandings(credits, month, currency, lang),
        ],
      },
    ],
  };
}

function describePaid(news: PaymentNews, lang: Lang): string {
  const { orderPaid, orderAmount, currency } = news;
  return newsText.ofAmount(formatMoney(orderPaid, currency, lang), formatMoney(orderAmount, currency, lang))[
    lang
  ];
}

function nameCredited(credits: readonly CreditNews[], lang: Lang): string {
  const [first, second] = credits;
  if (first === undefined) return newsText.nobody[lang];
  if (second === undefined) return first.name;
  if (credits.length === 2) return newsText.and(first.name, second.name)[lang];
  const others = lang === 'zh' ? credits.length : credits.length - 1;
  return newsText.andOthers(first.name, String(others))[lang];
}

/** Each one's part, where there are several. */
function listShares(credits: readonly CreditNews[], lang: Lang): readonly Fact[] {
  return credits.length < 2
    ? []
    : [{ label: orderText.credit[lang], value: describeShares(credits, { lang }) }];
}

function listStandings(
  credits: readonly CreditNews[],
  label: string,
  currency: string,
  lang: Lang,
): readonly Fact[] {
  const alone = credits.length === 1;
  return credits.map(({ name, monthToDate, rank }) => ({
    label: alone ? label : `${label} · ${name}`,
    value: newsText.ranked(formatMoney(monthToDate, currency, lang), String(rank))[lang],
  }));
}

/** `November`, `11月`. */
function nameMonth(day: LocalDate, lang: Lang): string {
  const { year, month } = partsOf(day);
  if (lang === 'zh') return `${month}月`;
  return new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' }).format(
    Date.UTC(year, month - 1, 1),
  );
}
