import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, weekdayOf } from '../../src/kernel/calendar.ts';
import { createWorkCalendar } from '../../src/kernel/workdays.ts';
import { localDateOf } from '../../src/kernel/zones.ts';
import { coverDays, decideSlots, findNextSlot, isLate, type Schedule } from '../../src/pushes/slots.ts';

const SHANGHAI = 'Asia/Shanghai';
const { isWorkday } = createWorkCalendar({ region: 'none' });
const everyDay = () => true;

function at(text: string): number {
  return Date.parse(text);
}

function schedule(changes: Partial<Schedule> = {}): Schedule {
  return {
    kind: 'daily',
    localTime: '09:00',
    zone: SHANGHAI,
    startsAt: at('2026-11-02T00:00:00+08:00'),
    ...changes,
  };
}

function decided(of: Schedule, lastDay: string | null, now: string, calendar = isWorkday) {
  return decideSlots(of, calendar, lastDay, at(now)).map(({ day, outcome, reason }) => [
    day,
    outcome,
    reason,
  ]);
}

describe('what falls due', () => {
  it('is nothing before the time of day and one slot at it', () => {
    expect(decided(schedule(), '2026-11-20', '2026-11-23T08:59:59.999+08:00')).toEqual([]);
    expect(decided(schedule(), '2026-11-20', '2026-11-23T09:00:00+08:00')).toEqual([
      ['2026-11-23', 'queued', ''],
    ]);
  });

  it('is nothing twice: the last day that was decided is behind', () => {
    expect(decided(schedule(), '2026-11-23', '2026-11-23T23:00:00+08:00')).toEqual([]);
    expect(decided(schedule(), '2026-11-24', '2026-11-23T23:00:00+08:00')).toEqual([]);
  });

  it('is nothing at a weekend, and nothing that was due before the subscription began', () => {
    expect(decided(schedule(), '2026-11-20', '2026-11-22T23:00:00+08:00')).toEqual([]);
    const begun = schedule({ startsAt: at('2026-11-23T09:00:00.001+08:00') });
    expect(decided(begun, null, '2026-11-23T20:00:00+08:00')).toEqual([]);
    expect(decided(begun, null, '2026-11-24T09:00:00+08:00')).toEqual([['2026-11-24', 'queued', '']]);
  });

  it("follows China's holidays and make-up workdays", () => {
    const china = createWorkCalendar({ region: 'CN' }).isWorkday;
    const from = schedule({ startsAt: at('2026-10-01T00:00:00+08:00'), kind: 'ranking', localTime: '18:00' });
    const days = decideSlots(from, china, null, at('2026-10-12T00:00:00+08:00')).map(({ day }) => day);
    expect(days).toEqual(['2026-10-08', '2026-10-09', '2026-10-10']);
  });
});

describe('a digest after an absence', () => {
  it('of one day goes out late and says so', () => {
    expect(decided(schedule(), '2026-11-20', '2026-11-23T21:00:00+08:00')).toEqual([
      ['2026-11-23', 'queued', 'late'],
    ]);
  });

  it('of three days goes out once; the others name it', () => {
    expect(decided(schedule(), '2026-11-17', '2026-11-20T09:05:00+08:00')).toEqual([
      ['2026-11-18', 'skipped', 'superseded:2026-11-20'],
      ['2026-11-19', 'skipped', 'superseded:2026-11-20'],
      ['2026-11-20', 'queued', ''],
    ]);
  });

  it('of forty days over the end of a month leaves no workday undecided', () => {
    const slots = decideSlots(schedule(), isWorkday, '2026-11-20', at('2026-12-30T12:00:00+08:00'));
    expect(slots).toHaveLength(28);
    expect(slots.filter(({ outcome }) => outcome === 'queued').map(({ day }) => day)).toEqual(['2026-12-30']);
    expect(slots.slice(0, -1).every(({ reason }) => reason === 'superseded:2026-12-30')).toBe(true);
  });

  it('that ends at a weekend sends the digest of Friday', () => {
    expect(decided(schedule(), '2026-11-18', '2026-11-22T12:00:00+08:00')).toEqual([
      ['2026-11-19', 'skipped', 'superseded:2026-11-20'],
      ['2026-11-20', 'queued', 'late'],
    ]);
  });
});

describe('a ranking after an absence', () => {
  const ranking = schedule({ kind: 'ranking', localTime: '18:00' });

  it('goes out up to 12 hours late', () => {
    expect(decided(ranking, '2026-11-20', '2026-11-24T06:00:00+08:00')).toEqual([
      ['2026-11-23', 'queued', ''],
    ]);
  });

  it('is skipped after that, with the reason', () => {
    expect(decided(ranking, '2026-11-20', '2026-11-24T06:00:00.001+08:00')).toEqual([
      ['2026-11-23', 'skipped', 'too-late'],
    ]);
    expect(decided(ranking, '2026-11-18', '2026-11-23T18:01:00+08:00')).toEqual([
      ['2026-11-19', 'skipped', 'too-late'],
      ['2026-11-20', 'skipped', 'too-late'],
      ['2026-11-23', 'queued', ''],
    ]);
  });
});

describe('clocks that are put forward and back', () => {
  const cases = [
    [
      'America/New_York',
      '02:30',
      '2026-03-08',
      '2026-03-08T07:00:00Z',
      'jumped over: the first instant after',
    ],
    ['America/New_York', '01:30', '2026-11-01', '2026-11-01T05:30:00Z', 'shown twice: the first of the two'],
    ['America/Santiago', '00:00', '2026-09-06', '2026-09-06T04:00:00Z', 'a day that begins at one'],
    ['Africa/Cairo', '00:00', '2026-04-24', '2026-04-23T22:00:00Z', 'a day that begins at one'],
    ['Asia/Beirut', '00:00', '2026-03-29', '2026-03-28T22:00:00Z', 'a day that begins at one'],
    ['Australia/Lord_Howe', '09:00', '2026-10-04', '2026-10-03T22:00:00Z', 'a jump of half an hour'],
    ['Australia/Lord_Howe', '09:00', '2026-04-05', '2026-04-04T22:30:00Z', 'half an hour back'],
    ['Asia/Shanghai', '09:00', '2028-02-29', '2028-02-29T01:00:00Z', 'a leap day'],
  ] as const;

  it.each(cases)('%s %s on %s falls due at %s (%s)', (zone, localTime, day, instant) => {
    const of = schedule({ kind: 'ranking', zone, localTime, startsAt: at(instant) - 3 * 86_400_000 });
    const before = decideSlots(of, everyDay, addDays(day, -1), at(instant) - 1);
    const then = decideSlots(of, everyDay, addDays(day, -1), at(instant));
    expect(before).toEqual([]);
    expect(then).toEqual([{ day, dueAt: at(instant), outcome: 'queued', reason: '' }]);
  });

  it('leaves out no day of a year, and no day comes twice', () => {
    for (const [zone, localTime] of cases) {
      const startsAt = at('2026-01-01T12:00:00Z');
      const of = schedule({ kind: 'ranking', zone, localTime, startsAt });
      const days = decideSlots(of, everyDay, null, startsAt + 365 * 86_400_000).map(({ day }) => day);
      const first = days[0] ?? '';
      expect(days).toEqual(Array.from({ length: 365 }, (_, index) => addDays(first, index)));
    }
  });

  it('has no slot on a day that a zone left out', () => {
    const of = schedule({ kind: 'ranking', zone: 'Pacific/Apia', startsAt: at('2011-12-28T12:00:00Z') });
    const days = decideSlots(of, everyDay, null, at('2012-01-01T00:00:00Z')).map(({ day }) => day);
    expect(days).toEqual(['2011-12-28', '2011-12-29', '2011-12-31', '2012-01-01']);
  });
});

describe('however often and whenever it is looked', () => {
  it('each workday is decided once, and the last digest that is due is queued', () => {
    const looks = fc.array(fc.integer({ min: 1, max: 20 * 24 * 60 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(looks, fc.constantFrom('daily', 'ranking'), (minutes, kind) => {
        const of = schedule({ kind });
        let now = of.startsAt;
        let lastDay: string | null = null;
        const days: string[] = [];
        for (const step of minutes) {
          now += step * 60_000;
          const slots = decideSlots(of, isWorkday, lastDay, now);
          lastDay = slots.at(-1)?.day ?? lastDay;
          days.push(...slots.map(({ day }) => day));
          expect(slots.every(({ outcome, reason }) => outcome === 'queued' || reason !== '')).toBe(true);
          if (kind === 'daily' && slots.length > 0) expect(slots.at(-1)?.outcome).toBe('queued');
        }
        const last = localDateOf(now - 9 * 3_600_000, SHANGHAI);
        const expected: string[] = [];
        for (let day = '2026-11-02'; day <= last; day = addDays(day, 1))
          if (weekdayOf(day) < 6) expected.push(day);
        expect(days).toEqual(expected);
      }),
    );
  });
});

describe('the next one', () => {
  it('is today if its time is still to come, else the next workday', () => {
    const morning = at('2026-11-20T08:00:00+08:00');
    expect(findNextSlot(schedule(), isWorkday, null, morning)?.day).toBe('2026-11-20');
    expect(findNextSlot(schedule(), isWorkday, null, morning + 7_200_000)?.day).toBe('2026-11-23');
  });

  it('is not today again if today is decided', () => {
    const later = schedule({ localTime: '18:00' });
    const noon = at('2026-11-20T12:00:00+08:00');
    expect(findNextSlot(later, isWorkday, '2026-11-20', noon)?.day).toBe('2026-11-23');
  });

  it('is none where nobody ever works', () => {
    expect(findNextSlot(schedule(), () => false, null, at('2026-11-20T12:00:00+08:00'))).toBeUndefined();
  });
});

describe('the days of a digest', () => {
  const monday = at('2026-11-23T09:00:00+08:00');

  it('are those since the one before, the weekend too', () => {
    const friday = at('2026-11-20T09:00:00+08:00');
    expect(coverDays(friday, monday, SHANGHAI, isWorkday)).toEqual({ from: '2026-11-20', to: '2026-11-23' });
  });

  it('begin for a first one at the last workday', () => {
    expect(coverDays(null, monday, SHANGHAI, isWorkday)).toEqual({ from: '2026-11-20', to: '2026-11-23' });
  });

  it("are the organization's, wherever the reader is", () => {
    const newYork = at('2026-11-23T20:00:00-05:00');
    expect(coverDays(null, newYork, SHANGHAI, isWorkday)).toEqual({ from: '2026-11-23', to: '2026-11-24' });
  });

  it('are never none', () => {
    expect(coverDays(monday, monday + 1000, SHANGHAI, isWorkday)).toEqual({
      from: '2026-11-22',
      to: '2026-11-23',
    });
  });

  it('come late after half an hour', () => {
    expect(isLate(monday, monday + 30 * 60_000)).toBe(false);
    expect(isLate(monday, monday + 30 * 60_000 + 1)).toBe(true);
  });
});
