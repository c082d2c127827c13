/** Something on somebody's screen changed. */
export type Change =
  | { readonly kind: 'message'; readonly conversationId: string; readonly ts: string }
  | { readonly kind: 'view'; readonly userId: string }
  | { readonly kind: 'people' }
  | { readonly kind: 'request'; readonly requestId: string }
  | { readonly kind: 'call'; readonly callId: string };

/** Tells listeners what changed. */
export type ChangeFeed = {
  readonly tell: (change: Change) => void;
  /** @returns a function that ends it */
  readonly listen: (listener: (change: Change) => void) => () => void;
};

export function createChangeFeed(): ChangeFeed {
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
