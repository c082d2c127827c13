import days from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import type { LocalDate } from './calendar.ts';

/**
 * The State Council's holidays and make-up workdays (调休), read from the package's data rather than through its functions:
 * those take a year without data for one without holidays, a day that does not exist for another, and (1.5.7) in a
 * process whose zone is west of Greenwich a date's weekday for that of the day before.
 */
const holidays: Readonly<Record<string, string>> = days.holidays;
const makeUpDays: Readonly<Record<string, string>> = days.workdays;

/** Whether the calendar of this year is published, so that both of its long holidays are there. */
export function isChinaYearKnown(year: number): boolean {
  const prefix = `${String(year).padStart(4, '0')}-`;
  return (
    holidays[`${prefix}10-01`] !== undefined &&
    Object.entries(holidays).some(([day, name]) => day.startsWith(prefix) && name.includes('春节'))
  );
}

/** What China's calendar says about a day of a known year; `undefined` where the weekday decides. */
export function chinaDayKind(date: LocalDate): 'rest' | 'workday' | undefined {
  if (holidays[date] !== undefined) return 'rest';
  return makeUpDays[date] !== undefined ? 'workday' : undefined;
}
