import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { customerActions, customerCommands } from '../../src/customers/commands.ts';
import { runTagRules, type TagCursor } from '../../src/customers/tags/apply.ts';
import { createManualClock, type ManualClock } from '../../src/kernel/clock.ts';
import { createIds } from '../../src/kernel/ids.ts';
import { createDb } from '../../src/store/client.ts';
import type { StoreContext } from '../../src/store/context.ts';
import { type Company, createCompany, type Who } from '../fixtures/company.ts';
import { createTalk, findButton, read, type Talk } from '../fixtures/talk.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

const NOON = Date.parse('2026-11-23T04:00:00Z');
const DAY = 86_400_000;

let database: TestDatabase;
let store: StoreContext;
let clock: ManualClock;
let company: Company;
let talk: Talk;
let cursor: TagCursor = { seenUntil: undefined };

beforeAll(async () => {
  database = await createTestDatabase();
  clock = createManualClock(NOON);
  store = { db: createDb({ url: database.url }), clock, ids: createIds(clock) };
  company = await createCompany(store);
  talk = createTalk({ store, company, commands: customerCommands, actions: customerActions });
  await talk.say('sunYue', 'settings categories add A 30');
  await talk.say('liWei', 'customer new Acme Corp category=A city=Wuxi');
  await talk.say('liWei', 'customer new Borealis city=Xian');
  await talk.say('wangFang', 'customer new Danube category=A city=wuxi');
});

afterAll(async () => {
  await store.db.$disconnect();
  await database.drop();
});

const say = async (who: Who, line: string) => read(await talk.say(who, line));
const round = async () => {
  cursor = await runTagRules(store, cursor);
};
/** Customers with their tags: `Acme Corp: vip, Key*`, the star for those by rule. */
async function standing() {
  const rows = await store.db.customerTag.findMany({
    include: { tag: true, customer: true },
    orderBy: [{ customer: { name: 'asc' } }, { tag: { name: 'asc' } }],
  });
  return rows.map(
    ({ customer, tag, source }) => `${customer.name}: ${tag.name}${source === 'rule' ? '*' : ''}`,
  );
}

/** An order of a customer, and what was paid for it on a day. */
async function pay(name: string, amount: bigint, receivedOn: string): Promise<void> {
  const { orgId } = company;
  const customer = await store.db.customer.findFirstOrThrow({ where: { name } });
  const now = new Date(clock.now());
  const [orderId, paymentId] = [store.ids.uuid(), store.ids.uuid()];
  const order = { orgId, id: orderId, number: orderId.slice(-8), customerId: customer.id, createdAt: now };
  await store.db.order.create({ data: order });
  await store.db.payment.create({ data: { orgId, id: paymentId, orderId, createdAt: now } });
  await store.db.paymentRevision.create({
    data: {
      orgId,
      paymentId,
      revision: 1,
      amount,
      receivedOn: new Date(receivedOn),
      state: 'confirmed',
      recordedAt: now,
    },
  });
  await store.db.outboxEvent.create({
    data: { orgId, id: store.ids.uuid(), kind: 'payment.confirmed', payload: { paymentId }, occurredAt: now },
  });
}

describe('tags by hand', () => {
  it('are put on, taken off and shown; one name is one tag, however it is written', async () => {
    expect(await say('liWei', 'customer tag Acme Corp vip, "long term"')).toContain(
      'Acme Corp: tagged vip, long term',
    );
    expect(await say('liWei', '客户 标签 Borealis #VIP')).toContain('Borealis: tagged vip');
    expect(await say('liWei', 'customer tag Acme Corp VIP')).toContain('tags as before');
    expect(await say('liWei', 'customer Acme Corp')).toContain('Tags: long term · vip');
    expect(await standing()).toEqual(['Acme Corp: long term', 'Acme Corp: vip', 'Borealis: vip']);
    expect(await say('liWei', 'customer untag Acme Corp long term, nothing')).toContain(
      'no longer tagged long term',
    );
    expect(await store.db.auditEntry.findFirst({ where: { action: 'customer.untagged' } })).toMatchObject({
      before: { tags: ['long term'] },
    });
  });

  it('are found by', async () => {
    expect(await say('liWei', 'customer find #vip')).toMatch(
      /2 customers.*Acme Corp.*Borealis|2 customers.*Borealis.*Acme Corp/s,
    );
    expect(await say('wangFang', 'customer find vip')).toContain('Nothing found');
  });

  it('change by buttons, which are checked again when they are pressed', async () => {
    const shown = await talk.press('liWei', findButton(await talk.say('liWei', 'customer Borealis'), 'Tags'));
    const remove = findButton(shown, 'Remove');
    expect(read(await talk.press('wangFang', remove))).toContain('That customer is taken');
    expect(read(await talk.press('liWei', remove))).toContain('no longer tagged vip');
    const select =
      shown.kind === 'card' ? shown.card.blocks.find((block) => block.kind === 'select') : undefined;
    const choice = select?.options.find(({ label }) => label === 'long term');
    if (select === undefined || choice === undefined) throw new Error('nothing to choose');
    const added = await talk.press('liWei', select, { values: { tag: choice.value } });
    expect(added.kind).toBe('replace');
    expect(read(added)).toContain('Borealis: tagged long term');
    for (const target of ['nonsense', `${select.target}.nonsense`, select.target])
      expect(read(await talk.press('liWei', { action: 'tag.remove', target }))).toContain('not here');
  });
});

describe('tags by rule', () => {
  it('are set on all that fit, told apart from those by hand, and cannot be taken off', async () => {
    expect(await say('sunYue', 'settings tags add Key category=a city=WUXI')).toContain(
      'Key — category A · city WUXI',
    );
    await round();
    expect(await standing()).toEqual([
      'Acme Corp: Key*',
      'Acme Corp: vip',
      'Borealis: long term',
      'Danube: Key*',
    ]);
    expect(await say('liWei', 'customer Acme Corp')).toContain('Tags: vip · Key (by rule)');
    expect(await say('liWei', 'customer untag Acme Corp Key')).toContain('tags as before');
    expect(await say('liWei', 'customer tag Acme Corp Key')).toContain('set by hand · by rule');
  });

  it('follow a change at once, and what was just created within a round', async () => {
    await talk.say('wangFang', 'customer edit Danube city=Dalian');
    await talk.say('liWei', 'customer new Erie category=A city=Wuxi');
    expect(await standing()).not.toContain('Danube: Key*');
    await round();
    expect(await standing()).toContain('Erie: Key*');
    expect(await standing()).toContain('Acme Corp: Key');
  });

  it('count net payments of the last 24 months, as they are confirmed', async () => {
    await talk.say('sunYue', '设置 标签 新增 大客户 回款=10万');
    await pay('Borealis', 9_000_000n, '2026-11-20');
    await pay('Danube', 20_000_000n, '2024-11-23');
    await round();
    expect((await standing()).filter((line) => line.includes('大客户'))).toEqual([]);
    clock.set(NOON + 60_000);
    await pay('Borealis', 1_000_000n, '2024-11-24');
    await round();
    expect((await standing()).filter((line) => line.includes('大客户'))).toEqual(['Borealis: 大客户*']);
  });

  it('come with the days that pass without a contact, once a day, and go with the contact', async () => {
    await talk.say('sunYue', 'settings tags add Quiet quiet=10天');
    clock.set(NOON + 9 * DAY);
    await round();
    expect((await standing()).filter((line) => line.includes('Quiet'))).toEqual([]);
    clock.set(NOON + 10 * DAY);
    await round();
    expect(await standing()).toContain('Borealis: Quiet*');
    const { orgId, members } = company;
    const customer = await store.db.customer.findFirstOrThrow({ where: { name: 'Borealis' } });
    const at = new Date(clock.now());
    await store.db.customer.update({
      where: { orgId_id: { orgId, id: customer.id } },
      data: { lastContactAt: at },
    });
    await store.db.followUp.create({
      data: {
        orgId,
        id: store.ids.uuid(),
        customerId: customer.id,
        authorId: members.liWei.id,
        kind: 'call',
        text: 'x',
        happenedAt: at,
        happenedOn: at,
        createdAt: at,
      },
    });
    await round();
    expect(await standing()).not.toContain('Borealis: Quiet*');
    expect(await standing()).toContain('Erie: Quiet*');
  });

  it('go with their rule, while those by hand stay; a category that a rule names is in use', async () => {
    expect(await say('sunYue', 'settings categories remove A')).toContain('is in use');
    const page = await talk.say('sunYue', 'settings tags');
    expect(read(page)).toContain('大客户 — paid ¥100,000.00 or more in 24 months');
    expect(await say('liWei', 'settings tags remove Key')).toContain('roles: admin');
    expect(await say('sunYue', 'settings tags remove key')).toContain('Rule removed: Key');
    await round();
    expect((await standing()).filter((line) => line.includes('Key'))).toEqual(['Acme Corp: Key']);
    expect(await store.db.tagRule.count()).toBe(2);
    expect(read(await talk.press('sunYue', findButton(page, 'Remove')))).toMatch(/Rule removed|no rule/);
  });

  it('need a condition, and say what cannot be read', async () => {
    expect(await say('sunYue', 'settings tags add Key')).toContain('Say at least one condition.');
    const wrong = await say('sunYue', 'settings tags add Key category=Q quiet=0');
    expect(wrong).toContain('Categories here are A.');
    expect(wrong).toContain('A whole number of days');
  });
});
