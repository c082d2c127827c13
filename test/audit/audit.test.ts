import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actions, commands } from '../../src/app/registry.ts';
import { deedWords } from '../../src/audit/action-words.ts';
import { describeEntry } from '../../src/audit/describe.ts';
import { listAudit } from '../../src/audit/store.ts';
import { createManualClock, type ManualClock } from '../../src/kernel/clock.ts';
import { createIds } from '../../src/kernel/ids.ts';
import { auditEntries, auditEntry } from '../../src/store/audit.ts';
import { type AuditEntity, auditEntities, isSealed } from '../../src/store/audit-kinds.ts';
import { createDb } from '../../src/store/client.ts';
import type { StoreContext } from '../../src/store/context.ts';
import { type Company, createCompany, type Who } from '../fixtures/company.ts';
import { createTalk, findButton, read, type Talk } from '../fixtures/talk.ts';
import { findLack } from '../setup/audit.ts';
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
    ['liWei', 'order Acme Corp 300000 number=SO-100234 lines="Server×2:200k,Support:100k"'],
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
  expect(all).toContain('Lines: Server ×2 ¥200,000.00, Support ¥100,000.00');
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

it('every deed that the source refuses has its words in both languages', () => {
  const named = listDeeds();
  expect(named.length).toBeGreaterThan(30);
  expect(named.filter((deed) => deedWords[deed] === undefined)).toEqual([]);
});

it('tells of what the product does by itself', () => {
  const row = { id: '', at: new Date(0), actorId: null, actor: null, origin: 'job', entityId: null };
  const sense = { lang: 'en', currency: 'CNY', names: new Map<string, string>() } as const;
  const entry = { ...row, action: 'customer.fell', entity: 'customer', before: { a: 1 }, after: { a: 2 } };
  expect(describeEntry(entry, sense)).toMatchObject({
    who: 'Dealbell',
    origin: 'by itself',
    changes: ['a: 1 → 2'],
  });
});

describe('pay and scores', () => {
  const canary = 'CANARY-70917';
  const sealed = (Object.keys(auditEntities) as AuditEntity[]).filter(isSealed);

  it('never get into the log: of such rows it says that something happened, and not what', async () => {
    const { orgId } = company;
    const acting = { ...store, orgId, memberId: company.members.huangLi.id, origin: 'slack' };
    const line = (entity: AuditEntity) => ({
      action: 'member.changed' as const,
      entity,
      entityId: store.ids.uuid(),
      before: { amount: canary },
      after: { amount: canary, note: canary },
    });
    await store.db.run(auditEntries(acting, sealed.map(line)));
    for (const entity of sealed) await store.db.run(auditEntry(acting, line(entity)));
    const kept = await store.db.auditEntry.findMany({ where: { entity: { in: sealed } } });
    expect(kept).toHaveLength(2 * sealed.length);
    expect(JSON.stringify(kept)).not.toContain(canary);
    expect(await say('sunYue', 'audit Huang Li')).not.toContain(canary);
  });

  it('are refused by the database, however they are written', async () => {
    const { orgId } = company;
    const write = (entity: string) =>
      store.db.$executeRaw`INSERT INTO audit_entries (org_id, id, at, origin, action, entity, after)
        VALUES (${orgId}::uuid, ${store.ids.uuid()}::uuid, now(), 'job', 'member.changed', ${entity}, '{"amount": "1"}')`;
    for (const entity of [...sealed, 'bonus_rule', 'wage', 'statement', 'score_item'])
      await expect(write(entity), entity).rejects.toThrow('audit_entries_sealed');
  });

  it('would not be shown either, were they there', async () => {
    const { orgId } = company;
    const org = { id: orgId, zone: 'Asia/Shanghai' };
    const undone = new Error('as it was');
    const look = store.db.$transaction(async (tx) => {
      await tx.$executeRaw`INSERT INTO audit_entries (org_id, id, at, origin, action, entity, after)
        VALUES (${orgId}::uuid, ${store.ids.uuid()}::uuid, now(), 'job', 'member.changed', 'unheard-of', '{"amount": "1"}')`;
      const [shown] = await listAudit(tx, org, { entity: 'unheard-of' }, 1);
      expect(shown).toMatchObject({ entity: 'unheard-of', before: null, after: null });
      throw undone;
    });
    await expect(look).rejects.toBe(undone);
  });

  it('have no table whose rows the log may tell about', () => {
    const schema = readFileSync(new URL('../../prisma/schema.prisma', import.meta.url), 'utf8');
    const models = [...schema.matchAll(/@@map\("(\w+)"\)/g)].map(([, table = '']) => table.replace(/s$/, ''));
    expect(models.length).toBeGreaterThan(40);
    const pay = models.filter((name) => /bonus|salar|wage|compensation|apprais|score|payout/.test(name));
    expect(pay.filter((name) => !isSealed(name))).toEqual([]);
  });
});

it('finds an entry that does not say enough', () => {
  const entry = { entity: 'deal', entityId: 'x', origin: 'slack', before: null, after: null, isThere: true };
  const lacks = (over: object) => findLack({ ...entry, action: 'deal.moved', ...over });
  const sides = { before: { stage: 'a' }, after: { stage: 'b' } };
  expect(lacks(sides)).toBeUndefined();
  expect(lacks({})).toBe('changed, but nothing before or after');
  expect(lacks({ after: { stage: 'b' } })).toBe('changed, but nothing before or after');
  expect(lacks({ before: { stage: 'a' }, after: { stage: 'a' } })).toBe('changed, but before is as after');
  expect(lacks({ before: { a: 1 }, after: { stage: 'a' } })).toBe('changed: without stage');
  expect(lacks({ ...sides, entity: 'order' })).toBe('is about order');
  expect(lacks({ ...sides, entityId: null })).toBe('names no row');
  expect(lacks({ ...sides, isThere: false })).toBe('names no deal');
  expect(lacks({ ...sides, origin: 'somewhere' })).toBe('comes from somewhere');
  expect(lacks({ ...sides, action: 'deal.thought' })).toBe('is no kind of entry');
  expect(lacks({ action: 'deal.opened', after: { title: 'a' } })).toContain('without customerId');
  expect(lacks({ action: 'access.refused', after: { deed: 'deal.see' } })).toBeUndefined();
});

/** What anything of the source says that it refused. */
function listDeeds(): readonly string[] {
  const root = fileURLToPath(new URL('../../src', import.meta.url));
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.ts'),
  );
  const written = files.flatMap((path) =>
    [...readFileSync(join(root, path), 'utf8').matchAll(/\bdeed: '([a-z.-]+)'/g)].map(
      ([, deed = '']) => deed,
    ),
  );
  return [...new Set(written)];
}
