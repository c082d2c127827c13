import { diffDays, type LocalDate } from '../../kernel/calendar.ts';
import { roundHalfEven, WHOLE_IN_BASIS_POINTS } from '../../kernel/money.ts';

/** Fewer customers than this are no model, and would tell what a single one of them pays. */
export const ENOUGH_ALIKE = 5;

/** An open deal as it counts for what a customer may bring. */
export interface WeighedDeal {
  readonly title: string;
  /** Minor units. */
  readonly amount: bigint;
  /** Win probability in basis points. */
  readonly basisPoints: number;
}

/** What open deals come to, each by its probability: rounded half to even, once, at the end. */
export function weighDeals(deals: readonly WeighedDeal[]): bigint {
  const weighed = deals.reduce((sum, { amount, basisPoints }) => sum + amount * BigInt(basisPoints), 0n);
  return roundHalfEven(weighed, WHOLE_IN_BASIS_POINTS);
}

/** What one of these customers pays in a year: the median of their two years' net payments, halved, half to even. */
export function findYearlyMedian(twoYears: readonly bigint[]): bigint | undefined {
  if (twoYears.length < ENOUGH_ALIKE) return undefined;
  const sorted = [...twoYears].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0n;
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0n;
  return roundHalfEven(upper + lower, 4n);
}

/** How a customer buys: when last, and how many days usually lie between two purchases. */
export interface Rhythm {
  readonly last: LocalDate;
  readonly daysSince: number;
  /** The median of the gaps between purchases of different days; undefined after a single one. */
  readonly usualDays: number | undefined;
}

/** Reads the rhythm from the days on which orders were signed, in any order; undefined if nothing was ever bought. */
export function readRhythm(days: readonly LocalDate[], today: LocalDate): Rhythm | undefined {
  const bought = [...new Set(days)].sort();
  const last = bought.at(-1);
  if (last === undefined) return undefined;
  const gaps = bought.slice(1).map((day, index) => diffDays(bought[index] ?? day, day));
  gaps.sort((a, b) => a - b);
  const upper = gaps[Math.floor(gaps.length / 2)];
  const lower = gaps[Math.floor((gaps.length - 1) / 2)];
  const usualDays = upper === undefined || lower === undefined ? undefined : Math.round((upper + lower) / 2);
  return { last, daysSince: diffDays(last, today), usualDays };
}
