import type { Clock } from '../src/kernel/clock.ts';
import type { Log } from '../src/kernel/log.ts';
import { tick } from '../src/pushes/tick.ts';
import type { StoreContext } from '../src/store/context.ts';
import { createLoop, type Loop } from './loop.ts';

const EVERY_MS = 1_000;

/** A clock that can be moved, as the demo's and the tests' are. */
type MovableClock = Clock & { readonly onMove: (listener: () => void) => unknown };

/** Decides what fell due: each second, and at once when the clock is moved. `nudge` is called when there is something new. */
export function createTicker(store: StoreContext, log: Log, nudge: () => void): Loop {
  const loop = createLoop({ name: 'ticker', everyMs: EVERY_MS, log }, async () => {
    const { queued, reminders } = await tick(store);
    if (queued + reminders > 0) nudge();
  });
  if (isMovable(store.clock)) {
    // What was due at another time may be due now although nothing new falls due.
    store.clock.onMove(() => {
      nudge();
      loop.nudge();
    });
  }
  return loop;
}

function isMovable(clock: Clock): clock is MovableClock {
  return 'onMove' in clock && typeof clock.onMove === 'function';
}
