import type { Address } from '../chat/sender.ts';
import type { PushContent } from './content.ts';
import type { Reader } from './readers.ts';

/** The subject of a delivery, as the ledger names it. */
export type DeliveryKind =
  | 'sales'
  | 'daily'
  | 'ranking'
  | 'reminder'
  | 'approval'
  | 'people'
  | 'calendar'
  | 'canary';

interface PlanBase {
  /** What, about which event or period, to whom: the same for every way that leads to the same message. */
  readonly key: string;
  readonly kind: DeliveryKind;
  readonly subscriptionId: string | null;
  readonly content: PushContent;
}

/** A delivery that an event asks for. One that cannot or must not go out is written down all the same, with its reason. */
export type DeliveryPlan =
  | (PlanBase & { readonly state: 'pending'; readonly to: Address })
  | (PlanBase & { readonly state: 'dead' | 'skipped'; readonly reason: string });

/** Plans a message for a conversation or person; a null address makes it a dead letter that names why. */
export function planTo(base: PlanBase, to: Address | null, reason = 'unreachable'): DeliveryPlan {
  return to === null ? { ...base, state: 'dead', reason } : { ...base, state: 'pending', to };
}

/** Plans a private message; somebody who cannot be reached makes a dead letter that the admins see. */
export function planPrivate(base: PlanBase, reader: Reader): DeliveryPlan {
  return planTo(base, reader.address, reader.active ? 'no-account' : 'inactive');
}

/** Plans that nothing is sent, and says why. */
export function planSkip(base: PlanBase, reason: string): DeliveryPlan {
  return { ...base, state: 'skipped', reason };
}
