import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createManualClock } from '../../src/kernel/clock.ts';
import { createIds, isUuid } from '../../src/kernel/ids.ts';

describe('ids', () => {
  it('are UUIDs of version 7 that carry the clock’s millisecond', () => {
    const clock = createManualClock(Date.UTC(2026, 10, 23));
    const id = createIds(clock).uuid();
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(isUuid(id)).toBe(true);
    expect(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)).toBe(clock.now());
  });

  it('use the randomness they are given', () => {
    const clock = createManualClock(0x0123456789ab);
    const fill = (bytes: Uint8Array) => {
      bytes.fill(0xff);
    };
    expect(createIds(clock, fill).uuid()).toBe('01234567-89ab-77ff-bfff-ffffffffffff');
  });

  it('sort in the order they were made, however the clock moves', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 60 }), (moves) => {
        const clock = createManualClock(1_000_000);
        const ids = createIds(clock);
        const made = moves.map((move) => {
          clock.advance(move);
          return ids.uuid();
        });
        expect(made.toSorted()).toEqual(made);
        expect(new Set(made).size).toBe(made.length);
      }),
      { numRuns: 300 },
    );
  });

  it('sort and differ when ten thousand are made within one millisecond', () => {
    const ids = createIds(createManualClock(1_000_000));
    const made = Array.from({ length: 10_000 }, () => ids.uuid());
    expect(made.toSorted()).toEqual(made);
    expect(new Set(made).size).toBe(made.length);
    expect(made.every(isUuid)).toBe(true);
  });

  it.each([
    '',
    'abc',
    '01234567-89AB-77FF-BFFF-FFFFFFFFFFFF',
    '01234567-89ab-77ff-bfff-ffffffffffff ',
    "' or 1=1",
  ])('%j is no id', (text) => {
    expect(isUuid(text)).toBe(false);
  });
});
