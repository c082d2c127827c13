import type { StoreContext } from './context.ts';

/**
 * Does once what many ask for within a moment, where the store is one that shares; else each time. `key` says what it is, with
 * everything that it depends on. Nothing that is for one person alone belongs here.
 */
export function share<Value>(
  { recent }: StoreContext,
  key: readonly (string | null)[],
  load: () => Promise<Value>,
): Promise<Value> {
  return recent === undefined ? load() : recent(key.join('|'), load);
}
