import type { Log } from '../src/kernel/log.ts';
import { tickStale } from '../src/pushes/stale-tick.ts';
import type { StoreContext } from '../src/store/context.ts';
import { createLoop, type Loop } from './loop.ts';
import { onMove } from './movable.ts';

const EVERY_MS = 1_000;

/**
 * Looks once a day through all customers for those that nobody contacted in time. It takes minutes among a million of them, and
 * reminders and schedules are on time meanwhile: it has a loop of its own.
 */
export function createLooker(store: StoreContext, log: Log, nudge: () => void): Loop {
  const loop = createLoop({ name: 'stale-look', everyMs: EVERY_MS, log }, async () => {
    if ((await tickStale(store)) > 0) nudge();
  });
  onMove(store.clock, loop.nudge);
  return loop;
}
