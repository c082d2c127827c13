import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pushActions, pushCommands } from '../../src/pushes/commands.ts';
import { expandEvent } from '../../src/pushes/expand.ts';
import { runPush } from '../../src/pushes/run-push.ts';
import { tick } from '../../src/pushes/tick.ts';
import type { ActingContext } from '../../src/store/context.ts';
import { speakAs, type Who } from '../fixtures/company.ts';
import { createCustomer, createReminder, emit } from './sales.ts';
import { createSetting, muteOwnWork, type Setting, subscribeChannel } from './setting.ts';

let setting: Setting;
beforeEach(async () => {
  setting = await createSetting('2026-11-23T08:00:00+08:00');
  await setting.store.db.groupManager.deleteMany();
  await muteOwnWork(setting);
});
afterEach(() => setting.close());

function acting(): ActingContext {
  return { ...setting.store, orgId: setting.company.orgId, memberId: null, origin: 'cli' };
}

async function slots(): Promise<readonly string[]> {
  const rows = await setting.store.db.scheduleSlot.findMany({ orderBy: { day: 'asc' } });
  return rows.map(({ day, outcome, reason }) =>
    `${day.toISOString().slice(0, 10)} ${outcome} ${reason}`.trim(),
  );
}

describe('a push by hand', () => {
  it('goes out once, ahead of its time, and the tick does not send it again', async () => {
    await subscribeChannel(setting);
    expect(await runPush(acting(), 'daily', '2026-11-23')).toEqual({ kind: 'ok', value: 1 });
    expect(await runPush(acting(), 'daily', '2026-11-23')).toMatchObject({ code: 'push-sent-already' });
    setting.clock.advance(3_600_000);
    expect(await tick(setting.store)).toMatchObject({ queued: 0, skipped: 0 });
    expect(await slots()).toEqual(['2026-11-23 queued by-hand']);
    expect(await setting.store.db.outboxEvent.count({ where: { kind: 'slot.due' } })).toBe(1);
    const [entry] = await setting.store.db.auditEntry.findMany({ where: { action: 'push.run' } });
    expect(entry).toMatchObject({ origin: 'cli', entityId: 'daily' });
  });

  it('makes up for one that was skipped, by two at once only once', async () => {
    await subscribeChannel(setting);
    setting.clock.advance(30 * 3_600_000);
    await tick(setting.store);
    expect(await slots()).toEqual(['2026-11-23 skipped superseded:2026-11-24', '2026-11-24 queued late']);
    const other = { ...acting(), ...setting.join() };
    const results = await Promise.all([acting(), other].map((each) => runPush(each, 'daily', '2026-11-23')));
    expect(results.map(({ kind }) => kind).toSorted()).toEqual(['ok', 'refusal']);
    expect((await slots())[0]).toBe('2026-11-23 queued by-hand');
    expect(await setting.store.db.outboxEvent.count({ where: { kind: 'slot.due' } })).toBe(2);
  });

  it.each([
    ['sales', '2026-11-23', 'push-not-scheduled'],
    ['nonsense', '2026-11-23', 'push-not-scheduled'],
    ['daily', '2026-02-30', 'push-date'],
    ['daily', '2026-11-24', 'push-in-the-future'],
    ['ranking', '2026-11-23', 'push-no-subscription'],
  ])('of %s for %s is refused: %s', async (kind, date, code) => {
    await subscribeChannel(setting);
    expect(await runPush(acting(), kind, date)).toMatchObject({ kind: 'refusal', code });
    expect(await slots()).toEqual([]);
  });
});

describe('deliveries', () => {
  async function letter(): Promise<string> {
    const { store, company } = setting;
    await store.db.chatIdentity.updateMany({
      where: { memberId: company.members.liWei.id },
      data: { confirmedAt: null },
    });
    const reminderId = await createReminder(setting, await createCustomer(setting, 'Globex', 'liWei'));
    await expandEvent(store, await emit(setting, { kind: 'reminder.due', reminderId, day: '2026-11-23' }));
    return (await store.db.delivery.findFirstOrThrow({ where: { state: 'dead' } })).id;
  }
  async function show(who: Who): Promise<string> {
    const command = pushCommands.find(({ name }) => name === 'deliveries');
    return JSON.stringify((await command?.run(speakAs(setting.store, setting.company, who), {}))?.reply);
  }
  async function retry(who: Who, target: string) {
    const handler = pushActions.find(({ action }) => action === 'delivery.retry');
    return (await handler?.run(speakAs(setting.store, setting.company, who), target, {}))?.reply;
  }

  it('are counted, and those that failed are shown with the reason', async () => {
    expect(await show('sunYue')).toContain('every message went out');
    const id = await letter();
    const words = await show('sunYue');
    expect(words).toContain('The person has no linked chat account. Have them write to the bot once');
    expect(words).toContain(`"action":"delivery.retry","target":"${id}"`);
  });

  it('are sent again to the account that the person has by now', async () => {
    const { store, company } = setting;
    const id = await letter();
    expect(await retry('sunYue', id)).toMatchObject({ notice: expect.stringContaining('Not sent') });
    const { liWei } = company.members;
    const confirmedAt = new Date(setting.clock.now());
    await store.db.chatIdentity.updateMany({ where: { memberId: liWei.id }, data: { confirmedAt } });
    expect(await retry('sunYue', id)).toMatchObject({ notice: 'It is on its way again.' });
    const row = await store.db.delivery.findFirstOrThrow({ where: { id } });
    expect(row).toMatchObject({ state: 'pending', address: { platform: 'slack', user: liWei.slackUser } });
  });

  it('are sent again by admins only', async () => {
    const id = await letter();
    expect(await retry('zhaoLei', id)).toMatchObject({ card: { tone: 'warn' } });
    expect(await setting.store.db.delivery.count({ where: { id, state: 'dead' } })).toBe(1);
    expect(await setting.store.db.auditEntry.count({ where: { action: 'delivery.refused' } })).toBe(1);
  });
});
