import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { expandEvent } from '../../src/pushes/expand.ts';
import type { DomainEvent } from '../../src/store/outbox.ts';
import { createCompany } from '../fixtures/company.ts';
import { createCustomer, createOrder, createPayment, createReminder, emit, withdrawOrder } from './sales.ts';
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

/** Works an event off; what is then in the ledger, by key. */
async function expand(event: DomainEvent) {
  const fresh = await expandEvent(setting.store, await emit(setting, event));
  const rows = await setting.store.db.delivery.findMany({ where: own(), orderBy: { key: 'asc' } });
  return {
    fresh,
    rows: rows.map(({ key, state, address, lastError }) => ({ key, state, address, lastError })),
  };
}

function channel(conversation: string) {
  return { kind: 'conversation', workspaceId: setting.company.slack.id, conversation } as const;
}

describe('an order that was signed', () => {
  it('rings where it is subscribed to: by group, from an amount, on both platforms', async () => {
    const { company } = setting;
    const all = await subscribeChannel(setting, { kind: 'sales' });
    const east = await subscribeChannel(setting, {
      kind: 'sales',
      home: { kind: 'conversation', workspaceId: company.feishu.id, conversation: 'oc_east' },
      groupId: company.groups.east,
    });
    await subscribeChannel(setting, { kind: 'sales', home: channel('C2'), groupId: company.groups.south });
    await subscribeChannel(setting, { kind: 'sales', home: channel('C3'), minAmount: 500_001n });
    const exact = await subscribeChannel(setting, {
      kind: 'sales',
      home: channel('C4'),
      minAmount: 500_000n,
    });
    const above = await subscribeChannel(setting, {
      kind: 'sales',
      home: channel('C5'),
      groupId: company.groups.company,
    });
    await subscribeChannel(setting, { kind: 'ranking', home: channel('C6') });

    const orderId = await createOrder(setting, { amount: 500_000n, credited: [['liWei', 10_000]] });
    const { fresh, rows } = await expand({ kind: 'order.signed', orderId });
    const slack = { platform: 'slack', workspace: setting.company.slack.workspace };
    expect(rows.map(({ key, address }) => [key, address])).toEqual(
      [
        [all, { ...slack, conversation: 'C1' }],
        [east, { platform: 'feishu', workspace: setting.company.feishu.workspace, conversation: 'oc_east' }],
        [exact, { ...slack, conversation: 'C4' }],
        [above, { ...slack, conversation: 'C5' }],
      ]
        .map(([id, address]) => [`sales|order|${orderId}|${id}`, address])
        .toSorted(),
    );
    expect(fresh).toHaveLength(4);
  });

  it('rings in the groups of everybody who is credited', async () => {
    const { company } = setting;
    const south = await subscribeChannel(setting, { kind: 'sales', groupId: company.groups.south });
    const credited = [
      ['liWei', 5_000],
      ['wangFang', 5_000],
    ] as const;
    const orderId = await createOrder(setting, { amount: 1_000n, credited });
    expect((await expand({ kind: 'order.signed', orderId })).rows).toMatchObject([
      { key: `sales|order|${orderId}|${south}` },
    ]);
  });

  it('does not ring after it was withdrawn', async () => {
    await subscribeChannel(setting, { kind: 'sales' });
    const orderId = await createOrder(setting, { amount: 1_000n, credited: [['liWei', 10_000]] });
    await withdrawOrder(setting, orderId);
    expect((await expand({ kind: 'order.signed', orderId })).rows).toEqual([]);
  });

  it('is worked off once: again, and by two at once, nothing is added', async () => {
    await subscribeChannel(setting, { kind: 'sales' });
    const orderId = await createOrder(setting, { amount: 1_000n, credited: [['liWei', 10_000]] });
    const event = await emit(setting, { kind: 'order.signed', orderId });
    const other = setting.join();
    const made = await Promise.all([expandEvent(setting.store, event), expandEvent(other, event)]);
    expect(made.flat()).toHaveLength(1);
    expect(await expandEvent(setting.store, event)).toEqual([]);
    expect(await setting.store.db.delivery.count({ where: own() })).toBe(1);
    expect((await setting.store.db.outboxEvent.findFirstOrThrow({ where: own() })).doneAt).not.toBeNull();
    const same = await emit(setting, { kind: 'order.signed', orderId });
    expect(await expandEvent(setting.store, same)).toEqual([]);
  });

  it('reaches a manager in private only for their own groups', async () => {
    const { company } = setting;
    await subscribeMember(setting, company.members.zhangMin.id, { kind: 'sales' });
    const south = await createOrder(setting, { amount: 1_000n, credited: [['wangFang', 10_000]] });
    expect((await expand({ kind: 'order.signed', orderId: south })).rows).toEqual([]);
    const east = await createOrder(setting, { amount: 1_000n, credited: [['liWei', 10_000]] });
    expect((await expand({ kind: 'order.signed', orderId: east })).rows).toMatchObject([
      {
        state: 'pending',
        address: {
          platform: 'slack',
          workspace: setting.company.slack.workspace,
          user: company.members.zhangMin.slackUser,
        },
      },
    ]);
  });

  it('is not told any more to somebody who lost the right to see it', async () => {
    const { company, store } = setting;
    const memberId = company.members.zhangMin.id;
    await subscribeMember(setting, memberId, { kind: 'sales', groupId: company.groups.east });
    await store.db.member.updateMany({ where: { id: memberId }, data: { roles: ['sales'] } });
    const orderId = await createOrder(setting, { amount: 1_000n, credited: [['liWei', 10_000]] });
    expect((await expand({ kind: 'order.signed', orderId })).rows).toMatchObject([
      { state: 'skipped', lastError: 'no-longer-allowed' },
    ]);
  });

  it('makes a dead letter where the workspace was disconnected', async () => {
    await subscribeChannel(setting, { kind: 'sales' });
    const disconnectedAt = new Date(setting.clock.now());
    await setting.store.db.workspace.updateMany({
      where: { ...own(), platform: 'slack' },
      data: { disconnectedAt },
    });
    const orderId = await createOrder(setting, { amount: 1_000n, credited: [['liWei', 10_000]] });
    const { fresh, rows } = await expand({ kind: 'order.signed', orderId });
    expect(fresh).toEqual([]);
    expect(rows).toMatchObject([
      { state: 'dead', lastError: 'workspace-disconnected', address: { conversation: 'C1' } },
    ]);
  });
});

describe('a payment', () => {
  it('rings when it is confirmed', async () => {
    const id = await subscribeChannel(setting, { kind: 'sales' });
    const orderId = await createOrder(setting, { amount: 9_000n, credited: [['liWei', 10_000]] });
    const paymentId = await createPayment(setting, orderId, 4_000n, 'confirmed');
    expect((await expand({ kind: 'payment.confirmed', paymentId })).rows).toMatchObject([
      { key: `sales|payment|${paymentId}|${id}`, state: 'pending' },
    ]);
  });

  it('that waits is shown to finance, in private', async () => {
    const orderId = await createOrder(setting, { amount: 9_000n, credited: [['liWei', 10_000]] });
    const paymentId = await createPayment(setting, orderId, 4_000n, 'proposed');
    const { chenJing } = setting.company.members;
    expect((await expand({ kind: 'payment.proposed', paymentId })).rows).toMatchObject([
      { key: `approval|payment|${paymentId}|${chenJing.id}`, address: { user: chenJing.slackUser } },
    ]);
  });

  it('that finance is credited for is shown to an executive', async () => {
    const orderId = await createOrder(setting, { amount: 9_000n, credited: [['chenJing', 10_000]] });
    const paymentId = await createPayment(setting, orderId, 4_000n, 'proposed');
    const { zhaoLei } = setting.company.members;
    expect((await expand({ kind: 'payment.proposed', paymentId })).rows).toMatchObject([
      { key: `approval|payment|${paymentId}|${zhaoLei.id}` },
    ]);
  });
});

describe('a reminder', () => {
  async function dueReminder(owner: 'liWei' | 'wangFang' | null): Promise<string> {
    return createReminder(setting, await createCustomer(setting, 'Globex', owner));
  }
  async function remind(reminderId: string) {
    return (await expand({ kind: 'reminder.due', reminderId, day: '2026-11-23' })).rows;
  }
  async function leave(who: 'liWei' | 'wangFang'): Promise<void> {
    const { store, company } = setting;
    await store.db.member.updateMany({ where: { id: company.members[who].id }, data: { active: false } });
  }

  it('reaches its author where they were seen last', async () => {
    const { store, company } = setting;
    const { liWei } = company.members;
    const id = await dueReminder('liWei');
    await store.db.chatIdentity.updateMany({
      where: { externalUser: liWei.feishuUser },
      data: { lastSeenAt: new Date(setting.clock.now()) },
    });
    expect(await remind(id)).toMatchObject([
      {
        key: `reminder|${id}|2026-11-23|${liWei.id}`,
        address: { platform: 'feishu', workspace: setting.company.feishu.workspace, user: liWei.feishuUser },
      },
    ]);
  });

  it("reaches the customer's owner if the author is gone", async () => {
    const id = await dueReminder('wangFang');
    await leave('liWei');
    expect(await remind(id)).toMatchObject([
      { address: { user: setting.company.members.wangFang.slackUser } },
    ]);
  });

  it('reaches the new owner if the customer was given to somebody else', async () => {
    const id = await dueReminder('wangFang');
    expect(await remind(id)).toMatchObject([
      { address: { user: setting.company.members.wangFang.slackUser } },
    ]);
  });

  it('reaches the manager if the owner is gone as well', async () => {
    const id = await dueReminder('liWei');
    await leave('liWei');
    expect(await remind(id)).toMatchObject([
      { address: { user: setting.company.members.zhangMin.slackUser } },
    ]);
  });

  it('is a dead letter if nobody is left', async () => {
    const id = await dueReminder(null);
    await leave('liWei');
    await setting.store.db.groupManager.deleteMany({ where: own() });
    expect(await remind(id)).toMatchObject([{ state: 'dead', lastError: 'inactive' }]);
  });

  it('is a dead letter for somebody without an account', async () => {
    const { store, company } = setting;
    const id = await dueReminder('liWei');
    await store.db.chatIdentity.deleteMany({ where: { memberId: company.members.liWei.id } });
    expect(await remind(id)).toMatchObject([{ state: 'dead', lastError: 'no-account' }]);
  });

  it('that was moved or done meanwhile reaches nobody', async () => {
    const id = await dueReminder('liWei');
    await setting.store.db.reminder.updateMany({ where: own(), data: { dueOn: new Date('2026-11-30') } });
    expect(await remind(id)).toEqual([]);
  });
});

describe('a slot', () => {
  it('goes to its conversation', async () => {
    const id = await subscribeChannel(setting);
    const { rows } = await expand({ kind: 'slot.due', subscriptionId: id, day: '2026-11-23' });
    expect(rows).toMatchObject([
      { key: `daily|2026-11-23|${id}|company`, state: 'pending', address: { conversation: 'C1' } },
    ]);
  });

  it('goes to a manager once for each group that they manage', async () => {
    const { store, company } = setting;
    const { id: memberId, slackUser } = company.members.zhangMin;
    const { groups, orgId } = company;
    await store.db.groupManager.create({ data: { orgId, memberId, groupId: groups.south } });
    const id = await subscribeMember(setting, memberId);
    const { rows } = await expand({ kind: 'slot.due', subscriptionId: id, day: '2026-11-23' });
    expect(rows.map(({ key }) => key)).toEqual(
      [groups.east, groups.south].map((groupId) => `daily|2026-11-23|${id}|${groupId}`).toSorted(),
    );
    expect(rows.every(({ address }) => (address as { user: string }).user === slackUser)).toBe(true);
  });

  it('of the whole company goes to an executive, and to a salesperson no more than the ranking', async () => {
    const { zhaoLei, liWei } = setting.company.members;
    const daily = await subscribeMember(setting, zhaoLei.id);
    const none = await subscribeMember(setting, liWei.id);
    const ranking = await subscribeMember(setting, liWei.id, { kind: 'ranking' });
    for (const subscriptionId of [daily, none, ranking]) {
      await expand({ kind: 'slot.due', subscriptionId, day: '2026-11-23' });
    }
    const rows = await setting.store.db.delivery.findMany({ where: own() });
    expect(new Map(rows.map(({ subscriptionId, state }) => [subscriptionId, state]))).toEqual(
      new Map([
        [daily, 'pending'],
        [none, 'skipped'],
        [ranking, 'pending'],
      ]),
    );
  });

  it('of a subscription that was paused meanwhile is skipped, with the reason', async () => {
    const id = await subscribeChannel(setting);
    await setting.store.db.subscription.updateMany({ where: { id }, data: { state: 'paused' } });
    expect((await expand({ kind: 'slot.due', subscriptionId: id, day: '2026-11-23' })).rows).toMatchObject([
      { state: 'skipped', lastError: 'subscription-paused' },
    ]);
  });
});

describe('people', () => {
  it('who are not known are told to the admins once a day', async () => {
    const { store, company, clock } = setting;
    const at = new Date(clock.now());
    const { id: newcomerId } = await store.db.newcomer.create({
      data: {
        orgId: company.orgId,
        id: store.ids.uuid(),
        workspaceId: company.slack.id,
        externalUser: 'UNEW',
        name: 'New Person',
        reason: 'no-member',
        firstSeenAt: at,
        lastSeenAt: at,
      },
    });
    await expand({ kind: 'newcomer.seen', newcomerId });
    const { fresh } = await expand({ kind: 'newcomer.seen', newcomerId });
    expect(fresh).toEqual([]);
    clock.advance(86_400_000);
    const { rows } = await expand({ kind: 'newcomer.seen', newcomerId });
    const { sunYue } = company.members;
    expect(rows.map(({ key }) => key)).toEqual([
      `newcomer|${newcomerId}|2026-11-23|${sunYue.id}`,
      `newcomer|${newcomerId}|2026-11-24|${sunYue.id}`,
    ]);
  });

  it('whose new account waits are asked through their other one, and so are the admins', async () => {
    const { store, company } = setting;
    const { chenJing, sunYue } = company.members;
    const waiting = await store.db.chatIdentity.findFirstOrThrow({
      where: { externalUser: chenJing.feishuUser },
    });
    await store.db.chatIdentity.updateMany({ where: { id: waiting.id }, data: { confirmedAt: null } });
    const { rows } = await expand({ kind: 'identity.waiting', identityId: waiting.id });
    expect(rows.map(({ address }) => (address as { user: string }).user).toSorted()).toEqual(
      [chenJing.slackUser, sunYue.slackUser].toSorted(),
    );
  });
});

it('a canary goes into the ledger once', async () => {
  const sentAt = setting.clock.now();
  expect((await expand({ kind: 'canary', sentAt })).fresh).toHaveLength(1);
  expect((await expand({ kind: 'canary', sentAt })).rows).toHaveLength(1);
});

it('what happens in one company rings in no other', async () => {
  const company = await createCompany(setting.store, { suffix: 'other' });
  await subscribeChannel({ ...setting, company }, { kind: 'sales' });
  const mine = await subscribeChannel(setting, { kind: 'sales' });
  const orderId = await createOrder(setting, { amount: 1_000n, credited: [['liWei', 10_000]] });
  const { rows } = await expand({ kind: 'order.signed', orderId });
  expect(rows.map(({ key }) => key)).toEqual([`sales|order|${orderId}|${mine}`]);
  const foreign = await emit({ ...setting, company }, { kind: 'order.signed', orderId });
  expect(await expandEvent(setting.store, foreign)).toEqual([]);
});
