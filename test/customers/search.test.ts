import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { customerActions, customerCommands } from '../../src/customers/commands.ts';
import { deriveSearchColumns } from '../../src/customers/names.ts';
import { isOneSlipAway } from '../../src/customers/slips.ts';
import { createManualClock } from '../../src/kernel/clock.ts';
import { createIds } from '../../src/kernel/ids.ts';
import { createDb } from '../../src/store/client.ts';
import type { StoreContext } from '../../src/store/context.ts';
import { type Company, createCompany, type Who } from '../fixtures/company.ts';
import { createTalk, read, type Talk } from '../fixtures/talk.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

const NOON = Date.parse('2026-11-23T04:00:00Z');
const DAY = 86_400_000;

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
  await insert([
    ['Blue Harbor Shipping Ltd', 'liWei', 3],
    ['Harbor View Hotels', null, 1],
    ['Harbor', 'liWei', null],
    ['Harborside Foods', 'liWei', 9],
    ['Harborline Motors', 'liWei', 2],
    ['Harborough Council', null, 0],
    ['华为技术有限公司', 'liWei', 5],
    ['深圳华为终端', null, 1],
    ['深圳海润贸易', 'liWei', 2],
    ['华润置地', 'liWei', 4],
    ['Globex', 'wangFang', 1],
  ]);
  await insert(makeUp(1000));
});

afterAll(async () => {
  await store.db.$disconnect();
  await database.drop();
});

type Row = readonly [name: string, owner: Who | null, contactedDaysAgo: number | null];

async function insert(rows: readonly Row[]): Promise<void> {
  const made = await Promise.all(
    rows.map(async ([name, owner, days]) => {
      const { grams, ...columns } = await deriveSearchColumns(name);
      return {
        orgId: company.orgId,
        id: store.ids.uuid(),
        name,
        ...columns,
        bigrams: [...grams],
        ownerId: owner && company.members[owner].id,
        ownedSince: owner && new Date(NOON - 90 * DAY),
        createdAt: new Date(NOON - 90 * DAY),
        createdBy: company.members.sunYue.id,
        lastContactAt: days === null ? null : new Date(NOON - days * DAY),
      };
    }),
  );
  await store.db.customer.createMany({ data: made });
  await store.db.customerKey.createMany({
    data: made.map(({ orgId, id, nameKey }) => ({ orgId, customerId: id, kind: 'name', value: nameKey })),
  });
}

/** Names as companies have them, none of which holds what is looked for here. */
function makeUp(count: number): Row[] {
  const cities = ['杭州', '宁波', '青岛', '长沙', '合肥', 'Leeds', 'Oslo', 'Porto', 'Turin', 'Ghent'];
  const words = ['星河', '锦程', '博雅', '鼎盛', '启明', 'Maple', 'Quartz', 'Summit', 'Vertex', 'Willow'];
  return Array.from({ length: count }, (_, index) => {
    const name = `${cities[index % 10]} ${words[Math.floor(index / 10) % 10]} ${Math.floor(index / 100)}${index % 7}号`;
    return [name, index % 3 === 0 ? 'liWei' : index % 3 === 1 ? 'wangFang' : null, index % 60];
  });
}

const find = async (typed: string): Promise<readonly string[]> => {
  const reply = await talk.say('liWei', `customer find ${typed}`);
  if (reply.kind !== 'card') throw new Error('no card');
  return reply.card.blocks.flatMap((block) =>
    block.kind === 'list'
      ? block.items.map(({ text }) =>
          typeof text === 'string' ? text : text.map((part) => part.text).join(''),
        )
      : [],
  );
};

describe('among a thousand others', () => {
  it.each([
    [
      'the whole name, then beginnings, own ones and the latest contacted first, then those that hold it',
      'harbor',
      [
        'Harbor',
        'Harborline Motors',
        'Harborside Foods',
        'Harborough Council',
        'Harbor View Hotels',
        'Blue Harbor Shipping Ltd',
      ],
    ],
    ['words that do not stand side by side', 'blue ship', ['Blue Harbor Shipping Ltd']],
    ['words in another order', 'shipping blue', ['Blue Harbor Shipping Ltd']],
    ['Chinese words apart', '深圳 终端', ['深圳华为终端']],
    ['pinyin without spaces', 'huawei', ['华为技术有限公司', '深圳华为终端']],
    ['pinyin with spaces', 'hua wei', ['华为技术有限公司', '深圳华为终端']],
    ['pinyin and initials together', 'huawei js', ['华为技术有限公司']],
    ['initials', 'hrzd', ['华润置地']],
    ['two characters out of the middle', '海润', ['深圳海润贸易']],
    ['nothing of what the person may not see', 'globex', []],
  ])('finds by %s', async (_, typed, names) => {
    expect(await find(typed)).toEqual(names);
  });

  it.each(['harbro line', 'Harborlne', 'Harborlinne', 'Horborline', 'huawie'])(
    'suggests what a slip of the finger meant: %s',
    async (typed) => {
      const reply = await talk.say('liWei', `customer find ${typed}`);
      expect(read(reply)).toContain('Nothing found');
      expect(read(reply)).toMatch(/Did you mean[\s\S]*(?:Harborline Motors|华为技术)/);
    },
  );

  it('shows ten at most, and suggests nobody else’s', async () => {
    expect(await find('星河')).toHaveLength(10);
    expect(read(await talk.say('liWei', 'customer find globx'))).not.toContain('Globex');
  });
});

test.each([
  ['acme', 'acne', true],
  ['acme', 'amce', true],
  ['acme', 'acm', true],
  ['acm', 'acme', true],
  ['acme', 'acme', false],
  ['acme', 'mace', false],
  ['acme', 'acmeco', false],
])('%s and %s: %s', (a, b, isSlip) => {
  expect(isOneSlipAway(a, b)).toBe(isSlip);
});
