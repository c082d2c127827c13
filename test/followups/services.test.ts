import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { customerActions, customerCommands } from '../../src/customers/commands.ts';
import { followUpActions, followUpCommands } from '../../src/followups/commands.ts';
import { createManualClock, type ManualClock } from '../../src/kernel/clock.ts';
import { createIds } from '../../src/kernel/ids.ts';
import { createDb } from '../../src/store/client.ts';
import type { StoreContext } from '../../src/store/context.ts';
import { createCompany } from '../fixtures/company.ts';
import { createTalk, findButton, read, type Talk } from '../fixtures/talk.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

/** A Monday, noon in Shanghai. */
const NOON = Date.parse('2026-11-23T04:00:00Z');

let database: TestDatabase;
let clock: ManualClock;
let store: StoreContext;
let talk: Talk;

beforeAll(async () => {
  database = await createTestDatabase();
  clock = createManualClock(NOON);
  store = { db: createDb({ url: database.url }), clock, ids: createIds(clock) };
  talk = createTalk({
    store,
    company: await createCompany(store),
    commands: [...followUpCommands, ...customerCommands],
    actions: [...followUpActions, ...customerActions],
  });
  await talk.say('liWei', 'customer new Acme Robotics');
  await talk.say('wangFang', 'customer new Globex');
});

afterAll(async () => {
  await store.db.$disconnect();
  await database.drop();
});

const day = (text: string) => new Date(`${text}T00:00:00Z`);
const newest = () =>
  store.db.followUp.findFirstOrThrow({ orderBy: { id: 'desc' }, include: { reminderFollowUp: true } });
const countProtections = async () =>
  (await store.db.$queryRaw<unknown[]>`SELECT FROM customer_protections WHERE kind = 'service'`).length;

describe('service cases', () => {
  it('open with a due date, remind, protect the customer, and close with an outcome', async () => {
    const opened = await talk.say('liWei', 'service Acme Robotics pump leaks, technician visit on thursday');
    expect(read(opened)).toMatch(/^Service case opened: Acme Robotics\n/);
    expect(read(opened)).toContain('Due: Thu 26 Nov 2026');
    const { id, ...row } = await newest();
    expect(row).toMatchObject({ kind: 'service', dueOn: day('2026-11-26'), nextOn: null, closedAt: null });
    expect(row.reminderFollowUp).toMatchObject([{ dueOn: day('2026-11-26'), state: 'open' }]);
    expect(await countProtections()).toBe(1);
    const form = await talk.press('liWei', findButton(opened, 'Close'));
    if (form.kind !== 'form') throw new Error(read(form));
    const values = { customer: 'Acme Robotics', outcome: 'seal replaced' };
    const closed = await talk.press('liWei', { action: 'form.submit', target: form.form.target }, { values });
    expect(read(closed)).toMatch(/^Case closed: Acme Robotics\n/);
    expect(
      await store.db.followUp.findFirstOrThrow({ where: { id }, include: { reminderFollowUp: true } }),
    ).toMatchObject({
      closedAt: new Date(NOON),
      outcome: 'seal replaced',
      reminderFollowUp: [{ state: 'done' }],
    });
    expect(await countProtections()).toBe(0);
    expect(read(await talk.press('liWei', findButton(opened, 'Close')))).toContain('It was closed on');
    expect(await store.db.auditEntry.count({ where: { action: 'service.closed', entityId: id } })).toBe(1);
  });

  it('open from a follow-up that tells of a complaint, due in three days, and change with it', async () => {
    const logged = await talk.say('liWei', '跟进 Acme Robotics 投诉发货慢');
    expect(await newest()).toMatchObject({ kind: 'service', dueOn: day('2026-11-26') });
    const form = await talk.press('liWei', findButton(logged, 'Change'));
    if (form.kind !== 'form') throw new Error(read(form));
    const values = { customer: 'Acme Robotics', text: '投诉发货慢', due: '2026-11-30' };
    await talk.press('liWei', { action: 'form.submit', target: form.form.target }, { values });
    expect(await newest()).toMatchObject({
      dueOn: day('2026-11-30'),
      reminderFollowUp: [{ dueOn: day('2026-11-30') }],
    });
  });

  it('are listed for who works with their customers, and closed by the customer’s name', async () => {
    await talk.say('wangFang', '投诉 Globex 少发两箱 期限=明天');
    const own = read(await talk.say('liWei', 'service list'));
    expect(own).toContain('Open service cases: 1');
    expect(own).not.toContain('Globex');
    clock.set(NOON + 8 * 86_400_000);
    expect(read(await talk.say('zhangMin', 'service list'))).toContain('1 day late');
    expect(read(await talk.say('wangFang', '结案 Globex 已补发'))).toMatch(/^Case closed: Globex/);
    expect(read(await talk.say('wangFang', 'service list'))).toContain('No service case is open');
    clock.set(NOON);
  });

  it('are nobody else’s to close', async () => {
    const { id } = await newest();
    const where = { action: 'customer.refused' };
    const before = await store.db.auditEntry.count({ where });
    await talk.say('liWei', 'service Acme Robotics screen broken');
    const target = (await newest()).id;
    expect(target).not.toBe(id);
    expect(read(await talk.press('wangFang', { action: 'service.close', target }))).toContain(
      'Owner: Li Wei',
    );
    expect(await store.db.auditEntry.count({ where })).toBe(before + 1);
  });

  it('ask for a due date that is still to come', async () => {
    const reply = await talk.say('liWei', 'service Acme Robotics broken due=2026-11-01');
    expect(read(reply)).toContain('lies in the past');
  });
});
