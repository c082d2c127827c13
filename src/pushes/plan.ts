import type { Address } from '../chat/sender.ts';
import type { PushContent } from './content.ts';
import type { Reader } from './readers.ts';

/** The subject of a delivery, as the ledger names it. */
export type DeliveryKind =
  | 'sales'
  | 'daily'
  | 'ranking'
  | 'overdue'
  | 'clear-day'
  | 'reminder'
  | 'same-city'
  | 'stale'
  | 'approval'
  | 'people'
  | 'case'
  | 'calendar'
  | 'letters'
  | 'review'
  | 'gathered'
  | 'canary';

/** A conversation, and whether its workspace is still connected. */
export interface Place {
  readonly to: Address;
  readonly connected: boolean;
}

interface PlanBase {
  /** What, about which event or period, to whom: the same for every way that leads to the same message. */
  readonly key: string;
  readonly kind: DeliveryKind;
  readonly subscriptionId: string | null;
  readonly content: PushContent;
  /** The instant (epoch ms) that its reader chose for it, or chose to be told on a schedule. */
  readonly dueAt?: number;
  /** It goes out at this instant (epoch ms), not before; absent: as soon as it is there. */
  readonly goesAt?: number;
  /** Whom or what it is about: several about the same, one soon after the other, grow one card. */
  readonly subject?: string;
}

/** A delivery that an event asks for. One that cannot or must not go out is written down all the same, with its reason. */
export type DeliveryPlan =
  | (PlanBase & { readonly state: 'pending'; readonly to: Address })
  | (PlanBase & { readonly state: 'dead' | 'skipped'; readonly reason: string; readonly to?: Address });

/** Plans a message for a conversation; where its workspace is no longer connected, a dead letter. */
export function planPublic(base: PlanBase, place: Place | null): DeliveryPlan {
  if (place === null) return { ...base, state: 'dead', reason: 'no-conversation' };
  const { connected, to } = place;
  return connected
    ? { ...base, state: 'pending', to }
    : { ...base, state: 'dead', reason: 'workspace-disconnected', to };
}

/** Plans a private message; somebody who cannot be reached makes a dead letter that the admins see. */
export function planPrivate(base: PlanBase, reader: Reader): DeliveryPlan {
  if (reader.address !== null) return { ...base, state: 'pending', to: reader.address };
  return { ...base, state: 'dead', reason: reader.active ? 'no-account' : 'inactive' };
}

/** Plans that nothing is sent, and says why. */
export function planSkip(base: PlanBase, reason: string): DeliveryPlan {
  return { ...base, state: 'skipped', reason };
}
