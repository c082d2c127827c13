import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { customerActions, customerCommands } from '../../src/customers/commands.ts';
import { followUpActions, followUpCommands } from '../../src/followups/commands.ts';
import { createManualClock, type ManualClock } from '../../src/kernel/clock.ts';
import { createIds } from '../../src/kernel/ids.ts';
import { pushActions, pushCommands } from '../../src/pushes/commands.ts';
import { expandEvent } from '../../src/pushes/expand.ts';
import { renderDelivery } from '../../src/pushes/render.ts';
import { createDb } from '../../src/store/client.ts';
import type { StoreContext } from '../../src/store/context.ts';
import { type Company, createCompany } from '../fixtures/company.ts';
import { createTalk, findButton, read, type Talk } from '../fixtures/talk.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

/** A Monday, noon in Shanghai. */
const NOON = Date.parse('2026-11-23T04:00:00Z');

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
  talk = createTalk({
    store,
    company,
    commands: [...followUpCommands, ...customerCommands, ...pushCommands],
    actions: [...followUpActions, ...customerActions, ...pushActions],
  });
  await talk.say('liWei', 'customer new Acme Robotics city=Suzhou');
  await talk.say('liWei', 'customer new Nearby Tools city=Suzhou');
  await talk.say('liWei', 'customer new Elsewhere city=Beijing');
  await talk.say('sunYue', 'customer new Pooled Parts city=Suzhou');
  await talk.say('wangFang', 'customer new Foreign Fittings city=Suzhou');
  await talk.say('liWei', 'followup Nearby Tools called');
});

afterAll(async () => {
  await store.db.$disconnect();
  await database.drop();
});

/** Works off what was noted of visits, and gives what is sent of it, or why it is not. */
async function ring(): Promise<readonly string[]> {
  const events = await store.db.outboxEvent.findMany({ where: { kind: 'visit.noted', doneAt: null } });
  for (const event of events) await expandEvent(store, event);
  const rows = await store.db.delivery.findMany({ where: { eventId: { in: events.map(({ id }) => id) } } });
  const said: string[] = [];
  for (const row of rows) {
    const rendered = row.state === 'skipped' ? undefined : await renderDelivery(store, row);
    if (rendered?.kind === 'message') said.push(read({ audience: 'asker', ...rendered.message } as never));
    else said.push(rendered?.reason ?? row.lastError ?? '');
  }
  return said;
}

describe('field work', () => {
  it('plans a visit, and offers the city’s others, the longest not contacted first', async () => {
    const reply = read(await talk.say('liWei', 'visit plan Acme Robotics fri 3pm'));
    expect(reply).toMatch(/^Visit planned: Acme Robotics\nDay: Fri 27 Nov 2026\nAt: 15:00/);
    expect(reply).not.toContain('Suzhou');
    const [pushed = ''] = await ring();
    expect(pushed).toMatch(/^📍 Same city: Suzhou\n/);
    expect(pushed.indexOf('Nearby Tools')).toBeGreaterThan(pushed.indexOf('Pooled Parts'));
    expect(pushed).not.toMatch(/Elsewhere|Foreign Fittings/);
    const asked = read(await talk.say('liWei', 'nearby Acme Robotics'));
    expect(asked).toMatch(/^Same city: Suzhou\n/);
    expect(read(await talk.say('liWei', '同城 Elsewhere'))).toContain('Nobody else in the city of Elsewhere');
  });

  it('tells of a city once a day for each customer, and nobody who does not want it', async () => {
    await talk.say('liWei', 'visit plan Acme Robotics thu');
    expect(await ring()).toEqual([]);
    await talk.say('wangFang', 'subscribe same-city');
    const paused = await talk.say('wangFang', 'subscribe list');
    expect(read(paused)).toContain('Same city');
    await talk.press('wangFang', findButton(paused, 'Pause'));
    await talk.say('wangFang', 'visit Foreign Fittings saw the line');
    expect(await ring()).toEqual(['subscription-paused']);
    await talk.say('wangFang', 'subscribe off same-city');
    await talk.say('wangFang', 'followup Foreign Fittings met them kind=visit');
    expect(await ring()).toEqual([]);
  });

  it('checks in once, with a place only where one was typed', async () => {
    await talk.say('liWei', 'visit plan Acme Robotics today');
    const list = await talk.say('liWei', 'visits');
    expect(read(list)).toMatch(/^Visits today: 0 of 1 done\n• Acme Robotics · planned/);
    const after = await talk.press('liWei', findButton(list, 'Check in'));
    expect(read(after)).toMatch(
      /^Checked in: Acme Robotics\nVisits today: 1 of 1 done\n• Acme Robotics · 12:00 · checked in/,
    );
    expect(await store.db.visit.findMany({ where: { plannedOn: new Date('2026-11-23') } })).toMatchObject([
      { place: '' },
    ]);
    clock.set(NOON + 60_000);
    await talk.say('liWei', 'checkin Acme Robotics front gate');
    expect(await store.db.visit.findMany({ where: { plannedOn: new Date('2026-11-23') } })).toMatchObject([
      { place: 'front gate', checkedInAt: new Date(NOON) },
    ]);
  });

  it('shows managers the planned and done visits of their groups, and nobody else’s', async () => {
    await talk.say('liWei', 'visit Nearby Tools saw the line');
    await talk.say('wangFang', 'checkin Foreign Fittings');
    const list = read(await talk.say('zhangMin', '外勤'));
    expect(list).toContain('Nearby Tools · done · Li Wei');
    expect(list).toContain('Acme Robotics · 12:00 · checked in · Li Wei');
    expect(list).not.toContain('Foreign Fittings');
  });

  it('is called off by who planned it', async () => {
    await talk.say('liWei', '计划拜访 Elsewhere 今天');
    const list = await talk.say('liWei', 'visits');
    const button = findButton(list, 'Call off');
    expect(read(await talk.press('wangFang', button))).toContain('Only the colleague who planned');
    expect(read(await talk.press('liWei', button))).not.toContain('Elsewhere');
  });

  it('is not planned into the past, nor at somebody else’s', async () => {
    expect(read(await talk.say('liWei', 'visit plan Acme Robotics yesterday'))).toContain('lies in the past');
    expect(read(await talk.say('liWei', 'visit plan "Foreign Fittings" tomorrow'))).toContain(
      'Owner: Wang Fang',
    );
  });
});

describe('a manager’s comment', () => {
  it('is told to the author in private, and stands in the timeline', async () => {
    const list = await talk.say('zhangMin', 'visits');
    const form = await talk.press('zhangMin', findButton(list, 'Comment'));
    if (form.kind !== 'form') throw new Error(read(form));
    const values = { text: 'Ask for the budget next time' };
    const sent = await talk.press(
      'zhangMin',
      { action: 'form.submit', target: form.form.target },
      { values },
    );
    expect(read(sent)).toMatch(/^Comment sent: Nearby Tools/);
    const event = await store.db.outboxEvent.findFirstOrThrow({ where: { kind: 'followup.commented' } });
    const [delivery] = await expandEvent(store, event);
    const row = await store.db.delivery.findFirstOrThrow({ where: { id: delivery?.id ?? '' } });
    expect(row.content).toMatchObject({ push: 'comment', memberId: company.members.liWei.id });
    const rendered = await renderDelivery(store, { ...row, subscriptionId: null });
    if (rendered.kind !== 'message') throw new Error(rendered.reason);
    expect(read({ audience: 'asker', ...rendered.message } as never)).toMatch(
      /^💬 Zhang Min on your follow-up: Nearby Tools\nAsk for the budget next time/,
    );
  });

  it('is refused to everybody but managers above', async () => {
    const target = (await store.db.followUp.findFirstOrThrow({ where: { kind: 'visit' } })).id;
    for (const who of ['wangFang', 'liWei'] as const)
      expect(read(await talk.press(who, { action: 'followup.comment', target }))).toContain('for managers');
    expect(await store.db.auditEntry.count({ where: { action: 'followup.refused', entityId: target } })).toBe(
      2,
    );
  });

  it('typed alone says where its button is', async () => {
    expect(read(await talk.say('zhangMin', 'comment well done'))).toContain('Which follow-up?');
  });
});
