import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PushContent } from '../../src/pushes/content.ts';
import { expandEvent } from '../../src/pushes/expand.ts';
import { renderDelivery } from '../../src/pushes/render.ts';
import { tick } from '../../src/pushes/tick.ts';
import type { DomainEvent } from '../../src/store/outbox.ts';
import {
  createCustomer,
  createOrder,
  createPayment,
  createReminder,
  decidePayment,
  emit,
  withdrawOrder,
} from './sales.ts';
import { createSettings, type Setting, type Settings, subscribeChannel, subscribeMember } from './setting.ts';

let settings: Settings;
let setting: Setting;
beforeAll(async () => {
  settings = await createSettings();
});
afterAll(() => settings.close());
beforeEach(async () => {
  setting = await settings.open('2026-11-23T10:00:00+08:00');
});
afterEach(() => setting.close());

/** Of the test's own company. */
function own() {
  return { orgId: setting.company.orgId };
}

/** Expands an event into the one delivery that it makes. */
async function deliver(event: DomainEvent) {
  const [made] = await expandEvent(setting.store, await emit(setting, event));
  return setting.store.db.delivery.findFirstOrThrow({ where: { id: made?.id ?? '' } });
}

async function render(event: DomainEvent) {
  return renderDelivery(setting.store, await deliver(event));
}

describe('a message that was ready', () => {
  it('is sent as it is', async () => {
    const message = { kind: 'card', card: { title: 'Ready', tone: 'plain', blocks: [] } } as const;
    const delivery = { orgId: setting.company.orgId, id: 'any', subscriptionId: null };
    const content = { kind: 'message', message };
    expect(await renderDelivery(setting.store, { ...delivery, content })).toEqual(content);
  });
});

describe('an order that was signed', () => {
  it("is told with the figures of this moment, in the subscription's language", async () => {
    await subscribeChannel(setting, { kind: 'sales', lang: 'zh' });
    const orderId = await createOrder(setting, { amount: 8_000_000n, credited: [['liWei', 10_000]] });
    const rendered = await render({ kind: 'order.signed', orderId });
    expect(rendered.kind).toBe('message');
    expect(JSON.stringify(rendered)).toContain('¥80,000.00');
    expect(JSON.stringify(rendered)).toContain('签下');
  });

  it('is not told after it was withdrawn', async () => {
    await subscribeChannel(setting, { kind: 'sales' });
    const orderId = await createOrder(setting, { amount: 1_000n, credited: [['liWei', 10_000]] });
    const delivery = await deliver({ kind: 'order.signed', orderId });
    await withdrawOrder(setting, orderId);
    expect(await renderDelivery(setting.store, delivery)).toEqual({
      kind: 'skip',
      reason: 'order-withdrawn',
    });
  });

  it.each(['paused', 'removed'])('is not told where the subscription was %s', async (state) => {
    const id = await subscribeChannel(setting, { kind: 'sales' });
    const orderId = await createOrder(setting, { amount: 1_000n, credited: [['liWei', 10_000]] });
    const delivery = await deliver({ kind: 'order.signed', orderId });
    await setting.store.db.subscription.updateMany({ where: { id }, data: { state } });
    expect(await renderDelivery(setting.store, delivery)).toEqual({
      kind: 'skip',
      reason: `subscription-${state}`,
    });
  });
});

describe('a payment', () => {
  async function propose() {
    const orderId = await createOrder(setting, { amount: 9_000n, credited: [['liWei', 10_000]] });
    const paymentId = await createPayment(setting, orderId, 4_000n, 'proposed');
    return { paymentId, delivery: await deliver({ kind: 'payment.proposed', paymentId }) };
  }

  it('that is confirmed is told to the channel', async () => {
    await subscribeChannel(setting, { kind: 'sales' });
    const orderId = await createOrder(setting, { amount: 9_000n, credited: [['liWei', 10_000]] });
    const paymentId = await createPayment(setting, orderId, 4_000n, 'confirmed');
    expect(JSON.stringify(await render({ kind: 'payment.confirmed', paymentId }))).toContain('¥40.00');
  });

  it('that waits is shown to finance with its buttons', async () => {
    const { delivery, paymentId } = await propose();
    const words = JSON.stringify(await renderDelivery(setting.store, delivery));
    expect(words).toContain(`"action":"payment.confirm","target":"${paymentId}"`);
  });

  it('that was decided meanwhile is not asked for', async () => {
    const { delivery, paymentId } = await propose();
    await decidePayment(setting, paymentId, 'rejected');
    expect(await renderDelivery(setting.store, delivery)).toEqual({
      kind: 'skip',
      reason: 'payment-decided',
    });
  });

  it('is not shown to somebody who is no longer in finance, or has left', async () => {
    const { delivery } = await propose();
    const { id } = setting.company.members.chenJing;
    await setting.store.db.member.updateMany({ where: { id }, data: { roles: ['sales'] } });
    expect(await renderDelivery(setting.store, delivery)).toEqual({
      kind: 'skip',
      reason: 'no-longer-allowed',
    });
    await setting.store.db.member.updateMany({ where: { id }, data: { active: false } });
    expect(await renderDelivery(setting.store, delivery)).toEqual({ kind: 'skip', reason: 'inactive' });
  });
});

describe('a reminder', () => {
  async function remind() {
    const customerId = await createCustomer(setting, 'Globex', 'liWei');
    const reminderId = await createReminder(setting, customerId);
    const delivery = await deliver({ kind: 'reminder.due', reminderId, day: '2026-11-23' });
    return { customerId, reminderId, delivery };
  }

  it('shows what was agreed, with done, later and log', async () => {
    const { delivery, reminderId } = await remind();
    const words = JSON.stringify(await renderDelivery(setting.store, delivery));
    expect(words).toContain('Globex');
    expect(words).toContain('Wants a quote');
    for (const action of ['done', 'later', 'log']) {
      expect(words).toContain(`"action":"reminder.${action}","target":"${reminderId}`);
    }
  });

  it.each([
    [{ state: 'done', closedAt: new Date('2026-11-23T09:30:00+08:00') }],
    [{ dueOn: new Date('2026-11-24') }],
  ])('that was closed or moved meanwhile is not sent', async (data) => {
    const { delivery, reminderId } = await remind();
    await setting.store.db.reminder.updateMany({ where: { id: reminderId }, data });
    expect(await renderDelivery(setting.store, delivery)).toEqual({
      kind: 'skip',
      reason: 'reminder-closed',
    });
  });

  it('is not sent to who no longer has the customer', async () => {
    const { delivery, customerId } = await remind();
    const ownerId = setting.company.members.wangFang.id;
    await setting.store.db.customer.updateMany({ where: { id: customerId }, data: { ownerId } });
    expect(await renderDelivery(setting.store, delivery)).toEqual({ kind: 'skip', reason: 'customer-moved' });
  });
});

describe('people', () => {
  function renderFor(content: PushContent) {
    const { orgId } = setting.company;
    return renderDelivery(setting.store, { orgId, id: 'any', subscriptionId: null, content });
  }

  it('who are not known are shown to admins until they are linked', async () => {
    const { store, company } = setting;
    const at = new Date(setting.clock.now());
    const externalUser = 'UNEW';
    const place = { orgId: company.orgId, workspaceId: company.slack.id, externalUser };
    const { id } = await store.db.newcomer.create({
      data: {
        ...place,
        id: store.ids.uuid(),
        name: 'New Person',
        reason: 'nobody',
        firstSeenAt: at,
        lastSeenAt: at,
      },
    });
    const content = {
      kind: 'push',
      push: 'newcomer',
      newcomerId: id,
      memberId: company.members.sunYue.id,
    } as const;
    expect(JSON.stringify(await renderFor(content))).toContain('no member has that e-mail address');
    expect(await renderFor({ ...content, memberId: company.members.liWei.id })).toMatchObject({
      kind: 'skip',
    });
    const memberId = company.members.liWei.id;
    await store.db.chatIdentity.create({ data: { ...place, id: store.ids.uuid(), memberId, linkedAt: at } });
    expect(await renderFor(content)).toEqual({ kind: 'skip', reason: 'person-known' });
  });

  it('whose account waits are asked themselves, and admins about them', async () => {
    const { store, company } = setting;
    const { chenJing, sunYue, liWei } = company.members;
    const waiting = await store.db.chatIdentity.findFirstOrThrow({
      where: { externalUser: chenJing.feishuUser },
    });
    const content = {
      kind: 'push',
      push: 'identity',
      identityId: waiting.id,
      memberId: chenJing.id,
    } as const;
    expect(await renderFor(content)).toEqual({ kind: 'skip', reason: 'identity-decided' });
    await store.db.chatIdentity.updateMany({ where: { id: waiting.id }, data: { confirmedAt: null } });
    expect(JSON.stringify(await renderFor(content))).toContain('Was that you?');
    expect(JSON.stringify(await renderFor({ ...content, memberId: sunYue.id }))).toContain(
      'linked to Chen Jing',
    );
    expect(await renderFor({ ...content, memberId: liWei.id })).toMatchObject({ kind: 'skip' });
  });

  it('are told about a year without holidays', async () => {
    const memberId = setting.company.members.sunYue.id;
    const content = { kind: 'push', push: 'calendar', year: 2028, memberId } as const;
    expect(await renderFor(content)).toEqual({ kind: 'skip', reason: 'year-known' });
    await setting.store.db.organization.updateMany({
      where: { id: setting.company.orgId },
      data: { calendarRegion: 'CN' },
    });
    const rendered = await renderFor(content);
    await setting.store.db.organization.updateMany({
      where: { id: setting.company.orgId },
      data: { calendarRegion: 'none' },
    });
    expect(JSON.stringify(rendered)).toContain('The days off of 2028 are not known yet');
  });
});

it('a canary ends before the platform', async () => {
  expect(await render({ kind: 'canary', sentAt: 1 })).toEqual({ kind: 'skip', reason: 'canary' });
});

describe('a digest', () => {
  const MONDAY = Date.parse('2026-11-23T09:00:00+08:00');
  const DAY = 86_400_000;

  /** What the ticks of these instants put into the ledger, rendered at once. */
  async function runAt(...instants: readonly number[]): Promise<readonly string[]> {
    const said: string[] = [];
    for (const instant of instants) {
      setting.clock.set(instant);
      await tick(setting.store);
      const { db } = setting.store;
      for (const event of await db.outboxEvent.findMany({ where: { ...own(), doneAt: null } })) {
        for (const { id } of await expandEvent(setting.store, event)) {
          const delivery = await db.delivery.findFirstOrThrow({ where: { id } });
          said.push(JSON.stringify(await renderDelivery(setting.store, delivery)));
        }
      }
    }
    return said;
  }

  beforeEach(async () => {
    await setting.store.db.groupManager.deleteMany({ where: own() });
    setting.clock.set(MONDAY - 4 * DAY);
  });

  it('of Monday covers the weekend, the next one Monday alone', async () => {
    await subscribeChannel(setting);
    const [, friday = '', monday = '', tuesday = ''] = await runAt(
      MONDAY - 4 * DAY,
      MONDAY - 3 * DAY,
      MONDAY,
      MONDAY + DAY,
    );
    expect(friday).toContain('Thu 19 Nov 2026');
    expect(monday).toContain('Fri 20 Nov 2026');
    expect(monday).toContain('Sun 22 Nov 2026');
    expect(tuesday).toContain('Mon 23 Nov 2026');
    expect(monday).not.toContain('comes late');
  });

  it('after an absence says that it is late and covers all days since the one before', async () => {
    await subscribeChannel(setting);
    const [, late = ''] = await runAt(MONDAY - 4 * DAY, MONDAY + 36 * DAY + 3 * 3_600_000);
    expect(late).toContain('it was due Tue 29 Dec 2026 09:00');
    expect(late).toContain('Thu 19 Nov 2026');
    expect(late).toContain('Mon 28 Dec 2026');
  });

  it('covers again what one did not reach its place with', async () => {
    await subscribeChannel(setting);
    await runAt(MONDAY - 4 * DAY, MONDAY - 3 * DAY);
    await setting.store.db.delivery.updateMany({
      where: { ...own(), key: { contains: '2026-11-20' } },
      data: { state: 'dead', settledAt: new Date(setting.clock.now()), lastError: 'channel_not_found' },
    });
    const [monday = ''] = await runAt(MONDAY);
    expect(monday).toContain('Thu 19 Nov 2026');
  });

  it("goes to a manager in private, about their group, in the subscription's language", async () => {
    const { groups, members } = setting.company;
    await subscribeMember(setting, members.zhangMin.id, { groupId: groups.east, lang: 'zh' });
    const { orgId } = setting.company;
    await setting.store.db.groupManager.create({
      data: { orgId, groupId: groups.east, memberId: members.zhangMin.id },
    });
    const [said = ''] = await runAt(MONDAY);
    expect(said).toContain('East');
    expect(said).toContain('11月');
  });
});

describe('a ranking', () => {
  it('lists the month, and is left out if it waited for more than 12 hours', async () => {
    await setting.store.db.groupManager.deleteMany({ where: own() });
    await subscribeChannel(setting, { kind: 'ranking' });
    const orderId = await createOrder(setting, { amount: 900_000n, credited: [['liWei', 10_000]] });
    await createPayment(setting, orderId, 500_000n, 'confirmed');
    setting.clock.set(Date.parse('2026-11-23T18:00:00+08:00'));
    await tick(setting.store);
    const event = await setting.store.db.outboxEvent.findFirstOrThrow({
      where: { ...own(), kind: 'slot.due' },
    });
    const [made] = await expandEvent(setting.store, event);
    const delivery = await setting.store.db.delivery.findFirstOrThrow({ where: { id: made?.id ?? '' } });
    const words = JSON.stringify(await renderDelivery(setting.store, delivery));
    expect(words).toContain('Li Wei');
    expect(words).toContain('¥5,000.00');
    setting.clock.advance(12 * 3_600_000 + 1);
    expect(await renderDelivery(setting.store, delivery)).toEqual({ kind: 'skip', reason: 'too-late' });
  });
});
