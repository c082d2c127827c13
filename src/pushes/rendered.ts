import type { Card } from '../chat/card.ts';
import type { StoreContext } from '../store/context.ts';
import type { Rendered } from './content.ts';
import type { Reader } from './readers.ts';
import type { Subscription } from './subscription-store.ts';
import type { Told } from './told/figures.ts';

/** A push of a subscription that is still active. */
export interface SubscribedPush {
  readonly store: StoreContext;
  readonly orgId: string;
  readonly subscription: Subscription;
}

/** A push for a member who is still there. */
export interface PersonalPush {
  readonly store: StoreContext;
  readonly orgId: string;
  readonly reader: Reader;
}

/** A card that goes out. `told`: what of it is kept, to be mended if it turns out to be wrong. */
export function send(card: Card, told?: Told): Rendered {
  return { kind: 'message', message: { kind: 'card', card }, ...(told === undefined ? {} : { told }) };
}

/** Nothing goes out, with the code of the reason. */
export function skip(reason: string): Rendered {
  return { kind: 'skip', reason };
}
