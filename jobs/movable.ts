import type { Clock } from '../src/kernel/clock.ts';

/** A clock that can be moved, as the demo's and the tests' are. */
type MovableClock = Clock & { readonly onMove: (listener: () => void) => unknown };

/** Calls `listener` whenever the clock was moved, where it is one that can be. */
export function onMove(clock: Clock, listener: () => void): void {
  if (isMovable(clock)) clock.onMove(listener);
}

function isMovable(clock: Clock): clock is MovableClock {
  return 'onMove' in clock && typeof clock.onMove === 'function';
}
