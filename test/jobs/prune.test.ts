import { afterAll, beforeAll, expect, it } from 'vitest';
import { prune, retention } from '../../jobs/prune.ts';
import { createIds } from '../../src/kernel/ids.ts';
import { createStage, type Stage } from '../pushes/ledger/stage.ts';

const HOUR = 3_600_000;

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage.close());

it('removes what has served its time, and nothing younger or unfinished', async () => {
  const { store, orgId, clock } = stage;
  const now = clock.now();
  const put = async (age: number, changes: object): Promise<string> => {
    const id = createIds({ now: () => now - age }).uuid();
    const done = new Date(now - age);
    await stage.put({ id, key: id, settledAt: done, ...changes } as never);
    return id;
  };
  for (const [key, age] of [
    ['old', retention.inbound + HOUR],
    ['young', retention.inbound - HOUR],
  ] as const) {
    await store.db.inboundEvent.create({ data: { orgId, key, receivedAt: new Date(now - age) } });
  }
  await put(retention.answer + HOUR, { kind: 'answer', state: 'sent' });
  const kept = [
    await put(retention.answer - HOUR, { kind: 'answer', state: 'sent' }),
    await put(retention.answer + HOUR, { kind: 'sales', state: 'sent' }),
    await put(retention.push + HOUR, { kind: 'sales', state: 'dead' }),
    await put(retention.push + HOUR, { kind: 'sales', state: 'pending', settledAt: null }),
  ];
  await put(retention.push + HOUR, { kind: 'sales', state: 'skipped' });
  const event = async (age: number, done: boolean): Promise<string> => {
    const id = createIds({ now: () => now - age }).uuid();
    const at = new Date(now - age);
    const row = { orgId, id, kind: 'order.signed', payload: {}, occurredAt: at, doneAt: done ? at : null };
    await store.db.outboxEvent.create({ data: row });
    return id;
  };
  await event(retention.event + HOUR, true);
  const events = [await event(retention.event + HOUR, false), await event(retention.event - HOUR, true)];
  const referred = await event(retention.event + HOUR, true);
  kept.push(await put(retention.answer, { kind: 'sales', state: 'sent', eventId: referred }));

  expect(await prune(store)).toBe(4);
  const [inbound, deliveries, left] = await Promise.all([
    store.db.inboundEvent.findMany(),
    store.db.delivery.findMany({ select: { id: true } }),
    store.db.outboxEvent.findMany({ select: { id: true } }),
  ]);
  expect(inbound.map(({ key }) => key)).toEqual(['young']);
  expect(deliveries.map(({ id }) => id).sort()).toEqual([...kept].sort());
  expect(left.map(({ id }) => id).sort()).toEqual([...events, referred].sort());
  expect(await prune(store)).toBe(0);
});
