import { addDays, type LocalDate } from '../kernel/calendar.ts';
import { isInPeriod, type Period, previousPeriod } from '../kernel/periods.ts';
import type { WorkCalendar } from '../kernel/workdays.ts';
import type { DayRange } from '../orders/credits.ts';

/** One member's figure. */
export interface Score {
  readonly memberId: string;
  readonly name: string;
  readonly value: bigint;
  /** Epoch ms: when the last of the rows behind the value was recorded or confirmed. */
  readonly lastAt: number;
}

export interface RankedScore extends Score {
  /** Equal values share one: 1, 2, 2, 4. */
  readonly rank: number;
}

/** How many places somebody went up (down, if negative), or that they were not there before. */
export type RankChange = number | 'new';

export interface RankedRow extends RankedScore {
  readonly change: RankChange;
}

/**
 * Ranks by value, the highest first. Who came to the same value earlier is listed first, then by name. Who has nothing, or
 * gave all of it back, is not listed.
 */
export function rankScores(scores: readonly Score[]): readonly RankedScore[] {
  const listed = scores.filter(({ value }) => value !== 0n).toSorted(compareScores);
  const ranked: RankedScore[] = [];
  for (const [place, score] of listed.entries()) {
    const above = ranked.at(-1);
    const rank = above?.value === score.value ? above.rank : place + 1;
    ranked.push({ ...score, rank });
  }
  return ranked;
}

function compareScores(a: Score, b: Score): number {
  if (a.value !== b.value) return a.value > b.value ? -1 : 1;
  if (a.lastAt !== b.lastAt) return a.lastAt - b.lastAt;
  return compareText(a.name, b.name) || compareText(a.memberId, b.memberId);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Adds to each row how its rank changed since the ranking before. */
export function addChanges(
  now: readonly RankedScore[],
  before: readonly RankedScore[],
): readonly RankedRow[] {
  const ranks = new Map(before.map(({ memberId, rank }) => [memberId, rank]));
  return now.map((row) => {
    const earlier = ranks.get(row.memberId);
    return { ...row, change: earlier === undefined ? 'new' : earlier - row.rank };
  });
}

/**
 * The days that a period is compared with: the period before, and of it, while the period is running, only the days up to
 * its same workday. On a day of rest the days of rest behind that workday count as well.
 */
export function findComparison(
  period: Period,
  today: LocalDate,
  calendar: WorkCalendar,
  fiscalStartMonth: number,
): DayRange {
  const previous = previousPeriod(period, fiscalStartMonth);
  const whole = { from: previous.start, to: previous.end };
  if (!isInPeriod(today, period)) return whole;
  const worked = calendar.workdaysBetween(period.start, addDays(today, 1)).length;
  const workdays = calendar.workdaysBetween(previous.start, previous.end);
  const last = workdays[worked - 1];
  const next = workdays[worked];
  if (!calendar.isWorkday(today)) return { from: previous.start, to: next ?? previous.end };
  return { from: previous.start, to: last === undefined ? previous.end : addDays(last, 1) };
}
