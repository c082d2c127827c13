import { afterAll, beforeAll, expect, it } from 'vitest';
import { actions, commands } from '../../src/app/registry.ts';
import type { Reply } from '../../src/chat/reply.ts';
import { expandEvent } from '../../src/pushes/expand.ts';
import { renderDelivery } from '../../src/pushes/render.ts';
import { tickStale } from '../../src/pushes/stale-tick.ts';
import { tick } from '../../src/pushes/tick.ts';
import type { Who } from '../fixtures/company.ts';
import { createTalk, findButton, listButtons, read, type Talk } from '../fixtures/talk.ts';
import { createSetting, type Setting } from '../pushes/setting.ts';

let setting: Setting;
let talk: Talk;
beforeAll(async () => {
  setting = await createSetting('2026-11-23T10:00:00+08:00');
  talk = createTalk({ ...setting, commands, actions });
  for (const name of ['Acme Robotics', 'Globex', 'Quiet Mills', 'Initech'])
    await talk.say('liWei', `customer new ${name}`);
});
afterAll(() => setting.close());

const at = (instant: string) => setting.clock.set(Date.parse(`${instant}+08:00`));
const say = async (who: Who, text: string) => read(await talk.say(who, text));
const todo = () => talk.say('liWei', 'todo');
const press = (reply: Reply, label: string, who: Who = 'liWei') => talk.press(who, findButton(reply, label));
const submit = async (who: Who, form: Reply, values: Readonly<Record<string, string>>) => {
  if (form.kind !== 'form') throw new Error(read(form));
  const kept = Object.fromEntries(form.form.fields.map(({ name, value }) => [name, value ?? '']));
  const { action, target } = form.form;
  return talk.press(who, { action, target }, { values: { ...kept, ...values } });
};

/** Works off what waits and gives the cards that this person is sent. */
async function deliver(who: Who): Promise<readonly Reply[]> {
  const { store, company } = setting;
  await tick(store);
  await tickStale(store);
  const events = await store.db.outboxEvent.findMany({ where: { doneAt: null } });
  for (const { id } of events) await expandEvent(store, { orgId: company.orgId, id });
  const rows = await store.db.delivery.findMany({
    where: { eventId: { in: events.map(({ id }) => id) }, key: { endsWith: company.members[who].id } },
  });
  const cards: Reply[] = [];
  for (const row of rows) {
    const rendered = await renderDelivery(store, row);
    if (rendered.kind === 'message' && rendered.message.kind === 'card')
      cards.push({ kind: 'card', card: rendered.message.card, audience: 'same' });
  }
  return cards;
}

it('tells the time that was agreed, on the list and on the reminder', async () => {
  await say('liWei', 'followup Acme Robotics called, wants a quote next="tomorrow 3pm"');
  expect(await say('liWei', 'todo')).toContain('Next: Acme Robotics, Tue 24 Nov 2026, 15:00.');
  at('2026-11-24T15:00:30');
  const reminded = (await deliver('liWei')).map(read).join('\n');
  expect(reminded).toContain('Due: today, 15:00');
  const list = await todo();
  expect(read(list)).toContain('Acme Robotics · today, 15:00');
  const moved = await press(await press(list, 'Later'), 'Tomorrow');
  expect(read(moved)).not.toContain('15:00');
});

it('lets a service case be closed, moved and dropped where its reminder stands', async () => {
  await say('liWei', 'service Globex pump leaks due=today');
  const list = await todo();
  expect(read(list)).toContain('Globex · service case · today');
  const moved = await press(await press(list, 'Later'), 'In 3 days');
  expect(read(moved)).toContain('Globex: I will remind you on Fri 27 Nov 2026');
  const kept = await setting.store.db.followUp.findFirstOrThrow({ where: { kind: 'service' } });
  expect(kept.dueOn).toEqual(new Date('2026-11-27'));
  at('2026-11-27T10:00:00');
  // Its reminder ticked off by mistake, the case still waits, and its customer's owner sees it.
  await setting.store.db.reminder.updateMany({ data: { state: 'done', closedAt: new Date() } });
  const again = await todo();
  expect(read(again)).toContain('One service case is due');
  const closed = await submit('liWei', await press(again, 'Close'), { outcome: 'seal replaced' });
  expect(read(closed)).toContain('Case closed: Globex');
  expect(await say('liWei', 'todo')).not.toContain('Globex');
});

it('brings a planned visit to its day: reminder, check-in, log', async () => {
  await say('liWei', 'customer edit Initech city=Suzhou');
  await say('liWei', 'customer edit Globex city=Suzhou');
  expect(await say('liWei', 'visit plan Initech mon 3pm')).toContain('Reminder: on that morning');
  at('2026-11-30T09:00:30');
  const [card, ...others] = (await deliver('liWei')).filter((each) => read(each).includes('Visit: Initech'));
  if (card === undefined) throw new Error('no reminder');
  expect(others).toEqual([]);
  expect(read(card)).toContain('Due: today, 15:00');
  expect(read(card)).toContain('Also in Suzhou');
  expect(read(card)).toContain('Globex');
  expect(read(await todo())).toContain('Initech · visit · today, 15:00');
  const there = await press(await todo(), 'Check in');
  expect(read(there)).toContain('Checked in: Initech');
  expect(read(there)).toContain('A visit to log');
  const form = await press(there, 'Log visit');
  await submit('liWei', form, { text: 'saw the new line' });
  expect(read(await todo())).not.toContain('Initech');
  const logged = await setting.store.db.followUp.findFirstOrThrow({ where: { text: 'saw the new line' } });
  expect(logged.kind).toBe('visit');
});

it('moves a visit with its reminder, and calls it off with it', async () => {
  await say('liWei', 'visit plan Globex today');
  await press(await press(await todo(), 'Later'), 'Tomorrow');
  const visit = () => setting.store.db.visit.findFirstOrThrow({ where: { customer: { name: 'Globex' } } });
  expect((await visit()).plannedOn).toEqual(new Date('2026-12-01'));
  at('2026-12-01T10:00:00');
  const drop = await press(await press(await todo(), 'Later'), 'Drop it…');
  await submit('liWei', drop, { reason: 'they are on holiday' });
  expect((await visit()).cancelledAt).not.toBeNull();
});

it('lets a plan be called off where it was made', async () => {
  const planned = await talk.say('liWei', 'visit plan Globex 2026-12-09');
  expect(read(await press(planned, 'Call off'))).toContain('Visit called off: Globex');
  expect(await setting.store.db.reminder.count({ where: { state: 'open', visitId: { not: null } } })).toBe(0);
});

it('lists customers that wait, until something is planned or they are put off', async () => {
  at('2027-03-01T09:00:30');
  const pushed = (await deliver('liWei')).find((card) =>
    read(card).includes('customers wait to hear from you'),
  );
  if (pushed === undefined) throw new Error('nobody waits');
  expect(
    listButtons(pushed.kind === 'card' ? pushed.card : { title: '', tone: 'info', blocks: [] }).map(
      ({ label }) => label,
    ),
  ).toEqual(expect.arrayContaining(['Log follow-up', 'Plan visit', 'Later']));
  const list = await todo();
  const waiting = /(\d+) customers wait/.exec(read(list))?.[1];
  const asked = await press(list, 'Later');
  expect(read(asked)).toMatch(/Not today: .*/);
  const later = await press(asked, 'Next Monday');
  expect(read(later)).toContain(`${Number(waiting) - 1} customers wait`);
  const plan = await submit('liWei', await press(later, 'Plan visit'), { on: '2027-03-02' });
  expect(read(plan)).toContain('Visit planned');
  expect(read(await todo())).toContain(`${Number(waiting) - 2} customers wait`);
  const form = await press(await press(await todo(), 'Later'), 'Another day…');
  expect(read(await submit('liWei', form, { until: '2027-03-05' }))).toContain(
    'I will remind you on Fri 5 Mar',
  );
});

it('lets a manager look at somebody’s day and comment, which its author ticks off', async () => {
  await say('liWei', 'followup Acme Robotics called again next=today');
  const day = await talk.say('zhangMin', 'todo Li Wei');
  expect(read(day)).toContain('Li Wei: ');
  expect(
    listButtons(day.kind === 'card' ? day.card : { title: '', tone: 'info', blocks: [] }).map(
      ({ label }) => label,
    ),
  ).not.toContain('Later');
  const said = await submit('zhangMin', await press(day, 'Comment', 'zhangMin'), {
    text: 'Ask for the budget',
  });
  expect(read(said)).toContain('Li Wei is told in private');
  const told = (await deliver('liWei')).find((card) => read(card).includes('Ask for the budget'));
  if (told === undefined) throw new Error('not told');
  expect(read(await todo())).toContain('A comment for you');
  expect(read(await press(told, 'Got it'))).not.toContain('[Got it]');
  expect(read(await todo())).not.toContain('A comment for you');
  expect(await say('wangFang', 'todo Li Wei')).toContain('not one of your people');
  const button = { action: 'todo.of', target: setting.company.members.zhangMin.id } as const;
  expect(read(await talk.press('liWei', button))).toContain('not one of your people');
});
