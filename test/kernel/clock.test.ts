import { describe, expect, it } from 'vitest';
import { createManualClock, systemClock } from '../../src/kernel/clock.ts';

describe('the manual clock', () => {
  it('stands still until it is moved', () => {
    const clock = createManualClock(1000);
    expect(clock.now()).toBe(1000);
    clock.advance(500);
    expect(clock.now()).toBe(1500);
    clock.set(200);
    expect(clock.now()).toBe(200);
  });

  it('tells its listeners where it moved, and nobody when it did not', () => {
    const clock = createManualClock(0);
    const heard: number[] = [];
    const stop = clock.onMove((now) => heard.push(now));
    clock.set(0);
    clock.advance(7);
    clock.set(3);
    stop();
    clock.advance(1);
    expect(heard).toEqual([7, 3]);
  });

  it('lets a listener leave while it is being told', () => {
    const clock = createManualClock(0);
    const heard: string[] = [];
    const stop = clock.onMove(() => {
      heard.push('first');
      stop();
    });
    clock.onMove(() => heard.push('second'));
    clock.advance(1);
    clock.advance(1);
    expect(heard).toEqual(['first', 'second', 'second']);
  });

  it('refuses what is no instant', () => {
    expect(() => createManualClock(Number.NaN)).toThrow(RangeError);
    expect(() => createManualClock(0).advance(0.5)).toThrow(RangeError);
  });
});

it('the system clock gives whole milliseconds of this century', () => {
  expect(Number.isSafeInteger(systemClock.now())).toBe(true);
  expect(systemClock.now()).toBeGreaterThan(1_600_000_000_000);
});
