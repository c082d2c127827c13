import type { Log } from '../src/kernel/log.ts';
import { tick } from '../src/pushes/tick.ts';
import type { StoreContext } from '../src/store/context.ts';
import { createLoop, type Loop } from './loop.ts';
import { onMove } from './movable.ts';

const EVERY_MS = 1_000;

/** Decides what fell due: each second, and at once when the clock is moved. `nudge` is called when there is something new. */
export function createTicker(store: StoreContext, log: Log, nudge: () => void): Loop {
  const loop = createLoop({ name: 'ticker', everyMs: EVERY_MS, log }, async () => {
    const { queued, reminders } = await tick(store);
    if (queued + reminders > 0) nudge();
  });
  // What was due at another time may be due now although nothing new falls due.
  onMove(store.clock, () => {
    nudge();
    loop.nudge();
  });
  return loop;
}
