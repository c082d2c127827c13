import type { ChangeFeed } from './changes.ts';

/** Waits until a look finds something. @throws Error after `timeoutMs` real milliseconds (5,000 unless given) */
export type WaitFor = <T>(
  look: () => T | undefined | false | null,
  options?: { readonly timeoutMs?: number; readonly what?: string },
) => Promise<T>;

/** How often a look is taken besides after every change, in real milliseconds: it may depend on more than the screen. */
const LOOK_EVERY = 20;

export function createWaitFor<Change>(changes: ChangeFeed<Change>): WaitFor {
  return async (look, { timeoutMs = 5_000, what = 'what was waited for' } = {}) => {
    const until = performance.now() + timeoutMs;
    for (;;) {
      const found = look();
      if (found !== undefined && found !== false && found !== null) return found;
      if (performance.now() > until) throw new Error(`${what} did not come within ${timeoutMs} ms`);
      await nextChange(changes);
    }
  };
}

function nextChange<Change>(changes: ChangeFeed<Change>): Promise<void> {
  return new Promise((resolve) => {
    const wake = (): void => {
      clearTimeout(timer);
      stop();
      resolve();
    };
    const timer = setTimeout(wake, LOOK_EVERY);
    const stop = changes.listen(wake);
  });
}
