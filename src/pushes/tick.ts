import type { StoreContext } from '../store/context.ts';

/** What one tick put into the outbox and wrote down. */
export interface TickReport {
  readonly queued: number;
  readonly skipped: number;
  readonly reminders: number;
}

/**
 * Decides every slot of every schedule that fell due by the clock since the last tick, and announces the reminders that
 * are due. Any number of processes may do it at once, as often as they like: a slot is one row, and what is decided is.
 */
export async function tick(_store: StoreContext): Promise<TickReport> {
  return { queued: 0, skipped: 0, reminders: 0 };
}
