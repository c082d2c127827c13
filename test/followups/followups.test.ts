import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { customerActions, customerCommands } from '../../src/customers/commands.ts';
import { followUpActions, followUpCommands } from '../../src/followups/commands.ts';
import { createManualClock, type ManualClock } from '../../src/kernel/clock.ts';
import { createIds } from '../../src/kernel/ids.ts';
import { createDb } from '../../src/store/client.ts';
import type { StoreContext } from '../../src/store/context.ts';
import { type Company, createCompany } from '../fixtures/company.ts';
import { expectKeptFigures } from '../fixtures/kept-figures.ts';
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
    commands: [...followUpCommands, ...customerCommands],
    actions: [...followUpActions, ...customerActions],
  });
  await talk.say('liWei', 'customer new Acme Robotics');
  await talk.say('liWei', '新客户 华为技术有限公司 联系人=任工 电话=13600001111');
  await talk.say('wangFang', 'customer new Globex');
  await talk.say('sunYue', 'customer new Initech');
});

afterAll(async () => {
  await expectKeptFigures(store.db);
  await store.db.$disconnect();
  await database.drop();
});

const newest = () =>
  store.db.followUp.findFirstOrThrow({ orderBy: { id: 'desc' }, include: { reminderFollowUp: true } });
const day = (text: string) => new Date(`${text}T00:00:00Z`);
const contactedAt = async (name: string) =>
  (await store.db.customer.findFirstOrThrow({ where: { name } })).lastContactAt?.toISOString();

describe('logging a follow-up', () => {
  it('reads the English example, sets the reminder for nine o’clock and moves the last contact', async () => {
    const line = 'followup Acme Robotics called, wants a quote next=2026-12-01 kind=call';
    const reply = await talk.say('liWei', line, { key: 'once' });
    expect(reply).toMatchObject({ kind: 'card', audience: 'same' });
    expect(read(reply)).toBe(
      [
        'Follow-up logged: Acme Robotics',
        'How: Call',
        'What happened: called, wants a quote',
        'Next contact: Tue 1 Dec 2026',
        '[Undo] [Change] [Customer]',
      ].join('\n'),
    );
    expect(await newest()).toMatchObject({
      kind: 'call',
      text: 'called, wants a quote',
      amount: null,
      happenedOn: day('2026-11-23'),
      nextOn: day('2026-12-01'),
      reminderFollowUp: [
        { dueOn: day('2026-12-01'), dueAt: new Date('2026-12-01T01:00:00Z'), state: 'open' },
      ],
    });
    expect(await contactedAt('Acme Robotics')).toBe('2026-11-23T04:00:00.000Z');
    expect(await store.db.auditEntry.count({ where: { action: 'followup.logged' } })).toBe(1);
  });

  it('does nothing when the same request comes again, and answers the same', async () => {
    const line = 'followup Acme Robotics called, wants a quote next=2026-12-01 kind=call';
    const again = await talk.say('liWei', line, { key: 'once' });
    expect(read(again)).toContain('Follow-up logged: Acme Robotics');
    expect(await store.db.followUp.count()).toBe(1);
    expect(await store.db.reminder.count()).toBe(1);
  });

  it('reads the Chinese example, with the customer by part of its name', async () => {
    const text = read(await talk.say('liWei', '跟进 华为 电话 报价30万 下周三再联系'));
    expect(text).toContain('Follow-up logged: 华为技术有限公司');
    expect(text).toContain('What happened: 电话 报价30万 下周三再联系');
    expect(text).toContain('Amount quoted: ¥300,000.00');
    expect(text).toContain('Next contact: Wed 2 Dec 2026');
    expect(await newest()).toMatchObject({ kind: 'call', amount: 30_000_000n, nextOn: day('2026-12-02') });
  });

  it('knows the kind by the command’s name', async () => {
    await talk.say('liWei', '拜访 华为技术 看了新厂房');
    expect(await newest()).toMatchObject({ kind: 'visit', nextOn: null, reminderFollowUp: [] });
  });

  it('keeps the last contact when an earlier one is entered late', async () => {
    await talk.say('liWei', 'log Acme Robotics met at the fair at=2026-11-20');
    expect(await newest()).toMatchObject({ kind: 'meeting', happenedAt: new Date('2026-11-20T04:00:00Z') });
    expect(await contactedAt('Acme Robotics')).toBe('2026-11-23T04:00:00.000Z');
  });

  it('asks again, with everything kept, for a next date that has passed', async () => {
    const before = await store.db.followUp.count();
    const reply = await talk.say('liWei', 'followup Acme Robotics quoted 300k next=2026-11-01');
    if (reply.kind !== 'form') throw new Error(read(reply));
    const fields = Object.fromEntries(reply.form.fields.map((field) => [field.name, field]));
    expect(fields.next?.error).toContain('lies in the past');
    expect(fields.amount?.value).toBe('300000.00');
    expect(await store.db.followUp.count()).toBe(before);
    const values = {
      customer: 'Acme Robotics',
      text: 'quoted 300k',
      amount: '300000.00',
      next: '2026-12-03',
    };
    const saved = await talk.press('liWei', { action: 'form.submit', target: reply.form.target }, { values });
    expect(read(saved)).toContain('¥300,000.00');
    expect(await store.db.followUp.count()).toBe(before + 1);
  });

  it('shows pasted text as text, cut', async () => {
    await talk.say('liWei', `followup Acme Robotics <!channel> *x* \u202e${'长'.repeat(40_000)}`);
    const { text } = await newest();
    expect(text).toHaveLength(10_000);
    expect(text.startsWith('<!channel> *x* 长')).toBe(true);
    expect(text.endsWith('…')).toBe(true);
  });

  it('lets anybody who sells log on the pool, and keeps the customer there', async () => {
    const reply = await talk.say('wangFang', 'followup Initech emailed an intro');
    expect(read(reply)).toContain('in the pool');
    expect(findButton(reply, 'Claim')).toMatchObject({ action: 'customer.claim' });
    expect((await store.db.customer.findFirstOrThrow({ where: { name: 'Initech' } })).ownerId).toBeNull();
  });

  it.each([
    ['another’s customer', 'liWei', 'followup Globex called', 'Owner: Wang Fang'],
    ['a customer of another group', 'zhangMin', 'followup Globex called', 'Owner: Wang Fang'],
  ] as const)('refuses %s, and writes that down', async (_, who, line, says) => {
    const where = { action: 'customer.refused', actorId: company.members[who].id };
    const before = [await store.db.followUp.count(), await store.db.auditEntry.count({ where })];
    expect(read(await talk.say(who, line))).toContain(says);
    expect([await store.db.followUp.count(), await store.db.auditEntry.count({ where })]).toEqual([
      before[0],
      (before[1] ?? 0) + 1,
    ]);
  });

  it('lets the manager of the owner’s group', async () => {
    expect(read(await talk.say('zhangMin', 'followup Acme Robotics called their CEO'))).toContain('logged');
  });

  it('keeps what was typed when the customer is unknown, and goes on after creating it', async () => {
    const asked = await talk.say('liWei', 'followup Umbra 电话 报价5万 明天再联系');
    const made = await talk.press('liWei', findButton(asked, 'Create “Umbra”'));
    const done = await talk.press('liWei', findButton(made, 'Go on: Log a follow-up'));
    expect(read(done)).toContain('Follow-up logged: Umbra');
    expect(await newest()).toMatchObject({ kind: 'call', amount: 5_000_000n, nextOn: day('2026-11-24') });
  });
});

describe('undo and change', () => {
  const log = async (line: string) => {
    const reply = await talk.say('liWei', line);
    return { reply, id: (await newest()).id };
  };
  const load = (id: string) =>
    store.db.followUp.findFirstOrThrow({
      where: { id },
      include: { reminderFollowUp: true, revisions: true },
    });

  it('takes a follow-up back for ten minutes, with its reminder and the last contact', async () => {
    await talk.say('liWei', 'customer new Undone Ltd');
    await log('followup Undone Ltd called next=2026-12-02');
    const first = await contactedAt('Undone Ltd');
    clock.set(NOON + 60_000);
    const { reply, id } = await log('followup Undone Ltd called again, quoted 20k next=2026-12-04');
    expect(await contactedAt('Undone Ltd')).not.toBe(first);
    clock.set(NOON + 10 * 60_000);
    const undone = await talk.press('liWei', findButton(reply, 'Undo'));
    expect(read(undone)).toMatch(/^Follow-up withdrawn: Undone Ltd/);
    expect(await load(id)).toMatchObject({
      withdrawnAt: new Date(NOON + 10 * 60_000),
      reminderFollowUp: [{ state: 'dropped' }],
      revisions: [{ revision: 1, withdrawnAt: null, amount: 2_000_000n }],
    });
    expect(await contactedAt('Undone Ltd')).toBe(first);
    expect(await store.db.auditEntry.count({ where: { action: 'followup.withdrawn', entityId: id } })).toBe(
      1,
    );
    // Pressed again it says so, and nothing more happens.
    expect(read(await talk.press('liWei', findButton(reply, 'Undo')))).toMatch(/^Follow-up withdrawn/);
    expect((await load(id)).revisions).toHaveLength(1);
    expect(read(await talk.say('liWei', 'customer show Undone Ltd'))).not.toContain('called again');
  });

  it('opens the reminder again that the follow-up had closed', async () => {
    await talk.say('liWei', 'customer new Reopened Ltd');
    const { id } = await log('followup Reopened Ltd called next=2026-12-02');
    const [reminder] = (await load(id)).reminderFollowUp;
    const form = await talk.press('liWei', { action: 'reminder.log', target: reminder?.id ?? '' });
    if (form.kind !== 'form') throw new Error(read(form));
    const values = { customer: 'Reopened Ltd', text: 'met' };
    const saved = await talk.press('liWei', { action: 'form.submit', target: form.form.target }, { values });
    expect((await load(id)).reminderFollowUp).toMatchObject([{ state: 'done' }]);
    await talk.press('liWei', findButton(saved, 'Undo'));
    expect((await load(id)).reminderFollowUp).toMatchObject([{ state: 'open', closedAt: null }]);
  });

  it('says so when it is too late, and offers to change it', async () => {
    const { reply, id } = await log('followup Acme Robotics called');
    clock.set(clock.now() + 10 * 60_000 + 1);
    const late = await talk.press('liWei', findButton(reply, 'Undo'));
    expect(read(late)).toContain('Too late to undo');
    expect(findButton(late, 'Change')).toMatchObject({ action: 'followup.change', target: id });
    expect(await load(id)).toMatchObject({ withdrawnAt: null });
    clock.set(NOON);
  });

  it('opens the form with what it says, and keeps what it said', async () => {
    const { reply, id } = await log('followup Acme Robotics called, quoted 300k next=2026-12-01');
    const form = await talk.press('liWei', findButton(reply, 'Change'));
    if (form.kind !== 'form') throw new Error(read(form));
    const shown = Object.fromEntries(form.form.fields.map(({ name, value }) => [name, value]));
    expect(shown).toMatchObject({
      customer: expect.stringMatching(/^#\S+ Acme Robotics$/),
      kind: 'call',
      amount: '300000.00',
      next: '2026-12-01',
    });
    const values = {
      ...shown,
      text: 'called, quoted 280k',
      amount: '280k',
      next: '2026-12-03',
      nextTime: '15:30',
    };
    const typed = Object.fromEntries(
      Object.entries(values).filter(([, value]) => value !== undefined),
    ) as Record<string, string>;
    const saved = await talk.press(
      'liWei',
      { action: 'form.submit', target: form.form.target },
      { values: typed },
    );
    expect(read(saved)).toMatch(/^Follow-up changed: Acme Robotics/);
    expect(read(saved)).toContain('Thu 3 Dec 2026, 15:30');
    expect(await load(id)).toMatchObject({
      amount: 28_000_000n,
      nextTime: '15:30',
      reminderFollowUp: [
        { dueOn: day('2026-12-03'), dueAt: new Date('2026-12-03T07:30:00Z'), state: 'open' },
      ],
      revisions: [{ amount: 30_000_000n, nextOn: day('2026-12-01') }],
    });
    expect(await store.db.auditEntry.count({ where: { action: 'followup.revised', entityId: id } })).toBe(1);
  });

  it('is for its author alone', async () => {
    const { reply, id } = await log('followup Acme Robotics called');
    for (const label of ['Undo', 'Change'])
      expect(read(await talk.press('zhangMin', findButton(reply, label)))).toContain('Only its author');
    expect(await load(id)).toMatchObject({ withdrawnAt: null, revision: 1 });
    expect(await store.db.auditEntry.count({ where: { action: 'followup.refused', entityId: id } })).toBe(2);
  });
});

describe('reminders', () => {
  const remind = async (customer: string, next: string) => {
    await talk.say('liWei', `followup "${customer}" called next=${next}`);
    const [reminder] = (await newest()).reminderFollowUp;
    if (reminder === undefined) throw new Error('no reminder');
    return reminder;
  };
  const load = (id: string) => store.db.reminder.findFirstOrThrow({ where: { id } });

  it('is done once, whoever presses again', async () => {
    const { id } = await remind('Acme Robotics', '2026-12-01');
    const button = { action: 'reminder.done', target: id } as const;
    const both = await Promise.all([talk.press('liWei', button), talk.press('zhangMin', button)]);
    expect(both.map(read).every((text) => text.startsWith('Done: Acme Robotics'))).toBe(true);
    expect(both.map(read).filter((text) => text.includes('It was done on Mon 23 Nov 2026'))).toHaveLength(1);
    expect(read(await talk.press('liWei', button))).toContain('It was done on');
    expect(await load(id)).toMatchObject({ state: 'done', closedAt: new Date(NOON) });
    expect(await store.db.auditEntry.count({ where: { entityId: id, action: 'reminder.done' } })).toBe(1);
  });

  it('is put off, and announced again then', async () => {
    const { id } = await remind('Acme Robotics', '2026-11-24');
    await store.db.reminder.updateMany({ where: { id }, data: { announcedAt: new Date(NOON) } });
    const asked = await talk.press('liWei', { action: 'reminder.later', target: id });
    expect(read(asked)).toContain('When shall I remind you?');
    const moved = await talk.press('liWei', findButton(asked, 'In 3 days'));
    expect(read(moved)).toContain('I will remind you on Thu 26 Nov 2026');
    expect(await load(id)).toMatchObject({ dueOn: day('2026-11-26'), announcedAt: null, state: 'open' });
    await talk.press('liWei', findButton(asked, 'Next Monday'));
    expect(await load(id)).toMatchObject({
      dueOn: day('2026-11-30'),
      dueAt: new Date('2026-11-30T01:00:00Z'),
    });
  });

  it('opens the form with its customer, and is closed when that is saved', async () => {
    const { id } = await remind('华为技术', '2026-11-25');
    const form = await talk.press('liWei', { action: 'reminder.log', target: id });
    if (form.kind !== 'form') throw new Error(read(form));
    expect(form.form.fields.find(({ name }) => name === 'customer')?.value).toMatch(
      /^#\S+ 华为技术有限公司$/,
    );
    const values = { customer: '华为技术有限公司', text: '谈妥了', kind: 'visit' };
    const saved = await talk.press('liWei', { action: 'form.submit', target: form.form.target }, { values });
    expect(read(saved)).toContain('The reminder is done, too.');
    expect(await load(id)).toMatchObject({ state: 'done' });
    expect(read(await talk.press('liWei', { action: 'reminder.log', target: id }))).toContain(
      'It was done on',
    );
  });

  it('is nobody else’s to press', async () => {
    const { id } = await remind('Acme Robotics', '2026-11-27');
    expect(read(await talk.press('wangFang', { action: 'reminder.done', target: id }))).toContain(
      'Owner: Li Wei',
    );
    expect(await load(id)).toMatchObject({ state: 'open' });
  });

  it.each([
    '',
    'x',
    '../..',
    '00000000-0000-7000-8000-000000000000',
    '00000000-0000-7000-8000-000000000000.list',
  ])('takes a tampered target “%s” for none', async (target) => {
    expect(read(await talk.press('liWei', { action: 'reminder.done', target }))).toContain('not here');
  });

  it('stands in the list when it is due, late ones first, and the list is drawn again', async () => {
    await store.db.reminder.updateMany({
      data: { state: 'done', closedAt: new Date(NOON) },
      where: { state: 'open' },
    });
    expect(read(await talk.say('liWei', '待办'))).toContain('Nothing is due today');
    const late = await remind('Acme Robotics', '2026-11-24');
    const due = await remind('华为技术', '2026-11-26');
    expect(read(await talk.say('liWei', 'todo'))).toContain('Next: Acme Robotics, Tue 24 Nov 2026.');
    clock.set(Date.parse('2026-11-26T02:00:00Z'));
    const list = await talk.say('liWei', 'todo');
    expect(read(list)).toMatch(
      /^To do today: 2\n• Acme Robotics · Tue 24 Nov 2026 · 2 days late .*\n• 华为技术有限公司 · today/,
    );
    const after = await talk.press('liWei', findButton(list, 'Done'));
    expect(read(after)).toMatch(/^Done: Acme Robotics\nTo do today: 1\n• 华为技术有限公司/);
    expect([(await load(late.id)).state, (await load(due.id)).state]).toEqual(['done', 'open']);
    const again = await talk.press('liWei', findButton(list, 'Done'));
    expect(read(again)).toMatch(/^Done: Acme Robotics\nTo do today: 1/);
  });

  it('of a day whose reminder time is past comes in two hours', async () => {
    const { dueAt } = await remind('Acme Robotics', '2026-11-26');
    expect(dueAt).toEqual(new Date('2026-11-26T04:00:00Z'));
  });
});
