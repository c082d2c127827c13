import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseDateTime } from '../../src/kernel/date-times.ts';
import { parseTimeOfDay } from '../../src/kernel/times.ts';

/** Monday 23 November 2026, 10:00 in Shanghai. */
const NOW = Date.UTC(2026, 10, 23, 2);

it.each([
  ['半小时后', '2026-11-23', '10:30'],
  ['半个小时后', '2026-11-23', '10:30'],
  ['一个半小时后', '2026-11-23', '11:30'],
  ['1.5小时后', '2026-11-23', '11:30'],
  ['3小时后', '2026-11-23', '13:00'],
  ['20分钟后', '2026-11-23', '10:20'],
  ['过一刻钟', '2026-11-23', '10:15'],
  ['十五个小时后', '2026-11-24', '01:00'],
  ['in half an hour', '2026-11-23', '10:30'],
  ['in an hour', '2026-11-23', '11:00'],
  ['in 2 hours', '2026-11-23', '12:00'],
  ['in 30 min', '2026-11-23', '10:30'],
  ['周五下午', '2026-11-27', '15:00'],
  ['周五上午10点', '2026-11-27', '10:00'],
  ['明天下午3点', '2026-11-24', '15:00'],
  ['明天3点', '2026-11-24', '15:00'],
  ['明天03:00', '2026-11-24', '03:00'],
  ['明天下午三点一刻', '2026-11-24', '15:15'],
  ['明早9点半', '2026-11-24', '09:30'],
  ['今晚', '2026-11-23', '19:00'],
  ['后天中午', '2026-11-25', '12:00'],
  ['后天中午1点', '2026-11-25', '13:00'],
  ['12月1日 14：30', '2026-12-01', '14:30'],
  ['下午3点', '2026-11-23', '15:00'],
  ['早上9点', '2026-11-24', '09:00'],
  ['15:30', '2026-11-23', '15:30'],
  ['tomorrow 3pm', '2026-11-24', '15:00'],
  ['tomorrow at 3:30', '2026-11-24', '15:30'],
  ['next monday at 9:30', '2026-11-30', '09:30'],
  ['friday afternoon', '2026-11-27', '15:00'],
  ['tonight', '2026-11-23', '19:00'],
  ['this morning', '2026-11-23', '09:00'],
  ['tomorrow 12am', '2026-11-24', '00:00'],
  ['2026-12-01 15:00', '2026-12-01', '15:00'],
  ['2026-12-01T15:00', '2026-12-01', '15:00'],
])('%s is %s at %s', (text, date, time) => {
  expect(parseDateTime(text, NOW, 'Asia/Shanghai')).toEqual({ kind: 'ok', value: { date, time } });
});

it('says no time where none was said', () => {
  expect(parseDateTime('明天', NOW, 'Asia/Shanghai')).toEqual({ kind: 'ok', value: { date: '2026-11-24' } });
});

it('counts from the zone’s own day', () => {
  expect(parseDateTime('tomorrow', NOW, 'America/New_York')).toEqual({
    kind: 'ok',
    value: { date: '2026-11-23' },
  });
});

it('counts hours through a change of the clocks', () => {
  const beforeGap = Date.UTC(2026, 2, 8, 6, 30);
  const value = { date: '2026-03-08', time: '03:30' };
  expect(parseDateTime('in 1 hour', beforeGap, 'America/New_York')).toEqual({ kind: 'ok', value });
});

it.each([
  ['25:00', 'date-impossible'],
  ['明天9点75分', 'date-impossible'],
  ['晚上12点', 'date-impossible'],
  ['tomorrow 13pm', 'date-impossible'],
  ['2月30日下午', 'date-impossible'],
  ['tomorrow at 3', 'date-unreadable'],
  ['半小时', 'date-unreadable'],
  ['999999小时后', 'date-unreadable'],
  ['凌晨', 'date-unreadable'],
  ['', 'date-unreadable'],
])('%s is %s', (text, code) => {
  expect(parseDateTime(text, NOW, 'Asia/Shanghai')).toMatchObject({ kind: 'refusal', code });
});

it.each([
  ['09:00', '09:00'],
  ['9点半', '09:30'],
  ['６：３０ pm', '18:30'],
  ['下午', '15:00'],
  ['noon', '12:00'],
  ['24:00', undefined],
  ['明天9点', undefined],
  ['nine', undefined],
])('the time of day %s is %s', (text, time) => {
  expect(parseTimeOfDay(text)).toBe(time);
});

it('answers any text', () => {
  const words = fc.constantFrom(
    '半',
    '个',
    '小时',
    '后',
    '明天',
    '下午',
    '3',
    '点',
    ':',
    '99',
    'pm',
    'at ',
    'in ',
    ' ',
    'hour',
    '刻',
  );
  fc.assert(
    fc.property(fc.array(words, { maxLength: 8 }), (each) => {
      const read = parseDateTime(each.join(''), NOW, 'Asia/Shanghai');
      if (read.kind === 'ok') expect(read.value.time ?? '00:00').toMatch(/^([01]\d|2[0-3]):[0-5]\d$/);
    }),
    { numRuns: 1000 },
  );
});
