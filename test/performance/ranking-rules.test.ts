import { describe, expect, it } from 'vitest';
import { periodOf } from '../../src/kernel/periods.ts';
import { createWorkCalendar } from '../../src/kernel/workdays.ts';
import { addChanges, findComparison, rankScores, type Score } from '../../src/performance/ranking-rules.ts';
import { refineRank } from '../../src/performance/refine-rank.ts';

const score = (name: string, value: bigint, lastAt = 0): Score => ({ memberId: name, name, value, lastAt });
const listed = (scores: readonly Score[]) => rankScores(scores).map(({ rank, name }) => `${rank} ${name}`);

describe('a ranking', () => {
  it('shares ranks: 1, 2, 2, 4', () =>
    expect(listed([score('d', 1n), score('b', 5n), score('a', 9n), score('c', 5n)])).toEqual([
      '1 a',
      '2 b',
      '2 c',
      '4 d',
    ]));
  it('lists a tie by who came to it earlier, then by name', () =>
    expect(listed([score('c', 5n, 30), score('b', 5n, 20), score('z', 5n, 10), score('a', 5n, 20)])).toEqual([
      '1 z',
      '1 a',
      '1 b',
      '1 c',
    ]));
  it('leaves out who has nothing and keeps who owes', () =>
    expect(listed([score('a', 0n), score('b', -5n), score('c', 1n)])).toEqual(['1 c', '2 b']));
  it('compares sums beyond 2^53 to the unit', () =>
    expect(listed([score('a', 9007199254740992n), score('b', 9007199254740993n)])).toEqual(['1 b', '2 a']));
  it('tells how ranks changed', () => {
    const before = rankScores([score('a', 3n), score('b', 2n), score('c', 1n)]);
    const now = rankScores([score('c', 9n), score('a', 8n), score('b', 7n), score('d', 1n)]);
    expect(addChanges(now, before).map(({ name, change }) => [name, change])).toEqual([
      ['c', 2],
      ['a', -1],
      ['b', -1],
      ['d', 'new'],
    ]);
  });
});

describe('what a period is compared with', () => {
  // November 2026 begins on a Sunday, October on a Thursday, December on a Tuesday.
  const calendar = createWorkCalendar({ region: 'none' });
  const compare = (
    kind: 'day' | 'week' | 'month' | 'quarter',
    day: string,
    today: string,
    work = calendar,
  ) => {
    const { from, to } = findComparison(periodOf(kind, day, 1), today, work, 1);
    return `${from} ${to}`;
  };

  it('is the whole period before for one that is over or has not begun', () => {
    expect(compare('month', '2026-10-10', '2026-11-23')).toBe('2026-09-01 2026-10-01');
    expect(compare('month', '2026-12-10', '2026-11-23')).toBe('2026-11-01 2026-12-01');
  });
  it('goes up to the same workday for a running one', () => {
    // Monday 23 November is the 16th workday; the 16th of October is Thursday the 22nd.
    expect(compare('month', '2026-11-23', '2026-11-23')).toBe('2026-10-01 2026-10-23');
    // The second workday of October is Friday the 2nd.
    expect(compare('month', '2026-11-03', '2026-11-03')).toBe('2026-10-01 2026-10-03');
    expect(compare('week', '2026-11-25', '2026-11-25')).toBe('2026-11-16 2026-11-19');
  });
  it('takes the days of rest behind that workday along on a day of rest', () => {
    // Saturday 7 November follows the fifth workday; the sixth of October is Thursday the 8th.
    expect(compare('month', '2026-11-07', '2026-11-07')).toBe('2026-10-01 2026-10-08');
    // Sunday 1 November comes before any workday, and nothing of October does.
    expect(compare('month', '2026-11-01', '2026-11-01')).toBe('2026-10-01 2026-10-01');
  });
  it('is the whole period before once that had no such workday', () => {
    // Tuesday 31 March 2026 is the 22nd workday; February had 20.
    expect(compare('month', '2026-03-31', '2026-03-31')).toBe('2026-02-01 2026-03-01');
  });
  it('counts holidays and make-up workdays', () => {
    const china = createWorkCalendar({
      region: 'none',
      holidays: ['2026-10-01', '2026-10-02'],
      extraWorkdays: ['2026-10-10'],
    });
    // The fifth workday: 5, 6, 7, 8, 9 October; the sixth is Saturday the 10th.
    expect(compare('month', '2026-11-06', '2026-11-06', china)).toBe('2026-10-01 2026-10-10');
    expect(compare('month', '2026-11-09', '2026-11-09', china)).toBe('2026-10-01 2026-10-11');
  });
});

describe('words behind rank', () => {
  const refine = (text: string) => {
    const [metric, ...rest] = text.split(' ');
    const values = { ...(metric ? { metric } : {}), ...(rest.length > 0 ? { period: rest.join(' ') } : {}) };
    return refineRank(values, '2026-11-23');
  };
  it.each([
    ['', {}],
    ['payments month', { metric: 'paymentAmount', period: 'month' }],
    ['回款 本月', { metric: 'paymentAmount', period: '本月' }],
    ['本月 回款', { metric: 'paymentAmount', period: '本月' }],
    ['本月回款', { metric: 'paymentAmount', period: '本月' }],
    ['上月', { period: '上月' }],
    ['last month', { period: 'last month' }],
    ['signed last month East', { metric: 'signedAmount', period: 'last month', group: 'East' }],
    ['签约 2026-Q4 华东', { metric: 'signedAmount', period: '2026-Q4', group: '华东' }],
    ['华东 本周', { period: '本周', group: '华东' }],
    ['客户一部', { group: '客户一部' }],
    ['visits', { metric: 'visits' }],
    ['新客户 本季', { metric: 'newCustomers', period: '本季' }],
  ])('%s', (text, expected) => expect(refine(text)).toEqual(expected));
});
