import { afterEach, beforeEach, expect, it } from 'vitest';
import { cardToText } from '../../src/chat/card-text.ts';
import { expandEvent } from '../../src/pushes/expand.ts';
import { renderDelivery } from '../../src/pushes/render.ts';
import { tick } from '../../src/pushes/tick.ts';
import { everybody } from '../fixtures/company.ts';
import { createCustomer, createOrder, createPayment, createReminder } from './sales.ts';
import { createSetting, type Setting } from './setting.ts';

let setting: Setting;
beforeEach(async () => {
  setting = await createSetting('2026-11-23T08:00:00+08:00');
  await tick(setting.store);
});
afterEach(() => setting.close());

/** Lets it be six o'clock and gives what waits to be sent, with how it reads. */
async function evening(day: string) {
  const { store, company, clock } = setting;
  clock.set(Date.parse(`${day}T18:00:05+08:00`));
  await tick(store);
  const events = await store.db.outboxEvent.findMany({ where: { kind: 'slot.due', doneAt: null } });
  for (const { id } of [...events, ...events]) await expandEvent(store, { orgId: company.orgId, id });
  const rows = await store.db.delivery.findMany({ where: { kind: 'clear-day', key: { contains: day } } });
  const read = async () => {
    const told: Record<string, string> = {};
    for (const row of rows) {
      const rendered = await renderDelivery(store, row);
      const who = everybody.find((each) => row.key.endsWith(company.members[each].id)) ?? row.key;
      const isCard = rendered.kind === 'message' && rendered.message.kind === 'card';
      told[who] = isCard ? cardToText(rendered.message.card) : JSON.stringify(rendered);
    }
    return told;
  };
  return read;
}

it('comes to who left something open, and to their manager as an exception', async () => {
  const reminderId = await createReminder(setting, await createCustomer(setting, 'Acme Robotics', 'liWei'));
  const order = await createOrder(setting, {
    amount: 100_00n,
    credited: [['liWei', 10_000]],
    signedOn: '2026-11-20',
  });
  const read = await evening('2026-11-23');
  const told = await read();
  expect(Object.keys(told).toSorted()).toEqual(['liWei', 'zhangMin']);
  expect(told.liWei).toContain('Clear the day: 2 still open');
  expect(told.liWei).toContain('Acme Robotics · today');
  expect(told.liWei).toContain('Money due: 1');
  expect(told.liWei).toContain('3 days late');
  expect(told.zhangMin).toContain('One of your people left something open');
  expect(told.zhangMin).toContain('Li Wei · 2 open, some of it from earlier days');
  expect(told.zhangMin).not.toContain('Acme Robotics');

  await createPayment(setting, order, 100_00n, 'confirmed');
  await setting.store.db.reminder.updateMany({
    where: { id: reminderId },
    data: { state: 'done', closedAt: new Date(setting.clock.now()) },
  });
  const clear = '{"kind":"skip","reason":"day-is-clear"}';
  expect(await read()).toEqual({ liWei: clear, zhangMin: clear });
  expect(await (await evening('2026-11-24'))()).toEqual({});
});

it('does not come on the next morning instead', async () => {
  await createReminder(setting, await createCustomer(setting, 'Acme Robotics', 'liWei'));
  setting.clock.set(Date.parse('2026-11-24T07:00:00+08:00'));
  await tick(setting.store);
  const late = await setting.store.db.scheduleSlot.findMany({ where: { reason: 'too-late' } });
  expect(late).toHaveLength(3);
});
