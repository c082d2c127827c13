import type { Log } from '../src/kernel/log.ts';
import { type HandOverDeps, handOver } from './hand-over.ts';
import { createLoop, type Loop } from './loop.ts';
import { prune } from './prune.ts';
import type { JobQueue } from './queue.ts';

const BATCH = 500;
/** With more jobs than this in it, a queue explains by itself why rows are late. */
const SHORT_QUEUE = 100;
/** So many times longer it is given then, before rows count as lost by it. */
const LONGER = 10;
const PRUNE_EVERY_MS = 3_600_000;

export interface SweeperDeps extends HandOverDeps {
  readonly queue: JobQueue;
  readonly log: Log;
  /** How many rows had to be handed over again. */
  readonly swept: (rows: number) => void;
}

/**
 * Finds what was handed over and did not come to an end: the queue lost it, its worker died, or the platform never
 * answered. While the queue is long it is given more time: handing over again what still waits in it would make it longer
 * yet, and its workers ever busier with jobs that have nothing left to do. And once an hour removes what has served its
 * time.
 */
export function createSweeper(deps: SweeperDeps): Loop {
  const { store, queue, pace, log, swept } = deps;
  let prunedAt: number | undefined;
  return createLoop({ name: 'sweeper', everyMs: pace.sweep, log }, async () => {
    if (queue.isReady()) {
      const isLong = (await queue.countWaiting()) > SHORT_QUEUE;
      const late = await handOver(deps, 'late', BATCH, isLong ? (LONGER - 1) * pace.handed : 0);
      if (late > 0) {
        swept(late);
        log.info({ rows: late }, 'Handed over again what was late');
      }
    }
    const now = store.clock.now();
    if (prunedAt !== undefined && Math.abs(now - prunedAt) < PRUNE_EVERY_MS) return;
    prunedAt = now;
    await prune(store);
  });
}
