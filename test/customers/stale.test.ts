import { describe, expect, it } from 'vitest';
import {
  createIdleCounter,
  decideStale,
  findClock,
  isHoliday,
  type StaleFacts,
} from '../../src/customers/stale/rules.ts';
import { addDays } from '../../src/kernel/calendar.ts';
import { createWorkCalendar } from '../../src/kernel/workdays.ts';

describe('the clock of a customer', () => {
  const start = '2026-01-10';
  it.each<readonly [string, readonly (readonly [string, string])[], string]>([
    ['begins when it was created or came to its owner', [], start],
    ['is set by a contact', [['2026-02-01', 'call']], '2026-02-01'],
    [
      'is not set by what is only noted',
      [
        ['2026-02-01', 'call'],
        ['2026-03-01', 'other'],
      ],
      '2026-02-01',
    ],
    ['is set by a message', [['2026-02-01', 'message']], '2026-02-01'],
    [
      'is not set by a second message within the cadence',
      [
        ['2026-02-01', 'message'],
        ['2026-02-20', 'message'],
      ],
      '2026-02-01',
    ],
    [
      'is set by a message once the cadence has passed since the last that counted',
      [
        ['2026-02-01', 'message'],
        ['2026-02-20', 'message'],
        ['2026-03-03', 'message'],
      ],
      '2026-03-03',
    ],
    [
      'is set by a visit between messages',
      [
        ['2026-02-01', 'message'],
        ['2026-02-10', 'visit'],
        ['2026-02-20', 'message'],
      ],
      '2026-02-10',
    ],
    ['does not go back', [['2026-01-05', 'call']], start],
  ])('%s', (_, contacts, expected) => {
    expect(
      findClock(
        contacts.map(([on, kind]) => ({ on, kind })),
        start,
        30,
      ),
    ).toBe(expected);
  });
});

describe('days on which it rests', () => {
  const week = createWorkCalendar({ region: 'none', holidays: ['2026-10-01', '2026-10-02'] });
  it.each([
    ['2026-10-01', true],
    ['2026-10-03', true],
    ['2026-10-04', true],
    ['2026-10-05', false],
    ['2026-10-10', false],
  ])('%s is a holiday: %s', (day, expected) => {
    expect(isHoliday(day, week)).toBe(expected);
  });

  it('are not the weekend, whichever days that is', () => {
    const gulf = createWorkCalendar({ region: 'none', weekend: [5, 6], holidays: ['2026-10-04'] });
    const rests = ['2026-10-01', '2026-10-02', '2026-10-03', '2026-10-04', '2026-10-09', '2026-10-10'];
    expect(rests.map((day) => isHoliday(day, gulf))).toEqual([false, true, true, true, false, false]);
  });

  it('are holidays and the owner’s own leave, each once', () => {
    const counter = createIdleCounter(week, [{ memberId: 'me', from: '2026-10-04', to: '2026-10-06' }]);
    expect(counter.count('you', '2026-09-30', '2026-10-08')).toBe(4);
    expect(counter.count('me', '2026-09-30', '2026-10-08')).toBe(2);
    expect(counter.rests('me', '2026-10-06')).toBe(true);
    expect(counter.rests('you', '2026-10-06')).toBe(false);
  });
});

describe('what is due about a customer', () => {
  const today = '2026-11-23';
  const facts: StaleFacts = {
    idleDays: 31,
    cadenceDays: 30,
    earlier: [],
    idleSince: (day) => Math.round((Date.parse(today) - Date.parse(day)) / 86_400_000),
    managerAfterDays: 3,
    fallAfterDays: 7,
  };
  const told = (days: number, stage: 'owner' | 'manager' = 'owner') => ({ stage, on: addDays(today, -days) });
  it.each<readonly [string, Partial<StaleFacts>, readonly string[]]>([
    ['nothing on the last day', { idleDays: 30 }, []],
    ['the owner', {}, ['owner']],
    ['the owner first, however long it was', { idleDays: 400 }, ['owner']],
    ['nothing while they have time', { earlier: [told(2)] }, []],
    ['the manager', { earlier: [told(3)] }, ['manager']],
    ['the manager once', { earlier: [told(4), told(1, 'manager')] }, []],
    ['the fall', { earlier: [told(7), told(4, 'manager')] }, ['fall']],
    [
      'no fall where customers do not fall',
      { earlier: [told(70), told(4, 'manager')], fallAfterDays: null },
      [],
    ],
  ])('%s', (_, change, expected) => {
    expect(decideStale({ ...facts, ...change })).toEqual(expected);
  });
});
