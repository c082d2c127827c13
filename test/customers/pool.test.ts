import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { customerActions, customerCommands } from '../../src/customers/commands.ts';
import { decideClaim, decideReceive } from '../../src/customers/pool/rules.ts';
import { defaultPoolSettings } from '../../src/customers/pool/settings.ts';
import { readTransfer, splitNames } from '../../src/customers/transfer-words.ts';
import { followUpActions, followUpCommands } from '../../src/followups/commands.ts';
import { createManualClock, type ManualClock } from '../../src/kernel/clock.ts';
import { createIds } from '../../src/kernel/ids.ts';
import { createDb } from '../../src/store/client.ts';
import type { StoreContext } from '../../src/store/context.ts';
import { type Company, createCompany } from '../fixtures/company.ts';
import { createTalk, findButton, read, type Talk } from '../fixtures/talk.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

const NOON = Date.parse('2026-11-23T04:00:00Z');
const DAY = 86_400_000;

describe('who may take a customer', () => {
  const settings = { ...defaultPoolSettings, claimsPerDay: 2, customersHeld: 3, coolDownDays: 7 };
  const facts = { claimedToday: 1, held: 2, lost: null, lostLast: false };
  const lost = (reason: string, days: number) => ({
    at: NOON - days * DAY,
    reason,
    toPool: reason !== 'transferred',
  });
  it.each([
    ['within the limits', facts, settings, 'ok'],
    ['after the day’s last claim', { ...facts, claimedToday: 2 }, settings, 'claims-per-day'],
    ['with as many as one may hold', { ...facts, held: 3 }, settings, 'customers-held'],
    [
      'without limits',
      { ...facts, claimedToday: 99, held: 99 },
      { ...settings, claimsPerDay: 0, customersHeld: 0 },
      'ok',
    ],
    ['who released it lately', { ...facts, lost: lost('released', 6) }, settings, 'cool-down'],
    [
      'from whom it was transferred lately',
      { ...facts, lost: lost('transferred', 6) },
      settings,
      'cool-down',
    ],
    ['who released it long ago', { ...facts, lost: lost('released', 7) }, settings, 'ok'],
    ['without a cool-down', { ...facts, lost: lost('released', 0) }, { ...settings, coolDownDays: 0 }, 'ok'],
    ['from whom it fell last', { ...facts, lost: lost('fell', 1), lostLast: true }, settings, 'ok'],
    ['from whom it fell before another had it', { ...facts, lost: lost('fell', 1) }, settings, 'cool-down'],
    [
      'from whom it fell, where nobody takes back',
      { ...facts, lost: lost('fell', 1), lostLast: true },
      { ...settings, claimBack: false },
      'cool-down',
    ],
  ])('%s', (_, given, wanted, expected) => {
    const decision = decideClaim(wanted, given, NOON);
    expect(decision.kind === 'refusal' ? decision.code : 'ok').toBe(expected);
  });

  it('is given back what a manager took, but not what they let go themselves', () => {
    expect(decideReceive(settings, lost('released', 6), NOON)).toMatchObject({ code: 'cool-down' });
    expect(decideReceive(settings, lost('transferred', 1), NOON).kind).toBe('ok');
    expect(decideReceive(settings, lost('fell', 7), NOON).kind).toBe('ok');
  });
});

describe('what is given to whom', () => {
  it.each([
    ['Acme', 'Wang Fang', { customer: 'Acme', to: 'Wang Fang' }],
    ['华为', '给 王芳', { customer: '华为', to: '王芳' }],
    ['Acme,', 'Borealis to Wang Fang', { customers: 'Acme, Borealis', to: 'Wang Fang' }],
    ['华为、小米', '给 王芳', { customers: '华为、小米', to: '王芳' }],
    ['all', 'of Li Wei to Wang Fang', { from: 'Li Wei', to: 'Wang Fang' }],
    ['李伟的全部客户', '给 王芳', { from: '李伟', to: '王芳' }],
    ['李伟', '全部客户 转给 王芳', { from: '李伟', to: '王芳' }],
  ])('%s | %s', (customer, to, expected) => {
    expect(readTransfer({ customer, to })).toEqual(expected);
  });

  it('keeps what belongs to one name together', () => {
    expect(splitNames('Acme Co., Ltd., Borealis and 华为、 小米，华为')).toEqual([
      'Acme Co., Ltd.',
      'Borealis',
      '华为',
      '小米',
    ]);
  });
});

describe('the pool', () => {
  let database: TestDatabase;
  let clock: ManualClock;
  let store: StoreContext;
  let company: Company;
  let talk: Talk;

  beforeAll(async () => {
    database = await createTestDatabase();
    clock = createManualClock(NOON);
    store = { db: createDb({ url: database.url }), clock, ids: createIds(clock) };
    company = await createCompany(store);
    const commands = [...customerCommands, ...followUpCommands];
    talk = createTalk({ store, company, commands, actions: [...customerActions, ...followUpActions] });
  });
  afterAll(async () => {
    await store.db.$disconnect();
    await database.drop();
  });

  const say = async (...args: Parameters<Talk['say']>): Promise<string> => read(await talk.say(...args));
  const rowOf = (name: string) => store.db.customer.findFirstOrThrow({ where: { name } });
  const reminderOf = async (name: string) =>
    store.db.reminder.findFirstOrThrow({ where: { customerId: (await rowOf(name)).id } });

  it('gets a customer back with a reason, and its last owner waits before taking it again', async () => {
    await talk.say('liWei', 'customer new Driftwood');
    const asked = await talk.say('liWei', 'customer release Driftwood');
    expect(asked).toMatchObject({ kind: 'form' });
    expect(await say('wangFang', 'release Driftwood no budget')).toContain('Owner: Li Wei');
    expect(await say('liWei', 'release Driftwood other')).toContain('Please say in a few words why.');
    expect(await say('liWei', 'release Driftwood no budget, until summer')).toContain(
      'Driftwood is in the pool now\nWhy: No budget: until summer\nYour colleagues can claim it at once, you again from Mon 30 Nov 2026',
    );
    expect(await say('liWei', 'claim Driftwood')).toContain('again from Mon 30 Nov 2026');
    expect(await say('sunYue', 'transfer Driftwood Li Wei')).toContain('now belongs to Li Wei');
    expect(await say('sunYue', 'release Driftwood 没需求')).toContain('Why: No need');
    expect(await say('zhangMin', 'transfer Driftwood Li Wei')).toContain(
      'Li Wei let this customer go lately',
    );
    clock.advance(7 * DAY);
    expect(await say('liWei', 'claim Driftwood')).toContain('is yours now');
    const ledger = await say('liWei', '归属记录 Driftwood');
    expect(ledger).toContain('Li Wei → the pool — Mon 23 Nov 2026');
    expect(ledger.match(/→/g)).toHaveLength(5);
    expect(await say('wangFang', 'customer owners Driftwood')).toContain('That customer is taken');
  });

  it('asks once more before something open is left to nobody', async () => {
    await talk.say('liWei', 'customer new Creditor');
    const { id } = await rowOf('Creditor');
    const orderId = store.ids.uuid();
    const at = new Date(clock.now());
    await store.db.order.create({
      data: { orgId: company.orgId, id: orderId, number: 'HT-1', customerId: id, createdAt: at },
    });
    await store.db.orderRevision.create({
      data: {
        orgId: company.orgId,
        orderId,
        revision: 1,
        amount: 100n,
        signedOn: new Date('2026-11-01'),
        state: 'signed',
        recordedAt: at,
      },
    });
    const asked = await talk.say('liWei', 'release Creditor 联系不上');
    expect(read(asked)).toContain('There is still an unpaid order');
    expect((await rowOf('Creditor')).ownerId).toBe(company.members.liWei.id);
    expect(read(await talk.press('liWei', findButton(asked, 'Release anyway')))).toContain(
      'is in the pool now',
    );
    expect((await rowOf('Creditor')).ownerId).toBeNull();
  });

  it('is listed best first, in pages, with one tap to claim', async () => {
    const { orgId } = company;
    const categoryId = store.ids.uuid();
    await store.db.category.create({ data: { orgId, id: categoryId, code: 'A', name: 'A', cadenceDays: 7 } });
    for (const name of ['Amber', 'Basalt', 'Hematite', 'Dolomite', 'Emerald', 'Feldspar', 'Garnet'])
      await talk.say('sunYue', `customer new ${name} city=Wuxi`);
    await store.db.customer.updateMany({ where: { name: { in: ['Garnet'] } }, data: { categoryId } });
    await store.db.customer.updateMany({
      where: { name: 'Emerald' },
      data: { lastContactAt: new Date(NOON) },
    });
    const first = await talk.say('wangFang', '公海 Wuxi');
    expect(read(first)).toContain('7 customers to claim\n• Emerald');
    const second = await talk.press('wangFang', findButton(first, 'More'));
    expect(second).toMatchObject({ kind: 'replace' });
    expect(findButton(second, 'Previous').target).toBe('0.Wuxi');
    const all = await talk.say('wangFang', 'pool');
    expect(read(all)).toMatch(/claim\n• Garnet — A · Wuxi/);
    expect(read(await talk.press('wangFang', findButton(all, 'Claim')))).toContain('Garnet is yours now');
    expect(await say('wangFang', 'pool Nowhere')).toContain('Nothing in the pool for “Nowhere”');
    expect(await say('chenJing', 'pool')).toContain('Not yours to do');
    expect(read(await talk.press('chenJing', { action: 'pool.page', target: '0.' }))).not.toContain('Amber');
  });

  it('keeps to the limits of the organization, also for claims at the same instant', async () => {
    expect(await say('liWei', 'settings pool day=1')).toContain('Not yours to do');
    expect(await say('sunYue', 'settings pool day=many')).toContain('A whole number');
    expect(await say('sunYue', '公海设置 每日=2 冷却=0 掉入=关')).toContain('Claims a day: 2');
    expect(await say('sunYue', 'settings pool day=2 fall=off')).toContain('works so already');
    const shown = await talk.say('sunYue', 'settings pool');
    expect(read(shown)).toContain('Cool-down, days: 0\nContact every … days: 30');
    const texts = await Promise.all(
      ['Amber', 'Basalt', 'Hematite', 'Dolomite'].map((name) => say('zhangMin', `claim ${name}`)),
    );
    expect(texts.filter((text) => text.includes('is yours now'))).toHaveLength(2);
    expect(texts.filter((text) => text.includes('You have claimed 2 today'))).toHaveLength(2);
    await talk.say('sunYue', 'settings pool day=0 held=1');
    expect(await say('zhangMin', 'claim Feldspar')).toContain('You have 1 customers or more');
  });

  it('hands reminders on with the customer, also through the pool', async () => {
    await talk.say('sunYue', 'settings pool held=0');
    await talk.say('liWei', 'customer new Ledgerstone');
    await talk.say('liWei', 'followup Ledgerstone called next=2026-12-10');
    await talk.say('zhangMin', 'transfer Ledgerstone Zhang Min');
    expect(await reminderOf('Ledgerstone')).toMatchObject({ memberId: company.members.zhangMin.id });
    await talk.say('zhangMin', 'release Ledgerstone no time');
    expect(await reminderOf('Ledgerstone')).toMatchObject({ memberId: company.members.zhangMin.id });
    await talk.say('wangFang', 'claim Ledgerstone');
    expect(await reminderOf('Ledgerstone')).toMatchObject({
      memberId: company.members.wangFang.id,
      state: 'open',
    });
  });

  it('moves several customers after showing them, and all of one person’s', async () => {
    for (const name of ['Quarry One', 'Quarry Two']) {
      const reply = await talk.say('liWei', `customer new ${name}`);
      if (read(reply).includes('Did you mean')) await talk.press('liWei', findButton(reply, 'Create anyway'));
    }
    expect(await say('zhangMin', 'transfer Quarry One, Nobody Inc to Zhang Min')).toContain(
      'Not found: Nobody Inc',
    );
    expect(await say('zhangMin', 'transfer Quarry One, Ledgerstone to Zhang Min')).toContain(
      'not yours to transfer: Ledgerstone (Wang Fang)',
    );
    const asked = await talk.say('zhangMin', 'transfer Quarry One, Quarry Two to Zhang Min');
    expect(read(asked)).toContain('Transfer 2 customers to Zhang Min?');
    expect((await rowOf('Quarry One')).ownerId).toBe(company.members.liWei.id);
    const done = await talk.press('zhangMin', findButton(asked, 'Transfer all 2'));
    expect(read(done)).toContain('2 customers belong to Zhang Min now');
    expect((await rowOf('Quarry Two')).ownerId).toBe(company.members.zhangMin.id);
    const all = await talk.say('sunYue', 'transfer all of Zhang Min to Wang Fang');
    const held = await store.db.customer.count({ where: { ownerId: company.members.zhangMin.id } });
    expect(read(all)).toContain(`Transfer ${held} customers to Wang Fang?`);
    await talk.say('sunYue', 'transfer Quarry One Li Wei');
    const changed = await talk.press('sunYue', findButton(all, `Transfer all ${held}`));
    expect(read(changed)).toContain(`Transfer ${held - 1} customers to Wang Fang?`);
    await talk.press('sunYue', findButton(changed, `Transfer all ${held - 1}`));
    expect(await store.db.customer.count({ where: { ownerId: company.members.zhangMin.id } })).toBe(0);
    expect(await say('zhangMin', 'transfer all of Wang Fang to Li Wei')).toContain('in none of the groups');
    expect(await store.db.auditEntry.count({ where: { action: 'customer.transferred' } })).toBeGreaterThan(
      held,
    );
  });
});
