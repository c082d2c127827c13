import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { measureCadence } from '../../src/customers/cadence.ts';
import { customerActions, customerCommands } from '../../src/customers/commands.ts';
import { customerSettings } from '../../src/customers/settings.ts';
import { createManualClock } from '../../src/kernel/clock.ts';
import { createIds } from '../../src/kernel/ids.ts';
import { createSettingsCommand } from '../../src/people/settings.ts';
import { createDb } from '../../src/store/client.ts';
import type { StoreContext } from '../../src/store/context.ts';
import { type Company, createCompany } from '../fixtures/company.ts';
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
  const commands = [...customerCommands, createSettingsCommand(customerSettings)];
  talk = createTalk({ store, company, commands, actions: customerActions });
});

afterAll(async () => {
  await store.db.$disconnect();
  await database.drop();
});

const stored = (code: string) => store.db.category.findFirst({ where: { code } });

describe('categories', () => {
  it('are defined by an admin, with the cadence as people write it', async () => {
    expect(read(await talk.say('sunYue', 'settings'))).toContain('Customer categories — Nothing set yet');
    expect(read(await talk.say('sunYue', 'settings categories add a "30 days" Visit monthly'))).toContain(
      'Category A added\n• A — every 30 days · not used yet\nVisit monthly',
    );
    await talk.say('sunYue', '设置 分级 新增 重点 每14天 名称=重点客户');
    expect(await stored('重点')).toMatchObject({ name: '重点客户', cadenceDays: 14, approachNote: '' });
    expect(read(await talk.say('sunYue', '设置'))).toContain('A 30 days · 重点 14 days');
  });

  it('have one code each, and say at the field what is wrong', async () => {
    expect(read(await talk.say('sunYue', 'settings categories add A 60'))).toContain(
      'Category: There is a category A already.',
    );
    const wrong = read(await talk.say('sunYue', 'settings categories add "A B" 0'));
    expect(wrong).toContain('At most 12 letters');
    expect(wrong).toContain('A whole number of days');
    expect(await store.db.category.count()).toBe(2);
  });

  it('are changed by one line, or in a form that shows what stands; what others changed meanwhile stays', async () => {
    const form = await talk.say('sunYue', 'settings categories edit A');
    expect(read(form)).toContain('30');
    if (form.kind !== 'form') throw new Error('no form');
    expect(read(await talk.say('sunYue', 'settings categories edit A name="Key accounts"'))).toContain(
      'Category A changed',
    );
    const values = { code: 'A', name: 'A', cadence: '45', note: '' };
    await talk.press('sunYue', { action: 'form.submit', target: form.form.target }, { values });
    expect(await stored('A')).toMatchObject({ name: 'Key accounts', cadenceDays: 45, approachNote: '' });
    const audited = await store.db.auditEntry.findMany({
      where: { action: 'category.changed' },
      orderBy: { id: 'asc' },
    });
    expect(audited.map(({ before, after }) => [before, after])).toEqual([
      [
        { name: 'A', cadence: '30', note: 'Visit monthly' },
        { name: 'Key accounts', cadence: '30', note: 'Visit monthly' },
      ],
      [
        { name: 'Key accounts', cadence: '30', note: 'Visit monthly' },
        { name: 'Key accounts', cadence: '45', note: '' },
      ],
    ]);
    expect(read(await talk.say('sunYue', 'settings categories edit A cadence=45'))).toContain('is as it was');
    expect(read(await talk.say('sunYue', 'settings categories edit Z cadence=45'))).toContain(
      'There is no category Z',
    );
  });

  it('show on the customer’s card how to approach it and how the last contact stands to the cadence', async () => {
    await talk.say('sunYue', 'settings categories edit A note="Bring an engineer"');
    await talk.say('liWei', 'customer new Borealis category=a');
    const card = read(await talk.say('liWei', 'customer Borealis'));
    expect(card).toContain('Category: Key accounts · contact every 45 days, 45 left');
    expect(card).toContain('How to approach: Bring an engineer');
  });

  it.each([
    ['2026-11-20', '2026-10-01', 30, { days: 3, over: 0 }],
    ['2026-10-01', '2026-11-13', 30, { days: 10, over: 0 }],
    [null, '2026-10-04', 30, { days: 50, over: 20 }],
    ['2026-10-24', '2026-10-01', 30, { days: 30, over: 0 }],
  ])('last contact %s, owned from %s, cadence %i', (last, owned, cadence, standing) => {
    expect(measureCadence(last, owned, '2026-11-23', cadence)).toEqual(standing);
  });

  it('are removed from their card only while no customer is in them', async () => {
    const page = await talk.say('sunYue', 'settings categories');
    expect(read(page)).toContain(
      'A · Key accounts — every 45 days · 1 customer\nBring an engineer [Change]\n',
    );
    expect(
      read(await talk.press('sunYue', { action: 'command.run', target: 'settings categories remove A' })),
    ).toContain('Category A is in use');
    const after = await talk.press('sunYue', findButton(page, 'Remove'));
    expect(after.kind).toBe('replace');
    expect(read(after)).toContain('Category 重点 removed');
    expect(await stored('重点')).toBeNull();
    expect(await stored('A')).not.toBeNull();
  });

  it('are nobody else’s to change', async () => {
    for (const line of ['settings', 'settings categories', 'settings categories edit A cadence=1'])
      expect(read(await talk.say('zhangMin', line))).toContain('needs one of these roles: admin');
    expect(await stored('A')).toMatchObject({ cadenceDays: 45 });
  });
});
