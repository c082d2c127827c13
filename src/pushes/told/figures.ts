import type { LocalDate } from '../../kernel/calendar.ts';
import type { OrderNews, PaymentNews } from '../../orders/news-store.ts';
import type { DailyData } from '../../performance/load-daily.ts';
import type { RankingData } from '../../performance/load-ranking.ts';

/** Integers by a stable key, as text: minor units, counts. A key that is not there counts nothing. */
export type Figures = Readonly<Record<string, string>>;

export type ToldAbout = 'daily' | 'ranking' | 'order' | 'payment' | 'deal';

/** What a message tells that may turn out to be wrong. */
export interface Told {
  readonly about: ToldAbout;
  /** The order, payment or deal that it is news of; null for figures of many. */
  readonly subjectId: string | null;
  /** The days that its figures count, both included. */
  readonly firstDay: LocalDate;
  readonly lastDay: LocalDate;
  /** Epoch ms: what is entered later for `lastDay` of a ranking was not meant. */
  readonly asOf: number;
  readonly figures: Figures;
  /** The message that this one amends. */
  readonly rootId?: string;
}

/** A figure that is not what was told. */
export interface Change {
  readonly key: string;
  readonly was: bigint;
  readonly is: bigint;
}

/** More rows than these are told by their total alone. */
const MOST_ROWS = 300;
const MOST_NEWS = 200;

/** What a summary tells: the sums of the month, each order and payment, and what waited that morning. */
export function tellDaily(data: DailyData): Figures {
  return {
    payments: data.paymentsToDate.toString(),
    signed: data.signedToDate.toString(),
    ...keyed('o', data.orders.slice(0, MOST_NEWS), ({ id, amount }) => [id, amount]),
    ...keyed('p', data.payments.slice(0, MOST_NEWS), ({ id, amount }) => [id, amount]),
    'look:overdueCount': String(data.overdue.count),
    'look:overdue': data.overdue.amount.toString(),
    'look:stale': String(data.stale),
    'look:reminders': String(data.reminders),
  };
}

/** What a ranking tells: the total and everybody's value. */
export function tellRanking(data: RankingData): Figures {
  const rows = keyed('m', data.rows.slice(0, MOST_ROWS), ({ memberId, value }) => [memberId, value]);
  return { total: data.total.toString(), ...rows };
}

/** What the news of an order tells: its worth and everybody's part of it; nothing is left of one that was withdrawn. */
export function tellOrder({ state, orderAmount, credits }: OrderNews): Figures {
  if (state !== 'signed') return {};
  return {
    amount: orderAmount.toString(),
    ...keyed('s', credits, ({ memberId, share }) => [memberId, share]),
  };
}

/** What the news of a payment tells: what came in, what of it was given back since (minor units), everybody's part. */
export function tellPayment({ state, amount, credits }: PaymentNews, refunded: bigint): Figures {
  if (state !== 'confirmed') return {};
  return {
    amount: (amount - refunded).toString(),
    ...keyed('s', credits, ({ memberId, share }) => [memberId, share]),
  };
}

/** What the news of a deal tells: that it stands as it was told. */
export function tellDeal(stands: boolean): Figures {
  return { stands: stands ? '1' : '0' };
}

/** The ids behind a kind of keys. */
export function idsOf(figures: Figures, kind: 'o' | 'p' | 'm'): readonly string[] {
  return Object.keys(figures).flatMap((key) => (key.startsWith(`${kind}:`) ? [key.slice(2)] : []));
}

/** One figure; nothing counts 0. */
export function readFigure(figures: Figures, key: string): bigint {
  return BigInt(figures[key] ?? '0');
}

/**
 * The figures that differ, in the order in which they were told, new ones last. What a summary saw on its morning
 * (`look:…`) was true then, and is not compared. Of a list that was cut, what was not in it says nothing.
 */
export function compareFigures(was: Figures, is: Figures): readonly Change[] {
  const cut = Object.keys(was).length >= MOST_ROWS;
  const keys = [...Object.keys(was), ...Object.keys(is).filter((key) => was[key] === undefined && !cut)];
  return keys
    .filter((key) => !key.startsWith('look:'))
    .map((key) => ({ key, was: readFigure(was, key), is: readFigure(is, key) }))
    .filter((change) => change.was !== change.is);
}

function keyed<T>(kind: string, rows: readonly T[], read: (row: T) => readonly [string, bigint]): Figures {
  return Object.fromEntries(
    rows.map((row) => {
      const [id, value] = read(row);
      return [`${kind}:${id}`, value.toString()];
    }),
  );
}
