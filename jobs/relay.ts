import type { Log } from '../src/kernel/log.ts';
import { type HandOverDeps, handOver } from './hand-over.ts';
import { createLoop, type Loop } from './loop.ts';
import type { JobQueue } from './queue.ts';

/** Rows of one sort that are handed over in one statement. */
const BATCH = 200;
/** More is not put into the queue: what waits in the tables is safe there, and limits and times are seen afresh. */
const HIGH_WATER = 1_000;
const POLL_MS = 500;
const GATHER_MS = 25;

export interface RelayDeps extends HandOverDeps {
  readonly queue: JobQueue;
  readonly log: Log;
}

/**
 * Hands what is new in the outbox and due in the ledger to the queue: at once when nudged by a process that has just
 * committed something, and twice a second for what other processes committed or what the clock made due.
 */
export function createRelay(deps: RelayDeps): Loop {
  const { queue, log } = deps;
  let full = true;
  const isFull = async (): Promise<boolean> => (await queue.countWaiting()) >= HIGH_WATER;
  return createLoop({ name: 'relay', everyMs: POLL_MS, gatherMs: GATHER_MS, log }, async () => {
    for (;;) {
      if (!queue.isReady()) return;
      // The queue is only asked how full it is at the start, and while there is much to hand over.
      if (full) full = await isFull();
      if (full) return;
      const handed = await handOver(deps, 'new', BATCH);
      if (handed < BATCH) return;
      full = await isFull();
    }
  });
}
