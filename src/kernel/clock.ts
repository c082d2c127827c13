/**
 * The one source of "now". Whatever is due is decided by a clock that was passed in, so that a demo can let it be
 * 18:00 and a test can be away for forty days.
 */
export type Clock = {
  /** Milliseconds since 1970-01-01T00:00Z, always an integer. */
  readonly now: () => number;
};

/** A clock that moves only when told, and tells who listens. */
export type ManualClock = Clock & {
  /** Moves to this instant (epoch ms), forwards or backwards. */
  readonly set: (instant: number) => void;
  /** Moves forwards by this many milliseconds. */
  readonly advance: (milliseconds: number) => void;
  /** Calls `listener` with the new instant after each move; the answer stops it. */
  readonly onMove: (listener: (now: number) => void) => () => void;
};

/** The machine's own clock. */
export const systemClock: Clock = { now: () => Date.now() };

/** Makes a clock that stands at `start` (epoch ms) until it is moved. */
export function createManualClock(start: number): ManualClock {
  let current = checkInstant(start);
  const listeners = new Set<(now: number) => void>();

  function set(instant: number): void {
    const target = checkInstant(instant);
    if (target === current) return;
    current = target;
    for (const listener of [...listeners]) listener(current);
  }

  return {
    now: () => current,
    set,
    advance: (milliseconds) => set(current + milliseconds),
    onMove: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function checkInstant(instant: number): number {
  if (!Number.isSafeInteger(instant))
    throw new RangeError(`not an instant in whole milliseconds: ${instant}`);
  return instant;
}
