import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FindOutcome, MessageRef, Sender, SendOutcome } from '../../../src/chat/sender.ts';
import { expandEvent } from '../../../src/pushes/expand.ts';
import { attemptDelivery } from '../../../src/pushes/ledger/attempt.ts';
import { leaseDeliveries } from '../../../src/pushes/ledger/store.ts';
import { prepareDeliveries } from '../../../src/pushes/prepare.ts';
import { renderDelivery } from '../../../src/pushes/render.ts';
import type { StoreContext } from '../../../src/store/context.ts';
import { plainDeps } from '../ledger/stage.ts';
import { createOrder, createPayment, emit, withdrawOrder } from '../sales.ts';
import { createSetting, muteOwnWork, type Setting, subscribeChannel } from '../setting.ts';

const MINUTE = 60_000;
let setting: Setting;
/** What people see, by message. */
let shown: Map<string, string>;
let posts: Map<string, string>;
let script: ((before: boolean) => SendOutcome | undefined)[];

beforeAll(async () => {
  setting = await createSetting('2026-11-23T10:00:00+08:00');
  await muteOwnWork(setting);
  await subscribeChannel(setting, { kind: 'sales' });
});
afterAll(() => setting.close());
beforeEach(() => {
  shown = new Map();
  posts = new Map();
  script = [];
  setting.clock.advance(24 * 60 * MINUTE);
});

const place = { platform: 'slack', workspace: 'T1', conversation: 'C1' } as const;
const sender: Sender = {
  send: async ({ deliveryId, message }) => {
    const scripted = script.shift();
    const early = scripted?.(true);
    if (early !== undefined) return early;
    const id = `m${posts.size + 1}`;
    posts.set(deliveryId, id);
    shown.set(id, JSON.stringify(message));
    return scripted?.(false) ?? { kind: 'sent', ref: { ...place, message: id } };
  },
  find: async (_, doubts) =>
    new Map(
      doubts.map(({ deliveryId }): [string, FindOutcome] => {
        const id = posts.get(deliveryId);
        return [deliveryId, id ? { kind: 'found', ref: { ...place, message: id } } : { kind: 'absent' }];
      }),
    ),
  update: async (ref: MessageRef, message) => {
    const scripted = script.shift()?.(true);
    if (scripted !== undefined) return scripted;
    shown.set(ref.message, JSON.stringify(message));
    return { kind: 'sent', ref };
  },
};

async function planOrder(): Promise<{ readonly orderId: string; readonly id: string }> {
  const orderId = await createOrder(setting, { amount: 900_000n, credited: [['liWei', 10_000]] });
  const [made] = await expandEvent(setting.store, await emit(setting, { kind: 'order.signed', orderId }));
  return { orderId, id: made?.id ?? '' };
}

async function planPayment(orderId: string): Promise<string> {
  const paymentId = await createPayment(setting, orderId, 400_000n, 'confirmed');
  const [made] = await expandEvent(
    setting.store,
    await emit(setting, { kind: 'payment.confirmed', paymentId }),
  );
  return made?.id ?? '';
}

const attempt = (id: string, store: StoreContext = setting.store) =>
  attemptDelivery({ ...plainDeps, store, sender, render: renderDelivery }, setting.company.orgId, id);
const read = (id: string) => setting.store.db.delivery.findFirstOrThrow({ where: { id } });
/** Its time has come, in real time and on the clock. */
const wake = (id: string) =>
  setting.store.db.delivery.updateMany({
    where: { id },
    data: { leaseUntil: null, notBefore: new Date(setting.clock.now()) },
  });
/** Whether the order and the payment stand on a card, each by its title. */
const both = (text: string | undefined) => [text?.includes('🎉'), text?.includes('💰')];

describe('an order and its payment, minutes apart', () => {
  it('grow one card: the later takes the place of the earlier and tells both', async () => {
    const order = await planOrder();
    await attempt(order.id);
    setting.clock.advance(5 * MINUTE);
    const payment = await planPayment(order.orderId);
    await attempt(payment);
    expect([...shown.keys()]).toEqual(['m1']);
    expect(both(shown.get('m1'))).toEqual([true, true]);
    expect(shown.get('m1')).toContain('Before that');
    expect([await read(order.id), await read(payment)]).toMatchObject([
      { state: 'sent', messageRef: { message: 'm1' } },
      { state: 'sent', messageRef: { message: 'm1' }, bearerId: null },
    ]);
  });

  it('know when they are taken whether there is another', async () => {
    const { store, company } = setting;
    const isAlone = async (id: string) => {
      const taken = await leaseDeliveries(store, [{ orgId: company.orgId, id }], MINUTE);
      return (await prepareDeliveries(store, taken)).get(id)?.isAlone;
    };
    const { orderId, id } = await planOrder();
    expect(await isAlone(id)).toBe(true);
    expect(await isAlone(await planPayment(orderId))).toBeUndefined();
  });

  it('are one message where the earlier is not sent yet, whichever is taken first', async () => {
    for (const first of ['order', 'payment'] as const) {
      shown.clear();
      const { orderId, id } = await planOrder();
      const payment = await planPayment(orderId);
      const [one, other] = first === 'order' ? [id, payment] : [payment, id];
      await attempt(one);
      expect(await attempt(other)).toBeUndefined();
      expect([...shown.values()].map(both)).toEqual([[true, true]]);
      expect(await read(other)).toMatchObject({ state: 'sent', bearerId: one, lastError: 'one-card' });
    }
  });

  it('end as one card where two workers take both at once', async () => {
    const other = setting.join();
    for (let round = 0; round < 4; round += 1) {
      shown.clear();
      posts.clear();
      setting.clock.advance(60 * MINUTE);
      const { orderId, id } = await planOrder();
      const payment = await planPayment(orderId);
      await Promise.all([attempt(id), attempt(payment, other)]);
      for (const each of [id, payment]) {
        await wake(each);
        await attempt(each);
      }
      expect([...shown.values()].map(both)).toEqual([[true, true]]);
      expect([(await read(id)).state, (await read(payment)).state]).toEqual(['sent', 'sent']);
    }
  });

  it('wait for each other while nobody knows whether the earlier was posted', async () => {
    const { orderId, id } = await planOrder();
    script = [(before) => (before ? undefined : { kind: 'unknown', code: 'timeout' })];
    await attempt(id);
    const payment = await planPayment(orderId);
    expect(await attempt(payment)).toBeUndefined();
    expect(await read(payment)).toMatchObject({ state: 'held', attempts: 0 });
    setting.clock.advance(MINUTE);
    await attempt(id);
    await wake(payment);
    await attempt(payment);
    expect([...shown.values()].map(both)).toEqual([[true, true]]);
  });

  it('are told together anew where the card is gone, and then grow that one', async () => {
    const { orderId, id } = await planOrder();
    await attempt(id);
    const payment = await planPayment(orderId);
    script = [() => ({ kind: 'refused', about: 'content', code: 'message_not_found' })];
    await attempt(payment);
    expect(both(shown.get('m2'))).toEqual([true, true]);
    const second = await planPayment(orderId);
    await attempt(second);
    expect([...shown.keys()]).toEqual(['m1', 'm2']);
    expect(shown.get('m2')?.split('💰')).toHaveLength(3);
  });

  it('come as two where a quarter of an hour lies between them', async () => {
    const { orderId, id } = await planOrder();
    await attempt(id);
    setting.clock.advance(16 * MINUTE);
    await attempt(await planPayment(orderId));
    expect(shown.size).toBe(2);
  });
});

describe('a message that tells others along', () => {
  it('leaves out what makes no sense any more, and lets the others go if it makes none itself', async () => {
    const { orderId, id } = await planOrder();
    const payment = await planPayment(orderId);
    await withdrawOrder(setting, orderId);
    await attempt(id);
    expect(await read(id)).toMatchObject({ state: 'skipped', lastError: 'order-withdrawn' });
    expect(await read(payment)).toMatchObject({ state: 'pending', bearerId: null });
  });

  it('loses none of them where its process dies before and after the call', async () => {
    for (const isPosted of [false, true]) {
      shown.clear();
      posts.clear();
      const { orderId, id } = await planOrder();
      const payment = await planPayment(orderId);
      script = [(before) => (before === isPosted ? undefined : { kind: 'unknown', code: 'died' })];
      await attempt(id);
      expect(shown.size).toBe(isPosted ? 1 : 0);
      expect(await read(payment)).toMatchObject({ state: 'held', bearerId: id });
      setting.clock.advance(MINUTE);
      await attempt(id);
      expect([...shown.values()].map(both)).toEqual([[true, true]]);
      expect(await read(payment)).toMatchObject({ state: 'sent', bearerId: id });
      setting.clock.advance(60 * MINUTE);
    }
  });

  it('keeps them if it is given up, and is told with them by the next', async () => {
    const { orderId, id } = await planOrder();
    await planPayment(orderId);
    script = [() => ({ kind: 'failed', code: 'http_503' })];
    await attempt(id);
    const third = await planPayment(orderId);
    await attempt(third);
    expect([...shown.values()].map(both)).toEqual([[true, true]]);
    const rows = await setting.store.db.delivery.findMany({ where: { bearerId: third } });
    expect(rows.map(({ state }) => state)).toEqual(['sent', 'sent']);
  });
});
