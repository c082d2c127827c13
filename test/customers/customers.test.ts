import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { customerActions, customerCommands } from '../../src/customers/commands.ts';
import { createManualClock } from '../../src/kernel/clock.ts';
import { createIds } from '../../src/kernel/ids.ts';
import { createDb } from '../../src/store/client.ts';
import type { StoreContext } from '../../src/store/context.ts';
import { type Company, createCompany, type Who } from '../fixtures/company.ts';
import { createTalk, findButton, read, type Talk } from '../fixtures/talk.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

const NOON = Date.parse('2026-11-23T04:00:00Z');

let database: TestDatabase;
let store: StoreContext;
let company: Company;
let talk: Talk;

beforeAll(async () => {
  database = await createTestDatabase();
  const clock = createManualClock(NOON);
  store = { db: createDb({ url: database.url }), clock, ids: createIds(clock) };
  company = await createCompany(store);
  talk = createTalk({ store, company, commands: customerCommands, actions: customerActions });
});

afterAll(async () => {
  await store.db.$disconnect();
  await database.drop();
});

const find = (name: string) => store.db.customer.findFirst({ where: { name } });

async function ownerOf(name: string): Promise<string | null> {
  return (await store.db.customer.findFirstOrThrow({ where: { name } })).ownerId;
}

async function countAudit(action: string, who: Who): Promise<number> {
  return store.db.auditEntry.count({ where: { action, actorId: company.members[who].id } });
}

describe('creating', () => {
  it('makes the creator the owner, with contact, keys, ledger and audit', async () => {
    const reply = await talk.say(
      'liWei',
      'customer new Borealis Ltd phone=13800138000 contact="Ann Lee" city=Wuxi',
    );
    expect(read(reply)).toContain(
      'Customer created: Borealis Ltd\nOwner: Li Wei\nContact: Ann Lee\nPhone: +8613800138000',
    );
    const customer = await store.db.customer.findFirstOrThrow({ where: { name: 'Borealis Ltd' } });
    expect(customer).toMatchObject({ nameKey: 'borealis', city: 'Wuxi', ownerId: company.members.liWei.id });
    const keys = await store.db.customerKey.findMany({
      where: { customerId: customer.id },
      orderBy: { kind: 'asc' },
    });
    expect(keys.map(({ kind, value }) => [kind, value])).toEqual([
      ['name', 'borealis'],
      ['phone', '+8613800138000'],
    ]);
    expect(await store.db.ownershipChange.findMany({ where: { customerId: customer.id } })).toMatchObject([
      { fromId: null, toId: company.members.liWei.id, reason: 'created' },
    ]);
    expect(
      await store.db.auditEntry.count({ where: { entityId: customer.id, action: 'customer.created' } }),
    ).toBe(1);
  });

  it.each([
    ['the same name in other writing', 'customer new BOREALIS Co., Ltd.', 'The name is the same.'],
    [
      'the same phone',
      'customer new Quite Different phone=+86-138-0013-8000',
      'The phone number is the same.',
    ],
  ])('refuses %s and names owner and last contact only', async (_, line, why) => {
    const reply = await talk.say('wangFang', line);
    const text = read(reply);
    expect(text).toContain('That customer is taken');
    expect(text).toContain(why);
    expect(text).toContain('Owner: Li Wei');
    expect(text).toContain('Last follow-up: none yet');
    for (const secret of ['Ann Lee', '13800138000', 'Wuxi']) expect(text).not.toContain(secret);
    expect(await find('Quite Different')).toBeNull();
  });

  it('does not tell the name of a customer whose phone was hit', async () => {
    expect(read(await talk.say('wangFang', 'customer new Quite Different phone=13800138000'))).not.toContain(
      'Borealis',
    );
  });

  it('shows the known customer to somebody who may see it', async () => {
    const reply = await talk.say('zhangMin', 'customer new Borealis');
    expect(read(reply)).toContain('That customer exists already');
    expect(read(await talk.press('zhangMin', findButton(reply, 'Show')))).toContain(
      'Contacts: Ann Lee +8613800138000',
    );
  });

  it('lets exactly one of two through who create the same at once', async () => {
    const replies = await Promise.all([
      talk.say('liWei', 'customer new Simultan GmbH'),
      talk.say('wangFang', 'customer new SIMULTAN'),
      talk.say('zhangMin', 'customer new simultan inc'),
    ]);
    const texts = replies.map(read);
    expect(texts.filter((text) => text.startsWith('Customer created'))).toHaveLength(1);
    expect(texts.filter((text) => /is taken|exists already/.test(text))).toHaveLength(2);
    expect(await store.db.customer.count({ where: { nameKey: 'simultan' } })).toBe(1);
  });

  it('asks back about a near name and creates it when confirmed, once', async () => {
    await talk.say('liWei', '新客户 上海华信科技有限公司');
    const asked = await talk.say('liWei', 'customer new 上海华讯科技');
    expect(read(asked)).toContain('Did you mean one of these?');
    expect(read(asked)).toContain('上海华信科技有限公司');
    expect(await find('上海华讯科技')).toBeNull();
    const button = findButton(asked, 'Create anyway');
    const created = await talk.press('liWei', button);
    expect(created).toMatchObject({ kind: 'replace' });
    expect(read(created)).toContain('Customer created: 上海华讯科技');
    await talk.press('liWei', button);
    expect(await store.db.customer.count({ where: { name: '上海华讯科技' } })).toBe(1);
  });

  it('asks about a name that differs in the word for its line of business only', async () => {
    await talk.say('liWei', '新客户 启明星技术有限公司');
    await talk.say('liWei', '新客户 启明贸易');
    expect(read(await talk.say('liWei', '新客户 启明科技'))).toContain('Customer created: 启明科技');
    const asked = read(await talk.say('liWei', '新客户 启明信息技术'));
    expect(asked).toContain('启明科技');
    expect(asked).not.toContain('启明贸易');
    expect(read(await talk.say('liWei', '新客户 启明星科技'))).toContain('启明星技术有限公司');
  });

  it('asks about the same number with another area code, and names nobody else’s customer', async () => {
    await talk.say('wangFang', 'customer new Quasar Optics phone=+86-21-6278-4411');
    const asked = read(await talk.say('liWei', 'customer new Zenith phone=+86-10-6278-4411'));
    expect(asked).toContain('Did you mean one of these?');
    expect(asked).toContain('Wang Fang');
    expect(asked).not.toContain('Quasar');
    expect(read(await talk.say('wangFang', 'customer new Zenith phone=+86-10-6278-4411'))).toContain(
      'Quasar',
    );
  });

  it('keeps a form open on what cannot be read', async () => {
    const reply = await talk.say('liWei', 'customer new Kestrel phone=12345 category=Z');
    if (reply.kind !== 'form') throw new Error(read(reply));
    const errors = Object.fromEntries(reply.form.fields.map((field) => [field.name, field.error]));
    expect(errors.phone).toContain('whole phone number');
    expect(errors.category).toContain('no categories');
    expect(reply.form.fields.find(({ name }) => name === 'name')?.value).toBe('Kestrel');
    const values = { name: 'Kestrel', phone: '010-62780000', category: '' };
    const saved = await talk.press('liWei', { action: 'form.submit', target: reply.form.target }, { values });
    expect(read(saved)).toContain('Phone: +861062780000');
  });

  it('puts what an admin adds into the pool, and lets nobody else add', async () => {
    expect(read(await talk.say('sunYue', 'customer new Poolside'))).toContain('Pool');
    expect(await ownerOf('Poolside')).toBeNull();
    expect(read(await talk.say('chenJing', 'customer new Forbidden'))).toContain('Not yours to do');
    expect(await find('Forbidden')).toBeNull();
  });
});

describe('claiming', () => {
  it('takes one out of the pool for one of those who press at once', async () => {
    await talk.say('sunYue', 'customer new Lighthouse');
    const replies = await Promise.all([
      talk.say('liWei', 'claim Lighthouse'),
      talk.say('wangFang', 'customer claim Lighthouse'),
      talk.say('zhangMin', '领取 Lighthouse'),
    ]);
    const texts = replies.map(read);
    expect(texts.filter((text) => text.startsWith('Lighthouse is yours now'))).toHaveLength(1);
    expect(texts.filter((text) => text.startsWith('That customer is taken'))).toHaveLength(2);
    const { id } = await store.db.customer.findFirstOrThrow({ where: { name: 'Lighthouse' } });
    expect(await store.db.ownershipChange.count({ where: { customerId: id, reason: 'claimed' } })).toBe(1);
  });

  it('refuses what belongs to somebody, and says so without a second claim', async () => {
    const before = await countAudit('customer.refused', 'wangFang');
    expect(read(await talk.say('wangFang', 'claim Borealis'))).toContain('Owner: Li Wei');
    expect(await countAudit('customer.refused', 'wangFang')).toBe(before + 1);
    expect(read(await talk.say('liWei', 'claim Borealis'))).toContain('yours already');
  });
});

describe('transferring', () => {
  it('lets a manager move customers within their groups only', async () => {
    await talk.say('liWei', 'customer new Transfera');
    expect(read(await talk.say('liWei', 'transfer Transfera Zhang Min'))).toContain('Not yours to do');
    expect(read(await talk.say('zhangMin', 'transfer Transfera to=wang.fang@acme.test'))).toContain(
      'none of the groups',
    );
    expect(await ownerOf('Transfera')).toBe(company.members.liWei.id);
    expect(read(await talk.say('zhangMin', '转移 Transfera 给 Zhang Min'))).toContain(
      'now belongs to Zhang Min',
    );
    expect(await ownerOf('Transfera')).toBe(company.members.zhangMin.id);
    expect(read(await talk.say('zhangMin', 'transfer Transfera Zhang Min'))).toContain('already');
    const { id } = await store.db.customer.findFirstOrThrow({ where: { name: 'Transfera' } });
    const ledger = await store.db.ownershipChange.findMany({
      where: { customerId: id },
      orderBy: { id: 'asc' },
    });
    expect(ledger.map(({ fromId, toId, changedBy }) => [fromId, toId, changedBy])).toEqual([
      [null, company.members.liWei.id, company.members.liWei.id],
      [company.members.liWei.id, company.members.zhangMin.id, company.members.zhangMin.id],
    ]);
  });

  it('refuses a customer of another group, and a receiver who does not sell', async () => {
    await talk.say('wangFang', 'customer new Southward');
    expect(read(await talk.say('zhangMin', 'transfer Southward Li Wei'))).toContain('That customer is taken');
    expect(read(await talk.say('sunYue', 'transfer Southward Chen Jing'))).toContain('only people in sales');
    expect(
      read(await talk.say('sunYue', `transfer Southward <@${company.members.liWei.slackUser}>`)),
    ).toContain('Li Wei');
  });
});

describe('showing and finding', () => {
  beforeAll(async () => {
    for (const line of [
      '新客户 华润置地有限公司 联系人=王建国 电话=13911112222',
      '新客户 中国华润银行',
      '新客户 Tiger Brokers 联系人=Joe',
    ]) {
      const reply = await talk.say('wangFang', line);
      if (!read(reply).startsWith('Customer created'))
        await talk.press('wangFang', findButton(reply, 'Create anyway'));
    }
  });

  it.each([
    ['two characters from the middle', '置地', ['华润置地有限公司']],
    ['two characters that two names hold', '华润', ['华润置地有限公司', '中国华润银行']],
    ['pinyin', 'huarunzhi', ['华润置地有限公司']],
    ['pinyin with spaces', 'hua run', ['华润置地有限公司', '中国华润银行']],
    ['initials', 'hrzd', ['华润置地有限公司']],
    ['the beginning of initials', 'hr', ['华润置地有限公司', '中国华润银行']],
    ['a single character', '华', ['华润置地有限公司']],
    ['the end of a phone', '2222', ['华润置地有限公司']],
    ['a contact', '王建', ['华润置地有限公司']],
    ['part of a Latin name', 'iger', ['Tiger Brokers']],
    ['signs of a pattern', '%%', []],
  ])('finds by %s', async (_, typed, names) => {
    const reply = await talk.say('wangFang', `查客户 ${typed}`);
    const card = reply.kind === 'card' ? reply.card : undefined;
    const items = card?.blocks.flatMap((block) => (block.kind === 'list' ? block.items : [])) ?? [];
    const found = items.map(({ text }) => (typeof text === 'string' ? text : text[0]?.text));
    expect(found).toEqual(names);
  });

  it('does not find what the person may not see', async () => {
    expect(read(await talk.say('liWei', '查客户 华润'))).toContain('Nothing found');
    expect(read(await talk.say('zhaoLei', '查客户 华润'))).toContain('2 customers');
  });

  it('shows a customer by part of its name, and asks which if several fit', async () => {
    expect(read(await talk.say('wangFang', '客户 置地'))).toMatch(/^华润置地有限公司\nOwner: Wang Fang/);
    const asked = await talk.say('wangFang', '客户 华润');
    expect(read(asked)).toContain('Which customer?');
    const chosen = await talk.press('wangFang', findButton(asked, 'This one'));
    expect(read(chosen)).toMatch(/^华润置地有限公司\nOwner: Wang Fang/);
  });

  it('takes all that is typed for the name, in quotes or not', async () => {
    await talk.say('wangFang', 'customer new Old Mill Foods');
    for (const line of ['customer Old Mill Foods', 'customer "old mill foods"', 'customer show Mill Foods']) {
      expect(read(await talk.say('wangFang', line))).toMatch(/^Old Mill Foods\n/);
    }
    expect(read(await talk.say('wangFang', 'customer Old Mill Bakery'))).toContain(
      'Create “Old Mill Bakery”',
    );
  });

  it('says whose another’s customer is, and writes the attempt down', async () => {
    const before = await countAudit('customer.refused', 'liWei');
    const text = read(await talk.say('liWei', '客户 华润置地'));
    expect(text).toContain('Owner: Wang Fang');
    expect(text).not.toContain('王建国');
    expect(await countAudit('customer.refused', 'liWei')).toBe(before + 1);
  });

  it('offers near names and the creation for one that nobody knows', async () => {
    const reply = await talk.say('wangFang', '客户 华闰');
    expect(read(reply)).toContain('No such customer yet');
    expect(read(reply)).toMatch(/• 华润置地有限公司 .*\[This one\]\n• 中国华润银行 .*\[This one\]/);
    const made = await talk.press('wangFang', findButton(reply, 'Create “华闰”'));
    expect(read(made)).toContain('Customer created: 华闰');
    const shown = await talk.press('wangFang', findButton(made, 'Go on: Customer'));
    expect(read(shown)).toMatch(/^华闰\nOwner: Wang Fang/);
  });
});
