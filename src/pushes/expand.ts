import type { StoreContext } from '../store/context.ts';

/** A delivery that an event caused, new in the ledger and waiting; `notBefore` is an instant (epoch ms). */
export interface NewDelivery {
  readonly orgId: string;
  readonly id: string;
  readonly notBefore: number;
}

/**
 * Works an event of the outbox off: finds who has to hear of it, puts one delivery for each into the ledger and marks the
 * event as done, in one transaction. Running it again, or twice at once, adds nothing: a delivery's key says what, about
 * which event or period and to whom. Answers with the deliveries that are new and can be sent.
 */
export async function expandEvent(
  _store: StoreContext,
  _event: { readonly orgId: string; readonly id: string },
): Promise<readonly NewDelivery[]> {
  return [];
}
