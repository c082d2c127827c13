import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pushActions } from '../../src/pushes/commands.ts';
import { subscribeByDefault } from '../../src/pushes/default-subscriptions.ts';
import { applyChanges, defaultCommands, defaultsPage } from '../../src/pushes/defaults/commands.ts';
import {
  isSameDefault,
  listGrantable,
  listUngrantable,
  listUsual,
  usualDefault,
} from '../../src/pushes/defaults/rules.ts';
import type { Done } from '../../src/store/commit.ts';
import { speakAs, type Who } from '../fixtures/company.ts';
import { createSetting, type Setting } from './setting.ts';

describe('the rules', () => {
  it('give nobody by default what they may not be given', () => {
    for (const { kind, roles } of listUsual()) expect(listUngrantable(kind, roles)).toEqual([]);
    expect(listUngrantable('daily', ['sales', 'hr'])).toEqual(['sales']);
    expect(listUngrantable('clear-day', ['finance'])).toEqual(['finance']);
    expect(listGrantable('ranking')).toContain('sales');
  });

  it.each([
    ['clear-day', { at: '17:30' }, { localTime: '17:30', days: 'workdays', roles: ['sales', 'manager'] }],
    ['clear-day', { at: '' }, { localTime: '18:00' }],
    ['daily', { days: 'mon', roles: 'manager,executive' }, { days: 'mon', roles: ['manager', 'executive'] }],
    ['same-city', { at: '10:00', roles: 'nobody' }, { localTime: null, roles: [] }],
  ] as const)('%s with %j', (kind, changes, expected) => {
    expect(applyChanges(usualDefault(kind), changes)).toMatchObject(expected);
  });

  it('do not mind the order of roles', () => {
    const usual = usualDefault('clear-day');
    expect(isSameDefault(usual, { ...usual, roles: usual.roles.toReversed() })).toBe(true);
    expect(isSameDefault(usual, { ...usual, localTime: '17:00' })).toBe(false);
  });
});

describe('an organization', () => {
  let setting: Setting;
  beforeAll(async () => {
    setting = await createSetting('2026-11-23T10:00:00+08:00');
    await subscribeByDefault(setting.store);
  });
  afterAll(() => setting.close());

  const set = (values: Record<string, string>): Promise<Done> => {
    const command = defaultCommands.find(({ name }) => name === 'settings pushes set');
    const context = speakAs(setting.store, setting.company, 'sunYue', { text: 'settings pushes set' });
    return command?.run(context, values) ?? Promise.reject(new Error('no command'));
  };
  async function press(who: Who, action: string, target: string) {
    const handler = pushActions.find((each) => each.action === action);
    await handler?.run(
      speakAs(setting.store, setting.company, who, { press: { action, target } }),
      target,
      {},
    );
  }
  async function listOf(kind: string) {
    const rows = await setting.store.db.subscription.findMany({
      where: { kind, state: 'active' },
      include: { member: { select: { name: true } } },
    });
    return rows.map(({ member, localTime, days }) => `${member?.name} ${localTime} ${days}`).toSorted();
  }
  const idOf = async (kind: string, who: Who) => {
    const where = { kind, memberId: setting.company.members[who].id };
    return (await setting.store.db.subscription.findFirstOrThrow({ where })).id;
  };

  it('gives what is usual, by role', async () => {
    expect(await listOf('daily')).toEqual(['Zhang Min 09:00 workdays']);
    expect(await listOf('clear-day')).toEqual([
      'Li Wei 18:00 workdays',
      'Wang Fang 18:00 workdays',
      'Zhang Min 18:00 workdays',
    ]);
  });

  it('changes it for those who made no choice of their own', async () => {
    await press('wangFang', 'subscription.pause', await idOf('clear-day', 'wangFang'));
    await press('wangFang', 'subscription.resume', await idOf('clear-day', 'wangFang'));
    await press('zhangMin', 'subscription.remove', await idOf('clear-day', 'zhangMin'));
    await set({ kind: 'clear-day', at: '17:30' });
    await subscribeByDefault(setting.store);
    expect(await listOf('clear-day')).toEqual(['Li Wei 17:30 workdays', 'Wang Fang 18:00 workdays']);
    const entries = await setting.store.db.auditEntry.findMany({ where: { action: 'push-default.set' } });
    expect(entries).toMatchObject([{ before: { localTime: '18:00' }, after: { localTime: '17:30' } }]);
    // The same again is no change.
    await set({ kind: 'clear-day', at: '17:30' });
    expect(await setting.store.db.auditEntry.count({ where: { action: 'push-default.set' } })).toBe(1);
  });

  it('gives a push to other roles and takes it again', async () => {
    await set({ kind: 'daily', roles: 'executive,hr', days: 'mon' });
    await subscribeByDefault(setting.store);
    expect(await listOf('daily')).toEqual(['Huang Li 09:00 mon', 'Zhao Lei 09:00 mon']);
    await set({ kind: 'daily', roles: 'manager' });
    await subscribeByDefault(setting.store);
    expect(await listOf('daily')).toEqual(['Zhang Min 09:00 mon']);
    await set({ kind: 'ranking', roles: 'nobody' });
    expect(await listOf('ranking')).toEqual([]);
  });

  it('is told which role a push cannot go to', async () => {
    const { reply } = await set({ kind: 'daily', roles: 'sales' });
    expect(JSON.stringify(reply)).toContain('cannot go to sales');
    expect(await listOf('daily')).toEqual(['Zhang Min 09:00 mon']);
  });

  it('has a page that shows what stands, and leads to the form', async () => {
    const context = speakAs(setting.store, setting.company, 'sunYue', { text: 'settings pushes' });
    const { reply } = await defaultsPage.command.run(context, {});
    expect(JSON.stringify(reply)).toContain('manager · 09:00, Mondays');
    expect(await defaultsPage.summarize(context)).toContain('Clear the day');
    expect((await set({ kind: 'clear-day' })).reply).toMatchObject({ kind: 'form' });
  });
});
