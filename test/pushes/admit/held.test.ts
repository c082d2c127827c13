import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Card } from '../../../src/chat/card.ts';
import type { Outgoing, Sender, SendOutcome } from '../../../src/chat/sender.ts';
import { gatheredCard } from '../../../src/pushes/admit/gathered-cards.ts';
import { insertDeliveries } from '../../../src/pushes/delivery-store.ts';
import { expandEvent } from '../../../src/pushes/expand.ts';
import { attemptDelivery } from '../../../src/pushes/ledger/attempt.ts';
import { renderDelivery } from '../../../src/pushes/render.ts';
import type { StoreContext } from '../../../src/store/context.ts';
import { plainDeps } from '../ledger/stage.ts';
import { createCustomer, createOrder, emit, withdrawOrder } from '../sales.ts';
import { createSetting, muteOwnWork, type Setting, subscribeChannel } from '../setting.ts';

let setting: Setting;
let sent: Outgoing[];
let answers: SendOutcome[];
beforeAll(async () => {
  setting = await createSetting('2026-11-23T22:00:00+08:00');
  await muteOwnWork(setting);
});
afterAll(() => setting.close());
beforeEach(async () => {
  sent = [];
  answers = [];
  const { store, clock } = setting;
  await store.db.delivery.updateMany({ data: { bearerId: null } });
  await store.db.delivery.deleteMany();
  await store.db.attentionSetting.deleteMany();
  await store.db.subscription.updateMany({ data: { state: 'removed' } });
  clock.set(Date.parse('2026-11-23T22:00:00+08:00'));
});

const sender: Sender = {
  send: async (outgoing) => {
    sent.push(outgoing);
    const { platform, workspace, conversation = 'D1' } = outgoing.to;
    const ref = { platform, workspace, conversation, message: `m ${sent.length}` };
    return answers.shift() ?? { kind: 'sent', ref };
  },
  find: async () => new Map(),
  update: async () => ({ kind: 'failed', code: 'none' }),
};

async function keepQuiet(scope: 'people' | 'channels', quiet: string) {
  const { store, company, clock } = setting;
  const data = { orgId: company.orgId, id: store.ids.uuid(), scope, quiet, changedAt: new Date(clock.now()) };
  await store.db.attentionSetting.create({ data });
}

async function sign(store: StoreContext = setting.store): Promise<string> {
  const orderId = await createOrder(setting, { amount: 500_000n, credited: [['liWei', 10_000]] });
  await expandEvent(store, await emit(setting, { kind: 'order.signed', orderId }));
  return orderId;
}

async function attemptDue(): Promise<void> {
  const { store, clock } = setting;
  const due = await store.db.delivery.findMany({
    where: { state: { in: ['pending', 'held', 'unknown'] }, notBefore: { lte: new Date(clock.now()) } },
    orderBy: { id: 'asc' },
  });
  const deps = { ...plainDeps, store, sender, render: renderDelivery };
  for (const { orgId, id } of due) await attemptDelivery(deps, orgId, id);
}

const cards = (): Card[] => sent.flatMap(({ message }) => (message.kind === 'card' ? [message.card] : []));
const rows = () => setting.store.db.delivery.findMany({ orderBy: { id: 'asc' } });

describe('quiet hours', () => {
  it('hold messages back and bring them as one, each with its end in the ledger', async () => {
    await keepQuiet('channels', '21:00-08:00');
    await subscribeChannel(setting, { kind: 'sales' });
    await sign();
    const gone = await sign();
    await sign();
    await attemptDue();
    expect(sent).toEqual([]);
    await withdrawOrder(setting, gone);
    setting.clock.set(Date.parse('2026-11-24T08:00:00+08:00'));
    await attemptDue();
    expect(sent).toHaveLength(1);
    const words = JSON.stringify(cards());
    expect(words.match(/delivery\.open/g)).toHaveLength(2);
    const bearer = (await rows()).find(({ key }) => key.startsWith('gathered|'));
    const parts = (await rows()).filter(({ bearerId }) => bearerId !== null);
    expect(bearer).toMatchObject({ state: 'sent', notBefore: new Date('2026-11-24T00:00:00Z') });
    expect(parts).toMatchObject([
      { state: 'sent', bearerId: bearer?.id, messageRef: bearer?.messageRef, lastError: 'quiet-hours' },
      { state: 'skipped', lastError: 'order-withdrawn' },
      { state: 'sent' },
    ]);
    await attemptDue();
    expect(sent).toHaveLength(1);
  });

  it('bring one that waited alone as it is, and none where nothing is left', async () => {
    await keepQuiet('channels', '21:00-08:00');
    await subscribeChannel(setting, { kind: 'sales' });
    await sign();
    setting.clock.set(Date.parse('2026-11-24T08:00:00+08:00'));
    await attemptDue();
    expect(JSON.stringify(cards())).not.toContain('delivery.open');
    setting.clock.set(Date.parse('2026-11-24T22:00:00+08:00'));
    await withdrawOrder(setting, await sign());
    setting.clock.set(Date.parse('2026-11-25T08:00:00+08:00'));
    await attemptDue();
    expect(sent).toHaveLength(1);
    expect((await rows()).slice(-2)).toMatchObject([{ state: 'skipped' }, { state: 'skipped' }]);
  });

  it('are held by two processes at once for one message, and what comes too late for it goes by itself', async () => {
    await keepQuiet('channels', '21:00-08:00');
    await subscribeChannel(setting, { kind: 'sales' });
    await Promise.all([sign(), sign(setting.join()), sign()]);
    const all = await rows();
    expect(all.filter(({ key }) => key.startsWith('gathered|'))).toHaveLength(1);
    expect(all.filter(({ state }) => state === 'held')).toHaveLength(3);
    // Another process takes the message up while this one still believes it is night.
    await setting.store.db.delivery.updateMany({ where: { kind: 'gathered' }, data: { attempts: 1 } });
    await sign();
    expect((await rows()).at(-1)).toMatchObject({ state: 'pending', bearerId: null, lastError: null });
  });

  it('keep what waits with a message that failed, until somebody sends it again', async () => {
    await keepQuiet('channels', '21:00-08:00');
    await subscribeChannel(setting, { kind: 'sales' });
    await sign();
    await sign();
    setting.clock.set(Date.parse('2026-11-24T08:00:00+08:00'));
    answers = [{ kind: 'refused', about: 'content', code: 'too_long' }];
    await attemptDue();
    expect((await rows()).map(({ state }) => state).toSorted()).toEqual(['dead', 'held', 'held']);
    await setting.store.db.delivery.updateMany({
      where: { state: 'dead' },
      data: { state: 'pending', settledAt: null },
    });
    await attemptDue();
    expect((await rows()).map(({ state }) => state)).toEqual(['sent', 'sent', 'sent']);
  });
});

describe('a burst', () => {
  it('brings the first ones as they are and the others as one', async () => {
    setting.clock.set(Date.parse('2026-11-23T10:00:00+08:00'));
    await subscribeChannel(setting, { kind: 'sales' });
    for (let count = 0; count < 8; count += 1) await sign();
    await attemptDue();
    expect(sent).toHaveLength(5);
    setting.clock.advance(5 * 60_000);
    await attemptDue();
    expect(cards()).toHaveLength(6);
    expect(cards().at(-1)?.title).toContain('3');
    expect(JSON.stringify(cards().at(-1))).toContain('3 · ¥15,000.00');
    setting.clock.advance(60_000);
    await sign();
    await sign();
    await attemptDue();
    expect(sent).toHaveLength(6);
    setting.clock.advance(5 * 60_000);
    await attemptDue();
    expect(cards()).toHaveLength(7);
  });
});

describe("a day's limit", () => {
  it('brings what is less urgent in the evening, tells why and how to change it', async () => {
    const { store, company, clock } = setting;
    clock.set(Date.parse('2026-11-23T10:00:00+08:00'));
    const { id: memberId, slackUser } = company.members.liWei;
    const to = { platform: 'slack', workspace: 'T1', user: slackUser } as const;
    const base = { orgId: company.orgId, scope: 'member', memberId, changedAt: new Date(clock.now()) };
    await store.db.attentionSetting.create({ data: { ...base, id: store.ids.uuid(), budget: 2 } });
    const customerIds = await Promise.all(
      ['One', 'Two', 'Three', 'Four'].map((name) => createCustomer(setting, name, 'liWei')),
    );
    const put = (kind: 'same-city' | 'reminder', index: number) => {
      const push = {
        kind: 'push',
        push: 'same-city',
        customerId: customerIds[index] ?? '',
        memberId,
      } as const;
      const key = `${kind}|${index}`;
      return insertDeliveries(store, company.orgId, null, [
        {
          key,
          kind,
          subscriptionId: null,
          content:
            kind === 'reminder'
              ? {
                  kind: 'push',
                  push: 'reminder',
                  reminderId: customerIds[0] ?? '',
                  day: '2026-11-23',
                  memberId,
                }
              : push,
          state: 'pending',
          to,
        },
      ]);
    };
    for (const index of [0, 1]) expect(await put('same-city', index)).toHaveLength(1);
    expect(await put('same-city', 2)).toEqual([]);
    expect(await put('reminder', 0)).toHaveLength(1);
    expect(await put('same-city', 3)).toEqual([]);
    const held = await store.db.delivery.findMany({ where: { state: 'held' }, include: { bearer: true } });
    expect(held.map(({ lastError, bearer }) => [lastError, bearer?.notBefore])).toEqual([
      ['budget', new Date('2026-11-23T10:00:00Z')],
      ['budget', new Date('2026-11-23T10:00:00Z')],
    ]);
    const part = { id: 'a', kind: 'same-city', title: 'One', at: clock.now() };
    const counts = [{ kind: 'same-city', reason: 'budget', count: 2 }];
    const card = JSON.stringify(
      gatheredCard({ entries: [part], counts }, { lang: 'en', zone: 'Asia/Shanghai' }),
    );
    expect(card).toContain('limit of messages for the day');
    expect(card).toContain('"action":"command.run","target":"quiet"');
    expect(card).toContain('and 1 more');
  });
});
