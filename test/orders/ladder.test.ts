import { describe, expect, it } from 'vitest';
import { weekdayOf } from '../../src/kernel/calendar.ts';
import { findRung, isPaused } from '../../src/orders/ladder.ts';

const isWorkday = (day: string) => weekdayOf(day) < 6;

describe('the steps at which people are told', () => {
  it.each([
    ['2026-11-22', undefined],
    ['2026-11-23', -7],
    ['2026-11-29', -7],
    ['2026-11-30', 0],
    ['2026-12-02', 0],
    ['2026-12-03', 3],
    ['2027-02-01', 3],
  ])('to the owner on %s: %s', (today, rung) => expect(findRung('owner', '2026-11-30', today)).toBe(rung));

  it('are later for those above', () => {
    expect(findRung('manager', '2026-11-30', '2026-12-06')).toBeUndefined();
    expect(findRung('manager', '2026-11-30', '2026-12-07')).toBe(7);
    expect(findRung('head', '2026-11-30', '2026-12-29')).toBeUndefined();
    expect(findRung('head', '2026-11-30', '2026-12-30')).toBe(30);
  });
});

describe('asking for an instalment rests', () => {
  const quiet = { hold: null, proposedOn: null };
  it.each([
    // Proposed on a Thursday: Friday, Monday and Tuesday are its three workdays.
    ['2026-11-26', true],
    ['2026-11-27', true],
    ['2026-11-30', true],
    ['2026-12-01', true],
    ['2026-12-02', false],
  ])('for three workdays after a payment was proposed: %s %s', (today, paused) =>
    expect(isPaused({ ...quiet, proposedOn: '2026-11-26' }, today, isWorkday)).toBe(paused),
  );

  it('while it is disputed, and up to the day of a promise', () => {
    const disputed = { kind: 'disputed', until: null } as const;
    expect(isPaused({ ...quiet, hold: disputed }, '2027-11-26', isWorkday)).toBe(true);
    const promised = { kind: 'promised', until: '2026-12-04' } as const;
    expect(isPaused({ ...quiet, hold: promised }, '2026-12-04', isWorkday)).toBe(true);
    expect(isPaused({ ...quiet, hold: promised }, '2026-12-05', isWorkday)).toBe(false);
    expect(isPaused(quiet, '2026-12-05', isWorkday)).toBe(false);
  });
});
