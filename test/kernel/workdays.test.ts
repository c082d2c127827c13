import chineseDays from 'chinese-days';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, weekdayOf } from '../../src/kernel/calendar.ts';
import { createWorkCalendar } from '../../src/kernel/workdays.ts';

const china = createWorkCalendar({ region: 'CN' });
const plain = createWorkCalendar({ region: 'none' });

describe('China’s calendar', () => {
  it.each([
    ['2026-10-01', 'rest', 'National Day, a Thursday'],
    ['2026-10-10', 'workday', 'a Saturday that makes up for it'],
    ['2026-02-17', 'rest', 'Spring Festival, a Tuesday'],
    ['2026-02-14', 'workday', 'a Saturday that makes up for it'],
    ['2026-11-21', 'rest', 'a Saturday'],
    ['2026-11-23', 'workday', 'a Monday'],
    ['2024-02-29', 'workday', 'a leap day, a Thursday'],
  ])('%s is a %s: %s', (date, kind) => {
    expect(china.kindOf(date)).toEqual({ kind, known: true });
  });

  it('says that a year is unknown whose calendar is not published, and guesses nothing', () => {
    expect(china.isYearKnown(2026)).toBe(true);
    expect(china.isYearKnown(2099)).toBe(false);
    expect(china.isYearKnown(2003)).toBe(false);
    expect(china.kindOf('2099-10-01')).toEqual({ kind: 'workday', known: false });
    expect(china.kindOf('2099-10-03')).toEqual({ kind: 'rest', known: false });
  });

  it('agrees with the package on every day of the years it has data for', () => {
    for (let date = '2004-01-01'; date <= '2026-12-31'; date = addDays(date, 1)) {
      // The package is asked for named days only: weekdays it takes in the process's zone, in Santiago those of the day before.
      const detail = chineseDays.getDayDetail(date);
      const isWorkday = detail.name.includes(',') ? detail.work : weekdayOf(date) < 6;
      const expected = isWorkday ? 'workday' : 'rest';
      if (china.kindOf(date).kind !== expected) expect.fail(`${date} should be a ${expected}`);
    }
    expect(china.isYearKnown(2004)).toBe(true);
  });

  it('steps over the long holidays', () => {
    expect(china.nextWorkday('2026-09-30')).toBe('2026-10-08');
    expect(china.previousWorkday('2026-10-08')).toBe('2026-09-30');
    expect(china.nextWorkday('2026-10-09')).toBe('2026-10-10');
    expect(china.workdayFrom('2026-10-03')).toBe('2026-10-08');
    expect(china.workdayFrom('2026-10-08')).toBe('2026-10-08');
  });
});

describe('an organization’s own days', () => {
  const own = createWorkCalendar({
    region: 'CN',
    holidays: ['2026-11-23', '2026-11-24', '2099-01-05'],
    extraWorkdays: ['2026-10-01', '2026-11-24', '2099-01-03'],
  });

  it('outweigh the public ones, workdays before holidays', () => {
    expect(own.kindOf('2026-11-23').kind).toBe('rest');
    expect(own.kindOf('2026-11-24').kind).toBe('workday');
    expect(own.kindOf('2026-10-01').kind).toBe('workday');
  });

  it('are known also in a year that is not', () => {
    expect(own.kindOf('2099-01-05')).toEqual({ kind: 'rest', known: true });
    expect(own.kindOf('2099-01-03')).toEqual({ kind: 'workday', known: true });
    expect(own.kindOf('2099-01-06')).toEqual({ kind: 'workday', known: false });
  });
});

describe('without a region', () => {
  it('the weekend decides, and every year is known', () => {
    expect(plain.kindOf('2026-10-01')).toEqual({ kind: 'workday', known: true });
    expect(plain.kindOf('2099-10-03')).toEqual({ kind: 'rest', known: true });
  });

  it('the weekend may be another', () => {
    const gulf = createWorkCalendar({ region: 'none', weekend: [5, 6] });
    expect(gulf.isWorkday('2026-11-27')).toBe(false);
    expect(gulf.isWorkday('2026-11-29')).toBe(true);
    expect(createWorkCalendar({ region: 'none', weekend: [] }).isWorkday('2026-11-29')).toBe(true);
  });

  it('a week without workdays is refused', () => {
    expect(() => createWorkCalendar({ region: 'none', weekend: [1, 2, 3, 4, 5, 6, 7] })).toThrow(RangeError);
  });
});

it('the next and the previous workday have no other between', () => {
  const dates = fc.integer({ min: 0, max: 8000 }).map((days) => addDays('2005-01-15', days));
  fc.assert(
    fc.property(dates, (date) => {
      const next = china.nextWorkday(date);
      expect(china.workdaysBetween(addDays(date, 1), addDays(next, 1))).toEqual([next]);
      const previous = china.previousWorkday(date);
      expect(china.workdaysBetween(previous, date)).toEqual([previous]);
    }),
  );
});

it('workdaysBetween leaves the end out, and an empty stretch has none', () => {
  expect(plain.workdaysBetween('2026-11-20', '2026-11-24')).toEqual(['2026-11-20', '2026-11-23']);
  expect(plain.workdaysBetween('2026-11-24', '2026-11-20')).toEqual([]);
  expect(plain.workdaysBetween('2026-01-01', '2027-01-01').every((date) => weekdayOf(date) < 6)).toBe(true);
});
