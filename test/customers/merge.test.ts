import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actions, commands } from '../../src/app/registry.ts';
import { customerRows } from '../../src/customers/merge/rows.ts';
import { decideOwner, findFilled, judgeUndo } from '../../src/customers/merge/rules.ts';
import { dealRows } from '../../src/deals/merged-rows.ts';
import { followUpRows } from '../../src/followups/merged-rows.ts';
import { createManualClock, type ManualClock } from '../../src/kernel/clock.ts';
import { createIds } from '../../src/kernel/ids.ts';
import { orderRows } from '../../src/orders/merged-rows.ts';
import { createDb } from '../../src/store/client.ts';
import type { StoreContext } from '../../src/store/context.ts';
import { type Company, createCompany } from '../fixtures/company.ts';
import { expectKeptFigures } from '../fixtures/kept-figures.ts';
import { createTalk, findButton, read, type Talk } from '../fixtures/talk.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

const NOON = Date.parse('2026-11-23T04:00:00Z');
const DAY = 86_400_000;

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
});

afterAll(async () => {
  await expectKeptFigures(store.db);
  await store.db.$disconnect();
  await database.drop();
});

const find = (name: string) => store.db.customer.findFirstOrThrow({ where: { name } });
const memberOf = (who: 'liWei' | 'wangFang' | 'zhangMin') => company.members[who].id;

async function makePair(from: string, into: string): Promise<void> {
  await talk.say(
    'liWei',
    `customer new ${from} phone=1390000${String(++pairs).padStart(4, '0')} city=Wuxi industry=Steel`,
  );
  await talk.say('liWei', `customer new ${into} city=Nanjing`);
  await talk.say('liWei', `followup ${from} they want a quote next=2026-12-01 kind=call`);
  await talk.say('liWei', `order ${from} 5,000`);
}
let pairs = 0;

/** Creates a customer, also one whose name is near another’s. */
async function make(name: string): Promise<void> {
  const reply = await talk.say('liWei', `customer new ${name}`);
  if (read(reply).includes('Did you mean')) await talk.press('liWei', findButton(reply, 'Create anyway'));
}

const merge = async (from: string, into: string) => {
  const asked = await talk.say('liWei', `customer merge ${from} into ${into}`);
  return talk.press('liWei', findButton(asked, 'Merge'));
};

describe('merging', () => {
  it('shows both side by side, moves what belongs to the one, and says which facts win', async () => {
    await makePair('Borealis', 'Northwind');
    const asked = await talk.say('liWei', 'customer merge Borealis into Northwind');
    const text = read(asked);
    expect(text).toContain('Merge Borealis into Northwind?');
    expect(text).toMatch(/City.*Wuxi.*Nanjing/);
    expect(text).toContain('Taken over because empty there: industry.');
    expect(text).toContain('Moves along: 1 contact, 1 follow-up, 1 order.');
    expect((await find('Borealis')).mergedInto).toBeNull();
    const done = await talk.press('liWei', findButton(asked, 'Merge'));
    expect(read(done)).toContain('Borealis is now part of Northwind');
    const into = await find('Northwind');
    expect(into).toMatchObject({ city: 'Nanjing', industry: 'Steel', ownerId: memberOf('liWei') });
    expect(await find('Borealis')).toMatchObject({ mergedInto: into.id, ownerId: null });
    for (const table of ['followUp', 'reminder', 'order', 'contact'] as const)
      expect(await (store.db[table] as typeof store.db.order).count({ where: { customerId: into.id } })).toBe(
        1,
      );
    // Pressed once more it tells what was done.
    expect(read(await talk.press('liWei', findButton(asked, 'Merge')))).toContain('is now part of');
    expect(await store.db.customerMerge.count()).toBe(1);
  });

  it('lets the old name and phone lead to the kept record, and refuse doubles without a word about it', async () => {
    expect(read(await talk.say('liWei', 'followup Borealis and they called again'))).toContain('Northwind');
    expect(read(await talk.say('liWei', 'customer Borealis'))).toContain('Northwind');
    const refused = read(await talk.say('wangFang', 'customer new Borealis Co., Ltd.'));
    expect(refused).toContain('Owner: Li Wei');
    expect(refused).not.toContain('Northwind');
    // By its contact, which has come along; the record itself is not listed any more.
    expect(read(await talk.say('liWei', 'customer find Borea'))).toContain(
      '1 customer for “Borea”\n• Northwind',
    );
    expect(read(await talk.say('wangFang', 'pool'))).not.toContain('Borealis');
    const timeline = read(await talk.say('liWei', 'customer timeline Northwind'));
    expect(timeline).toContain('Merged: Borealis → Northwind');
    expect(timeline).toContain('they want a quote');
    expect(timeline.match(/Customer created/g)).toHaveLength(2);
  });

  it('is undone: what came goes back, what happened since stays', async () => {
    const undone = await talk.say('liWei', 'customer unmerge Borealis');
    expect(read(undone)).toContain('Borealis and Northwind are two again');
    expect(read(undone)).toContain('What happened since the merge stays with Northwind');
    const [from, into] = [await find('Borealis'), await find('Northwind')];
    expect(from).toMatchObject({ mergedInto: null, ownerId: memberOf('liWei') });
    expect(into).toMatchObject({ industry: '', city: 'Nanjing' });
    const texts = async (customerId: string) =>
      (await store.db.followUp.findMany({ where: { customerId } })).map(({ text }) => text);
    expect(await texts(from.id)).toEqual(['they want a quote']);
    expect(await texts(into.id)).toEqual(['and they called again']);
    expect(await store.db.order.count({ where: { customerId: from.id } })).toBe(1);
    expect(await store.db.customerKey.count({ where: { customerId: from.id } })).toBe(2);
    expect(read(await talk.say('liWei', 'customer find Borea'))).toContain('Borealis');
    expect(read(await talk.say('liWei', 'customer unmerge Northwind'))).toContain('Nothing was merged');
  });

  it('is for who has both, and undone by who has what was kept, asked at every press', async () => {
    await makePair('Ceres', 'Dione');
    await talk.say('wangFang', 'customer new Elara');
    expect(read(await talk.say('liWei', 'customer merge Ceres into Elara'))).toContain('Not yours to merge');
    const asked = await talk.say('liWei', 'customer merge Ceres into Dione');
    await talk.say('zhangMin', 'customer transfer Dione to Zhang Min');
    expect(read(await talk.press('liWei', findButton(asked, 'Merge')))).toContain('Not yours to merge');
    // A manager of both may; what is open follows the owner of the kept record.
    const done = await talk.press(
      'zhangMin',
      findButton(await talk.say('zhangMin', 'customer merge Ceres into Dione'), 'Merge'),
    );
    const into = await find('Dione');
    expect(await store.db.reminder.findFirst({ where: { customerId: into.id } })).toMatchObject({
      memberId: memberOf('zhangMin'),
    });
    const undo = findButton(done, 'Undo');
    expect(read(await talk.press('liWei', undo))).toContain('Not yours to merge');
    expect(read(await talk.press('zhangMin', undo))).toContain('are two again');
    expect(read(await talk.press('zhangMin', undo))).toContain('undone already');
    const from = await find('Ceres');
    expect(from.ownerId).toBe(memberOf('liWei'));
    expect(await store.db.reminder.findFirst({ where: { customerId: from.id } })).toMatchObject({
      memberId: memberOf('liWei'),
    });
  });

  it('goes on over two merges, which are undone in their order', async () => {
    await makePair('Fornax', 'Ganymede');
    await talk.say('liWei', 'customer new Hyperion');
    const first = await merge('Fornax', 'Ganymede');
    const second = await merge('Ganymede', 'Hyperion');
    const last = await find('Hyperion');
    expect((await find('Fornax')).mergedInto).toBe(last.id);
    expect(read(await talk.say('liWei', 'customer Fornax'))).toContain('Hyperion');
    expect(read(await talk.press('liWei', findButton(first, 'Undo')))).toMatch(/Not yours|undo that first/);
    expect(read(await talk.press('liWei', findButton(second, 'Undo')))).toContain('are two again');
    expect((await find('Fornax')).mergedInto).toBe((await find('Ganymede')).id);
    expect(read(await talk.press('liWei', findButton(first, 'Undo')))).toContain('are two again');
    expect(await store.db.order.count({ where: { customerId: (await find('Fornax')).id } })).toBe(1);
  });

  it('understands names of several words and Chinese, and asks where several fit', async () => {
    for (const name of ['Iapetus East', 'Iapetus West', '伊阿佩托斯']) await make(name);
    expect(read(await talk.say('liWei', 'customer merge Iapetus East into Iapetus West'))).toContain(
      'Merge Iapetus East into Iapetus West?',
    );
    expect(read(await talk.say('liWei', '合并客户 Iapetus West 到 伊阿佩托斯'))).toContain(
      'Merge Iapetus West into',
    );
    const which = await talk.say('liWei', 'customer merge 伊阿佩托斯 into Iapetus');
    expect(read(which)).toContain('Several customers fit “Iapetus”');
    const chosen = await talk.press('liWei', findButton(which, 'This one'));
    expect(read(chosen)).toContain('Merge 伊阿佩托斯 into Iapetus');
    expect(
      read(await talk.say('liWei', 'customer merge Iapetus East into Nobody At All')).length,
    ).toBeGreaterThan(0);
  });
});

describe('the rules', () => {
  const bare = { city: '', region: '', industry: '', source: '', categoryId: null, registrationNumber: null };
  it('fill what is empty and nothing else', () => {
    expect(findFilled({ ...bare, city: 'Wuxi' }, { ...bare, city: 'Nanjing', categoryId: 'a' })).toEqual({
      categoryId: 'a',
    });
    expect([decideOwner('b', 'a'), decideOwner(null, 'a'), decideOwner(null, null)]).toEqual([
      'b',
      'a',
      null,
    ]);
  });
  it.each([
    ['allowed', {}, 30 * DAY],
    ['too-late', {}, 30 * DAY + 1],
    ['undone', { undoneAt: 5 }, DAY],
    ['merged-on', { intoMergedOn: true }, DAY],
  ] as const)('%s', (verdict, change, now) => {
    expect(judgeUndo({ mergedAt: 0, undoneAt: null, intoMergedOn: false, ...change }, now)).toBe(verdict);
  });
});

/** What stays with the record it was written for, because it is a ledger or about the merge itself. */
const STAYS = [
  'stale_notices',
  'ownership_changes',
  'collision_cases',
  'customer_split_revisions',
  'competitor_facts',
  'customer_merges',
  'customers',
  'import_lines',
];

it('every table with a customer’s rows either goes along or is known to stay', async () => {
  const tables = await store.db.$queryRaw<{ name: string }[]>`
    SELECT DISTINCT conrelid::regclass::text AS name FROM pg_constraint
    WHERE contype = 'f' AND confrelid = 'customers'::regclass`;
  const moved = [...customerRows, ...followUpRows, ...dealRows, ...orderRows].map(({ table }) => table);
  // A new table belongs into its room's merged-rows.ts, or, if it is append-only, into the list above.
  expect(tables.map(({ name }) => name).toSorted()).toEqual([...moved, ...STAYS].toSorted());
});
