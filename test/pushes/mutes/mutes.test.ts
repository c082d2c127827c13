import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Card } from '../../../src/chat/card.ts';
import { showSubscriptions } from '../../../src/pushes/change-subscription.ts';
import { pushActions } from '../../../src/pushes/commands.ts';
import { expandEvent } from '../../../src/pushes/expand.ts';
import { renderDelivery } from '../../../src/pushes/render.ts';
import type { Done } from '../../../src/store/commit.ts';
import type { DomainEvent } from '../../../src/store/outbox.ts';
import { speakAs, type Who } from '../../fixtures/company.ts';
import { createCustomer, createOrder, createReminder, emit } from '../sales.ts';
import { createSetting, type Setting, subscribeChannel } from '../setting.ts';

let setting: Setting;
let channel: string;
beforeAll(async () => {
  setting = await createSetting('2026-11-23T10:00:00+08:00');
  channel = await subscribeChannel(setting, { kind: 'sales' });
});
afterAll(() => setting.close());
beforeEach(async () => {
  await setting.store.db.pushMute.deleteMany();
  // So that many in one test make no burst.
  await setting.store.db.delivery.deleteMany();
});

/** Works an event off into the one delivery that it makes. */
async function deliver(event: DomainEvent) {
  const { id } = await emit(setting, event);
  await expandEvent(setting.store, { orgId: setting.company.orgId, id });
  return setting.store.db.delivery.findFirstOrThrow({ where: { eventId: id } });
}

async function sign() {
  const orderId = await createOrder(setting, { amount: 80_000n, credited: [['liWei', 10_000]] });
  return deliver({ kind: 'order.signed', orderId });
}

async function remind() {
  const customerId = await createCustomer(setting, `Globex ${setting.store.ids.uuid()}`, 'liWei');
  const reminderId = await createReminder(setting, customerId);
  return deliver({ kind: 'reminder.due', reminderId, day: '2026-11-23' });
}

async function press(who: Who, action: string, target: string): Promise<Done> {
  const handler = pushActions.find((each) => each.action === action);
  if (handler === undefined) throw new Error(`no handler: ${action}`);
  const where = { conversation: 'C1', press: { action, target } };
  return handler.run(speakAs(setting.store, setting.company, who, where), target, {});
}

function cardOf({ reply }: Done): Card {
  if (reply.kind !== 'card' && reply.kind !== 'replace') throw new Error(`no card: ${reply.kind}`);
  return reply.card;
}

const wordsOf = (done: Done) => JSON.stringify(cardOf(done));
const countAudit = (action: string) => setting.store.db.auditEntry.count({ where: { action } });

describe('a push', () => {
  it('has one menu at its end, about itself', async () => {
    const { id, ...row } = await remind();
    const rendered = await renderDelivery(setting.store, { id, ...row });
    const message = rendered.kind === 'message' ? rendered.message : undefined;
    const last = message?.kind === 'card' ? message.card.blocks.at(-1) : undefined;
    expect(last).toMatchObject({
      kind: 'buttons',
      more: [
        { action: 'push.why' },
        { label: 'Snooze until tomorrow', action: 'push.snooze', target: `${id}.day` },
        { label: 'Snooze for a week', action: 'push.snooze', target: `${id}.week` },
        { label: 'Mute this kind', action: 'push.mute', target: id },
      ],
    });
  });
});

describe("a person's own pushes", () => {
  it('that are snoozed wait for the end, and come at once when it is undone', async () => {
    const first = await remind();
    const done = await press('liWei', 'push.snooze', `${first.id}.day`);
    // The message itself stays as it was told.
    expect(done.reply).toMatchObject({ kind: 'card', audience: 'same' });
    expect(wordsOf(done)).toContain('snoozed until Tue 24 Nov 2026 08:00');

    const held = await remind();
    const end = new Date('2026-11-24T08:00:00+08:00');
    expect(held).toMatchObject({ state: 'held', lastError: 'snoozed', notBefore: end, settledAt: null });
    const { bearerId } = await remind();

    const undone = await press('liWei', 'push.unmute', first.id);
    expect(undone.reply).toMatchObject({ kind: 'replace', notice: 'It comes again.' });
    const released = await setting.store.db.delivery.findFirstOrThrow({ where: { id: held.id } });
    expect(released.bearerId).not.toBe(bearerId);
    const bearer = await setting.store.db.delivery.findFirstOrThrow({
      where: { id: released.bearerId ?? '' },
    });
    // Two that waited come as one.
    expect(bearer).toMatchObject({ state: 'pending', notBefore: new Date(setting.clock.now()) });
    expect(await setting.store.db.delivery.count({ where: { bearerId: bearer.id } })).toBe(2);
    expect(await remind()).toMatchObject({ state: 'pending' });
  });

  it('that are muted are skipped, and the ledger says why; others of theirs come', async () => {
    const first = await remind();
    await press('liWei', 'push.mute', first.id);
    expect(await remind()).toMatchObject({ state: 'skipped', lastError: 'muted' });
    const { liWei } = setting.company.members;
    expect(await setting.store.db.pushMute.findMany()).toMatchObject([
      { kind: 'reminder', memberId: liWei.id, subscriptionId: null, until: null },
    ]);
    expect(await sign()).toMatchObject({ state: 'pending' });
  });

  it('take a second press for what it is', async () => {
    const before = await countAudit('push.muted');
    const first = await remind();
    await press('liWei', 'push.mute', first.id);
    await press('liWei', 'push.mute', first.id);
    expect(await countAudit('push.muted')).toBe(before + 1);
    // A shorter rest takes the place of one without end.
    await press('liWei', 'push.snooze', `${first.id}.week`);
    expect(await setting.store.db.pushMute.count()).toBe(1);
    expect(await countAudit('push.muted')).toBe(before + 2);
    const lifted = await countAudit('push.unmuted');
    await press('liWei', 'push.unmute', first.id);
    await press('liWei', 'push.unmute', first.id);
    expect(await countAudit('push.unmuted')).toBe(lifted + 1);
  });

  it('are nobody else’s to mute', async () => {
    const { id } = await remind();
    const { reply } = await press('sunYue', 'push.mute', id);
    expect(reply).toMatchObject({ kind: 'card', audience: 'asker' });
    expect(JSON.stringify(reply)).not.toContain('Globex');
    expect(await setting.store.db.pushMute.count()).toBe(0);
  });

  it('of pay are never muted', async () => {
    const { id } = await remind();
    await setting.store.db.delivery.updateMany({ where: { id }, data: { kind: 'bonus' } });
    expect(wordsOf(await press('liWei', 'push.mute', id))).toContain('cannot be muted');
    expect(await setting.store.db.pushMute.count()).toBe(0);
  });
});

describe("a conversation's pushes", () => {
  it('are muted by whoever may change its subscriptions, for everybody', async () => {
    const first = await sign();
    const done = await press('sunYue', 'push.mute', first.id);
    expect(done.reply).toMatchObject({ kind: 'card', audience: 'asker' });
    expect(wordsOf(done)).toContain('muted for the channel');
    expect(await sign()).toMatchObject({ state: 'skipped', lastError: 'muted' });
    await press('sunYue', 'push.snooze', `${first.id}.day`);
    expect(await sign()).toMatchObject({ state: 'held', lastError: 'snoozed', subscriptionId: channel });
  });

  it('are not for others to mute, who are told who may', async () => {
    const refusals = await countAudit('subscription.refused');
    const first = await sign();
    for (const who of ['liWei', 'zhangMin'] as const) {
      expect(wordsOf(await press(who, 'push.mute', first.id))).toContain('Only an admin');
    }
    expect(await countAudit('subscription.refused')).toBe(refusals + 2);
    expect(await setting.store.db.pushMute.count()).toBe(0);
  });
});

describe('the list of subscriptions', () => {
  const show = (who: Who) =>
    showSubscriptions(speakAs(setting.store, setting.company, who, { text: 'subscribe list' }));

  it('shows what is muted, and lifts it for whose it is', async () => {
    const { id } = await remind();
    await press('liWei', 'push.mute', id);
    expect(wordsOf(await show('liWei'))).toContain('muted until you let it through again');
    expect(wordsOf(await show('zhangMin'))).not.toContain('mute.lift');
    const [mute] = await setting.store.db.pushMute.findMany();
    await press('zhangMin', 'mute.lift', mute?.id ?? '');
    expect(await setting.store.db.pushMute.count()).toBe(1);
    await press('liWei', 'mute.lift', mute?.id ?? '');
    expect(await setting.store.db.pushMute.count()).toBe(0);
    expect(await remind()).toMatchObject({ state: 'pending' });
  });

  it('leaves out a snooze that is over', async () => {
    const { id } = await remind();
    await press('liWei', 'push.snooze', `${id}.day`);
    expect(wordsOf(await show('liWei'))).toContain('snoozed until');
    setting.clock.advance(86_400_000);
    expect(wordsOf(await show('liWei'))).not.toContain('snoozed until');
  });
});
