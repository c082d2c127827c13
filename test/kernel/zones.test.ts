import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../src/kernel/calendar.ts';
import { nameZone } from '../../src/kernel/zone-names.ts';
import {
  createDayReader,
  instantOf,
  isLocalTime,
  isValidZone,
  localDateOf,
  localTimeOf,
  startOfDay,
} from '../../src/kernel/zones.ts';

const zones = [
  'UTC',
  'Asia/Shanghai',
  'America/New_York',
  'America/Santiago',
  'Africa/Cairo',
  'Asia/Beirut',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Asia/Kathmandu',
  'Africa/Casablanca',
  'Europe/Dublin',
  'Pacific/Kiritimati',
];

describe('instantOf', () => {
  it.each([
    ['plain', 'Asia/Shanghai', '2026-11-23', '09:00', '2026-11-23T01:00:00.000Z'],
    ['leap day', 'Asia/Shanghai', '2028-02-29', '18:00', '2028-02-29T10:00:00.000Z'],
    ['gap at 02:00', 'America/New_York', '2026-03-08', '02:30', '2026-03-08T07:00:00.000Z'],
    ['before that gap', 'America/New_York', '2026-03-08', '01:59', '2026-03-08T06:59:00.000Z'],
    ['after that gap', 'America/New_York', '2026-03-08', '03:00', '2026-03-08T07:00:00.000Z'],
    ['overlap, the first 01:30', 'America/New_York', '2026-11-01', '01:30', '2026-11-01T05:30:00.000Z'],
    ['after that overlap', 'America/New_York', '2026-11-01', '02:00', '2026-11-01T07:00:00.000Z'],
    ['gap at midnight', 'America/Santiago', '2026-09-06', '00:00', '2026-09-06T04:00:00.000Z'],
    ['overlap before midnight', 'America/Santiago', '2026-04-04', '23:30', '2026-04-05T02:30:00.000Z'],
    ['gap at midnight', 'Africa/Cairo', '2026-04-24', '00:00', '2026-04-23T22:00:00.000Z'],
    ['gap at midnight', 'Asia/Beirut', '2026-03-29', '00:00', '2026-03-28T22:00:00.000Z'],
    ['gap of half an hour', 'Australia/Lord_Howe', '2026-10-04', '02:00', '2026-10-03T15:30:00.000Z'],
    ['after it', 'Australia/Lord_Howe', '2026-10-04', '02:30', '2026-10-03T15:30:00.000Z'],
    ['that morning', 'Australia/Lord_Howe', '2026-10-04', '09:00', '2026-10-03T22:00:00.000Z'],
    ['the morning before', 'Australia/Lord_Howe', '2026-10-03', '09:00', '2026-10-02T22:30:00.000Z'],
    ['overlap of half an hour', 'Australia/Lord_Howe', '2026-04-05', '01:45', '2026-04-04T14:45:00.000Z'],
    ['a day left out', 'Pacific/Apia', '2011-12-30', '09:00', '2011-12-30T10:00:00.000Z'],
    ['the day before it', 'Pacific/Apia', '2011-12-29', '23:59', '2011-12-30T09:59:00.000Z'],
    ['the day after it', 'Pacific/Apia', '2011-12-31', '00:00', '2011-12-30T10:00:00.000Z'],
  ])('%s: %s %s %s', (_, zone, date, time, instant) => {
    expect(new Date(instantOf(date, time, zone)).toISOString()).toBe(instant);
  });

  it('is what the clocks there show, or the first instant that is later than it', () => {
    const offsets = fc.integer({ min: 0, max: 40 * 365 });
    const minutes = fc.integer({ min: 0, max: 1439 });
    fc.assert(
      fc.property(fc.constantFrom(...zones), offsets, minutes, (zone, day, minute) => {
        const date = addDays('1990-01-01', day);
        const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
        const instant = instantOf(date, time, zone);
        const shown = `${localDateOf(instant, zone)} ${localTimeOf(instant, zone)}`;
        const justBefore = `${localDateOf(instant - 1, zone)} ${localTimeOf(instant - 1, zone)}`;
        expect(shown >= `${date} ${time}`).toBe(true);
        expect(justBefore < `${date} ${time}` || justBefore > shown).toBe(true);
      }),
      { numRuns: 1500 },
    );
  });

  it('refuses what is no day, time or zone', () => {
    expect(() => instantOf('2026-02-30', '09:00', 'UTC')).toThrow(RangeError);
    expect(() => instantOf('2026-02-28', '24:00', 'UTC')).toThrow(RangeError);
    expect(() => instantOf('2026-02-28', '09:00', 'Mars/Olympus')).toThrow(RangeError);
  });
});

it('the day at an instant depends on the zone', () => {
  const instant = Date.UTC(2026, 10, 30, 16, 30);
  expect(localDateOf(instant, 'Asia/Shanghai')).toBe('2026-12-01');
  expect(localDateOf(instant, 'America/New_York')).toBe('2026-11-30');
  expect(localTimeOf(instant, 'Asia/Kathmandu')).toBe('22:15');
  expect(localTimeOf(-1, 'UTC')).toBe('23:59');
});

it('a day begins at midnight or when its clocks do', () => {
  expect(startOfDay('2026-11-23', 'Asia/Shanghai')).toBe(Date.UTC(2026, 10, 22, 16));
  expect(startOfDay('2026-09-06', 'America/Santiago')).toBe(Date.UTC(2026, 8, 6, 4));
});

it.each([
  ['Asia/Shanghai', true],
  ['UTC', true],
  ['America/Argentina/Buenos_Aires', true],
  ['+08:00', false],
  ['Mars/Olympus', false],
  ['', false],
])('%j as a zone: %s', (zone, valid) => {
  expect(isValidZone(zone)).toBe(valid);
});

it.each([
  ['00:00', true],
  ['23:59', true],
  ['24:00', false],
  ['9:00', false],
  ['09:60', false],
])('%j as a time: %s', (time, valid) => {
  expect(isLocalTime(time)).toBe(valid);
});

describe('a day reader', () => {
  const zones = ['Asia/Shanghai', 'America/St_Johns', 'Europe/Berlin', 'Pacific/Apia', 'Asia/Gaza'];

  it('says what the zone says, whatever it was asked before', () => {
    const dayOf = createDayReader();
    const instants = fc.integer({ min: Date.UTC(1973, 0), max: Date.UTC(2035, 0) });
    fc.assert(
      fc.property(
        instants,
        fc.integer({ min: -200_000, max: 200_000 }),
        fc.constantFrom(...zones),
        (at, move, zone) => {
          for (const instant of [at, at + move, at])
            expect(dayOf(instant, zone)).toBe(localDateOf(instant, zone));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('goes over to the next day with the first millisecond of it', () => {
    const dayOf = createDayReader();
    const midnight = startOfDay('2026-11-24', 'Asia/Shanghai');
    expect(dayOf(midnight - 1, 'Asia/Shanghai')).toBe('2026-11-23');
    expect(dayOf(midnight, 'Asia/Shanghai')).toBe('2026-11-24');
  });
});

it.each([
  ['Asia/Shanghai', 'Shanghai time', '上海时间'],
  ['America/New_York', 'New York time', '纽约时间'],
  ['America/Argentina/Buenos_Aires', 'Buenos Aires time', '布宜诺斯艾利斯时间'],
  ['Africa/Abidjan', 'Abidjan time', 'Abidjan 时间'],
  ['UTC', 'UTC', 'UTC'],
  ['Etc/GMT+8', 'Etc/GMT+8', 'Etc/GMT+8'],
])('%s is called %s, %s', (zone, en, zh) => {
  expect([nameZone(zone, 'en'), nameZone(zone, 'zh')]).toEqual([en, zh]);
});
