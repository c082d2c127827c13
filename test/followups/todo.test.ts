import { afterAll, beforeAll, expect, it } from 'vitest';
import { actions, commands } from '../../src/app/registry.ts';
import type { Reply } from '../../src/chat/reply.ts';
import { createTalk, findButton, read, type Talk } from '../fixtures/talk.ts';
import { createCustomer, createOrder, createReminder } from '../pushes/sales.ts';
import { createSetting, type Setting } from '../pushes/setting.ts';

let setting: Setting;
let talk: Talk;
beforeAll(async () => {
  setting = await createSetting('2026-11-23T10:00:00+08:00');
  talk = createTalk({ ...setting, commands, actions });
});
afterAll(() => setting.close());

const todo = () => talk.say('liWei', 'todo');
const press = (reply: Reply, label: string) => talk.press('liWei', findButton(reply, label));
const formOf = (reply: Reply) => {
  if (reply.kind !== 'form') throw new Error(read(reply));
  return { action: reply.form.action, target: reply.form.target };
};

it('shows reminders and due instalments alike, and lets each be moved to any day or dropped with a reason', async () => {
  const ids = [];
  for (const name of ['Acme Robotics', 'Globex'])
    ids.push(await createReminder(setting, await createCustomer(setting, name, 'liWei')));
  await createOrder(setting, { amount: 100_00n, credited: [['liWei', 10_000]], signedOn: '2026-11-20' });
  const list = await todo();
  expect(read(list)).toContain('To do today: 3');
  expect(read(list)).toContain('Money due: 1');

  const move = await press(await press(list, 'Later'), 'Another day…');
  const past = await talk.press('liWei', formOf(move), { values: { until: '2026-11-20' } });
  expect(read(past)).toContain('lies in the past');
  const moved = await talk.press('liWei', formOf(past), { values: { until: '2026-12-08' } });
  expect(read(moved)).toContain('I will remind you on Tue 8 Dec 2026');

  const drop = await press(await press(await todo(), 'Later'), 'Drop it…');
  const dropped = await talk.press('liWei', formOf(drop), { values: { reason: 'they chose somebody else' } });
  expect(read(dropped)).toContain('Dropped: ');
  expect(read(dropped)).toContain('they chose somebody else');
  const rows = await setting.store.db.reminder.findMany({ where: { id: { in: ids } } });
  expect(rows.map(({ state, reason }) => `${state} ${reason}`.trim()).toSorted()).toEqual([
    'dropped they chose somebody else',
    'open',
  ]);
  expect(read(await todo())).toContain('To do today: 1');
  expect(read(await talk.say('liWei', 'todo drop no time'))).toContain('press Later at the item');

  const promise = await press(await todo(), 'Promised');
  const far = await talk.press('liWei', formOf(promise), { values: { until: '2027-11-20' } });
  expect(read(far)).toContain('more than 90 days away');
  const again = await press(await todo(), 'Promised');
  await talk.press('liWei', formOf(again), { values: { until: '2026-11-27' } });
  expect(read(await todo())).toContain('Nothing is due today');
  expect(read(await talk.say('wangFang', 'todo'))).toContain('Nothing is due today');
});

it('shows who decides what waits for them, and is drawn again once they did', async () => {
  const { db, ids } = setting.store;
  const { orgId, members, slack } = setting.company;
  const order = await createOrder(setting, { amount: 100_00n, credited: [['liWei', 10_000]] });
  const { number } = await db.order.findFirstOrThrow({ where: { id: order } });
  await talk.say('zhangMin', `order split ${number} Wang Fang 100% reason=mistake`);
  expect(read(await talk.say('wangFang', 'todo'))).not.toContain('To sign');
  const signing = await talk.say('chenJing', 'todo');
  expect(read(signing)).toContain('To sign: 1');
  const signed = await talk.press('chenJing', findButton(signing, 'Sign'));
  expect(read(signed)).toMatch(/is corrected\nNothing is due today/);

  const account = { orgId, id: ids.uuid(), memberId: members.chenJing.id, workspaceId: slack.id };
  await db.chatIdentity.create({ data: { ...account, externalUser: 'UNEW', linkedAt: new Date(0) } });
  const asked = await talk.say('sunYue', 'todo');
  expect(read(asked)).toContain('Accounts: 1');
  const linked = await talk.press('sunYue', findButton(asked, 'Yes, link it'));
  expect(read(linked)).toContain('Linked: this account is Chen Jing');
  expect(read(linked)).not.toContain('Accounts');
});
