import type { Registry } from 'prom-client';
import type { Sender } from '../src/chat/sender.ts';
import type { Log } from '../src/kernel/log.ts';
import { createRecent } from '../src/kernel/recent.ts';
import { createSharedDesk } from '../src/pushes/ledger/desk.ts';
import type { LedgerMetrics } from '../src/pushes/ledger/metrics.ts';
import { type AttemptTimes, attemptTimes } from '../src/pushes/ledger/schedule.ts';
import { prepareDeliveries } from '../src/pushes/prepare.ts';
import type { StoreContext } from '../src/store/context.ts';
import { createCanary } from './canary.ts';
import { createLimiter } from './limiter.ts';
import { createLooker } from './looker.ts';
import type { Loop } from './loop.ts';
import { createLedgerMetrics, createMetrics } from './metrics.ts';
import { openQueue } from './open-queue.ts';
import { type JobPace, jobPace } from './pace.ts';
import type { Consumer, JobQueue, QueuePlace } from './queue.ts';
import { createRelay } from './relay.ts';
import { createSweeper } from './sweeper.ts';
import { createTagger } from './tagger.ts';
import { createTeller } from './teller.ts';
import { createTicker } from './ticker.ts';
import { startWorker } from './worker.ts';

export interface JobsDeps {
  readonly store: StoreContext;
  readonly sender: Sender;
  readonly log: Log;
  readonly registry: Registry;
  readonly databaseUrl: string;
  /** Absent: the queue lives in PostgreSQL. */
  readonly redisUrl?: string | undefined;
  readonly times?: AttemptTimes;
  /** Where attempts are counted; absent: in the registry. */
  readonly metrics?: LedgerMetrics;
  readonly pace?: JobPace;
}

/** The work behind the requests: pushes, reminders, schedules, and whatever did not go out at the first attempt. */
export interface Jobs {
  readonly start: () => Promise<void>;
  /** Something was committed that has to leave at once. */
  readonly nudge: () => void;
  /** Rejects, with the reason, when nothing has been worked off for three minutes or before it was started. */
  readonly check: () => Promise<void>;
  /** Finishes the jobs under way and closes the queue. */
  readonly stop: () => Promise<void>;
}

interface Running {
  readonly queue: JobQueue;
  readonly worker: Consumer;
  readonly loops: readonly Loop[];
  readonly relay: Loop;
  readonly check: () => Promise<void>;
}

/** For so long what is told to many at once is not read again (ms). */
const SHARED_MS = 2_000;

/** Opens nothing until it is started. Any number of processes may run it against the same database and queue. */
export function createJobs(deps: JobsDeps): Jobs {
  let running: Running | undefined;
  return {
    start: async () => {
      running ??= await startAll(deps);
    },
    nudge: () => running?.relay.nudge(),
    check: () => (running === undefined ? Promise.reject(new Error('not started')) : running.check()),
    stop: async () => {
      const stopping = running;
      running = undefined;
      if (stopping === undefined) return;
      await Promise.all(stopping.loops.map((loop) => loop.stop()));
      await stopping.worker.close();
      await stopping.queue.close();
    },
  };
}

async function startAll(deps: JobsDeps): Promise<Running> {
  const { store, log, sender, pace = jobPace, times = attemptTimes } = deps;
  const place: QueuePlace =
    deps.redisUrl === undefined
      ? { kind: 'postgres', url: deps.databaseUrl }
      : { kind: 'redis', url: deps.redisUrl };
  const queue = await openQueue(place, log, pace);
  const relay = createRelay({ store, queue, pace, log });
  const canary = createCanary(store, log, relay.nudge);
  const metrics = createMetrics({ registry: deps.registry, store, queue, silence: canary.silence });
  const worker = startWorker(
    queue,
    {
      store,
      sender,
      log,
      metrics: deps.metrics ?? createLedgerMetrics(deps.registry),
      limiter: createLimiter(queue.counters, log, relay.nudge),
      times,
      desk: createSharedDesk(store, times, prepareDeliveries),
      sharing: { ...store, recent: createRecent(SHARED_MS) },
      nudge: relay.nudge,
    },
    pace.atOnce,
  );
  const sweeper = createSweeper({ store, queue, pace, log, swept: metrics.swept });
  const ticker = createTicker(store, log, relay.nudge);
  const looker = createLooker(store, log, relay.nudge);
  const loops = [
    relay,
    sweeper,
    ticker,
    looker,
    createTagger(store, log),
    canary,
    createTeller(store, log, relay.nudge),
  ];
  for (const loop of loops) loop.start();
  return { queue, worker, loops, relay, check: canary.check };
}
