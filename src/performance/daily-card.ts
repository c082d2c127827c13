import type { Card, CardBlock, ListItem } from '../chat/card.ts';
import type { Lang } from '../chat/language.ts';
import { addDays, partsOf } from '../kernel/calendar.ts';
import { formatDate } from '../kernel/dates.ts';
import { formatMoney } from '../kernel/money.ts';
import type { DailyNews } from './daily-store.ts';
import type { DailyData } from './load-daily.ts';
import type { RankedRow } from './ranking-rules.ts';
import { dailyText, metricNames } from './text.ts';

const MOST_NEWS = 5;

/** A daily summary. Sections with nothing to say are left out; that nothing happened is one line. */
export function dailyCard(data: DailyData, lang: Lang): Card {
  const { days, zone, groupName, orders, payments } = data;
  const named = describeDays(data, lang);
  const isQuiet = orders.length === 0 && payments.length === 0;
  const quiet: readonly CardBlock[] = isQuiet ? [{ kind: 'text', text: dailyText.quiet[lang] }] : [];
  const blocks = [
    ...quiet,
    ...listMonth(data, lang),
    ...listNews(dailyText.wins(String(orders.length))[lang], orders, data, lang),
    ...listNews(dailyText.receipts(String(payments.length))[lang], payments, data, lang),
    ...listTop(data, lang),
    ...listMovers(data.movers, lang),
    ...listAttention(data, lang),
  ];
  const title = dailyText.title(shortenDays(days.from, days.to, lang), groupName ?? '')[lang];
  return {
    title,
    tone: 'info',
    blocks: [...blocks, { kind: 'note', text: dailyText.days(named, zone)[lang] }],
  };
}

function listMonth(data: DailyData, lang: Lang): readonly CardBlock[] {
  const { paymentsToDate, signedToDate } = data;
  if (paymentsToDate === 0n && signedToDate === 0n) return [];
  const label = dailyText.month(nameMonth(data, lang))[lang];
  return [
    {
      kind: 'facts',
      facts: [
        { label: `${label} · ${metricNames.paymentAmount[lang]}`, value: money(paymentsToDate, data, lang) },
        { label: `${label} · ${metricNames.signedAmount[lang]}`, value: money(signedToDate, data, lang) },
      ],
    },
  ];
}

function listNews(
  heading: string,
  news: readonly DailyNews[],
  data: DailyData,
  lang: Lang,
): readonly CardBlock[] {
  if (news.length === 0) return [];
  const shown = news.slice(0, MOST_NEWS).map((each) => writeNews(each, data, lang));
  const left = news.length - shown.length;
  const more: readonly ListItem[] = left === 0 ? [] : [{ text: dailyText.more(String(left))[lang] }];
  return [
    { kind: 'text', text: [{ text: heading, bold: true }] },
    { kind: 'list', items: [...shown, ...more] },
  ];
}

function writeNews(news: DailyNews, data: DailyData, lang: Lang): ListItem {
  const names = news.names.join(lang === 'zh' ? '、' : ', ');
  const { from, to } = data.days;
  const isBackdated = news.day < from || news.day >= to;
  const dated = isBackdated ? ` · ${dailyText.onDay(formatDate(news.day, lang))[lang]}` : '';
  return {
    text: [
      { text: money(news.amount, data, lang), bold: true },
      { text: ` ${news.customerName} · ${names}` },
    ],
    note: `${news.orderNumber}${dated}`,
  };
}

function listTop(data: DailyData, lang: Lang): readonly CardBlock[] {
  if (data.top.length === 0) return [];
  return [
    { kind: 'text', text: [{ text: dailyText.top(nameMonth(data, lang))[lang], bold: true }] },
    {
      kind: 'facts',
      facts: data.top.map(({ rank, name, value }) => ({
        label: `${rank}. ${name}`,
        value: money(value, data, lang),
      })),
    },
  ];
}

function listMovers(movers: readonly RankedRow[], lang: Lang): readonly CardBlock[] {
  if (movers.length === 0) return [];
  const items = movers.map(({ name, rank, change }) => {
    const text =
      change === 'new'
        ? dailyText.entered(name, String(rank))
        : dailyText.moved(name, String(rank + change), String(rank));
    return { text: text[lang] };
  });
  return [
    { kind: 'text', text: [{ text: dailyText.movers[lang], bold: true }] },
    { kind: 'list', items },
  ];
}

function listAttention(data: DailyData, lang: Lang): readonly CardBlock[] {
  const { overdue, stale, reminders } = data;
  const due = dailyText.overdueValue(String(overdue.count), money(overdue.amount, data, lang))[lang];
  const facts = [
    ...(overdue.count > 0 ? [{ label: dailyText.overdue[lang], value: due }] : []),
    ...(stale > 0
      ? [{ label: dailyText.stale[lang], value: dailyText.staleValue(String(stale))[lang] }]
      : []),
    ...(reminders > 0
      ? [{ label: dailyText.reminders[lang], value: dailyText.remindersValue(String(reminders))[lang] }]
      : []),
  ];
  if (facts.length === 0) return [];
  return [
    { kind: 'text', text: [{ text: dailyText.attention[lang], bold: true }] },
    { kind: 'facts', facts },
  ];
}

function money(minor: bigint, { currency }: DailyData, lang: Lang): string {
  return formatMoney(minor, currency, lang);
}

/** `November`, `11月`. */
function nameMonth({ month }: DailyData, lang: Lang): string {
  const { year, month: number } = partsOf(month.start);
  if (lang === 'zh') return `${number}月`;
  return new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' }).format(
    Date.UTC(year, number - 1, 1),
  );
}

function describeDays({ days }: DailyData, lang: Lang): string {
  const last = addDays(days.to, -1);
  if (last <= days.from) return formatDate(days.from, lang);
  return dailyText.range(formatDate(days.from, lang), formatDate(last, lang))[lang];
}

/** For the title, without years: `Mon 23 Nov`, `20 – 22 Nov`, `11月20日至22日`. */
function shortenDays(from: string, to: string, lang: Lang): string {
  const [first, last] = [partsOf(from), partsOf(addDays(to, -1))];
  const month = (number: number) =>
    lang === 'zh'
      ? `${number}月`
      : new Intl.DateTimeFormat('en', { month: 'short', timeZone: 'UTC' }).format(
          Date.UTC(2000, number - 1, 1),
        );
  const one = ({ month: number, day }: { month: number; day: number }) =>
    lang === 'zh' ? `${number}月${day}日` : `${day} ${month(number)}`;
  if (first.month === last.month && first.day === last.day) return one(first);
  if (first.month !== last.month)
    return lang === 'zh' ? `${one(first)}至${one(last)}` : `${one(first)} – ${one(last)}`;
  return lang === 'zh' ? `${one(first)}至${last.day}日` : `${first.day}–${one(last)}`;
}
