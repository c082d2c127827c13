import { describe, expect, it } from 'vitest';
import { readDays, readWeekend } from '../../src/people/calendar/read-days.ts';

const brief = (text: string, year = 2027) => {
  const { days, unread } = readDays(text, year);
  return [
    ...days.map(({ day, kind, name }) => `${day} ${kind} ${name}`.trim()),
    ...unread.map((piece) => `? ${piece}`),
  ];
};

describe('days off as people write them', () => {
  it.each([
    [
      '12-24 to 12-26 rest Christmas',
      ['2027-12-24 rest Christmas', '2027-12-25 rest Christmas', '2027-12-26 rest Christmas'],
    ],
    ['2026-12-24 Company day', ['2026-12-24 rest Company day']],
    ['2027-01-03 work', ['2027-01-03 work']],
    ['Dec 24 - Dec 25 off', ['2027-12-24 rest', '2027-12-25 rest']],
    ['1月4日 上班', ['2027-01-04 work']],
    ['2月6日到8日 休 春节', ['2027-02-06 rest 春节', '2027-02-07 rest 春节', '2027-02-08 rest 春节']],
    [
      '12-30 ~ 2028-01-01 New Year',
      ['2027-12-30 rest New Year', '2027-12-31 rest New Year', '2028-01-01 rest New Year'],
    ],
    ['05-01; 05-02 work', ['2027-05-01 rest', '2027-05-02 work']],
    ['05-01 rest\n05-01 work', ['2027-05-01 work']],
    ['2-30 rest', ['? 2-30 rest']],
    ['12-26 to 12-24', ['? 12-26 to 12-24']],
    ['01-01 to 12-31', ['? 01-01 to 12-31']],
    ['some day', ['? some day']],
    ['', []],
  ])('%s', (text, expected) => expect(brief(text)).toEqual(expected));

  it('or as an announcement that is pasted', () => {
    const text = `一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至17日（农历正月初七、周一）放假调休，共3天。2月14日（周六）、2月28日（周六）上班。`;
    expect(brief(text, 2026)).toEqual([
      '2026-01-01 rest 元旦',
      '2026-01-02 rest 元旦',
      '2026-01-03 rest 元旦',
      '2026-01-04 work 元旦',
      '2026-02-14 work 春节',
      '2026-02-15 rest 春节',
      '2026-02-16 rest 春节',
      '2026-02-17 rest 春节',
      '2026-02-28 work 春节',
    ]);
  });
});

describe('the weekend', () => {
  it.each([
    ['Fri-Sat', [5, 6]],
    ['friday, saturday', [5, 6]],
    ['sunday', [7]],
    ['sat to mon', [1, 6, 7]],
    ['周五周六', [5, 6]],
    ['周六、周日', [6, 7]],
    ['星期天', [7]],
    ['周五到周六', [5, 6]],
    ['none', []],
    ['无', []],
  ])('%s', (text, expected) => expect(readWeekend(text)).toEqual(expected));
  it.each(['mon-sun', 'someday', '', '6'])('%s is none', (text) => expect(readWeekend(text)).toBeUndefined());
});
