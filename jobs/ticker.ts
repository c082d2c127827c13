import type { Log } from '../src/kernel/log.ts';
import { tick } from '../src/pushes/tick.ts';
import type { StoreContext } from '../src/store/context.ts';
import { createLoop, type Loop } from './loop.ts';
import { onMove } from './movable.ts';

const EVERY_MS = 1_000;
/** Who is new is looked for more seldom: it means reading all people, and their first push is hours away. */
const NEWCOMERS_EVERY_MS = 15_000;

/** Decides what fell due: each second, and at once when the clock is moved. `nudge` is called when there is something new. */
export function createTicker(store: StoreContext, log: Log, nudge: () => void): Loop {
  let lookedAt = Number.NEGATIVE_INFINITY;
  const loop = createLoop({ name: 'ticker', everyMs: EVERY_MS, log }, async () => {
    const newcomers = performance.now() - lookedAt >= NEWCOMERS_EVERY_MS;
    if (newcomers) lookedAt = performance.now();
    const { queued, reminders } = await tick(store, { newcomers });
    if (queued + reminders > 0) nudge();
  });
  // What was due at another time may be due now although nothing new falls due.
  onMove(store.clock, () => {
    lookedAt = Number.NEGATIVE_INFINITY;
    nudge();
    loop.nudge();
  });
  return loop;
}
