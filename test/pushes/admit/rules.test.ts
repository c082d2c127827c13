import { describe, expect, it } from 'vitest';
import { isLocalTime, localDateOf, localTimeOf } from '../../../src/kernel/zones.ts';
import { burstLimits, defaultBudgets, manners } from '../../../src/pushes/admit/manners.ts';
import { findQuietEnd, readQuiet } from '../../../src/pushes/admit/quiet.ts';
import { type Admissible, admit, deferPastQuiet, type PlaceFacts } from '../../../src/pushes/admit/rules.ts';

const SHANGHAI = 'Asia/Shanghai';
const night = { from: '21:00', until: '08:00' };
const at = (text: string) => Date.parse(text);
const order: Admissible = { kind: 'sales', push: 'order-signed' };
const quietless: PlaceFacts = { zone: SHANGHAI, today: 0, recent: 0, inBurst: false };
const sleeping: PlaceFacts = { ...quietless, quiet: night };

describe('quiet hours as they are typed', () => {
  it.each(['21:00-08:00', '00:00-23:59', '12:00-13:30'])('%s are hours', (text) => {
    const hours = readQuiet(text);
    expect(hours && isLocalTime(hours.from) && isLocalTime(hours.until)).toBe(true);
  });
  it.each(['off', '', '21:00', '8:00-9:00', '21:00-24:00', '09:00-09:00', '21:00-08:00-09:00'])(
    '%s are none',
    (text) => {
      expect(readQuiet(text)).toBeUndefined();
    },
  );
});

describe('the end of quiet hours', () => {
  it.each([
    // Over midnight, in the zone's own time.
    ['2026-11-23T20:59:59+08:00', night, SHANGHAI, undefined],
    ['2026-11-23T21:00:00+08:00', night, SHANGHAI, '2026-11-24T08:00:00+08:00'],
    ['2026-11-24T03:00:00+08:00', night, SHANGHAI, '2026-11-24T08:00:00+08:00'],
    ['2026-11-24T07:59:59+08:00', night, SHANGHAI, '2026-11-24T08:00:00+08:00'],
    ['2026-11-24T08:00:00+08:00', night, SHANGHAI, undefined],
    // Within a day.
    ['2026-11-24T12:30:00+08:00', { from: '12:00', until: '13:30' }, SHANGHAI, '2026-11-24T13:30:00+08:00'],
    ['2026-11-24T13:30:00+08:00', { from: '12:00', until: '13:30' }, SHANGHAI, undefined],
    // The night in which New York's clocks go on lasts an hour less, the one in which they go back an hour more.
    ['2026-03-07T22:00:00-05:00', night, 'America/New_York', '2026-03-08T08:00:00-04:00'],
    ['2026-10-31T22:00:00-04:00', night, 'America/New_York', '2026-11-01T08:00:00-05:00'],
    // An end that the clocks jump over, and one that they show twice.
    [
      '2026-03-08T01:30:00-05:00',
      { from: '21:00', until: '02:30' },
      'America/New_York',
      '2026-03-08T03:00:00-04:00',
    ],
    [
      '2026-11-01T01:10:00-04:00',
      { from: '21:00', until: '01:30' },
      'America/New_York',
      '2026-11-01T01:30:00-04:00',
    ],
    ['2026-11-01T01:10:00-05:00', { from: '21:00', until: '01:30' }, 'America/New_York', undefined],
    // A midnight that is not there.
    [
      '2026-09-05T23:30:00-04:00',
      { from: '22:00', until: '00:00' },
      'America/Santiago',
      '2026-09-06T01:00:00-03:00',
    ],
  ] as const)('at %s of %o in %s', (now, quiet, zone, end) => {
    expect(findQuietEnd(at(now), quiet, zone)).toBe(end === undefined ? undefined : at(end));
  });
});

describe('a push in quiet hours', () => {
  const now = at('2026-11-23T22:15:00+08:00');
  const morning = at('2026-11-24T08:00:00+08:00');

  it('waits for their end', () => {
    expect(admit(order, sleeping, now)).toEqual({ kind: 'hold', until: morning, reason: 'quiet-hours' });
  });
  it('goes out where nobody wanted quiet', () => {
    expect(admit(order, quietless, now)).toEqual({ kind: 'now' });
  });
  it('comes through where its reader chose a time within them', () => {
    const late = { kind: 'daily', push: 'daily', dueAt: at('2026-11-23T22:00:00+08:00') } as const;
    expect(admit(late, sleeping, now)).toEqual({ kind: 'now' });
  });
  it('waits where it was to come before them and is late', () => {
    const evening = { kind: 'daily', push: 'daily', dueAt: at('2026-11-23T18:00:00+08:00') } as const;
    expect(admit(evening, sleeping, now)).toMatchObject({ kind: 'hold', until: morning });
  });
  it('comes through where somebody waits to be let in', () => {
    expect(admit({ kind: 'people', push: 'identity' }, sleeping, now)).toEqual({ kind: 'now' });
  });
});

describe('a snooze', () => {
  it('that ends in quiet hours ends with them', () => {
    const snoozed = (until: string) => ({ kind: 'hold', until: at(until), reason: 'snoozed' }) as const;
    expect(deferPastQuiet(snoozed('2026-11-24T07:00:00+08:00'), sleeping)).toEqual(
      snoozed('2026-11-24T08:00:00+08:00'),
    );
    expect(deferPastQuiet(snoozed('2026-11-24T09:00:00+08:00'), sleeping)).toEqual(
      snoozed('2026-11-24T09:00:00+08:00'),
    );
    expect(deferPastQuiet({ kind: 'skip', reason: 'muted' }, sleeping)).toEqual({
      kind: 'skip',
      reason: 'muted',
    });
  });
});

describe('a burst', () => {
  const now = at('2026-11-23T10:01:00+08:00');

  it('goes out one by one up to its limit, and then comes together', () => {
    const most = burstLimits.sales?.most ?? 0;
    expect(admit(order, { ...quietless, recent: most - 1 }, now)).toEqual({ kind: 'now' });
    expect(admit(order, { ...quietless, recent: most }, now)).toEqual({
      kind: 'hold',
      until: at('2026-11-23T10:05:00+08:00'),
      reason: 'burst',
    });
  });
  it('is gathered for two minutes at least', () => {
    const late = at('2026-11-23T10:03:00.001+08:00');
    expect(admit(order, { ...quietless, recent: 9 }, late)).toMatchObject({
      until: at('2026-11-23T10:10:00+08:00'),
    });
  });
  it('lets one more go alone while it is gathered', () => {
    expect(admit(order, { ...quietless, recent: 0, inBurst: true }, now)).toEqual({ kind: 'now' });
    expect(admit(order, { ...quietless, recent: 1, inBurst: true }, now)).toMatchObject({ reason: 'burst' });
  });
  it('does not end in quiet hours', () => {
    const evening = at('2026-11-23T20:58:00+08:00');
    expect(admit(order, { ...sleeping, recent: 9 }, evening)).toMatchObject({
      until: at('2026-11-24T08:00:00+08:00'),
    });
  });
  it('never holds what has a time of its own, nor summaries', () => {
    const timed = { kind: 'reminder', push: 'reminder', dueAt: now } as const;
    expect(admit(timed, { ...quietless, recent: 99 }, now)).toEqual({ kind: 'now' });
    expect(admit({ kind: 'daily', push: 'daily' }, { ...quietless, recent: 99 }, now)).toEqual({
      kind: 'now',
    });
  });
});

describe("a day's budget", () => {
  const now = at('2026-11-23T10:00:00+08:00');
  const used = { ...quietless, budget: 20, today: 20 };
  const evening = { kind: 'hold', until: at('2026-11-23T18:00:00+08:00'), reason: 'budget' };

  it('holds what matters least until the evening', () => {
    expect(admit({ kind: 'same-city', push: 'same-city' }, { ...used, today: 19 }, now)).toEqual({
      kind: 'now',
    });
    expect(admit({ kind: 'same-city', push: 'same-city' }, used, now)).toEqual(evening);
  });
  it('holds news about one’s work only once twice of it is used', () => {
    const comment = { kind: 'people', push: 'comment' } as const;
    expect(admit(comment, { ...used, today: 39 }, now)).toEqual({ kind: 'now' });
    expect(admit(comment, { ...used, today: 40 }, now)).toEqual(evening);
  });
  it.each(['payment-proposed', 'payment-confirmed', 'order-signed', 'reminder', 'role-asked'] as const)(
    'never holds %s',
    (push) => {
      expect(admit({ kind: 'calendar', push }, { ...used, today: 999 }, now)).toEqual({ kind: 'now' });
    },
  );
  it('holds until the morning what comes late, and until quiet hours end', () => {
    const late = at('2026-11-23T17:40:00+08:00');
    expect(admit({ kind: 'stale', push: 'stale' }, used, late)).toMatchObject({
      until: at('2026-11-24T09:00:00+08:00'),
    });
    const slow = { ...used, quiet: { from: '17:50', until: '10:00' } };
    expect(admit({ kind: 'stale', push: 'stale' }, slow, late)).toMatchObject({
      until: at('2026-11-24T10:00:00+08:00'),
    });
  });
  it('holds nothing where there is none', () => {
    expect(admit({ kind: 'stale', push: 'stale' }, { ...quietless, today: 999 }, now)).toEqual({
      kind: 'now',
    });
  });
});

describe('the tables', () => {
  it('hold every push and only sensible numbers', () => {
    expect(Object.values(manners).filter(({ quiet }) => quiet === 'through')).toHaveLength(4);
    for (const { most, withinMs } of Object.values(burstLimits)) {
      expect(most).toBeGreaterThan(0);
      expect(withinMs).toBeGreaterThan(0);
    }
    expect(defaultBudgets.people).toBeLessThan(defaultBudgets.channels);
  });
});

describe('whatever the instant', () => {
  it('quiet hours end later than now, at their time, unless the clocks jump over it', () => {
    for (let step = 0; step < 2_000; step += 1) {
      const now = at('2026-01-01T00:00:00Z') + step * 15_731_000;
      const end = findQuietEnd(now, night, 'Europe/Berlin');
      const inside =
        localTimeOf(now, 'Europe/Berlin') >= '21:00' || localTimeOf(now, 'Europe/Berlin') < '08:00';
      expect(end !== undefined).toBe(inside);
      if (end === undefined) continue;
      expect(end).toBeGreaterThan(now);
      expect(localTimeOf(end, 'Europe/Berlin')).toBe('08:00');
      expect(localDateOf(end, 'Europe/Berlin') >= localDateOf(now, 'Europe/Berlin')).toBe(true);
    }
  });
});
