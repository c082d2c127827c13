import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actions, commands } from '../../src/app/registry.ts';
import { createManualClock, type ManualClock } from '../../src/kernel/clock.ts';
import { createIds } from '../../src/kernel/ids.ts';
import { createDb } from '../../src/store/client.ts';
import type { StoreContext } from '../../src/store/context.ts';
import { type Company, createCompany } from '../fixtures/company.ts';
import { createTalk, findButton, read, type Talk } from '../fixtures/talk.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

const NOON = Date.parse('2026-11-23T04:00:00Z');

let database: TestDatabase;
let store: StoreContext;
let clock: ManualClock;
let company: Company;
let talk: Talk;

beforeAll(async () => {
  database = await createTestDatabase();
  clock = createManualClock(NOON);
  store = { db: createDb({ url: database.url }), clock, ids: createIds(clock) };
  company = await createCompany(store);
  talk = createTalk({ store, company, commands, actions });
  await talk.say('liWei', 'customer new Borealis Ltd phone=13800138000');
  for (let day = 1; day <= 9; day += 1) {
    clock.advance(60_000);
    await talk.say('liWei', `followup Borealis said number ${day} kind=call`);
  }
  clock.advance(60_000);
  await talk.say('liWei', 'order Borealis 8,000 number=HT-1 signed=2026-11-23');
  clock.advance(60_000);
  await talk.say('chenJing', 'payment HT-1 3000 received=2026-11-20');
  clock.advance(60_000);
  await talk.say('zhangMin', 'customer transfer Borealis Zhang Min reason="Li Wei is ill"');
});

afterAll(async () => {
  await store.db.$disconnect();
  await database.drop();
});

const lines = (text: string) => text.split('\n').filter((line) => line.trim() !== '');

describe('a timeline', () => {
  it('tells everything that happened, the newest first, in pages that leave nothing out', async () => {
    const first = await talk.say('zhangMin', 'customer timeline Borealis');
    const text = read(first);
    expect(text).toContain('Timeline: Borealis Ltd');
    expect(text).toContain('Owner: Li Wei → Zhang Min (Li Wei is ill)');
    expect(text).toContain('Order signed HT-1 · ¥8,000.00');
    expect(text.indexOf('Owner: Li Wei')).toBeLessThan(text.indexOf('Order signed'));
    expect(text.indexOf('said number 9')).toBeLessThan(text.indexOf('said number 2'));
    expect(text).not.toContain('Payment');
    const second = await talk.press('zhangMin', findButton(first, 'Older'));
    expect(second.kind).toBe('replace');
    const rest = read(second);
    expect(rest).toContain('said number 1');
    expect(rest).toContain('Customer created, owner Li Wei');
    // Received three days before the customer was written down: it stands on its own day.
    expect(rest.indexOf('Customer created')).toBeLessThan(rest.indexOf('Payment ¥3,000.00 · HT-1'));
    expect(rest).toContain('That is where it began.');
    const told = [...lines(text), ...lines(rest)].filter((line) => /said number \d/.test(line));
    expect(new Set(told).size).toBe(9);
    expect(told).toHaveLength(9);
    const back = await talk.press('zhangMin', findButton(second, 'Back to the newest'));
    expect(read(back)).toBe(text);
  });

  it('opens from the customer’s card', async () => {
    const card = await talk.say('zhangMin', 'customer Borealis');
    expect(read(await talk.press('zhangMin', findButton(card, 'Timeline')))).toContain('said number 9');
  });

  it('asks anew at every page who may see the customer', async () => {
    const page = findButton(await talk.say('zhangMin', 'customer timeline Borealis'), 'Older');
    for (const who of ['liWei', 'wangFang'] as const) {
      const refused = read(await talk.press(who, page));
      expect(refused).toContain('That customer is taken');
      expect(refused).not.toContain('said number');
    }
    expect(read(await talk.say('chenJing', 'customer timeline Borealis'))).toContain('Not yours to do');
    expect(read(await talk.press('zhaoLei', page))).toContain('Customer created');
  });

  it('tells nothing about money of a customer in the pool to somebody who sells', async () => {
    const { id: orgId } = company.org;
    await store.db.customer.updateMany({ where: { orgId, nameKey: 'borealis' }, data: { ownerId: null } });
    const text = read(await talk.say('wangFang', 'customer timeline Borealis'));
    expect(text).toContain('said number 9');
    expect(text).not.toContain('8,000.00');
  });

  it('takes a page that nobody printed for the first one', async () => {
    const { id } = await store.db.customer.findFirstOrThrow({ where: { nameKey: 'borealis' } });
    for (const target of [`${id}.x.y`, `${id}.99999999999999.${id}`, `${id}.1.`, `${id}.`])
      expect(read(await talk.press('sunYue', { action: 'customer.timeline', target }))).toContain(
        'said number 9',
      );
    for (const target of ['', 'x', '.', `${store.ids.uuid()}.1.2`])
      expect(read(await talk.press('sunYue', { action: 'customer.timeline', target }))).toContain('not here');
  });

  it('tells every other change with who made it and when', async () => {
    const said = async (who: 'liWei' | 'zhangMin', line: string) => {
      clock.advance(60_000);
      return talk.say(who, line);
    };
    await said('liWei', 'customer new Meridian');
    await said('liWei', 'customer edit Meridian city=Suzhou industry=Steel');
    await said('liWei', 'customer tag Meridian vip');
    await said('liWei', 'customer untag Meridian vip');
    await said('liWei', 'contact add Meridian Ann Lee title=Buyer');
    await said('liWei', 'contact edit Meridian title=CEO');
    await said('liWei', 'competitor note Initech offers less customer=Meridian');
    await said('liWei', 'visit plan Meridian fri 3pm');
    await said('liWei', 'order Meridian 9,000 number=HT-9 signed=2026-11-23');
    await said(
      'zhangMin',
      'order split HT-9 Li Wei 50%, Wang Fang 50% from=2026-12-01 reason="worked together"',
    );
    const told = read(await talk.say('zhangMin', 'customer timeline Meridian'));
    for (const line of [
      /Credit split HT-9 · Li Wei 50% \/ Wang Fang 50% · from Tue 1 Dec 2026 · worked together — Mon 23 Nov 2026 · Zhang Min/,
      /Order signed HT-9/,
      /Visit planned Fri 27 Nov 2026, 15:00 — Mon 23 Nov 2026 · Li Wei/,
      /Competitor Initech offers less/,
      /Contact changed Ann Lee — Mon 23 Nov 2026 · Li Wei/,
      /Contact added Ann Lee/,
      /Tag removed vip — Mon 23 Nov 2026 · Li Wei/,
      /Tag added vip/,
      /Customer changed: City – → Suzhou, Industry – → Steel — Mon 23 Nov 2026 · Li Wei/,
      /Customer created, owner Li Wei/,
    ])
      expect(told).toMatch(line);
  });
});
