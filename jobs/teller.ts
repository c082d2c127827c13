import type { Log } from '../src/kernel/log.ts';
import { tellLetters } from '../src/pushes/letters/tell.ts';
import type { StoreContext } from '../src/store/context.ts';
import { createLoop, type Loop } from './loop.ts';
import { onMove } from './movable.ts';

const EVERY_MS = 20_000;

/** Looks whether messages could not be sent of which the admins do not know. */
export function createTeller(store: StoreContext, log: Log, nudge: () => void): Loop {
  const loop = createLoop({ name: 'letters', everyMs: EVERY_MS, log }, async () => {
    if ((await tellLetters(store)) > 0) nudge();
  });
  onMove(store.clock, loop.nudge);
  return loop;
}
