import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expandEvent } from '../../src/pushes/expand.ts';
import { pressReroute } from '../../src/pushes/why/reroute.ts';
import { askWhy, pressWhy } from '../../src/pushes/why/show-why.ts';
import type { Done } from '../../src/store/commit.ts';
import { createCompany, type SpeakOptions, speakAs, type Who } from '../fixtures/company.ts';
import { createOrder, emit } from './sales.ts';
import { createSetting, type Setting, subscribeChannel } from './setting.ts';

let setting: Setting;
let pushId = '';
beforeAll(async () => {
  setting = await createSetting('2026-11-23T10:00:00+08:00');
  const { sunYue } = setting.company.members;
  const { groups } = setting.company;
  await subscribeChannel(setting, { kind: 'sales', createdBy: sunYue.id, groupId: groups.east });
  const orderId = await createOrder(setting, { amount: 8_000_000n, credited: [['liWei', 10_000]] });
  const [made] = await expandEvent(setting.store, await emit(setting, { kind: 'order.signed', orderId }));
  pushId = made?.id ?? '';
  const at = setting.clock.now() + 20 * 60_000;
  await setting.store.db.delivery.updateMany({
    where: { id: pushId },
    data: {
      state: 'sent',
      attempts: 3,
      settledAt: new Date(at),
      messageRef: {
        platform: 'slack',
        workspace: setting.company.slack.workspace,
        conversation: 'C1',
        message: '1.1',
      },
    },
  });
});
afterAll(() => setting.close());

function wordsOf({ reply }: Done): string {
  return JSON.stringify(reply);
}

async function press(who: Who, target: string, options: SpeakOptions = { conversation: 'C1' }) {
  const context = speakAs(setting.store, setting.company, who, {
    ...options,
    press: { action: 'push.why', target },
  });
  return wordsOf(await pressWhy(context, target, {}));
}

describe('a push in a channel', () => {
  it('tells rule, subscriber, what happened when, tries and delay', async () => {
    const words = await press('liWei', pushId);
    for (const part of ['An order was signed', 'Sun Yue subscribed to it on Mon 23 Nov 2026', 'Why here'])
      expect(words).toContain(part);
    expect(words).toContain('20 min late · 3 tries');
    expect(words).toContain('Shanghai time');
    expect(words).toContain('"action":"record.show"');
  });

  it('shows its record to whoever may see that, and says to the others that they may not', async () => {
    expect(await press('wangFang', pushId)).toContain('not open to you');
    expect(await press('wangFang', pushId)).not.toContain('HT-');
    expect(await press('zhaoLei', pushId)).toContain('HT-');
  });

  it.each([
    ['liWei', false, false, false],
    ['zhangMin', true, true, true],
    ['zhaoLei', false, true, false],
    ['sunYue', true, true, true],
  ] as const)(
    'may be paused by %s: %s, sent to them too: %s, instead: %s',
    async (who, pause, also, instead) => {
      const words = await press(who, pushId);
      expect(words.includes('subscription.pause')).toBe(pause);
      expect(words.includes(' also')).toBe(also);
      expect(words.includes(' instead"')).toBe(instead);
    },
  );

  it('is unknown elsewhere, in private, and in another organization', async () => {
    const unknown = 'no message of mine';
    expect(await press('liWei', pushId, { conversation: 'C2' })).toContain(unknown);
    expect(await press('liWei', pushId, {})).toContain(unknown);
    expect(await press('liWei', 'x')).toContain(unknown);
    const other = await createCompany(setting.store, { suffix: '2' });
    const context = speakAs(setting.store, other, 'sunYue', {
      conversation: 'C1',
      press: { action: 'push.why', target: pushId },
    });
    expect(wordsOf(await pressWhy(context, pushId, {}))).toContain(unknown);
    const moved = await pressReroute(context, `${await subscriptionId()} instead`);
    expect(wordsOf(moved)).toContain(unknown);
  });

  it('is among the last ones of its conversation, once, also where it was mended', async () => {
    const { db, ids } = setting.store;
    const sent = await db.delivery.findFirstOrThrow({ where: { id: pushId } });
    const mended = ids.uuid();
    const { address, messageRef, notBefore, createdAt, settledAt } = sent;
    await db.delivery.create({
      data: {
        orgId: sent.orgId,
        id: mended,
        key: `amended ${mended}`,
        kind: 'event',
        address: address ?? {},
        content: { kind: 'push', push: 'amended', deliveryId: pushId },
        messageRef: messageRef ?? {},
        state: 'sent',
        notBefore,
        createdAt,
        settledAt,
      },
    });
    const offered = wordsOf(
      await askWhy(speakAs(setting.store, setting.company, 'liWei', { conversation: 'C1' })),
    );
    expect(offered).toContain(pushId);
    expect(offered).not.toContain(mended);
    const none = await askWhy(speakAs(setting.store, setting.company, 'liWei', { conversation: 'C2' }));
    expect(wordsOf(none)).not.toContain(pushId);
  });

  it('is not moved by who may not receive it, and that is written down', async () => {
    const target = `${await subscriptionId()} instead`;
    const context = speakAs(setting.store, setting.company, 'liWei', {
      conversation: 'C1',
      press: { action: 'push.reroute', target },
    });
    expect(wordsOf(await pressReroute(context, target))).toContain('not yours to decide');
    const entries = await setting.store.db.auditEntry.findMany({ where: { action: 'subscription.refused' } });
    expect(entries).toHaveLength(1);
    expect(await setting.store.db.subscription.count({ where: { state: 'active' } })).toBe(1);
  });
});

async function subscriptionId(): Promise<string> {
  return (await setting.store.db.subscription.findFirstOrThrow({ where: { conversation: 'C1' } })).id;
}
