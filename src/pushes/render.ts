import type { StoreContext } from '../store/context.ts';
import type { DeliveryContent, DeliveryToRender, Rendered } from './content.ts';

/**
 * Makes the message of a delivery from the rows as they are at this instant, in its reader's language; or tells why there
 * is nothing to say any more. Rejects where the database does.
 */
export async function renderDelivery(_store: StoreContext, delivery: DeliveryToRender): Promise<Rendered> {
  const content = delivery.content as DeliveryContent;
  if (content.kind === 'message') return content;
  return { kind: 'skip', reason: 'not-written-yet' };
}
