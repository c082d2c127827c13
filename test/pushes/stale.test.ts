import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actions, commands } from '../../src/app/registry.ts';
import { createManualClock, type ManualClock } from '../../src/kernel/clock.ts';
import { createIds } from '../../src/kernel/ids.ts';
import { expandEvent } from '../../src/pushes/expand.ts';
import { renderDelivery } from '../../src/pushes/render.ts';
import { tickStale } from '../../src/pushes/stale-tick.ts';
import { createDb } from '../../src/store/client.ts';
import type { StoreContext } from '../../src/store/context.ts';
import { type Company, createCompany, type Who } from '../fixtures/company.ts';
import { createTalk, findButton, read, type Talk } from '../fixtures/talk.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

/** Monday 2026-11-02, 10:00 in Shanghai. */
const START = Date.parse('2026-11-02T02:00:00Z');
const DAY = 86_400_000;

describe('customers that nobody contacts', () => {
  let database: TestDatabase;
  let clock: ManualClock;
  let store: StoreContext;
  let company: Company;
  let talk: Talk;

  beforeAll(async () => {
    database = await createTestDatabase();
    clock = createManualClock(START);
    store = { db: createDb({ url: database.url }), clock, ids: createIds(clock) };
    company = await createCompany(store);
    talk = createTalk({ store, company, commands, actions });
    await talk.say('sunYue', 'settings pool cadence=10 manager=2 fall=4');
  });
  afterAll(async () => {
    await store.db.$disconnect();
    await database.drop();
  });

  const say = async (who: Who, line: string): Promise<string> => read(await talk.say(who, line));
  const ownerOf = async (name: string) =>
    (await store.db.customer.findFirstOrThrow({ where: { name } })).ownerId;

  /** Lets the days pass up to this one, each looked through, and gives what people were sent on it. */
  async function passTo(
    days: number,
  ): Promise<ReadonlyMap<string, { text: string; card: Parameters<typeof findButton>[0] }>> {
    const sent = new Map<string, { text: string; card: Parameters<typeof findButton>[0] }>();
    while (clock.now() < START + days * DAY) {
      clock.advance(DAY);
      sent.clear();
      await tickStale(store);
      const events = await store.db.outboxEvent.findMany({ where: { kind: 'stale.noticed', doneAt: null } });
      const made = await Promise.all(events.map((event) => expandEvent(store, event)));
      for (const { id } of made.flat()) {
        const row = await store.db.delivery.findFirstOrThrow({ where: { id } });
        const rendered = await renderDelivery(store, row);
        if (rendered.kind !== 'message' || rendered.message.kind !== 'card') continue;
        const card = { kind: 'card', card: rendered.message.card, audience: 'asker' } as const;
        const { stage, memberId } = row.content as { stage: string; memberId: string };
        const who = Object.values(company.members).find(({ id: each }) => each === memberId)?.name;
        sent.set(`${stage} ${who}`, { text: read(card), card });
      }
    }
    return sent;
  }

  it('tells the owner, then the manager, then lets it fall, unless something protects it', async () => {
    for (const name of ['Amber', 'Basalt', 'Dolomite', 'Emerald'])
      await talk.say('liWei', `customer new ${name}`);
    await talk.say('wangFang', 'customer new Feldspar');
    await talk.say('wangFang', 'away 2026-11-09 to 2026-11-13');
    await talk.say('liWei', 'order Dolomite 100');
    expect((await passTo(10)).size).toBe(0);

    // Day 11 is a Friday; who was away for five days has as much more time.
    const first = await passTo(11);
    expect([...first.keys()]).toEqual(['owner Li Wei']);
    expect(first.get('owner Li Wei')?.text).toContain('4 customers wait to hear from you\n• Amber — 11 days');
    expect(first.get('owner Li Wei')?.text).toContain('fall into the pool in 4 days');

    await talk.say('liWei', 'followup Emerald called kind=call');
    expect((await passTo(13)).size).toBe(0);
    const manager = await passTo(14);
    expect([...manager.keys()]).toEqual(['manager Zhang Min']);
    expect(manager.get('manager Zhang Min')?.text).toContain('Basalt — Li Wei · 14 days');
    expect(await ownerOf('Amber')).toBe(company.members.liWei.id);

    const fell = await passTo(15);
    expect(fell.get('fell Li Wei')?.text).toContain('2 customers of yours fell into the pool');
    expect(await ownerOf('Amber')).toBeNull();
    expect(await ownerOf('Basalt')).toBeNull();
    expect(await ownerOf('Dolomite')).toBe(company.members.liWei.id);
    expect(await ownerOf('Emerald')).toBe(company.members.liWei.id);
    const { id } = await store.db.customer.findFirstOrThrow({ where: { name: 'Amber' } });
    expect(
      await store.db.ownershipChange.findFirst({ where: { customerId: id, reason: 'fell' } }),
    ).toMatchObject({
      changedBy: null,
      rule: { cadenceDays: 10, idleDays: 15, fallAfterDays: 4, clockOn: '2026-11-02' },
    });
    expect(await say('wangFang', 'customer owners Amber')).toContain(
      'no contact for more than 10 days · by rule',
    );

    const card = fell.get('fell Li Wei')?.card;
    if (card === undefined) throw new Error('no card');
    expect(read(await talk.press('liWei', findButton(card, 'Claim back')))).toContain('is yours now');
    expect((await passTo(16)).get('owner Wang Fang')?.text).toContain('Feldspar');
  });

  it('tells nobody in the evening what it did not tell in the morning', async () => {
    clock.advance(DAY + 12 * 3_600_000);
    expect(await tickStale(store)).toBe(0);
    clock.advance(-12 * 3_600_000);
  });

  it('looks through each day once, however many processes do, and tells nobody twice', async () => {
    clock.advance(DAY);
    const before = await store.db.outboxEvent.count({ where: { kind: 'stale.noticed' } });
    await Promise.all([tickStale(store), tickStale(store), tickStale(store)]);
    expect(await tickStale(store)).toBe(0);
    const days = await store.db.staleDay.findMany({ orderBy: { day: 'asc' } });
    expect(new Set(days.map(({ day }) => day.getTime())).size).toBe(days.length);
    expect(await store.db.outboxEvent.count({ where: { kind: 'stale.noticed' } })).toBeLessThanOrEqual(
      before + 2,
    );
    const doubled = await store.db.$queryRaw<
      object[]
    >`SELECT 1 FROM outbox_events WHERE kind = 'stale.noticed'
      GROUP BY payload HAVING count(*) > 1`;
    expect(doubled).toEqual([]);
  });

  it('notes leave for oneself, for one’s groups, and takes it back', async () => {
    const noted = await talk.say('zhangMin', '请假 12月1日到12月3日 member="Li Wei"');
    expect(read(noted)).toContain('Li Wei: away\nDays: Tue 1 Dec 2026 – Thu 3 Dec 2026');
    expect(read(await talk.press('wangFang', findButton(noted, 'Cancel these days')))).toContain(
      'Not yours to note',
    );
    expect(read(await talk.press('liWei', findButton(noted, 'Cancel these days')))).toContain(
      'Li Wei: not away',
    );
    expect(await say('zhangMin', 'away tomorrow member="Wang Fang"')).toContain(
      'none of the groups you manage',
    );
    expect(await say('liWei', 'away 2026-12-05 2026-12-01')).toContain('The last day comes before the first');
  });
});
