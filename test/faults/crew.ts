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
  /**
   * Stops every worker there is, as if their machine had halted, and lets them go on after so many milliseconds. A new one
   * takes over meanwhile, and stays.
   */
  readonly freezeAll: (milliseconds: number) => Promise<void>;
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
    freezeAll: async (milliseconds) => {
      const frozen = workers.map(({ child }) => child.process);
      for (const process of frozen) process.kill('SIGSTOP');
      begin();
      await delay(milliseconds);
      for (const process of frozen) process.kill('SIGCONT');
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
