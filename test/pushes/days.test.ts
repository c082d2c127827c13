import { describe, expect, it } from 'vitest';
import { weekdayOf } from '../../src/kernel/calendar.ts';
import { runsOn, type SlotDays } from '../../src/pushes/days.ts';
import { readConversation } from '../../src/pushes/destination.ts';
import { coverDays, decideSlots, findNextSlot } from '../../src/pushes/slots.ts';
import { refineSubscribe } from '../../src/pushes/subscription-fields.ts';

/** Monday to Friday, but for Friday the 27th and Monday the 30th of November 2026. */
const free = ['2026-11-27', '2026-11-30'];
const isWorkday = (day: string) => weekdayOf(day) <= 5 && !free.includes(day);

describe('the days on which a push goes out', () => {
  const days = ['25', '26', '27', '28', '29', '30']
    .map((day) => `2026-11-${day}`)
    .concat('2026-12-01', '2026-12-04');
  it.each<[SlotDays, readonly string[]]>([
    ['workdays', ['25', '26', '01', '04']],
    ['every-day', ['25', '26', '27', '28', '29', '30', '01', '04']],
    // The Friday is free, and so is the Monday after it.
    ['fri', ['01', '04']],
    ['mon', ['01']],
    ['sat', ['01']],
    ['wed', ['25']],
    ['tue', ['01']],
  ])('%s', (wanted, expected) => {
    expect(days.filter((day) => runsOn(wanted, isWorkday, day)).map((day) => day.slice(8))).toEqual(expected);
  });

  it('a weekly one that nobody can work on for long goes out again afterwards', () => {
    expect(runsOn('fri', () => false, '2026-11-27')).toBe(false);
  });

  const schedule = {
    kind: 'ranking',
    localTime: '18:00',
    zone: 'Asia/Shanghai',
    startsAt: Date.parse('2026-11-20T00:00:00+08:00'),
  } as const;

  it('give a weekly push one slot a week', () => {
    const now = Date.parse('2026-12-04T19:00:00+08:00');
    const due = decideSlots({ ...schedule, days: 'fri' }, isWorkday, null, now);
    expect(due.map(({ day }) => day)).toEqual(['2026-11-20', '2026-12-01', '2026-12-04']);
    expect(findNextSlot({ ...schedule, days: 'fri' }, isWorkday, null, now)?.day).toBe('2026-12-11');
  });

  it('let a first weekly summary cover a week', () => {
    const at = Date.parse('2026-12-04T09:00:00+08:00');
    expect(coverDays(null, at, 'Asia/Shanghai', isWorkday, 'fri')).toEqual({
      from: '2026-11-27',
      to: '2026-12-04',
    });
  });
});

describe('what is typed', () => {
  it.each([
    [
      { at: '18:00', days: 'fri' },
      { at: '18:00', days: 'fri' },
    ],
    [
      { at: 'fri', days: '18:00' },
      { at: '18:00', days: 'fri' },
    ],
    [{ at: '周五' }, { days: '周五' }],
    [
      { at: '每周一', days: '9点' },
      { at: '9点', days: '每周一' },
    ],
    [{ at: 'soon' }, { at: 'soon' }],
    [{}, {}],
  ])('%j is %j', (typed, read) => {
    expect(refineSubscribe(typed)).toEqual(read);
  });

  it.each([
    ['C0123ABCD', { platform: 'slack', conversation: 'C0123ABCD' }],
    ['<#C0123ABCD|sales>', { platform: 'slack', conversation: 'C0123ABCD' }],
    ['https://acme.slack.com/archives/C0123ABCD', { platform: 'slack', conversation: 'C0123ABCD' }],
    [
      'https://acme.slack.com/archives/C0123ABCD/p1700000000',
      { platform: 'slack', conversation: 'C0123ABCD' },
    ],
    ['oc_0a1b2c3d', { platform: 'feishu', conversation: 'oc_0a1b2c3d' }],
    ['#sales', undefined],
    ['CHINA', undefined],
    ['', undefined],
  ])('%s names %j', (typed, read) => {
    expect(readConversation(typed)).toEqual(read);
  });
});
