import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type LocalDate, partsOf, weekdayOf } from '../../src/kernel/calendar.ts';
import { formatDate, parseDate } from '../../src/kernel/dates.ts';

/** A Monday. */
const TODAY = '2026-11-23';

const days = fc.integer({ min: 0, max: 60_000 }).map((count) => addDays('1950-01-01', count));

function read(text: string, today: LocalDate = TODAY): string {
  const date = parseDate(text, today);
  return date.kind === 'ok' ? date.value : date.code;
}

describe('parseDate, on Monday 23 November 2026', () => {
  it.each([
    ['2026-12-01', '2026-12-01'],
    ['2026/12/1', '2026-12-01'],
    ['2026.12.1', '2026-12-01'],
    ['２０２６－１２－０１', '2026-12-01'],
    ['20261201', '2026-12-01'],
    ['12-01', '2026-12-01'],
    ['12/1', '2026-12-01'],
    ['12/1/2026', '2026-12-01'],
    ['25/12', '2026-12-25'],
    ['01-05', '2027-01-05'],
    ['11-20', '2026-11-20'],
    ['2028-02-29', '2028-02-29'],
  ])('digits: %s', (text, date) => {
    expect(read(text)).toBe(date);
  });

  it.each([
    ['today', '2026-11-23'],
    ['Tomorrow', '2026-11-24'],
    ['tmr', '2026-11-24'],
    ['the day after tomorrow', '2026-11-25'],
    ['yesterday', '2026-11-22'],
    ['the day before yesterday', '2026-11-21'],
    ['tue', '2026-11-24'],
    ['on Friday', '2026-11-27'],
    ['by friday', '2026-11-27'],
    ['monday', '2026-11-23'],
    ['this wed', '2026-11-25'],
    ['next tue', '2026-12-01'],
    ['next Sunday', '2026-12-06'],
    ['last fri', '2026-11-20'],
    ['tuesday next week', '2026-12-01'],
    ['next week', '2026-11-30'],
    ['next  month', '2026-12-01'],
    ['next year', '2027-01-01'],
    ['in 3 days', '2026-11-26'],
    ['in two weeks', '2026-12-07'],
    ['in a month', '2026-12-23'],
    ['two weeks ago', '2026-11-09'],
    ['a week from now', '2026-11-30'],
    ['end of month', '2026-11-30'],
    ['the end of the month', '2026-11-30'],
    ['end of next month', '2026-12-31'],
    ['eom', '2026-11-30'],
    ['end of the year', '2026-12-31'],
    ['5 Dec', '2026-12-05'],
    ['Dec 5th', '2026-12-05'],
    ['5th of January', '2027-01-05'],
    ['December 5, 2027', '2027-12-05'],
    ['the 5th', '2026-12-05'],
    ['the 25th', '2026-11-25'],
    ['tomorrow 3pm', '2026-11-24'],
    ['friday afternoon', '2026-11-27'],
  ])('English: %s', (text, date) => {
    expect(read(text)).toBe(date);
  });

  it.each([
    ['今天', '2026-11-23'],
    ['明天', '2026-11-24'],
    ['后天', '2026-11-25'],
    ['大后天', '2026-11-26'],
    ['昨天', '2026-11-22'],
    ['前天', '2026-11-21'],
    ['周一', '2026-11-23'],
    ['周五', '2026-11-27'],
    ['星期天', '2026-11-29'],
    ['礼拜3', '2026-11-25'],
    ['本周五', '2026-11-27'],
    ['这周四', '2026-11-26'],
    ['下周三', '2026-12-02'],
    ['下 周 三', '2026-12-02'],
    ['下个星期三', '2026-12-02'],
    ['下下周一', '2026-12-07'],
    ['上周五', '2026-11-20'],
    ['周末', '2026-11-28'],
    ['下周', '2026-11-30'],
    ['12月1日', '2026-12-01'],
    ['12月1号', '2026-12-01'],
    ['十二月一号', '2026-12-01'],
    ['1月5日', '2027-01-05'],
    ['2027年1月5日', '2027-01-05'],
    ['二〇二七年一月五日', '2027-01-05'],
    ['明年3月1号', '2027-03-01'],
    ['25号', '2026-11-25'],
    ['5号', '2026-12-05'],
    ['月底', '2026-11-30'],
    ['月初', '2026-12-01'],
    ['下月初', '2026-12-01'],
    ['下个月底', '2026-12-31'],
    ['下个月5号', '2026-12-05'],
    ['下个月', '2026-12-01'],
    ['12月底', '2026-12-31'],
    ['年底', '2026-12-31'],
    ['明年初', '2027-01-01'],
    ['三天后', '2026-11-26'],
    ['3天以后', '2026-11-26'],
    ['过两天', '2026-11-25'],
    ['一周后', '2026-11-30'],
    ['两个星期后', '2026-12-07'],
    ['半个月后', '2026-12-08'],
    ['一个月后', '2026-12-23'],
    ['一个半月后', '2027-01-07'],
    ['半年后', '2027-05-23'],
    ['3天前', '2026-11-20'],
    ['周五前', '2026-11-27'],
    ['周五下午', '2026-11-27'],
    ['明晚8点', '2026-11-24'],
  ])('Chinese: %s', (text, date) => {
    expect(read(text)).toBe(date);
  });

  it.each([
    '2026-02-30',
    '2-30',
    '2月30日',
    'feb 30',
    '30 February 2027',
    '2026年13月1日',
    '13-13',
    '2027-02-29',
    '32号',
    '明天25点',
  ])('no calendar has %s', (text) => {
    expect(read(text)).toBe('date-impossible');
  });

  it.each([
    '',
    'abc',
    '0',
    '三月',
    '3月后',
    '月',
    '周',
    '周八',
    'call me tomorrow',
    'may',
    'constructor',
    '__proto__',
    'last month',
    'every 3 days',
    'next',
    'tomorrow and friday',
    '几天后',
    '99999天后',
    '明天'.repeat(500),
  ])('does not guess at %s', (text) => {
    expect(read(text)).toBe('date-unreadable');
  });
});

describe('what depends on the day it is said', () => {
  it.each([
    ['2026-11-27', '周五', '2026-11-27'],
    ['2026-11-28', '周五', '2026-12-04'],
    ['2026-11-29', '下周三', '2026-12-02'],
    ['2026-11-29', 'next tue', '2026-12-01'],
    ['2026-11-29', '周末', '2026-11-29'],
    ['2026-11-04', '月初', '2026-11-01'],
    ['2026-01-03', '12-28', '2025-12-28'],
    ['2026-01-31', '一个月后', '2026-02-28'],
    ['2028-02-10', '2-29', '2028-02-29'],
    ['2026-12-31', 'tomorrow', '2027-01-01'],
    ['2026-12-31', 'next month', '2027-01-01'],
  ])('on %s, %s is %s', (today, text, date) => {
    expect(read(text, today)).toBe(date);
  });

  it('下周三 is always in the week that begins next Monday, and a bare 周五 at most six days off', () => {
    fc.assert(
      fc.property(days, (today) => {
        expect(read('下周三', today)).toBe(addDays(today, 10 - weekdayOf(today)));
        const friday = read('周五', today);
        expect(weekdayOf(friday)).toBe(5);
        expect(friday >= today && friday <= addDays(today, 6)).toBe(true);
        expect(read('friday', today)).toBe(friday);
      }),
    );
  });
});

describe('every date', () => {
  it('is read back from each form in which it is written', () => {
    fc.assert(
      fc.property(days, days, (date, today) => {
        const { year, month, day } = partsOf(date);
        const english = formatDate(date, 'en').slice(4);
        const forms = [
          date,
          date.replaceAll('-', ''),
          `${year}/${month}/${day}`,
          `${year}年${month}月${day}日`,
          english,
        ];
        expect(forms.map((form) => read(form, today))).toEqual(forms.map(() => date));
      }),
      { numRuns: 500 },
    );
  });

  it('without its year is within half a year', () => {
    fc.assert(
      fc.property(days, days, (date, today) => {
        const { month, day } = partsOf(date);
        fc.pre(!(month === 2 && day === 29));
        const found = read(`${month}月${day}日`, today);
        expect(found.slice(5)).toBe(date.slice(5));
        expect(found >= addDays(today, -184) && found <= addDays(today, 184)).toBe(true);
      }),
    );
  });
});

it('answers any text', () => {
  const words = fc.constantFrom(
    '下',
    '周',
    '月',
    '三',
    '5',
    '号',
    '半',
    '个',
    '后',
    '前',
    '年',
    '底',
    '点',
    'next',
    'in',
    'day',
    ' ',
    '-',
    '/',
    ':',
    'pm',
    '99',
  );
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.array(words, { maxLength: 10 }).map((each) => each.join('')),
  );
  fc.assert(
    fc.property(texts, (text) => {
      expect(read(text)).toMatch(/^(\d{4}-\d\d-\d\d|date-(unreadable|impossible))$/);
    }),
    { numRuns: 2000 },
  );
});

it('dates are written for people', () => {
  expect(formatDate('2026-12-01', 'en')).toBe('Tue 1 Dec 2026');
  expect(formatDate('2026-12-01', 'zh')).toBe('2026年12月1日 周二');
  expect(formatDate('2026-11-29', 'zh')).toBe('2026年11月29日 周日');
});
