/** Tells listeners what changed on somebody's screen. */
export type ChangeFeed<Change> = {
  readonly tell: (change: Change) => void;
  /** @returns a function that ends it */
  readonly listen: (listener: (change: Change) => void) => () => void;
};

export function createChangeFeed<Change>(): ChangeFeed<Change> {
  const listeners = new Set<(change: Change) => void>();
  return {
    tell: (change) => {
      for (const listener of listeners) listener(change);
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
