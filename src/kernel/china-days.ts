import days from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import pack from 'chinese-days/package.json' with { type: 'json' };
import type { LocalDate } from './calendar.ts';

/**
 * The State Council's holidays and make-up workdays (调休), read from the package's data rather than through its functions:
 * those take a year without data for one without holidays, a day that does not exist for another, and (1.5.7) in a
 * process whose zone is west of Greenwich a date's weekday for that of the day before.
 */
const holidays: Readonly<Record<string, string>> = days.holidays;
const makeUpDays: Readonly<Record<string, string>> = days.workdays;

/** Where the days come from, for whoever wants to know how new they are. */
export const chinaDaysSource: { readonly name: string; readonly version: string } = {
  name: pack.name,
  version: pack.version,
};

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

/** A day of rest or a make-up workday as China's calendar has it. */
export interface ChinaDay {
  readonly day: LocalDate;
  readonly kind: 'rest' | 'work';
  readonly name: { readonly en: string; readonly zh: string };
}

/** All days of a year that differ from its weekdays, in their order; none for a year that is not published. */
export function listChinaDays(year: number): readonly ChinaDay[] {
  if (!isChinaYearKnown(year)) return [];
  const prefix = `${String(year).padStart(4, '0')}-`;
  const listOf = (days: Readonly<Record<string, string>>, kind: 'rest' | 'work') =>
    Object.entries(days).flatMap(([day, name]): ChinaDay[] => {
      const [en = '', zh = ''] = name.split(',');
      return day.startsWith(prefix) ? [{ day, kind, name: { en, zh } }] : [];
    });
  const all = [...listOf(holidays, 'rest'), ...listOf(makeUpDays, 'work')];
  return all.toSorted((a, b) => (a.day < b.day ? -1 : 1));
}
