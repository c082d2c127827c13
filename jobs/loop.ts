import type { Log } from '../src/kernel/log.ts';

export interface LoopOptions {
  readonly name: string;
  /** Pause between the end of a round and the next (ms of real time). */
  readonly everyMs: number;
  /** How long a nudge waits for more of them (ms): under load many commits share a round. */
  readonly gatherMs?: number;
  readonly log: Log;
}

/** Work that goes round again and again, one round at a time. */
export interface Loop {
  readonly start: () => void;
  /** Has a round begin soon, or after the one that runs. */
  readonly nudge: () => void;
  /** Waits for the round that runs. */
  readonly stop: () => Promise<void>;
}

/** Rounds that fail are logged once until one goes well again: a server that is away for an hour is one line. */
export function createLoop(
  { name, everyMs, gatherMs = 0, log }: LoopOptions,
  round: () => Promise<void>,
): Loop {
  let state: 'idle' | 'waiting' | 'nudged' | 'running' | 'stopped' = 'idle';
  let again = false;
  let failing = false;
  let timer: NodeJS.Timeout | undefined;
  let current: Promise<void> = Promise.resolve();

  async function runOnce(): Promise<void> {
    try {
      await round();
      if (failing) log.info({ loop: name }, 'Works again');
      failing = false;
    } catch (error) {
      if (!failing) log.error({ loop: name, err: error }, 'A round failed; it is tried again');
      failing = true;
    }
  }

  function run(): void {
    clearTimeout(timer);
    state = 'running';
    again = false;
    current = runOnce().then(() => {
      if (state === 'stopped') return;
      state = 'waiting';
      timer = setTimeout(run, everyMs);
      if (again) hurry();
    });
  }

  function hurry(): void {
    // A failing round is not hurried.
    if (state !== 'waiting' || failing) return;
    state = 'nudged';
    clearTimeout(timer);
    timer = setTimeout(run, gatherMs);
  }

  return {
    start: () => {
      if (state === 'idle') run();
    },
    nudge: () => {
      if (state === 'running') again = true;
      else hurry();
    },
    stop: async () => {
      state = 'stopped';
      clearTimeout(timer);
      await current;
    },
  };
}
