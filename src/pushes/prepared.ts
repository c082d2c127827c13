import type { SlotFacts } from './slot-facts.ts';
import type { Subscription } from './subscription-store.ts';

/** What was read for a message together with others that are about to be sent; what is absent was not. */
export interface Prepared {
  /** Its subscription; undefined in it: there is none. */
  readonly subscription?: { readonly found: Subscription | undefined };
  readonly slot?: { readonly found: SlotFacts | undefined };
  /** No other message was about the same in the same place when it was looked, after this one had been taken. */
  readonly isAlone?: true;
}
