import type { Card, CardBlock } from '../chat/card.ts';
import type { Lang } from '../chat/language.ts';
import { addDays } from '../kernel/calendar.ts';
import { formatDate } from '../kernel/dates.ts';
import { formatMoney } from '../kernel/money.ts';
import { describePeriod, lastDayOf } from '../kernel/periods.ts';
import type { RankingData } from './load-ranking.ts';
import { isMoney, type Metric } from './metrics.ts';
import type { RankChange, RankedRow } from './ranking-rules.ts';
import { metricNames, rankText } from './text.ts';

/** So many rows are listed; the reader's own one comes in any case. */
const MOST_ROWS = 20;

/** A ranking as a table. `reader`: the member whose row is marked. */
export function rankingCard(data: RankingData, lang: Lang, reader?: string): Card {
  const title = rankText.cardTitle(metricNames[data.metric][lang], data.groupName ?? '')[lang];
  const when: CardBlock = { kind: 'text', text: describeDays(data, lang) };
  if (data.rows.length === 0) {
    return { title, tone: 'plain', blocks: [when, { kind: 'text', text: rankText.empty[lang] }] };
  }
  return {
    title,
    tone: 'plain',
    blocks: [when, tableRows(data, lang, reader), { kind: 'note', text: listNotes(data, lang).join('\n') }],
  };
}

function tableRows(data: RankingData, lang: Lang, reader: string | undefined): CardBlock {
  const write = (row: RankedRow): readonly string[] => [
    String(row.rank),
    row.memberId === reader ? rankText.you(row.name)[lang] : row.name,
    writeValue(data.metric, row.value, data.currency, lang),
    writeChange(row.change, lang),
  ];
  const shown = data.rows.slice(0, MOST_ROWS).map(write);
  const hidden = data.rows.slice(MOST_ROWS);
  const own = hidden.filter(({ memberId }) => memberId === reader).map(write);
  const left = hidden.length - own.length;
  const more = left === 0 ? [] : [['', rankText.more(String(left))[lang], '', '']];
  const total = ['', rankText.total[lang], writeValue(data.metric, data.total, data.currency, lang), ''];
  return {
    kind: 'table',
    columns: [
      { title: rankText.place[lang], align: 'right' },
      { title: rankText.who[lang] },
      { title: metricNames[data.metric][lang], align: 'right' },
      { title: rankText.change[lang] },
    ],
    rows: [...shown, ...more, ...own, total],
  };
}

/** An amount or a count. */
export function writeValue(metric: Metric, value: bigint, currency: string, lang: Lang): string {
  return isMoney(metric) ? formatMoney(value, currency, lang) : value.toString();
}

/** `▲2`, `▼1`, `–`, `new`. */
export function writeChange(change: RankChange, lang: Lang): string {
  if (change === 'new') return rankText.isNew[lang];
  if (change === 0) return '–';
  return change > 0 ? `▲${change}` : `▼${-change}`;
}

function describeDays({ period, through }: RankingData, lang: Lang): string {
  const named = describePeriod(period, lang);
  if (through === lastDayOf(period)) return named;
  return `${named} · ${rankText.through(formatDate(through, lang))[lang]}`;
}

function listNotes({ comparedWith, quiet }: RankingData, lang: Lang): readonly string[] {
  const { from, to } = comparedWith;
  const last = addDays(to, -1);
  const compared =
    last > from
      ? rankText.compared(formatDate(from, lang), formatDate(last, lang))
      : rankText.comparedDay(formatDate(from, lang));
  const others = quiet === 1 ? rankText.quietOne : rankText.quiet(String(quiet));
  return quiet === 0 ? [compared[lang]] : [compared[lang], others[lang]];
}
