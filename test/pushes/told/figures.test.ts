import { describe, expect, it } from 'vitest';
import type { OrderNews, PaymentNews } from '../../../src/orders/news-store.ts';
import { compareFigures, tellOrder, tellPayment } from '../../../src/pushes/told/figures.ts';

describe('what differs of what was told', () => {
  it.each([
    ['nothing', { total: '5' }, { total: '5' }, []],
    ['another value', { total: '5' }, { total: '7' }, [['total', 5n, 7n]]],
    ['what counts no more', { 'p:1': '5' }, {}, [['p:1', 5n, 0n]]],
    ['who came in', { total: '5' }, { total: '5', 'm:1': '5' }, [['m:1', 0n, 5n]]],
    ['nothing that counts nothing', { total: '5' }, { total: '5', 'm:1': '0' }, []],
    ['not what was seen on a morning', { 'look:stale': '3' }, { 'look:stale': '4' }, []],
    [
      'told order first',
      { b: '1', a: '1' },
      { a: '2', b: '2', c: '2' },
      [
        ['b', 1n, 2n],
        ['a', 1n, 2n],
        ['c', 0n, 2n],
      ],
    ],
    [
      'amounts beyond doubles',
      { a: '9007199254740993' },
      { a: '9007199254740992' },
      [['a', 9007199254740993n, 9007199254740992n]],
    ],
  ] as const)('%s', (_, was, is, changes) => {
    expect(compareFigures(was, is).map((change) => [change.key, change.was, change.is])).toEqual(changes);
  });

  it('says nothing of who was not in a list that was cut', () => {
    const was = Object.fromEntries(Array.from({ length: 300 }, (_, place) => [`m:${place}`, '1']));
    expect(compareFigures(was, { ...was, 'm:new': '4' })).toEqual([]);
  });
});

const credits = [
  { memberId: 'li', share: 600n },
  { memberId: 'wang', share: 400n },
];

describe('the news of a sale', () => {
  it('tells its worth and the parts; nothing of an order that was voided', () => {
    const news = { state: 'signed', orderAmount: 1_000n, credits } as unknown as OrderNews;
    expect(tellOrder(news)).toEqual({ amount: '1000', 's:li': '600', 's:wang': '400' });
    expect(tellOrder({ ...news, state: 'withdrawn' })).toEqual({});
  });

  it('tells of a payment what is left of it', () => {
    const news = { state: 'confirmed', amount: 1_000n, credits } as unknown as PaymentNews;
    expect(tellPayment(news, 250n)).toMatchObject({ amount: '750' });
  });
});
