import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, diffDays, weekdayOf } from '../../src/kernel/calendar.ts';
import { parsePeriod } from '../../src/kernel/parse-period.ts';
import {
  describePeriod,
  isInPeriod,
  lastDayOf,
  nextPeriod,
  type PeriodKind,
  periodOf,
  previousPeriod,
} from '../../src/kernel/periods.ts';

/** A Monday. */
const TODAY = '2026-11-23';
const kinds: PeriodKind[] = ['day', 'week', 'month', 'quarter', 'half', 'year'];
const dates = fc.integer({ min: 0, max: 40_000 }).map((count) => addDays('2000-01-01', count));
const fiscalStarts = fc.integer({ min: 1, max: 12 });

describe('periodOf', () => {
  it.each([
    ['day', '2026-11-23', 1, '2026-11-23', '2026-11-23', '2026-11-24'],
    ['week', '2026-11-29', 1, '2026-W48', '2026-11-23', '2026-11-30'],
    ['week', '2027-01-03', 1, '2026-W53', '2026-12-28', '2027-01-04'],
    ['week', '2024-12-30', 1, '2025-W01', '2024-12-30', '2025-01-06'],
    ['month', '2024-02-29', 4, '2024-02', '2024-02-01', '2024-03-01'],
    ['quarter', '2026-11-23', 1, '2026-Q4', '2026-10-01', '2027-01-01'],
    ['quarter', '2026-11-23', 4, '2026-Q3', '2026-10-01', '2027-01-01'],
    ['quarter', '2027-03-31', 4, '2026-Q4', '2027-01-01', '2027-04-01'],
    ['quarter', '2026-06-30', 7, '2025-Q4', '2026-04-01', '2026-07-01'],
    ['half', '2026-11-23', 1, '2026-H2', '2026-07-01', '2027-01-01'],
    ['half', '2026-11-23', 4, '2026-H2', '2026-10-01', '2027-04-01'],
    ['half', '2026-11-23', 7, '2026-H1', '2026-07-01', '2027-01-01'],
    ['year', '2026-11-23', 1, '2026', '2026-01-01', '2027-01-01'],
    ['year', '2026-03-31', 4, '2025', '2025-04-01', '2026-04-01'],
    ['year', '2026-07-01', 7, '2026', '2026-07-01', '2027-07-01'],
  ] as const)('%s of %s, fiscal from month %i: %s', (kind, date, fiscalStart, name, start, end) => {
    expect(periodOf(kind, date, fiscalStart)).toEqual({ kind, start, end, name });
  });

  it('holds its date, and its neighbours touch it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...kinds), dates, fiscalStarts, (kind, date, fiscalStart) => {
        const period = periodOf(kind, date, fiscalStart);
        expect(isInPeriod(date, period)).toBe(true);
        expect(isInPeriod(period.end, period)).toBe(false);
        expect(periodOf(kind, period.start, fiscalStart)).toEqual(period);
        expect(periodOf(kind, lastDayOf(period), fiscalStart)).toEqual(period);
        expect(previousPeriod(period, fiscalStart).end).toBe(period.start);
        expect(nextPeriod(period, fiscalStart).start).toBe(period.end);
      }),
      { numRuns: 1000 },
    );
  });

  it('numbers weeks from Monday to Sunday, in the year of their Thursday', () => {
    fc.assert(
      fc.property(dates, (date) => {
        const week = periodOf('week', date, 1);
        expect(weekdayOf(week.start)).toBe(1);
        expect(diffDays(week.start, week.end)).toBe(7);
        expect(week.name.slice(0, 4)).toBe(addDays(week.start, 3).slice(0, 4));
      }),
    );
  });

  it('refuses a month that there is not', () => {
    expect(() => periodOf('year', TODAY, 13)).toThrow(RangeError);
  });
});

describe('parsePeriod, on Monday 23 November 2026', () => {
  it.each([
    ['2026-11-23', '2026-11-23'],
    ['2026-W48', '2026-W48'],
    ['2026-11', '2026-11'],
    ['2026-Q4', '2026-Q4'],
    ['2026-H2', '2026-H2'],
    ['2026', '2026'],
    ['day', '2026-11-23'],
    ['today', '2026-11-23'],
    ['yesterday', '2026-11-22'],
    ['week', '2026-W48'],
    ['last week', '2026-W47'],
    ['month', '2026-11'],
    ['This Month', '2026-11'],
    ['last month', '2026-10'],
    ['mtd', '2026-11'],
    ['quarter', '2026-Q4'],
    ['last quarter', '2026-Q3'],
    ['half', '2026-H2'],
    ['year', '2026'],
    ['ytd', '2026'],
    ['last year', '2025'],
    ['Nov 2026', '2026-11'],
    ['october', '2026-10'],
    ['dec', '2026-12'],
    ['q1', '2026-Q1'],
    ['Q1 2027', '2027-Q1'],
    ['FY2026', '2026'],
    ['week 48', '2026-W48'],
    ['日', '2026-11-23'],
    ['今天', '2026-11-23'],
    ['昨天', '2026-11-22'],
    ['周', '2026-W48'],
    ['本周', '2026-W48'],
    ['上周', '2026-W47'],
    ['上上周', '2026-W46'],
    ['第48周', '2026-W48'],
    ['本月', '2026-11'],
    ['这个月', '2026-11'],
    ['上月', '2026-10'],
    ['上个月', '2026-10'],
    ['11月', '2026-11'],
    ['十月份', '2026-10'],
    ['2026年11月', '2026-11'],
    ['去年11月', '2025-11'],
    ['本季', '2026-Q4'],
    ['上季度', '2026-Q3'],
    ['第四季度', '2026-Q4'],
    ['2026年一季度', '2026-Q1'],
    ['上半年', '2026-H1'],
    ['去年下半年', '2025-H2'],
    ['今年', '2026'],
    ['去年', '2025'],
    ['2026年度', '2026'],
  ])('%s is %s', (text, name) => {
    expect(parsePeriod(text, TODAY, 1)).toMatchObject({ kind: 'ok', value: { name } });
  });

  it.each([
    ['本季', 4, '2026-Q3', '2026-10-01'],
    ['q4', 4, '2026-Q4', '2027-01-01'],
    ['今年', 4, '2026', '2026-04-01'],
    ['2026', 7, '2026', '2026-07-01'],
    ['上半年', 7, '2026-H1', '2026-07-01'],
    ['2026-H2', 7, '2026-H2', '2027-01-01'],
    ['本月', 7, '2026-11', '2026-11-01'],
  ])('%s with a fiscal year from month %i is %s', (text, fiscalStart, name, start) => {
    expect(parsePeriod(text, TODAY, fiscalStart)).toMatchObject({ kind: 'ok', value: { name, start } });
  });

  it('takes a month without a year for the last one, unless it begins soon', () => {
    expect(parsePeriod('12月', '2027-01-10', 1)).toMatchObject({ value: { name: '2026-12' } });
    expect(parsePeriod('march', '2027-01-10', 1)).toMatchObject({ value: { name: '2027-03' } });
  });

  it.each([
    '',
    'abc',
    'constructor',
    '__proto__',
    '2026-13',
    '2025-W53',
    '2026-W54',
    '2026-W00',
    '2026-Q5',
    '2026-H3',
    'h3',
    '2026-02-30',
    '月月',
    'x'.repeat(500),
  ])('does not guess at %s', (text) => {
    expect(parsePeriod(text, TODAY, 1)).toEqual({
      kind: 'refusal',
      code: 'period-unreadable',
      facts: { text },
    });
  });

  it('reads every period’s name back', () => {
    fc.assert(
      fc.property(fc.constantFrom(...kinds), dates, fiscalStarts, dates, (kind, date, fiscalStart, today) => {
        const period = periodOf(kind, date, fiscalStart);
        expect(parsePeriod(period.name, today, fiscalStart)).toEqual({ kind: 'ok', value: period });
      }),
      { numRuns: 1000 },
    );
  });
});

describe('describePeriod', () => {
  it.each([
    ['day', 1, 'Mon 23 Nov 2026', '2026年11月23日 周一'],
    ['week', 1, 'Week 48, 2026 (23–29 Nov 2026)', '2026年第48周（11月23日至29日）'],
    ['month', 1, 'Nov 2026 (1–30 Nov 2026)', '2026年11月（11月1日至30日）'],
    ['quarter', 1, 'Q4 2026 (1 Oct – 31 Dec 2026)', '2026年第四季度（10月1日至12月31日）'],
    ['quarter', 4, 'Q3 FY2026 (1 Oct – 31 Dec 2026)', '2026财年第三季度（10月1日至12月31日）'],
    ['half', 1, 'H2 2026 (1 Jul – 31 Dec 2026)', '2026年下半年（7月1日至12月31日）'],
    ['half', 4, 'H2 FY2026 (1 Oct 2026 – 31 Mar 2027)', '2026财年下半年（2026年10月1日至2027年3月31日）'],
    ['year', 1, '2026 (1 Jan – 31 Dec 2026)', '2026年（1月1日至12月31日）'],
    ['year', 7, 'FY2026 (1 Jul 2026 – 30 Jun 2027)', '2026财年（2026年7月1日至2027年6月30日）'],
  ] as const)('%s, fiscal from month %i', (kind, fiscalStart, english, chinese) => {
    const period = periodOf(kind, TODAY, fiscalStart);
    expect(describePeriod(period, 'en')).toBe(english);
    expect(describePeriod(period, 'zh')).toBe(chinese);
  });

  it('names the year of dates that the period’s name does not tell', () => {
    const quarter = periodOf('quarter', '2027-02-01', 4);
    expect(describePeriod(quarter, 'zh')).toBe('2026财年第四季度（2027年1月1日至3月31日）');
  });
});
