import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { actions, commands } from '../../src/app/registry.ts';
import { actionWords, deedWords } from '../../src/audit/action-words.ts';
import { describeEntry } from '../../src/audit/describe.ts';
import { actionNames } from '../../src/chat/actions.ts';
import { createManualClock, type ManualClock } from '../../src/kernel/clock.ts';
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
let clock: ManualClock;

beforeAll(async () => {
  database = await createTestDatabase();
  clock = createManualClock(Date.parse('2026-11-23T04:00:00Z'));
  store = { db: createDb({ url: database.url }), clock, ids: createIds(clock) };
  company = await createCompany(store);
  talk = createTalk({ store, company, commands, actions });
  for (const [who, line] of [
    ['liWei', 'customer new Acme Corp city=Wuxi'],
    ['liWei', 'customer edit Acme Corp city=Suzhou'],
    ['liWei', 'order Acme Corp 300000 number=SO-100234'],
    ['wangFang', 'customer new Beta Corp'],
    ['wangFang', 'customer edit Acme Corp city=Paris'],
  ] as const)
    await talk.say(who, line);
});

afterAll(async () => {
  await store.db.$disconnect();
  await database.drop();
});

const say = async (who: Who, line: string) => read(await talk.say(who, line));

it('shows who did what, from where, as it was and as it is', async () => {
  const all = await say('sunYue', 'audit');
  expect(all).toContain('Li Wei · customer changed: Acme Corp');
  expect(all).toContain('12:00 · Slack · City: Wuxi → Suzhou');
  expect(all).toContain('City: Wuxi → Suzhou');
  expect(all).toContain('Li Wei · order signed: SO-100234');
  expect(all).toContain('Amount: ¥300,000.00');
  expect(all).toContain('Li Wei 100%');
  expect(all).toContain('Wang Fang · refused: customer: working with a customer: Acme Corp');
  expect(all).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
});

it('is asked about a person, a record with all that hangs on it, or a day', async () => {
  const person = await say('sunYue', 'audit Wang Fang');
  expect(person).toContain('Audit log: Wang Fang');
  expect(person).toContain('Beta Corp');
  expect(person).not.toContain('Li Wei ·');
  const customer = await say('sunYue', 'audit Acme Corp');
  expect(customer).toContain('order signed: SO-100234');
  expect(customer).not.toContain('Beta Corp');
  const order = await say('sunYue', 'audit SO-100234');
  expect(order).toContain('Audit log: SO-100234');
  expect(order).not.toContain('customer changed');
  expect(await say('sunYue', 'audit yesterday')).toContain('Nothing is written down here.');
  expect(await say('sunYue', '审计 操作人="Li Wei" 日期=今天 客户="Acme Corp"')).toContain(
    'Li Wei · Acme Corp · ',
  );
  expect(await say('sunYue', 'audit Zorglub')).toContain('Nobody and nothing is known as “Zorglub”');
});

it('comes in pages, for admins only: everybody else is refused, and that is written down', async () => {
  for (let place = 0; place < 12; place += 1)
    await talk.say('liWei', `customer edit Acme Corp city=Town${place}`);
  const first = await talk.say('sunYue', 'audit Li Wei');
  const older = findButton(first, 'Older');
  expect(read(first)).toContain('Town11');
  const second = read(await talk.press('sunYue', older));
  expect(second).toContain('Wuxi → Suzhou');
  expect(second).not.toContain('Town11');
  for (const who of ['liWei', 'zhangMin', 'chenJing', 'zhaoLei', 'huangLi'] as const)
    expect(await say(who, 'audit'), who).not.toContain('Wuxi');
  expect(read(await talk.press('zhaoLei', older))).toContain('Not allowed');
  const refused = await store.db.auditEntry.findMany({
    where: { actorId: company.members.zhaoLei.id },
    orderBy: { id: 'asc' },
  });
  expect(refused.map(({ action, entity }) => `${action} ${entity}`)).toEqual([
    'command.refused command',
    'access.refused audit',
  ]);
  const tampered = { ...older, target: "x.' OR 1=1.c.2026-99-99" };
  expect(read(await talk.press('sunYue', tampered))).toContain('Audit log');
});

it('cannot be changed, deleted or emptied by the application', async () => {
  const { db } = store;
  const count = await db.auditEntry.count();
  for (const statement of [
    `UPDATE audit_entries SET action = 'nothing'`,
    `UPDATE audit_entries SET before = NULL WHERE false`,
    'DELETE FROM audit_entries',
    'TRUNCATE audit_entries',
    'TRUNCATE organizations CASCADE',
  ])
    await expect(db.$executeRawUnsafe(statement), statement).rejects.toThrow('append-only');
  expect(await db.auditEntry.count()).toBe(count);
});

it('every action of the source has its words in both languages', () => {
  const named = listNamed();
  expect(named.length).toBeGreaterThan(60);
  expect(
    named.filter((action) => actionWords[action] === undefined && deedWords[action] === undefined),
  ).toEqual([]);
});

it('every entry that was written has before or after, and a platform', async () => {
  const entries = await store.db.auditEntry.findMany();
  expect(entries.filter(({ origin }) => !['slack', 'feishu'].includes(origin))).toEqual([]);
  const bare = entries.filter(({ before, after }) => before === null && after === null);
  expect(new Set(bare.map(({ action }) => action))).toEqual(new Set(['command.refused']));
});

it('says nothing of pay and scores', () => {
  const row = { id: '', at: new Date(0), actorId: null, actor: null, origin: 'job', entityId: null };
  const sense = { lang: 'en', currency: 'CNY', names: new Map<string, string>() } as const;
  const entry = { ...row, action: 'customer.fell', entity: 'customer', before: { a: 1 }, after: { a: 2 } };
  expect(describeEntry(entry, sense)).toMatchObject({
    who: 'Dealbell',
    origin: 'by itself',
    changes: ['a: 1 → 2'],
  });
});

/** What in files that write the log looks like an action and is no button's name, no event's and no column's. */
function listNamed(): readonly string[] {
  const root = fileURLToPath(new URL('../../src', import.meta.url));
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.ts'),
  );
  const sources = files.map((path) => readFileSync(join(root, path), 'utf8'));
  const events = new Set(
    [...readFileSync(join(root, 'store/outbox.ts'), 'utf8').matchAll(/'([a-z]+\.[a-z]+)'/g)].map(
      ([, name]) => name,
    ),
  );
  const known = new Set<string | undefined>([...actionNames, ...events]);
  const written = sources.flatMap((source) =>
    [...source.matchAll(/\b(?:action: |audit\(\w+, )'([a-z]+(?:-[a-z]+)*\.[a-z-]+)'/g)].map(
      ([, name]) => name ?? '',
    ),
  );
  return [...new Set(written)].filter((name) => !known.has(name));
}
