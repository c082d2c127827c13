import { readFile, writeFile } from 'node:fs/promises';
import type { Clock } from '../kernel/clock.ts';

/** A clock that runs on, but can be put elsewhere: the demo's "let it be 18:00". */
export interface ShiftedClock extends Clock {
  /** Moves to this instant (epoch ms) and goes on from there. */
  readonly set: (instant: number) => Promise<void>;
  readonly onMove: (listener: (now: number) => void) => void;
}

/**
 * Runs beside `base`, ahead of it by what was last set. The distance is kept in a file, so that the demo's data never lies
 * in the future after a restart.
 */
export async function createShiftedClock(base: Clock, path: string): Promise<ShiftedClock> {
  const listeners: ((now: number) => void)[] = [];
  let shift = await readShift(path);
  const now = () => base.now() + shift;
  return {
    now,
    set: async (instant) => {
      shift = instant - base.now();
      await writeFile(path, String(shift));
      for (const listener of listeners) listener(now());
    },
    onMove: (listener) => {
      listeners.push(listener);
    },
  };
}

async function readShift(path: string): Promise<number> {
  try {
    const shift = Number(await readFile(path, 'utf8'));
    return Number.isSafeInteger(shift) ? shift : 0;
  } catch {
    return 0;
  }
}
