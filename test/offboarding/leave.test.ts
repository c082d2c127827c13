import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actions, commands } from '../../src/app/registry.ts';
import { createManualClock, type ManualClock } from '../../src/kernel/clock.ts';
import { createIds } from '../../src/kernel/ids.ts';
import { noteGone } from '../../src/offboarding/gone.ts';
import { DONE_BY, historyColumns, holdings } from '../../src/offboarding/holdings.ts';
import { assignCustomers, readShares } from '../../src/offboarding/rules.ts';
import { countHeld } from '../../src/offboarding/store.ts';
import { expandEvent } from '../../src/pushes/expand.ts';
import { renderDelivery } from '../../src/pushes/render.ts';
import { createDb } from '../../src/store/client.ts';
import type { StoreContext } from '../../src/store/context.ts';
import { type Company, createCompany, type Who } from '../fixtures/company.ts';
import { expectKeptFigures } from '../fixtures/kept-figures.ts';
import { createTalk, findButton, read, type Talk } from '../fixtures/talk.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

const NOON = Date.parse('2026-11-23T04:00:00Z');

describe('who takes over what', () => {
  it.each([
    ['Wang Fang', [{ who: 'Wang Fang', groups: [] }]],
    [
      '王芳、陈琪',
      [
        { who: '王芳', groups: [] },
        { who: '陈琪', groups: [] },
      ],
    ],
    [
      'Wang Fang: A, Shanghai; Chen Qi: rest',
      [
        { who: 'Wang Fang', groups: ['A', 'Shanghai'] },
        { who: 'Chen Qi', groups: [] },
      ],
    ],
    [
      '王芳：A、上海；公海：其余',
      [
        { who: '王芳', groups: ['A', '上海'] },
        { who: '公海', groups: [] },
      ],
    ],
    ['  ;; ', []],
  ])('%s', (typed, expected) => {
    expect(readShares(typed)).toEqual(expected);
  });

  const customer = (id: string, categoryId: string | null, city = '') => ({ id, categoryId, city });
  const share = (
    memberId: string | null,
    categories: readonly string[] = [],
    cities: readonly string[] = [],
  ) => ({
    memberId,
    categories,
    cities,
  });

  it('goes by category and city, the rest in turn, evenly within each category', () => {
    const customers = [
      customer('1', 'a'),
      customer('2', 'a'),
      customer('3', 'b', 'Wuxi'),
      customer('4', null),
      customer('5', null),
    ];
    expect(Object.fromEntries(assignCustomers(customers, [share('x'), share('y')]))).toEqual({
      1: 'x',
      2: 'y',
      3: 'x',
      4: 'y',
      5: 'x',
    });
    const split = assignCustomers(customers, [share('x', ['a']), share(null, [], ['Wuxi']), share('z')]);
    expect([...split.values()]).toEqual(['x', 'x', null, 'z', 'z']);
    expect([...assignCustomers(customers, [share('x', ['b'])]).values()]).toEqual(['x', 'x', 'x', 'x', 'x']);
  });
});

describe('leaving', () => {
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
    talk = createTalk({ store, company, commands, actions });
  });
  afterAll(async () => {
    await expectKeptFigures(store.db);
    await store.db.$disconnect();
    await database.drop();
  });

  const say = async (who: Who, line: string): Promise<string> => read(await talk.say(who, line));
  const idOf = (who: Who): string => company.members[who].id;
  const left = (who: Who) => countHeld(store.db, company.orgId, idOf(who), clock.now());
  const ownerOf = async (name: string) =>
    (await store.db.customer.findFirstOrThrow({ where: { name } })).ownerId;

  /** The messages that the newest event of a kind leads to, by reader. */
  async function deliver(kind: string): Promise<ReadonlyMap<string, string>> {
    const events = await store.db.outboxEvent.findMany({ where: { kind, doneAt: null } });
    const made = await Promise.all(events.map((event) => expandEvent(store, event)));
    const rows = await Promise.all(
      made.flat().map(({ id }) => store.db.delivery.findFirstOrThrow({ where: { id } })),
    );
    const texts = await Promise.all(
      rows.map(async (row) => {
        const rendered = await renderDelivery(store, row);
        const text =
          rendered.kind === 'message' && rendered.message.kind === 'card'
            ? read({ kind: 'card', card: rendered.message.card, audience: 'asker' })
            : JSON.stringify(rendered);
        return [(row.content as { memberId: string }).memberId, text] as const;
      }),
    );
    return new Map(texts);
  }

  it('knows every column of the database that names a member', async () => {
    const keys = await store.db.$queryRaw<{ column: string }[]>`
      SELECT DISTINCT t.relname || '.' || a.attname AS column
      FROM pg_constraint k JOIN pg_class t ON t.oid = k.conrelid
      CROSS JOIN LATERAL unnest(k.conkey) AS n(num)
      JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = n.num
      WHERE k.contype = 'f' AND k.confrelid = 'members'::regclass AND a.attname <> 'org_id'`;
    const named = keys.map(({ column }) => column);
    const held = holdings.flatMap(({ columns }) => columns.map(({ column }) => column));
    const known = [...held, ...historyColumns];
    expect(named.filter((column) => !known.includes(column) && !DONE_BY.test(column))).toEqual([]);
    expect(held.filter((column) => !named.includes(column))).toEqual([]);
    expect(named).toContain('customers.owner_id');
  });

  it('moves everything after it was shown, and proves that nothing is left', async () => {
    const { orgId } = company;
    const categoryId = store.ids.uuid();
    await store.db.category.create({
      data: { orgId, id: categoryId, code: 'A', name: 'Key', cadenceDays: 7 },
    });
    for (const line of [
      'customer new Alpine city=Wuxi',
      'customer new Borealis',
      'customer new Cascade',
      'followup Alpine called next=2026-12-01',
      'followup Borealis called next=2026-11-30',
      'subscribe ranking 18:00',
      'order Cascade',
    ])
      await talk.say('liWei', line);
    await store.db.customer.updateMany({ where: { name: 'Cascade' }, data: { categoryId } });
    // A form that was sent is no unfinished one.
    const sent = await talk.say('liWei', 'followup Cascade');
    if (sent.kind !== 'form') throw new Error(`a form was expected: ${read(sent)}`);
    const values = { customer: 'Cascade', text: 'called' };
    expect(read(await talk.press('liWei', sent.form, { values }))).toContain('Follow-up logged');
    await talk.say('wangFang', 'customer new Delta');
    await talk.say('sunYue', 'transfer Delta Zhang Min reason="moved east"');
    const transferred = await deliver('customers.received');
    expect(transferred.get(idOf('zhangMin'))).toContain(
      'Sun Yue gave you a customer\nReason: moved east\n• Delta — before: Wang Fang',
    );
    expect(transferred.get(idOf('wangFang'))).toContain(
      'Sun Yue gave a customer of yours to Zhang Min\nReason: moved east\n• Delta',
    );
    expect(transferred.size).toBe(2);
    await store.db.groupManager.create({
      data: { orgId, groupId: company.groups.south, memberId: idOf('liWei') },
    });
    await store.db.member.update({
      where: { orgId_id: { orgId, id: idOf('wangFang') } },
      data: { reportsTo: idOf('liWei') },
    });

    expect(await say('wangFang', 'leave Li Wei to Wang Fang')).toContain('Not yours to do');
    const reply = await talk.say('sunYue', 'leave Li Wei to Wang Fang: Key; Zhang Min: rest');
    expect(read(reply)).toContain('Hand over what Li Wei has?');
    expect(read(reply)).toContain('3 customers · 2 open reminders · 1 subscription · 1 unfinished form');
    expect(read(reply)).toContain('Zhang Min gets: 2 customers');
    expect(await ownerOf('Alpine')).toBe(idOf('liWei'));

    await talk.say('liWei', 'customer new Everest');
    const again = await talk.press('sunYue', findButton(reply, 'Hand over'));
    expect(read(again)).toContain('Something changed meanwhile');
    const done = await talk.press('sunYue', findButton(again, 'Hand over'));
    expect(read(done)).toContain('Li Wei is handed over');
    expect(read(done)).toContain('Left with them: 0 left');
    expect(await left('liWei')).toEqual(new Map());

    expect(await ownerOf('Cascade')).toBe(idOf('wangFang'));
    expect(await ownerOf('Alpine')).toBe(idOf('zhangMin'));
    const reminders = await store.db.reminder.findMany({
      where: { state: 'open' },
      orderBy: { dueOn: 'asc' },
    });
    expect(reminders.map(({ memberId }) => memberId)).toEqual([idOf('zhangMin'), idOf('zhangMin')]);
    expect(await store.db.ownershipChange.count({ where: { reason: 'left', fromId: idOf('liWei') } })).toBe(
      4,
    );
    expect(await store.db.subscription.findMany({ where: { kind: 'ranking' } })).toMatchObject([
      { memberId: idOf('wangFang'), state: 'active' },
    ]);
    expect(await store.db.groupManager.findMany({ where: { groupId: company.groups.south } })).toMatchObject([
      { memberId: idOf('zhangMin') },
    ]);
    expect(await store.db.member.findFirst({ where: { name: 'Wang Fang' } })).toMatchObject({
      reportsTo: idOf('zhangMin'),
    });
    expect(await say('liWei', 'customer Alpine')).toContain('no longer');
  });

  it('tells each successor in private what came, grouped, and what is due next', async () => {
    const briefs = await deliver('handover.done');
    expect([...briefs.keys()].toSorted()).toEqual([idOf('wangFang'), idOf('zhangMin')].toSorted());
    const zhangMin = briefs.get(idOf('zhangMin'));
    expect(zhangMin).toContain('You take over from Li Wei\nYours now: 3 customers · 2 open reminders');
    expect(zhangMin).toContain('No category: Alpine, Borealis, Everest');
    expect(zhangMin).toMatch(/Due next\n• Borealis — Mon 30 Nov 2026/);
    expect(briefs.get(idOf('wangFang'))).toContain('Key: Cascade');
    expect(briefs.get(idOf('wangFang'))).toMatch(/Left unfinished\n• Cascade · New order/);
  });

  it('is final: a second hand-over and a later link are refused', async () => {
    const member = await store.db.member.findFirstOrThrow({ where: { name: 'Li Wei' } });
    expect(member).toMatchObject({ active: false, leftAt: new Date(clock.now()) });
    expect(await say('sunYue', 'leave Li Wei to Wang Fang')).toContain('no colleague called');
    await expect(store.db.$executeRaw`UPDATE handover_items SET to_id = NULL`).rejects.toThrow('append-only');
  });

  it('takes back what a platform said by mistake, each account with a line of what it was and is', async () => {
    const { slackUser: user } = company.members.wangFang;
    const source = {
      platform: 'slack',
      workspace: company.slack.workspace,
      user,
      conversation: '',
      scope: 'private',
    } as const;
    const where = { memberId: idOf('wangFang'), goneAt: { not: null } };
    await noteGone(store, { kind: 'gone', key: 'gone-1', source, answers: [] });
    expect(await store.db.chatIdentity.count({ where })).toBe(1);
    const stay = { action: 'leave.stay', target: idOf('wangFang') } as const;
    expect(read(await talk.press('sunYue', stay))).toContain('Wang Fang');
    expect(await store.db.chatIdentity.count({ where })).toBe(0);
    const lines = await store.db.auditEntry.findMany({
      where: { action: { in: ['identity.gone', 'identity.restored'] } },
      orderBy: { id: 'asc' },
    });
    expect(lines).toMatchObject([
      { actorId: null, before: { state: 'active' }, after: { state: 'gone' } },
      { actorId: idOf('sunYue'), before: { state: 'gone' }, after: { state: 'active' } },
    ]);
  });

  it.each<readonly [Who, string, string]>([
    ['zhangMin', 'leave Chen Jing to Zhang Min', 'in none of the groups you manage'],
    ['zhangMin', 'leave Zhang Min to Wang Fang', 'Nobody hands over themselves'],
    ['sunYue', 'leave Sun Yue to Wang Fang', 'Nobody hands over themselves'],
    ['sunYue', 'leave Wang Fang to Chen Jing', 'Only people in sales'],
    ['sunYue', 'leave Wang Fang to Nobody', 'I know no colleague called “Nobody”'],
    ['sunYue', 'leave Wang Fang to Zhang Min: Mars', 'No category and no city'],
    ['sunYue', 'leave Wang Fang to Wang Fang', 'The leaver cannot take over'],
  ])('%s: %s', async (who, line, sentence) => {
    expect(await say(who, line)).toContain(sentence);
  });

  it('goes into the pool as a whole where nobody takes over, and the rest to who is above', async () => {
    const reply = await talk.say('sunYue', '离职交接 Wang Fang 给 公海');
    expect(read(reply)).toContain('Into the pool: 1 customer');
    const done = await talk.press('sunYue', findButton(reply, 'Hand over'));
    expect(read(done)).toContain('0 left');
    expect(await ownerOf('Cascade')).toBeNull();
    expect(await store.db.subscription.findFirst({ where: { kind: 'ranking' } })).toMatchObject({
      memberId: idOf('zhangMin'),
    });
  });
});
