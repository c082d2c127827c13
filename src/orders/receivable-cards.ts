import type { Button, Card, CardBlock, ListItem } from '../chat/card.ts';
import type { Lang } from '../chat/language.ts';
import { diffDays, type LocalDate } from '../kernel/calendar.ts';
import { formatDate } from '../kernel/dates.ts';
import { formatBasisPointsDown } from '../kernel/money.ts';
import { type CardSense, showButton, writeMoney } from './cards.ts';
import type { OpenInstalment, ReceivableTotals } from './receivable-store.ts';
import { receivableText as t } from './receivable-text.ts';

export interface ShownReceivable {
  readonly title: string;
  readonly totals: ReceivableTotals;
  readonly shown: readonly OpenInstalment[];
  readonly onlyOverdue: boolean;
  /** How many were left out before these. */
  readonly offset: number;
  /** The line that shows the next page; undefined on the last one. */
  readonly next: string | undefined;
}

/** What is still to come in: the sums, and instalment by instalment. */
export function receivableCard(list: ShownReceivable, sense: CardSense): Card {
  const { totals, shown, onlyOverdue } = list;
  const { lang } = sense;
  const none = onlyOverdue ? t.noneOverdue : t.none;
  const body: CardBlock =
    shown.length === 0
      ? { kind: 'text', text: none[lang] }
      : { kind: 'list', items: shown.map((each) => listItem(each, sense)) };
  return {
    title: list.title,
    tone: totals.overdue > 0n ? 'warn' : 'info',
    blocks: [{ kind: 'facts', facts: listSums(totals, sense) }, body, ...pageBlocks(list, lang)],
  };
}

function listSums(totals: ReceivableTotals, sense: CardSense) {
  const { lang } = sense;
  const sum = (amount: bigint, count: number) => t.amountOf(writeMoney(amount, sense), String(count))[lang];
  const { due, onTime } = totals;
  const rate = t.onTimeOf(
    formatBasisPointsDown(onTime, due),
    writeMoney(onTime, sense),
    writeMoney(due, sense),
  );
  return [
    { label: t.open[lang], value: sum(totals.open, totals.count) },
    ...(totals.overdueCount > 0
      ? [{ label: t.overdue[lang], value: sum(totals.overdue, totals.overdueCount) }]
      : []),
    ...(due > 0n ? [{ label: t.onTime[lang], value: rate[lang] }] : []),
  ];
}

function listItem(each: OpenInstalment, sense: CardSense): ListItem {
  return {
    text: [
      { text: each.customerName, bold: true },
      { text: ` · ${writeMoney(each.amount - each.paid, sense)} · ${describeDue(each.dueOn, sense)}` },
    ],
    note: [each.number, ...describeMore(each, sense), each.ownerName ?? ''].filter(Boolean).join(' · '),
    buttons: [showButton(each, sense.lang)],
  };
}

/** When it is due, as people say it: a day to come, today, or how late it is. */
export function describeDue(dueOn: LocalDate, { lang, today }: Pick<CardSense, 'lang' | 'today'>): string {
  const late = diffDays(dueOn, today);
  if (late === 0) return t.dueToday[lang];
  const day = t.due(formatDate(dueOn, lang))[lang];
  return late > 0 ? [day, t.late(String(late))[lang]].join(lang === 'zh' ? '，' : ', ') : day;
}

/** What else there is to know of an instalment: its place, what is paid, what waits, what holds it back. */
export function describeMore(each: OpenInstalment, sense: CardSense): readonly string[] {
  const { lang } = sense;
  const { hold } = each;
  return [
    each.places > 1 ? t.instalment(String(each.place), String(each.places))[lang] : '',
    each.paid > 0n ? t.partPaid(writeMoney(each.paid, sense))[lang] : '',
    each.pending > 0n ? t.pending(writeMoney(each.pending, sense))[lang] : '',
    hold?.kind === 'disputed' ? t.disputed(hold.reason)[lang] : '',
    hold?.kind === 'promised' && hold.until !== null && hold.until >= sense.today
      ? t.promised(formatDate(hold.until, lang))[lang]
      : '',
  ].filter((part) => part !== '');
}

/** Where in the list one is, and the button that goes on. */
export function pageBlocks(
  list: {
    readonly shown: readonly unknown[];
    readonly totals: { readonly count: number; readonly overdueCount: number };
    readonly onlyOverdue: boolean;
    readonly offset: number;
    readonly next: string | undefined;
  },
  lang: Lang,
): readonly CardBlock[] {
  const { shown, offset, next, totals } = list;
  const count = list.onlyOverdue ? totals.overdueCount : totals.count;
  if (next === undefined && offset === 0) return [];
  const [from, to] = [String(offset + 1), String(offset + shown.length)];
  const more: readonly Button[] =
    next === undefined ? [] : [{ label: t.more[lang], action: 'command.run', target: next }];
  return [
    { kind: 'note', text: t.pageOf(from, to, String(count))[lang] },
    ...(more.length > 0 ? [{ kind: 'buttons', buttons: more } as const] : []),
  ];
}
