import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  dateOf,
  diffDays,
  isLocalDate,
  lastOfMonth,
  mondayOf,
  partsOf,
  weekdayOf,
} from '../../src/kernel/calendar.ts';

const dates = fc
  .integer({ min: Date.UTC(1600, 0, 1) / 86_400_000, max: Date.UTC(2400, 0, 1) / 86_400_000 })
  .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));
const days = fc.integer({ min: -100_000, max: 100_000 });

describe('local dates', () => {
  it.each([
    '2026-02-30',
    '2023-02-29',
    '1900-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-1-1',
    '0000-01-01',
    '2026-11-23 ',
    '',
  ])('%j is none', (text) => {
    expect(isLocalDate(text)).toBe(false);
    expect(() => partsOf(text)).toThrow(RangeError);
  });

  it.each(['2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('%s is one', (text) => {
    expect(isLocalDate(text)).toBe(true);
  });

  it('count days as the system calendar does', () => {
    fc.assert(
      fc.property(dates, days, (date, count) => {
        const later = addDays(date, count);
        expect(later).toBe(new Date(Date.parse(date) + count * 86_400_000).toISOString().slice(0, 10));
        expect(diffDays(date, later)).toBe(count);
        expect(weekdayOf(date)).toBe(new Date(Date.parse(date)).getUTCDay() || 7);
      }),
      { numRuns: 3000 },
    );
  });

  it('know every day of four hundred years', () => {
    let date = '1700-01-01';
    for (let day = 0; day < 146_097; day += 1) date = addDays(date, 1);
    expect(date).toBe('2100-01-01');
  });

  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-11-23', 2, '2027-01-23'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2026-03-31', -13, '2025-02-28'],
  ])('%s + %i months = %s', (date, months, later) => {
    expect(addMonths(date, months)).toBe(later);
  });

  it('find the Monday and the last of the month', () => {
    fc.assert(
      fc.property(dates, (date) => {
        const monday = mondayOf(date);
        expect(weekdayOf(monday)).toBe(1);
        expect(diffDays(monday, date)).toBe(weekdayOf(date) - 1);
        expect(addDays(lastOfMonth(date), 1).slice(8)).toBe('01');
        expect(lastOfMonth(date).slice(0, 7)).toBe(date.slice(0, 7));
      }),
    );
  });

  it('end with the four-digit years', () => {
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
    expect(() => addDays('0001-01-01', -1)).toThrow(RangeError);
    expect(dateOf(10_000, 1, 1)).toBeUndefined();
  });
});
