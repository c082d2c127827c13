import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { actions, commands } from '../../src/app/registry.ts';
import { findYearlyMedian, readRhythm, weighDeals } from '../../src/customers/value/rules.ts';
import { createManualClock } from '../../src/kernel/clock.ts';
import { createIds } from '../../src/kernel/ids.ts';
import { createDb } from '../../src/store/client.ts';
import type { StoreContext } from '../../src/store/context.ts';
import { type Company, createCompany } from '../fixtures/company.ts';
import { createTalk, findButton, read, type Talk } from '../fixtures/talk.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

const NOON = Date.parse('2026-11-23T04:00:00Z');

describe('the rules of value', () => {
  it.each([
    ['nothing', [], 0n],
    [
      'each by its own probability',
      [
        { amount: 10_000n, basisPoints: 5_000 },
        { amount: 333n, basisPoints: 1_000 },
      ],
      5_033n,
    ],
    [
      'half to even, once at the end',
      [
        { amount: 1n, basisPoints: 2_500 },
        { amount: 1n, basisPoints: 2_500 },
      ],
      0n,
    ],
    ['half to even upwards', [{ amount: 3n, basisPoints: 5_000 }], 2n],
  ] as const)('potential: %s', (_, deals, sum) => {
    expect(weighDeals(deals.map((deal) => ({ ...deal, title: '' })))).toBe(sum);
  });

  it.each([
    ['of an odd number', [10n, 2n, 8n, 4n, 6n], 3n],
    ['of an even number', [2n, 4n, 6n, 12n, 100n, 1n], 2n],
    ['none of four', [1n, 2n, 3n, 4n], undefined],
  ])('model: half the median of two years, %s', (_, paid, yearly) => {
    expect(findYearlyMedian(paid)).toBe(yearly);
  });

  it.each([
    ['nothing bought', [], undefined],
    ['bought once', ['2026-11-01'], { last: '2026-11-01', daysSince: 22, usualDays: undefined }],
    [
      'twice on one day is once',
      ['2026-11-01', '2026-11-01'],
      { last: '2026-11-01', daysSince: 22, usualDays: undefined },
    ],
    [
      'the median of the gaps',
      ['2026-11-13', '2026-01-01', '2026-01-31', '2026-03-02'],
      { last: '2026-11-13', daysSince: 10, usualDays: 30 },
    ],
  ])('rhythm: %s', (_, days, rhythm) => {
    expect(readRhythm(days, '2026-11-23')).toEqual(rhythm);
  });
});

describe('the card', () => {
  let database: TestDatabase;
  let store: StoreContext;
  let company: Company;
  let talk: Talk;

  beforeAll(async () => {
    database = await createTestDatabase();
    const clock = createManualClock(NOON);
    store = { db: createDb({ url: database.url }), clock, ids: createIds(clock) };
    company = await createCompany(store);
    talk = createTalk({ store, company, commands, actions });
    // Six that are alike by their industry, of which one is asked about; one paid before the two years.
    for (const [index, name] of [
      'Ariel',
      'Borea',
      'Cordelia',
      'Despina',
      'Elara',
      'Fornax',
      'Galatea',
    ].entries()) {
      await talk.say('liWei', `customer new ${name} industry=Steel`);
      const paidOn = name === 'Galatea' ? '2024-11-22' : `2026-0${index + 1}-10`;
      await talk.say('liWei', `order ${name} 100,000 number=HT-${index} signed=${paidOn}`);
      await talk.say('chenJing', `payment HT-${index} ${(index + 1) * 1_000} received=${paidOn}`);
    }
    await talk.say('liWei', 'order Ariel 5,000 number=HT-9 signed=2026-03-11');
    await talk.say('chenJing', 'payment HT-9 4,000 received=2026-03-11');
    await talk.say('liWei', 'deal new Ariel 10,000 probability=50% second line');
  });

  afterAll(async () => {
    await store.db.$disconnect();
    await database.drop();
  });

  test('tells the three parts, each with what it rests on, and the rhythm', async () => {
    const text = read(await talk.say('liWei', 'customer value Ariel'));
    expect(text).toContain('¥5,000.00 · net of 24 months, 2 payments');
    expect(text).toContain('¥5,000.00 · 1 open deal × win probability');
    expect(text).toContain('¥10,000.00 × 50% = ¥5,000.00');
    // Borea to Fornax paid 2,000 to 6,000 in two years.
    expect(text).toContain('¥2,000.00 · a year: the median of 5 paying customers alike (Steel)');
    expect(text).toContain('Wed 11 Mar 2026, 257 days ago');
    expect(text).toContain('every 60 days');
    expect(text).toContain('longer than usual');
  });

  test('says where there is nothing to tell', async () => {
    await talk.say('liWei', 'customer new Halimede');
    const text = read(await talk.say('liWei', '客户 价值 Halimede'));
    for (const told of ['¥0.00', 'no open deals', 'too few customers alike', 'nothing bought yet'])
      expect(text).toContain(told);
  });

  test('is for those who may see the orders, asked at every press', async () => {
    const button = findButton(await talk.say('liWei', 'customer Ariel'), 'Value');
    expect(read(await talk.press('wangFang', button))).toContain('Not yours to see');
    expect(read(await talk.press('huangLi', button))).toContain('Not yours to see');
    for (const who of ['zhangMin', 'zhaoLei', 'chenJing', 'sunYue'] as const)
      expect(read(await talk.press(who, button))).toContain('Value: Ariel');
    await talk.say('zhangMin', 'customer transfer Ariel to Zhang Min');
    expect(read(await talk.press('liWei', button))).toContain('Not yours to see');
    expect(await store.db.auditEntry.count({ where: { action: 'customer.refused' } })).toBe(3);
  });
});
