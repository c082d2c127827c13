import { describe, expect, it, test } from 'vitest';
import { refineNewDeal } from '../../src/deals/refine.ts';
import {
  estimateProbability,
  findMissing,
  findNextStage,
  isPast,
  isStale,
  listRequired,
  recordsSince,
  type Stage,
} from '../../src/deals/rules.ts';

function stage(code: string, required: Stage['required'] = [], active = true): Stage {
  const name = { en: code, zh: code };
  return { code, name, probabilityBp: 5_000, staleDays: 10, required, requiredOwn: [], active };
}
const stages = [
  stage('a'),
  stage('b', ['need', 'expectedOn']),
  stage('old', ['budget'], false),
  stage('c', ['nextStep']),
];

describe('the win probability', () => {
  it.each([
    [{ closed: 20, won: 10 }, 5_000],
    [{ closed: 20, won: 0 }, 455],
    [{ closed: 20, won: 20 }, 9_545],
    [{ closed: 34, won: 21 }, 6_111],
    // 10 000 / 32 = 312.5 goes to the even 312, 30 000 / 32 = 937.5 to 938.
    [{ closed: 30, won: 0 }, 312],
    [{ closed: 30, won: 2 }, 938],
  ])('of %j is (won + 1) / (closed + 2), half to even', (record, bp) => {
    expect(estimateProbability(stage('a'), record)).toEqual({ bp, basis: 'history', closed: record.closed });
  });

  it.each([[undefined], [{ closed: 0, won: 0 }], [{ closed: 19, won: 19 }]])(
    'of %j is the admin’s, named as such',
    (record) => {
      const closed = record?.closed ?? 0;
      expect(estimateProbability(stage('a'), record)).toEqual({ bp: 5_000, basis: 'admin', closed });
    },
  );

  it('looks 24 months back', () => {
    expect(recordsSince('2026-11-23')).toBe('2024-11-23');
    expect(recordsSince('2026-02-28')).toBe('2024-02-28');
  });
});

test('the next stage is the first active one behind', () => {
  expect(findNextStage(stages, 'a')?.code).toBe('b');
  expect(findNextStage(stages, 'b')?.code).toBe('c');
  expect(findNextStage(stages, 'old')?.code).toBe('c');
  expect(findNextStage(stages, 'c')).toBeUndefined();
});

test('a stage requires what the stages before it do, unless they are retired', () => {
  expect(listRequired(stages, 'a')).toEqual([]);
  expect(listRequired(stages, 'c')).toEqual(['expectedOn', 'need', 'nextStep']);
  expect(listRequired(stages, 'old')).toEqual(['expectedOn', 'need', 'budget']);
  const known = { expectedOn: '2026-12-01', need: '', decider: '', budget: '', nextStep: 'call' };
  expect(findMissing(stages, 'c', known)).toEqual(['need']);
});

test('a deal is stale by the last contact with its customer, not by its own age', () => {
  expect(isStale({ staleDays: 10 }, '2026-11-13', '2025-01-01', '2026-11-23')).toBe(false);
  expect(isStale({ staleDays: 10 }, '2026-11-12', '2026-11-20', '2026-11-23')).toBe(true);
  expect(isStale({ staleDays: 10 }, null, '2026-11-20', '2026-11-23')).toBe(false);
  expect(isStale({ staleDays: 10 }, null, '2026-11-01', '2026-11-23')).toBe(true);
});

test('an expected day has passed on the day after it', () => {
  expect(isPast('2026-11-23', '2026-11-23')).toBe(false);
  expect(isPast('2026-11-22', '2026-11-23')).toBe(true);
  expect(isPast(null, '2026-11-23')).toBe(false);
});

describe('the line of a new deal', () => {
  const read = (amount: string, title?: string) =>
    refineNewDeal({ customer: 'Acme', amount, ...(title === undefined ? {} : { title }) }, '2026-11-23');
  it.each([
    ['300k', '2026-12-31 CRM for 40 seats', '300k', '2026-12-31', 'CRM for 40 seats'],
    ['300k', 'CRM for 40 seats by 2026-12-31', '300k', '2026-12-31', 'CRM for 40 seats'],
    ['CRM', 'for 40 seats 300k next fri', '300k', '2026-12-04', 'CRM for 40 seats'],
    ['30万', '12月31日 二期扩容', '30万', '2026-12-31', '二期扩容'],
    ['30万', '二期扩容 预计月底成交', '30万', '2026-11-30', '二期扩容'],
    ['二期扩容', '30万 月底', '30万', '2026-11-30', '二期扩容'],
    ['300k', 'CRM', '300k', undefined, 'CRM'],
    ['300k', undefined, '300k', undefined, undefined],
    ['Roadshow', undefined, 'Roadshow', undefined, undefined],
  ])('%s %s', (amount, title, readAmount, closes, readTitle) => {
    expect(read(amount, title)).toEqual({
      customer: 'Acme',
      amount: readAmount,
      ...(closes === undefined ? {} : { closes }),
      ...(readTitle === undefined ? {} : { title: readTitle }),
    });
  });
});
