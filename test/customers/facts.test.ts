import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { customerActions, customerCommands } from '../../src/customers/commands.ts';
import { createManualClock } from '../../src/kernel/clock.ts';
import { createIds } from '../../src/kernel/ids.ts';
import { createDb } from '../../src/store/client.ts';
import type { StoreContext } from '../../src/store/context.ts';
import { type Company, createCompany, type Who } from '../fixtures/company.ts';
import { createTalk, findButton, read, type Talk } from '../fixtures/talk.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

let database: TestDatabase;
let store: StoreContext;
let company: Company;
let talk: Talk;

beforeAll(async () => {
  database = await createTestDatabase();
  const clock = createManualClock(Date.parse('2026-11-23T04:00:00Z'));
  store = { db: createDb({ url: database.url }), clock, ids: createIds(clock) };
  company = await createCompany(store);
  talk = createTalk({ store, company, commands: customerCommands, actions: customerActions });
  await talk.say('sunYue', 'settings categories add A 30');
});

afterAll(async () => {
  await store.db.$disconnect();
  await database.drop();
});

const say = async (who: Who, line: string) => read(await talk.say(who, line));
const find = (name: string) => store.db.customer.findFirstOrThrow({ where: { name } });
const keysOf = async (name: string) =>
  (
    await store.db.customerKey.findMany({
      where: { customerId: (await find(name)).id },
      orderBy: [{ kind: 'asc' }, { value: 'asc' }],
    })
  ).map(({ value }) => value);

/** A form as its person sends it: everything it showed, but for what they changed. */
async function submit(who: Who, reply: Awaited<ReturnType<Talk['say']>>, changed: Record<string, string>) {
  if (reply.kind !== 'form') throw new Error(`no form: ${read(reply)}`);
  const values = Object.fromEntries(reply.form.fields.map((field) => [field.name, field.value ?? '']));
  const target = reply.form.target;
  return talk.press(who, { action: 'form.submit', target }, { values: { ...values, ...changed } });
}

describe('editing a customer', () => {
  it('by one line changes what is named, and writes down what it was', async () => {
    await talk.say('liWei', 'customer new Acme Corp phone=13800000001 city=Shanghai');
    const reply = await say('liWei', 'customer edit Acme Corp city=Wuxi category=a region="East China"');
    expect(reply).toContain('Acme Corp: changed');
    expect(reply).toContain('City: Shanghai → Wuxi');
    expect(reply).toContain('Category: nothing → A');
    const customer = await find('Acme Corp');
    expect(customer).toMatchObject({ city: 'Wuxi', region: 'East China' });
    const [entry] = await store.db.auditEntry.findMany({ where: { action: 'customer.changed' } });
    expect(entry).toMatchObject({
      entityId: customer.id,
      actorId: company.members.liWei.id,
      before: { city: 'Shanghai', category: '', region: '' },
      after: { city: 'Wuxi', category: 'A', region: 'East China' },
    });
    expect(await say('liWei', 'customer edit Acme Corp city=Wuxi')).toContain('is as it was');
    expect(await store.db.auditEntry.count({ where: { action: 'customer.changed' } })).toBe(1);
  });

  it('by form shows what stands, clears what is emptied, and leaves alone what others changed meanwhile', async () => {
    const card = await talk.say('liWei', 'customer Acme Corp');
    const form = await talk.press('liWei', findButton(card, 'Edit'));
    expect(read(form)).toContain('Name: Acme Corp');
    expect(read(form)).toContain('Phone: +8613800000001');
    expect(read(form)).not.toContain('Customer:');
    await talk.say('sunYue', 'customer edit Acme Corp industry=Steel');
    const reply = read(
      await submit('liWei', form, { name: 'Acme Steel', category: '', phone: '13800000002' }),
    );
    expect(reply).toContain('Name: Acme Corp → Acme Steel');
    expect(reply).not.toContain('Industry');
    const customer = await find('Acme Steel');
    expect(customer).toMatchObject({
      categoryId: null,
      industry: 'Steel',
      initials: 'as',
      nameKey: 'acmesteel',
    });
    expect(await keysOf('Acme Steel')).toEqual(['acmesteel', '+8613800000002']);
    expect(await say('liWei', 'customer find 0002')).toContain('Acme Steel');
  });

  it('refuses a name, phone or registration number that another customer has, and changes nothing', async () => {
    await talk.say('wangFang', 'customer new Borealis phone=13900000009 registration=91310000MA1');
    for (const [line, why] of [
      ['name="BOREALIS Ltd." city=Xian', 'The name is the same.'],
      ['phone=139-0000-0009 city=Xian', 'The phone number is the same.'],
      ['registration="91310000 ma1" city=Xian', 'The registration number is the same.'],
    ]) {
      const reply = await say('liWei', `customer edit Acme Steel ${line}`);
      expect(reply).toContain(why);
      expect(reply).toContain('Owner: Wang Fang');
    }
    expect(await find('Acme Steel')).toMatchObject({ city: 'Wuxi', registrationNumber: null });
    expect(await keysOf('Acme Steel')).toEqual(['acmesteel', '+8613800000002']);
  });

  it('lets one of two through who take the same name at once', async () => {
    await talk.say('liWei', 'customer new Cedar One');
    await talk.say('wangFang', 'customer new Willow Two');
    const both = await Promise.all([
      talk.say('liWei', 'customer edit "Cedar One" name="Meridian Group"'),
      talk.say('wangFang', 'customer edit "Willow Two" name="Meridian Group"'),
    ]);
    const changed = both.filter((reply) => read(reply).includes('Meridian Group: changed'));
    expect(changed).toHaveLength(1);
    expect(await store.db.customer.count({ where: { nameKey: 'meridiangroup' } })).toBe(1);
  });

  it('says at the field what cannot be read, and keeps the rest', async () => {
    const again = await talk.say('liWei', 'customer edit Acme Steel phone=12 city=Dalian');
    expect(read(again)).toContain('That is not a whole phone number');
    expect(await say('liWei', 'customer edit Acme Steel category=Q')).toContain('“Q” is none of: A.');
    expect(read(await submit('liWei', again, { phone: '', category: 'A' }))).toContain('City: Wuxi → Dalian');
    // Emptied in a form that was never told what stands: left as it is.
    expect(await keysOf('Acme Steel')).toContain('+8613800000002');
  });

  it('is for who works with it', async () => {
    expect(await say('wangFang', 'customer edit Acme Steel city=Xian')).toContain('That customer is taken');
    expect(await say('zhaoLei', 'customer edit Acme Steel city=Xian')).toContain('one of these roles');
    expect(await find('Acme Steel')).toMatchObject({ city: 'Dalian' });
  });
});

describe('contacts', () => {
  it('are several, each with phones, title and e-mail, and found by any of them', async () => {
    const reply = await say(
      'liWei',
      'contact add Acme Steel Ann Lee 13811110001, 021-62780000 ann@acme.example title=CTO',
    );
    expect(reply).toContain('Contact added: Ann Lee');
    expect(reply).toContain('Ann Lee  CTO — +8613811110001 · +862162780000 · ann@acme.example');
    await talk.say('liWei', '联系人 新增 "Acme Steel" 李工 13811110002 职务=技术总监');
    expect(await say('liWei', 'contacts Acme Steel')).toMatch(/Acme.*Ann Lee.*李工 {2}技术总监/s);
    for (const typed of ['Ann', '李工', '780000', '0001', 'ann@acme'])
      expect(await say('liWei', `customer find ${typed}`)).toContain('Acme Steel');
    expect(await keysOf('Acme Steel')).toEqual([
      'acmesteel',
      '+8613800000002',
      '+8613811110001',
      '+8613811110002',
      '+862162780000',
    ]);
  });

  it('are changed by name or in their form, and a phone that is given up is free again', async () => {
    expect(await say('liWei', 'contact edit Acme Steel ann title=CEO')).toContain('Ann Lee  CEO');
    const list = await talk.say('liWei', 'contacts Acme Steel');
    const change =
      list.kind === 'card' && list.card.blocks[0]?.kind === 'list'
        ? list.card.blocks[0].items[1]?.buttons?.[0]
        : undefined;
    if (change === undefined) throw new Error('no button');
    const form = await talk.press('liWei', change);
    expect(read(form)).toContain('Phones: +8613811110001, +862162780000');
    expect(read(await submit('liWei', form, { phone: '13811110001' }))).toContain('Contact changed: Ann Lee');
    expect(await keysOf('Acme Steel')).not.toContain('+862162780000');
    expect(await say('wangFang', 'customer new Danube phone=021-62780000')).toContain('Customer created');
    expect(
      await store.db.auditEntry.findFirst({ where: { action: 'contact.changed' }, orderBy: { id: 'desc' } }),
    ).toMatchObject({
      before: { phones: ['+8613811110001', '+862162780000'] },
      after: { phones: ['+8613811110001'] },
    });
  });

  it('cannot bring in another customer’s phone', async () => {
    const reply = await say('liWei', 'contact add Acme Steel Bob 021-62780000');
    expect(reply).toContain('The phone number is the same.');
    expect(reply).not.toContain('Danube');
    expect(await store.db.contact.count({ where: { name: 'Bob' } })).toBe(0);
  });

  it('are listed to choose from where several fit, and asked about where something is wrong', async () => {
    expect(await say('liWei', 'contact edit Acme Steel title=Boss')).toContain('Which contact?');
    const form = await talk.say('liWei', 'contact add Acme Steel Eve email=eve');
    expect(read(form)).toContain('That is not an e-mail address.');
    expect(read(await submit('liWei', form, { email: 'eve@acme.example' }))).toContain('Contact added: Eve');
  });

  it('are removed by a button, by those who work with the customer only', async () => {
    const list = await talk.say('liWei', 'contacts Acme Steel');
    const remove = findButton(list, 'Remove');
    expect(read(await talk.press('wangFang', remove))).toContain('That customer is taken');
    const after = await talk.press('liWei', remove);
    expect(after.kind).toBe('replace');
    expect(read(after)).toContain('Contact removed: Acme Corp');
    expect(await keysOf('Acme Steel')).not.toContain('+8613800000002');
    expect(read(await talk.press('liWei', remove))).toContain('not there any more');
    expect(await say('zhaoLei', 'contacts Acme Steel')).not.toContain('[Change]');
  });
});
