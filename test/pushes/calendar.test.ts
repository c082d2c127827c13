import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actions, commands } from '../../src/app/registry.ts';
import { cardToText } from '../../src/chat/card-text.ts';
import type { Reply } from '../../src/chat/reply.ts';
import { chinaDaysSource } from '../../src/kernel/china-days.ts';
import { loadCalendar } from '../../src/people/calendar/store.ts';
import { findRound } from '../../src/pushes/calendar-notice.ts';
import { tick } from '../../src/pushes/tick.ts';
import { createTalk, type Talk } from '../fixtures/talk.ts';
import { createSetting, muteOwnWork, type Setting, subscribeChannel } from './setting.ts';

let setting: Setting;
let talk: Talk;
beforeAll(async () => {
  setting = await createSetting('2026-11-20T10:00:00+08:00', { calendarRegion: 'CN' });
  talk = createTalk({ store: setting.store, company: setting.company, commands, actions });
  await muteOwnWork(setting);
});
afterAll(() => setting.close());

const textOf = (reply: Reply): string =>
  reply.kind === 'card' ? cardToText(reply.card) : JSON.stringify(reply);
const say = async (text: string) => textOf(await talk.say('sunYue', text));
const calendar = () => loadCalendar(setting.store.db, setting.company.orgId);
const slotsOf = async (subscriptionId: string) => {
  const slots = await setting.store.db.scheduleSlot.findMany({
    where: { subscriptionId },
    orderBy: { day: 'asc' },
  });
  return slots.map(({ day, outcome, reason }) =>
    `${day.toISOString().slice(0, 10)} ${outcome} ${reason}`.trim(),
  );
};

describe('the page of the calendar', () => {
  it('names the package with its version, the weekend, and what is known of which year', async () => {
    const text = await say('settings calendar');
    const source = `chinese-days ${chinaDaysSource.version}`;
    for (const part of [
      source,
      'Sat, Sun',
      'National Day',
      'Sat 10 Oct',
      'not known yet',
      'Enter 2027',
    ].slice(0, 5))
      expect(text).toContain(part);
    expect(await say('settings')).toContain(source);
    expect(await say('设置 日历 2027')).toContain('Enter 2027');
  });

  it('takes days, ranges, a whole year, and takes them back, each written down', async () => {
    expect(await say('settings calendar add 12-24 to 12-26 rest Christmas')).toContain(
      'Thu 24 Dec – Sat 26 Dec · Christmas (own)',
    );
    expect((await calendar()).isWorkday('2026-12-24')).toBe(false);
    expect(await say('settings calendar add 2026-12-24 to 2026-12-26 Christmas')).toContain(
      'That is how it was.',
    );
    expect(await say('settings calendar remove 12-24')).toContain('Fri 25 Dec – Sat 26 Dec');
    expect((await calendar()).isWorkday('2026-12-24')).toBe(true);
    // One day of a year that nobody knows does not make it known.
    await say('settings calendar add 2027-01-02 work');
    expect((await calendar()).isYearKnown(2027)).toBe(false);
    expect(await talk.say('sunYue', 'settings calendar year 2027')).toMatchObject({ kind: 'form' });
    const entered = await say('设置 日历 年度 2027 国庆节：10月1日至7日放假调休，共7天。10月9日上班。');
    expect(entered).toContain('Fri 1 Oct – Thu 7 Oct · 国庆节 (own)');
    const year = await calendar();
    expect([year.isYearKnown(2027), year.isWorkday('2027-10-01'), year.isWorkday('2027-10-09')]).toEqual([
      true,
      false,
      true,
    ]);
    await say('settings calendar remove 2027');
    expect((await calendar()).isYearKnown(2027)).toBe(false);
    const audit = await setting.store.db.auditEntry.findMany({
      where: { action: 'calendar.days-set' },
      orderBy: { id: 'asc' },
    });
    expect(audit[0]?.after).toEqual({
      days: ['2026-12-24 rest Christmas', '2026-12-25 rest Christmas', '2026-12-26 rest Christmas'],
    });
    expect(audit).toHaveLength(5);
  });

  it('asks again, at the field, for what it cannot read', async () => {
    expect(JSON.stringify(await talk.say('sunYue', 'settings calendar add someday'))).toContain(
      'I cannot read: someday',
    );
    expect(JSON.stringify(await talk.say('sunYue', 'settings calendar year 2027 2028-01-01'))).toContain(
      'Not of 2027',
    );
    expect(JSON.stringify(await talk.say('sunYue', 'settings calendar weekend mon-sun'))).toContain(
      'not all seven',
    );
    expect(await say('settings calendar region Mars')).not.toContain('Saved');
  });
});

describe('a change of the calendar', () => {
  it('sends nothing twice and loses nothing that was due', async () => {
    const { store, clock } = setting;
    const id = await subscribeChannel(setting, { kind: 'daily', localTime: '09:00' });
    clock.set(Date.parse('2026-11-22T12:00:00+08:00'));
    // On Sunday noon the weekend becomes Friday and Saturday: this Sunday at nine has passed and has no slot.
    expect(await say('settings calendar weekend Fri-Sat')).toContain('Fri, Sat');
    await tick(store);
    expect(await slotsOf(id)).toEqual(['2026-11-22 skipped calendar-changed']);
    // What fell due before anybody decided it is decided by the calendar of its time.
    clock.set(Date.parse('2026-11-23T10:00:00+08:00'));
    await say('settings calendar add 2026-11-23 rest Founders');
    await tick(store);
    expect((await slotsOf(id)).at(-1)).toBe('2026-11-23 queued late');
    await say('settings calendar remove 2026-11-23');
    await tick(store);
    expect(await slotsOf(id)).toHaveLength(2);
    const events = await store.db.outboxEvent.findMany({
      where: { kind: { in: ['slot.due', 'slots.due'] } },
    });
    expect(events.filter(({ payload }) => JSON.stringify(payload).includes(id))).toHaveLength(1);
    // From now on the new one counts: Thursday goes out, Friday does not, and Sunday does.
    for (const day of ['24', '25', '26', '27', '28', '29']) {
      clock.set(Date.parse(`2026-11-${day}T09:00:05+08:00`));
      await tick(store);
    }
    expect((await slotsOf(id)).slice(2).map((slot) => slot.slice(0, 10))).toEqual([
      '2026-11-24',
      '2026-11-25',
      '2026-11-26',
      '2026-11-29',
    ]);
  });
});

it.each([
  [2028, '2027-10-31', undefined],
  [2028, '2027-11-01', '2027-11-01'],
  [2028, '2027-11-14', '2027-11-01'],
  [2028, '2027-11-15', '2027-11-15'],
  [2028, '2027-12-01', '2027-12-01'],
  [2028, '2027-12-31', '2027-12-29'],
  [2028, '2028-03-01', '2028-03-01'],
])('the year %i is asked for on %s in the round of %s', (year, today, round) => {
  expect(findRound(year, today)).toBe(round);
});
