import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { attemptDelivery } from '../../../src/pushes/ledger/attempt.ts';
import { createSetting, type Setting, subscribeChannel } from '../setting.ts';
import { card, createScriptedSender, plainDeps } from './stage.ts';

let setting: Setting;
beforeEach(async () => {
  setting = await createSetting('2026-11-23T10:00:00Z');
});
afterEach(() => setting.close());

/** A push to the subscription's channel, tried once while the platform says what `about` is gone. */
async function meetGone(subscriptionId: string, about: 'conversation' | 'workspace'): Promise<string> {
  const { store, company, clock } = setting;
  const { orgId } = company;
  const id = store.ids.uuid();
  const now = new Date(clock.now());
  const address = { platform: 'slack', workspace: company.slack.workspace, conversation: 'C1' };
  const content = { kind: 'message', message: card };
  const row = { orgId, id, key: id, kind: 'sales', subscriptionId, address, content, state: 'pending' };
  await store.db.delivery.create({ data: { ...row, notBefore: now, createdAt: now } as never });
  const sender = createScriptedSender();
  sender.script.push({ kind: 'refused', code: 'is_archived', about });
  expect(await attemptDelivery({ ...plainDeps, store, sender }, orgId, id)).toBe('dead');
  return id;
}

const notices = () => setting.store.db.delivery.findMany({ where: { kind: 'people' } });

describe('a place that cannot be reached any more', () => {
  it('pauses its subscription and tells whoever made it, once, in their language', async () => {
    const { store, company } = setting;
    const subscriptionId = await subscribeChannel(setting, {
      kind: 'sales',
      createdBy: company.members.zhangMin.id,
    });
    await meetGone(subscriptionId, 'conversation');
    await meetGone(subscriptionId, 'conversation');
    expect(await store.db.subscription.findFirstOrThrow()).toMatchObject({
      state: 'paused',
      pausedReason: 'conversation-gone',
    });
    const told = await notices();
    expect(told).toHaveLength(1);
    expect(told[0]?.address).toMatchObject({ user: company.members.zhangMin.slackUser });
    expect(JSON.stringify(told[0]?.content)).toContain('is_archived');
    expect(JSON.stringify(told[0]?.content)).toContain('"action":"subscription.resume"');
    expect(await store.db.auditEntry.count({ where: { action: 'subscription.paused' } })).toBe(1);
  });

  it('tells the admins when its maker cannot be told', async () => {
    const { company } = setting;
    const subscriptionId = await subscribeChannel(setting, { kind: 'sales', createdBy: null });
    await meetGone(subscriptionId, 'workspace');
    const told = await notices();
    expect(told.map(({ address }) => address)).toMatchObject([{ user: company.members.sunYue.slackUser }]);
  });

  it('leaves a subscription alone that was paused or removed meanwhile', async () => {
    const subscriptionId = await subscribeChannel(setting, { kind: 'sales' });
    await setting.store.db.subscription.updateMany({ data: { state: 'removed' } });
    await meetGone(subscriptionId, 'conversation');
    expect(await notices()).toEqual([]);
    expect(await setting.store.db.subscription.findFirstOrThrow()).toMatchObject({ state: 'removed' });
  });
});
