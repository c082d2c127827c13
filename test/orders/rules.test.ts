import { describe, expect, it } from 'vitest';
import { type FillingPayment, fillInstalments, readInstalmentName } from '../../src/orders/fill.ts';
import { parseInstalments } from '../../src/orders/parse-instalments.ts';
import { parseSplit } from '../../src/orders/parse-split.ts';
import { refinePayment } from '../../src/orders/refine-payment.ts';
import { findPaymentWay, judgeDecision, maySeeOrder, maySetSplit } from '../../src/orders/rights.ts';
import {
  findExcess,
  findSplitInForce,
  looksLikeOrderNumber,
  makeOrderNumber,
  normalizeOrderNumber,
  planDefaultInstalments,
  type SplitRow,
  shareAmong,
} from '../../src/orders/rules.ts';

const TODAY = '2026-11-23';
const sense = { total: 30_000_000n, currency: 'CNY', today: TODAY };

function plan(text: string, total = sense.total): unknown {
  const read = parseInstalments(text, { ...sense, total });
  return read.kind === 'ok' ? read.value.map(({ dueOn, amount }) => `${dueOn} ${amount}`) : read.code;
}

describe('an instalment plan', () => {
  it.each([
    ['50% 2026-12-01, 50% 2027-01-15', ['2026-12-01 15000000', '2027-01-15 15000000']],
    ['30万 12-01', ['2026-12-01 30000000']],
    ['10万 12月1日；余款 1月15日', ['2026-12-01 10000000', '2027-01-15 20000000']],
    ['首付30% 12月1日，尾款 2027-03-01', ['2026-12-01 9000000', '2027-03-01 21000000']],
    ['80,000 2026-12-01, 220,000 2027-01-15', ['2026-12-01 8000000', '2027-01-15 22000000']],
    ['80,000 12-01,220,000 01-15', ['2026-12-01 8000000', '2027-01-15 22000000']],
    ['2027-01-15 100k; 2026-12-01 200k', ['2026-12-01 20000000', '2027-01-15 10000000']],
    ['30%12月1日，70%12月31日', ['2026-12-01 9000000', '2026-12-31 21000000']],
    ['rest 2026-12-01', ['2026-12-01 30000000']],
  ])('reads %s', (text, expected) => expect(plan(text)).toEqual(expected));

  it('shares percentages to the last unit', () =>
    expect(plan('33.33% 12-01, 33.33% 12-02, 33.34% 12-03', 100n)).toEqual([
      '2026-12-01 33',
      '2026-12-02 33',
      '2026-12-03 34',
    ]));

  it.each([
    ['50% 2026-12-01, 40% 2027-01-15', 'instalments-sum'],
    ['20万 12-01, 20万 01-15', 'instalments-sum'],
    ['rest 12-01, rest 12-02', 'instalments-sum'],
    ['40万 12-01, rest 12-02', 'instalments-sum'],
    ['half 2026-12-01', 'instalment-unreadable'],
    ['50%', 'instalment-unreadable'],
    ['30万 2026-02-30', 'instalment-unreadable'],
    ['', 'instalments-sum'],
    [Array.from({ length: 61 }, () => '1% 12-01').join(';'), 'instalments-many'],
  ])('refuses %s', (text, code) => expect(plan(text)).toBe(code));
});

describe('filling instalments', () => {
  const plan3 = [
    { dueOn: '2026-11-22', amount: 100n },
    { dueOn: '2026-11-23', amount: 200n },
    { dueOn: '2026-12-20', amount: 300n },
  ];
  const states = (...payments: readonly (bigint | FillingPayment)[]) =>
    fillInstalments(
      plan3,
      payments.map((each) => (typeof each === 'bigint' ? { amount: each } : each)),
      TODAY,
    ).map((each) => `${each.paid} ${each.state}`);

  it('begins with the oldest and is overdue only once the day is over', () => {
    expect(states()).toEqual(['0 overdue', '0 open', '0 open']);
    expect(states(99n)).toEqual(['99 overdue', '0 open', '0 open']);
    expect(states(150n)).toEqual(['100 paid', '50 part', '0 open']);
    expect(states(150n, 450n)).toEqual(['100 paid', '200 paid', '300 paid']);
  });
  it('begins with the one that a payment names, and goes on with the oldest', () => {
    expect(states({ amount: 250n, instalment: 3 })).toEqual(['0 overdue', '0 open', '250 part']);
    expect(states(50n, { amount: 380n, instalment: 3 })).toEqual(['100 paid', '30 part', '300 paid']);
    expect(states({ amount: 150n, instalment: 9 })).toEqual(['100 paid', '50 part', '0 open']);
  });
  it('is reopened by a refund from what was filled last', () => {
    expect(states(300n, -50n)).toEqual(['100 paid', '150 part', '0 open']);
    expect(states({ amount: 300n, instalment: 3 }, 120n, -40n)).toEqual(['80 overdue', '0 open', '300 paid']);
    expect(states(100n, { amount: 10n, instalment: 3 }, -30n, 5n)).toEqual([
      '85 overdue',
      '0 open',
      '0 open',
    ]);
    expect(states(650n, -50n, -1n)).toEqual(['100 paid', '200 paid', '299 part']);
  });
  it('leaves what is paid too much, and a net below zero, aside', () => {
    expect(states(900n)).toEqual(['100 paid', '200 paid', '300 paid']);
    expect(states(-5n)).toEqual(['0 overdue', '0 open', '0 open']);
  });
  it.each([
    ['2', 2],
    ['第二期', 2],
    ['第2期', 2],
    ['2nd', 2],
    ['no. 3', 3],
    ['首付', 1],
    ['尾款', 3],
    ['last', 3],
    ['4', undefined],
    ['0', undefined],
    ['第十期', undefined],
    ['the blue one', undefined],
  ])('are named %s', (text, place) => expect(readInstalmentName(text, 3)).toBe(place));
  it('is due as a whole after 30 days where none was agreed', () =>
    expect(planDefaultInstalments(5n, '2026-11-23')).toEqual([{ dueOn: '2026-12-23', amount: 5n }]));
});

describe('the split in force', () => {
  const row = (revision: number, validFrom: string | null, memberId: string): SplitRow => ({
    revision,
    position: 1,
    memberId,
    name: memberId,
    basisPoints: 10_000,
    validFrom,
  });
  const inForce = (rows: readonly SplitRow[], day: string) => findSplitInForce(rows, day)[0]?.memberId;
  const history = [row(1, null, 'a'), row(2, '2026-12-01', 'b'), row(3, '2026-11-01', 'c')];

  it('is the latest hand-over whose day has come', () => {
    expect(inForce(history, '2026-10-31')).toBe('a');
    expect(inForce(history, '2026-11-01')).toBe('c');
    expect(inForce(history, '2026-11-30')).toBe('c');
    expect(inForce(history, '2026-12-01')).toBe('b');
  });
  it('starts anew with a correction', () => {
    const corrected = [...history, row(4, null, 'd')];
    expect(inForce(corrected, '2026-12-05')).toBe('d');
    expect(inForce([...corrected, row(5, '2026-12-01', 'e')], '2026-12-05')).toBe('e');
  });
  it('of the same day is the one recorded last', () =>
    expect(
      inForce([row(1, null, 'a'), row(2, '2026-12-01', 'b'), row(3, '2026-12-01', 'c')], '2026-12-01'),
    ).toBe('c'));
  it('shares 0.05 as 0.03 and 0.02', () => {
    const halves = [row(1, null, 'a'), { ...row(1, null, 'b'), position: 2 }].map((each) => ({
      ...each,
      basisPoints: 5_000,
    }));
    expect(shareAmong(halves, 5n).map(({ share }) => share)).toEqual([3n, 2n]);
    expect(shareAmong(halves, -5n).map(({ share }) => share)).toEqual([-3n, -2n]);
  });
});

describe('a typed split', () => {
  it.each([
    ['Li Wei 70%, Wang Fang 30%', ['Li Wei 7000', 'Wang Fang 3000']],
    ['李伟70% 王芳30%', ['李伟 7000', '王芳 3000']],
    ['@李伟：66.67，王芳：33.33', ['李伟 6667', '王芳 3333']],
    ['Li Wei 100%', ['Li Wei 10000']],
  ])('%s is read', (text, expected) => {
    const read = parseSplit(text);
    expect(
      read.kind === 'ok' ? read.value.map(({ name, basisPoints }) => `${name} ${basisPoints}`) : read.code,
    ).toEqual(expected);
  });
  it.each([
    ['Li Wei 70%, Wang Fang 20%', 'split-sum'],
    ['Li Wei, Wang Fang', 'split-unreadable'],
    ['Li Wei 0%, Wang Fang 100%', 'split-unreadable'],
    ['Li Wei 50%, li wei 50%', 'split-twice'],
    ['', 'split-sum'],
  ])('%s is refused', (text, code) => expect(parseSplit(text)).toMatchObject({ kind: 'refusal', code }));
});

describe('numbers of orders', () => {
  it('count up by year', () => {
    expect(makeOrderNumber('2026-11-23', 17)).toBe('HT-2026-018');
    expect(makeOrderNumber('2027-01-02', 0)).toBe('HT-2027-001');
    expect(makeOrderNumber('2026-11-23', 1234)).toBe('HT-2026-1235');
  });
  it.each([
    ['HT-2026-018', true],
    ['ht-2026-018', true],
    ['2026/117', true],
    ['SO100234', true],
    ['合同2026-03', true],
    ['SO-12', true],
    ['华为', false],
    ['3M', false],
    ['7-Eleven', false],
    ['360', false],
    ['51.la', false],
    ['Acme', false],
  ])('%s looks like one: %s', (text, expected) => expect(looksLikeOrderNumber(text)).toBe(expected));
  it('have one form', () => {
    expect(normalizeOrderNumber('ｈｔ-2026－018 ')).toBe('HT-2026-018');
    expect(normalizeOrderNumber('a b;')).toBeUndefined();
    expect(normalizeOrderNumber('1'.repeat(41))).toBeUndefined();
  });
});

describe('a typed payment', () => {
  const refine = (customer: string, amount?: string, received?: string) =>
    refinePayment(
      {
        customer,
        ...(amount === undefined ? {} : { amount }),
        ...(received === undefined ? {} : { received }),
      },
      TODAY,
    );
  const plain = { customer: '华为', amount: '8万', received: '昨天' };

  it('stays as it is where all is in its place', () => expect(refine('华为', '8万', '昨天')).toEqual(plain));
  it('may begin with the order', () =>
    expect(refine('HT-2026-018', '80000')).toEqual({ order: 'HT-2026-018', amount: '80000' }));
  it('may have its unit apart', () =>
    expect(refine('华为', '80000', '元 昨天')).toEqual({ ...plain, amount: '80000 元' }));
  it('may have the day before the amount', () => expect(refine('华为', '昨天', '8万')).toEqual(plain));
  it('may have a day of several words', () =>
    expect(refine('Acme', '80k', 'last friday')).toEqual({
      customer: 'Acme',
      amount: '80k',
      received: 'last friday',
    }));
  it('may have the amount before or right behind the name', () => {
    expect(refine('8万', '华为', '昨天')).toEqual(plain);
    expect(refine('华为8万')).toEqual({ customer: '华为', amount: '8万' });
    expect(refine('Acme80')).toEqual({ customer: 'Acme80' });
  });
  it('may name the order besides', () => {
    expect(refine('华为', 'HT-2026-002', '8万')).toEqual({
      customer: '华为',
      amount: '8万',
      order: 'HT-2026-002',
    });
    expect(refine('华为', '8万', '昨天 HT-2026-002')).toEqual({ ...plain, order: 'HT-2026-002' });
    expect(refine('华为', '8万', '2026-11-20')).toEqual({ ...plain, received: '2026-11-20' });
  });
  it('keeps what it cannot sort', () =>
    expect(refine('华为', 'x', 'y')).toEqual({ customer: '华为', amount: 'x', received: 'y' }));
});

describe('who may do what with an order', () => {
  const person = (
    memberId: string,
    roles: readonly ('sales' | 'manager' | 'finance' | 'hr' | 'executive' | 'admin')[],
    below: readonly string[] = [],
  ) => ({
    memberId,
    roles,
    below: new Set(below),
  });
  const order = { ownerId: 'li', credited: ['li', 'wang'] };

  it('is seen by its people, their managers, finance, executives and admins', () => {
    expect(maySeeOrder(person('li', ['sales']), order)).toBe(true);
    expect(maySeeOrder(person('wang', ['sales']), order)).toBe(true);
    expect(maySeeOrder(person('zhao', ['sales']), order)).toBe(false);
    expect(maySeeOrder(person('boss', ['manager'], ['wang']), order)).toBe(true);
    expect(maySeeOrder(person('boss', ['manager'], ['zhao']), order)).toBe(false);
    expect(maySeeOrder(person('boss', ['sales'], ['wang']), order)).toBe(false);
    expect(maySeeOrder(person('hr', ['hr']), order)).toBe(false);
    for (const role of ['finance', 'executive', 'admin'] as const)
      expect(maySeeOrder(person('x', [role]), order)).toBe(true);
  });
  it('is paid through finance, and proposed by its people', () => {
    expect(findPaymentWay(person('chen', ['finance']), order)).toBe('record');
    expect(findPaymentWay(person('li', ['finance', 'sales']), order)).toBe('propose');
    expect(findPaymentWay(person('wang', ['sales']), order)).toBe('propose');
    expect(findPaymentWay(person('boss', ['manager'], ['li']), order)).toBe('propose');
    expect(findPaymentWay(person('boss', ['manager'], []), order)).toBeUndefined();
    expect(findPaymentWay(person('sun', ['admin']), order)).toBeUndefined();
    expect(findPaymentWay(person('zhao', ['executive']), order)).toBeUndefined();
  });
  it('is decided by finance without a share in it, and by an executive where there is nobody else', () => {
    expect(judgeDecision(person('chen', ['finance']), order.credited, true)).toBe('allowed');
    expect(judgeDecision(person('li', ['finance']), order.credited, true)).toBe('own-share');
    expect(judgeDecision(person('li', ['sales']), order.credited, true)).toBe('needs-finance');
    expect(judgeDecision(person('zhao', ['executive']), order.credited, true)).toBe('needs-finance');
    expect(judgeDecision(person('zhao', ['executive']), order.credited, false)).toBe('allowed');
    expect(judgeDecision(person('li', ['executive']), order.credited, false)).toBe('own-share');
  });
  it('is shared by managers without a share in it', () => {
    expect(maySetSplit(person('boss', ['manager']), ['li'])).toBe(true);
    expect(maySetSplit(person('boss', ['manager']), ['boss', 'li'])).toBe(false);
    expect(maySetSplit(person('li', ['sales']), ['wang'])).toBe(false);
  });
});

describe('what is paid too much', () => {
  it('counts waiting payments', () => {
    expect(findExcess({ amount: 100n, paid: 60n, pending: 0n }, 40n)).toBe(0n);
    expect(findExcess({ amount: 100n, paid: 60n, pending: 0n }, 41n)).toBe(1n);
    expect(findExcess({ amount: 100n, paid: 60n, pending: 40n }, 40n)).toBe(40n);
    expect(findExcess({ amount: 100n, paid: 120n, pending: 0n }, 5n)).toBe(5n);
  });
});
