import { setTimeout as delay } from 'node:timers/promises';
import { type Child, startChild } from '../jobs/child.ts';
import type { FaultStage } from './stage.ts';
import type { WorkerOrders } from './worker.ts';

/** Worker processes that are started again when they end, as a supervisor does. */
export interface Crew {
  /** Kills one every so many milliseconds, so many times at most, until the answer is called. */
  readonly killEvery: (milliseconds: number, most: number) => () => Promise<void>;
  /** Kills so many, one after the other within so many milliseconds, however far each of them has come. */
  readonly restart: (times: number, milliseconds: number) => Promise<void>;
  /** Kills every worker there is, at once. */
  readonly killAll: () => Promise<void>;
  /** Stops one that works, as if its machine had halted, and lets it go on after so many milliseconds. */
  readonly freezeOne: (milliseconds: number) => Promise<void>;
  readonly kills: () => number;
  /** How many attempts each worker there is has brought to an end, as it said last. */
  readonly ended: () => readonly number[];
  /** How many ended without having been killed. */
  readonly ends: () => number;
  readonly stop: () => Promise<void>;
}

interface Worker {
  readonly child: Child;
  /** Milliseconds since it brought something to its end for the first time. */
  readonly worksFor: () => number;
}

const RESTART_MS = 100;

export function startCrew(stage: FaultStage, size: number): Crew {
  let stopped = false;
  let kills = 0;
  let exits = 0;
  let workers: Worker[] = [];
  const begin = (): void => {
    const worker = startWorker(stage);
    workers.push(worker);
    worker.child.process.once('exit', () => {
      workers = workers.filter((other) => other !== worker);
      if (stopped) return;
      exits += 1;
      setTimeout(() => stopped || begin(), RESTART_MS);
    });
  };
  for (let count = 0; count < size; count += 1) begin();
  const kill = async ({ child }: Worker): Promise<void> => {
    kills += 1;
    await child.kill();
  };
  return {
    killEvery: (milliseconds, most) => {
      let going = true;
      const run = async (): Promise<void> => {
        for (let next = milliseconds; going && kills < most; ) {
          await delay(next);
          // Killing one that has only just begun would show nothing, and would let a slow machine get nothing done.
          const victim = workers.find((worker) => worker.worksFor() >= milliseconds / 2);
          if (going && victim !== undefined) await kill(victim);
          next = victim === undefined ? 50 : milliseconds;
        }
      };
      const running = run();
      return () => {
        going = false;
        return running;
      };
    },
    restart: async (times, milliseconds) => {
      for (let count = 0; count < times; count += 1) {
        await delay(milliseconds / times);
        // The one that has run longest.
        const [victim] = workers;
        if (victim !== undefined) await kill(victim);
      }
    },
    killAll: async () => void (await Promise.all(workers.map(kill))),
    freezeOne: async (milliseconds) => {
      const worker = workers.find(({ worksFor }) => worksFor() > 0);
      if (worker === undefined) throw new Error('no worker works yet');
      worker.child.process.kill('SIGSTOP');
      await delay(milliseconds);
      worker.child.process.kill('SIGCONT');
    },
    kills: () => kills,
    ended: () => workers.map(({ child }) => readEnded(child)),
    ends: () => exits - kills,
    stop: async () => {
      stopped = true;
      await Promise.all(workers.map(({ child }) => child.kill()));
    },
  };
}

function readEnded({ lines }: Child): number {
  return Number(lines.findLast((line) => line.startsWith('ended '))?.slice('ended '.length) ?? 0);
}

function startWorker({ workerFile, orders }: FaultStage): Worker {
  let readyAt = Number.POSITIVE_INFINITY;
  const told: WorkerOrders = { ...orders, ahead: orders.ahead() };
  const child = startChild(workerFile, { WORKER: JSON.stringify(told) }, () => {
    readyAt = performance.now();
  });
  return { child, worksFor: () => performance.now() - readyAt };
}
