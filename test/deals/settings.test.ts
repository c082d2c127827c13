import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { actions, commands } from '../../src/app/registry.ts';
import type { Reply } from '../../src/chat/reply.ts';
import { describeAge } from '../../src/deals/competitors/cards.ts';
import { moveTo, readDays, readNames, readPercent, writeNames } from '../../src/deals/settings/rules.ts';
import { createManualClock, type ManualClock } from '../../src/kernel/clock.ts';
import { createIds } from '../../src/kernel/ids.ts';
import { createDb } from '../../src/store/client.ts';
import type { StoreContext } from '../../src/store/context.ts';
import { type Company, createCompany, type Who } from '../fixtures/company.ts';
import { createTalk, findButton, read, type Talk } from '../fixtures/talk.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

let database: TestDatabase;
let store: StoreContext;
let clock: ManualClock;
let company: Company;
let talk: Talk;

beforeAll(async () => {
  database = await createTestDatabase();
  clock = createManualClock(Date.parse('2026-11-02T02:00:00Z'));
  store = { db: createDb({ url: database.url }), clock, ids: createIds(clock) };
  company = await createCompany(store);
  talk = createTalk({ store, company, commands, actions });
  await talk.say('liWei', 'customer new Acme Corp');
  await talk.say('wangFang', 'customer new Globex');
});
afterAll(async () => {
  await store.db.$disconnect();
  await database.drop();
});

const say = async (who: Who, text: string): Promise<string> => read(await talk.say(who, text));
const submit = (who: Who, reply: Reply, values: Readonly<Record<string, string>>): Promise<Reply> => {
  if (reply.kind !== 'form' && reply.kind !== 'errors') throw new Error(`not a form: ${read(reply)}`);
  return talk.press(who, { action: 'form.submit', target: reply.form.target }, { values });
};

test('what is typed about stages is read', () => {
  expect(readNames('Quoted / 方案报价')).toEqual({ en: 'Quoted', zh: '方案报价' });
  expect(readNames('方案报价/Quoted')).toEqual({ en: 'Quoted', zh: '方案报价' });
  expect(readNames(' Pilot ')).toEqual({ en: 'Pilot', zh: 'Pilot' });
  expect(readNames(' / ')).toBeUndefined();
  expect(writeNames({ en: 'a', zh: 'a' })).toBe('a');
  expect([readPercent('55'), readPercent('12.5 ％'), readPercent('101'), readPercent('-1')]).toEqual([
    5_500,
    1_250,
    undefined,
    undefined,
  ]);
  expect([readDays('14'), readDays('14天'), readDays('0'), readDays('x')]).toEqual([
    14,
    14,
    undefined,
    undefined,
  ]);
  expect(moveTo(['a', 'b', 'c'], 'c', 1)).toEqual(['c', 'a', 'b']);
  expect(moveTo(['a', 'b', 'c'], 'a', 9)).toEqual(['b', 'c', 'a']);
});

test('a fact’s age is told in days, then in months', () => {
  expect(describeAge('2026-11-23', '2026-11-23', 'en')).toBe('today');
  expect(describeAge('2026-11-22', '2026-11-23', 'en')).toBe('yesterday');
  expect(describeAge('2026-10-01', '2026-11-23', 'zh')).toBe('53 天前');
  expect(describeAge('2026-05-01', '2026-11-23', 'en')).toBe('6 months ago');
});

describe('the stages', () => {
  it('are the admin’s alone to change', async () => {
    expect(await say('zhangMin', 'deal stages')).toContain('Not yours to do');
    expect(await say('sunYue', 'deal stages')).toContain('2. Qualified');
    expect(await say('sunYue', 'settings')).toContain('Contacted 10% · Qualified 25%');
  });

  it('get a new one at its place, which deals then go through', async () => {
    const page = await say(
      'sunYue',
      'settings deals add "Pilot / 试用" 60 days=21 required=budget position=2',
    );
    expect(page).toContain('2. Pilot');
    expect(page).toContain('60% · stale after 21 days without contact · requires: Budget');
    await say('liWei', 'deal new Acme Corp 300k Plant');
    const form = await talk.say('liWei', 'advance Acme Corp');
    expect(form.kind === 'form' ? form.form.fields.map(({ name }) => name) : []).toEqual(['stage', 'budget']);
    expect(read(await submit('liWei', form, { stage: 'qualified', budget: '1m' }))).toContain(
      'What they need',
    );
    expect(
      read(await submit('liWei', await talk.say('liWei', 'advance Acme Corp'), { budget: '1m' })),
    ).toContain('Plant is now: Pilot');
  });

  it('are changed in a form with what stands, and not into nonsense', async () => {
    const page = await talk.say('sunYue', 'deal stages');
    const form = await talk.press('sunYue', findButton(page, 'Edit'));
    const wrong = await submit('sunYue', form, {
      name: 'Pilot',
      probability: 'much',
      days: '0',
      active: 'yes',
    });
    expect(read(wrong)).toContain('A number from 0 to 100.');
    expect(read(wrong)).toContain('A stage needs a name of its own.');
    const saved = await submit('sunYue', wrong, {
      name: 'First talk',
      probability: '5',
      days: '7',
      active: 'yes',
    });
    expect(read(saved)).toContain('1. First talk');
    expect(await store.db.dealStage.findMany({ where: { code: 'contacted' } })).toMatchObject([
      { nameEn: 'First talk', nameZh: 'First talk', probabilityBp: 500, staleDays: 7, position: 1 },
    ]);
    for (const name of ['Pilot', 'Qualified', 'Quoted'])
      await say('sunYue', `settings deals edit ${name} active=no`);
    await say('sunYue', 'settings deals edit Negotiating active=no');
    expect(await say('sunYue', 'settings deals edit "First talk" active=no')).toContain(
      'One stage has to stay',
    );
    await say('sunYue', 'settings deals edit Quoted active=yes');
    expect(await say('liWei', 'deal Acme Corp')).toContain('[Advance to Quoted]');
  });

  it('have reasons and a border for big deals beside them', async () => {
    const form = await talk.say('sunYue', 'lost reasons');
    expect(read(form)).toContain('Price / 价格太高');
    const page = read(await submit('sunYue', form, { reasons: 'Price / 价格太高\nToo late / 太晚' }));
    expect(page).toContain('Lost reasons: Price, Too late');
    expect(await store.db.dealLostReason.count({ where: { orgId: company.orgId, active: false } })).toBe(6);
    expect(await say('sunYue', 'settings deals big 50k')).toContain('Big deals from: ¥50,000.00');
    // The same again is no change: the database's check of the audit log would find one.
    expect(await say('sunYue', 'settings deals big 50k')).toContain('Big deals from: ¥50,000.00');
    expect(await store.db.auditEntry.count({ where: { action: { endsWith: '.saved' } } })).toBe(9);
  });
});

describe('what waits for its owner', () => {
  it('is in todo by the last contact with the customer, and by the day that has passed; no edit helps', async () => {
    expect(await say('liWei', 'todo')).toContain('Nothing is due today');
    await say('liWei', 'deal edit Acme Corp closes=2026-11-20');
    clock.set(Date.parse('2026-11-24T02:00:00Z'));
    await say('liWei', 'deal edit Acme Corp need=Speed');
    const todo = await say('liWei', 'todo');
    expect(todo).toContain('One deal waits for you');
    expect(todo).toContain('no contact for 22 days · was expected Fri 20 Nov 2026');
    expect(await say('liWei', 'deal list')).toContain('⚠ no contact for 22 days');
    expect(await say('wangFang', 'todo')).toContain('Nothing is due today');
    await say('liWei', 'followup Acme Corp called kind=call');
    await say('liWei', 'deal edit Acme Corp closes=2026-12-20');
    expect(await say('liWei', 'todo')).toContain('Nothing is due today');
  });
});

describe('competitors', () => {
  it('are known with source and age, on their deal too, and only to who sees the customer', async () => {
    const card = await say(
      'liWei',
      'competitor note Initech offers 20% off customer="Acme Corp" source="their buyer" at=2026-11-14',
    );
    expect(card).toContain('Noted: Initech');
    expect(card).toContain('source: their buyer · Sat 14 Nov 2026 (10 days ago) · Acme Corp · Li Wei');
    await say('wangFang', 'competitor note "INITECH Ltd." has a new boss source=fair');
    const deal = await say('liWei', 'deal Acme Corp');
    expect(deal).toContain('Competitors: Initech');
    expect(deal).toContain('source: their buyer · 10 days ago');
    expect(await say('wangFang', 'competitor initech')).not.toContain('20% off');
    expect(await say('zhangMin', 'competitor initech')).toContain('20% off');
    expect(await say('wangFang', 'competitor note Initech lies customer="Acme Corp"')).toContain('taken');
    expect(await say('liWei', 'customer timeline Acme Corp')).toContain('offers 20% off');
    expect(await say('chenJing', 'competitor')).toContain('Not yours to do');
  });

  it('tell won and lost against each', async () => {
    await say('liWei', 'deal lost Acme Corp price to=Initech');
    await say('liWei', 'deal new Acme Corp 40k Second');
    await say('liWei', 'deal edit Acme Corp competitors="Initech, Hooli"');
    await say('liWei', 'deal won Acme Corp');
    const card = await say('zhaoLei', 'competitor Initech');
    expect(card).toContain('Against it: won 1 · lost 1 · open 0');
    expect(card).toContain('Win rate: 50% of 2 closed deals');
    expect(card).toContain('Lost to it: 1 · ¥300,000.00');
    expect(await say('zhaoLei', 'competitors')).toContain('Hooli');
    expect(await say('zhaoLei', 'competitor nobody')).toContain('No competitor “nobody”');
    const form = await talk.press(
      'liWei',
      findButton(await talk.say('liWei', 'competitor Hooli'), 'Add a note'),
    );
    expect(
      read(await submit('liWei', form, { competitor: 'Hooli', text: 'Hires', at: '2027-01-01' })),
    ).toContain('cannot be known later');
    const refused = await talk.press('chenJing', { action: 'competitor.show', target: 'x' });
    expect(read(refused)).toContain('Not yours to do');
  });
});
