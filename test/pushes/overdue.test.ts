import { afterEach, beforeEach, expect, it } from 'vitest';
import { cardToText } from '../../src/chat/card-text.ts';
import { expandEvent } from '../../src/pushes/expand.ts';
import { renderDelivery } from '../../src/pushes/render.ts';
import { tick } from '../../src/pushes/tick.ts';
import { everybody } from '../fixtures/company.ts';
import { createOrder, createPayment, decidePayment, withdrawOrder } from './sales.ts';
import { createSetting, type Setting } from './setting.ts';

const DAY = 24 * 3_600_000;

let setting: Setting;
beforeEach(async () => {
  // Friday; instalments of `createOrder` are due on the day of signing.
  setting = await createSetting('2026-11-20T08:00:00+08:00');
  await tick(setting.store);
});
afterEach(() => setting.close());

/** Lets the day come, nine o'clock included, and gives what each is told, as it reads when it is sent. */
async function morning(day: string): Promise<Readonly<Record<string, string>>> {
  const { store, company, clock } = setting;
  clock.set(Date.parse(`${day}T09:00:05+08:00`));
  await tick(store);
  const events = await store.db.outboxEvent.findMany({ where: { kind: 'slot.due', doneAt: null } });
  // Twice: the second time has to add nothing.
  for (const { id } of [...events, ...events]) await expandEvent(store, { orgId: company.orgId, id });
  const rows = await store.db.delivery.findMany({ where: { kind: 'overdue', state: 'pending' } });
  const told: Record<string, string> = {};
  for (const row of rows) {
    const rendered = await renderDelivery(store, row);
    const who = everybody.find((each) => row.key.endsWith(company.members[each].id)) ?? row.key;
    const isCard = rendered.kind === 'message' && rendered.message.kind === 'card';
    told[who] = isCard ? cardToText(rendered.message.card) : JSON.stringify(rendered);
    await store.db.delivery.update({
      where: { orgId_id: { orgId: row.orgId, id: row.id } },
      data: { state: 'sent', settledAt: new Date(clock.now()) },
    });
  }
  return told;
}

const sell = (signedOn: string, amount = 100_00n) =>
  createOrder(setting, { amount, credited: [['liWei', 10_000]], signedOn });

it('goes step by step to the owner, their manager and the head, each once, on workdays', async () => {
  await sell('2026-11-28');
  await sell('2026-11-28');
  // Seven days before is a Saturday: told on the Monday after, in one card.
  const first = await morning('2026-11-23');
  expect(Object.keys(first)).toEqual(['liWei']);
  expect(first.liWei).toContain('2 instalments due now or soon');
  expect(await morning('2026-11-24')).toEqual({});
  expect(await morning('2026-11-27')).toEqual({});
  expect((await morning('2026-11-30')).liWei).toContain('2 days late');
  expect((await morning('2026-12-01')).liWei).toContain('3 days late');
  expect(await morning('2026-12-04')).toEqual({});
  expect(Object.keys(await morning('2026-12-07'))).toEqual(['zhangMin']);
  expect(Object.keys(await morning('2026-12-28'))).toEqual(['zhaoLei']);
  expect(await morning('2027-01-29')).toEqual({});
  const notices = await setting.store.db.overdueNotice.groupBy({ by: ['rung'], _count: true });
  expect(notices.map(({ rung, _count }) => [rung, _count]).toSorted()).toEqual([
    [-7, 2],
    [0, 2],
    [3, 2],
    [30, 2],
    [7, 2],
  ]);
});

it('after days away tells each of the last step only', async () => {
  await sell('2026-11-25');
  const told = await morning('2027-01-04');
  expect(Object.keys(told).toSorted()).toEqual(['liWei', 'zhangMin', 'zhaoLei']);
  expect(told.liWei).toContain('40 days late');
  expect(told.zhangMin).toContain('Overdue in your team');
  expect(await morning('2027-01-05')).toEqual({});
});

it('shrinks with a part, and stops with the whole at the moment the money comes in', async () => {
  const part = await sell('2026-11-24');
  const whole = await sell('2026-11-24');
  await decidePayment(setting, await createPayment(setting, part, 40_00n, 'proposed'), 'confirmed');
  expect((await morning('2026-11-23')).liWei).toContain('¥60.00');
  const { store, company, clock } = setting;
  clock.set(Date.parse('2026-11-24T09:00:05+08:00'));
  await tick(store);
  const events = await store.db.outboxEvent.findMany({ where: { kind: 'slot.due', doneAt: null } });
  for (const { id } of events) await expandEvent(store, { orgId: company.orgId, id });
  const [waiting] = await store.db.delivery.findMany({ where: { kind: 'overdue', state: 'pending' } });
  if (waiting === undefined) throw new Error('nothing waits to be sent');
  await createPayment(setting, part, 60_00n, 'confirmed');
  const one = await renderDelivery(store, waiting);
  expect(JSON.stringify(one)).toContain('An instalment due now or soon');
  await createPayment(setting, whole, 100_00n, 'confirmed');
  expect(await renderDelivery(store, waiting)).toEqual({ kind: 'skip', reason: 'money-came-in' });
});

it('rests while a payment waits, for three workdays, and while it is promised or disputed', async () => {
  const id = await sell('2026-11-30');
  setting.clock.set(Date.parse('2026-11-27T10:00:00+08:00'));
  const payment = await createPayment(setting, id, 100_00n, 'proposed');
  expect(await morning('2026-11-30')).toEqual({});
  expect(await morning('2026-12-02')).toEqual({});
  expect((await morning('2026-12-03')).liWei).toContain('3 days late');
  await decidePayment(setting, payment, 'rejected');

  const hold = async (kind: string, until: string | null, reason = '') => {
    const { store, company, clock } = setting;
    const at = { dueOn: new Date('2026-11-30'), recordedAt: new Date(clock.now()) };
    const row = { orgId: company.orgId, id: store.ids.uuid(), orderId: id, kind, reason, ...at };
    await store.db.instalmentHold.create({
      data: { ...row, until: until === null ? null : new Date(until) },
    });
  };
  await hold('promised', '2026-12-09');
  expect(await morning('2026-12-08')).toEqual({});
  await hold('disputed', null, 'waits for the repair');
  expect(await morning('2026-12-10')).toEqual({});
  await hold('lifted', null);
  expect(Object.keys(await morning('2026-12-11'))).toEqual(['zhangMin']);
});

it('does not come for an order that was taken back, nor to who removed it', async () => {
  const gone = await sell('2026-11-24');
  await withdrawOrder(setting, gone);
  expect(await morning('2026-11-23')).toEqual({});
  await sell('2026-11-24');
  const { liWei } = setting.company.members;
  const mine = { memberId: liWei.id, kind: 'overdue' };
  await setting.store.db.subscription.updateMany({ where: mine, data: { state: 'removed' } });
  setting.clock.advance(DAY);
  expect(await morning('2026-11-25')).toEqual({});
  expect(await setting.store.db.subscription.count({ where: mine })).toBe(1);
});
