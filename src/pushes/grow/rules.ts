import type { MessageRef } from '../../chat/sender.ts';

const MINUTE = 60_000;

/**
 * News about the same customer in the same place grows one card if it comes within `nextMs` of the news before it and
 * `allMs` of the first on the card. Longer ago nobody sees any more that a card grew. For `patienceMs` a message waits until
 * it is known what became of one before it.
 */
export const growTimes = {
  nextMs: 15 * MINUTE,
  allMs: 60 * MINUTE,
  patienceMs: 10 * MINUTE,
} as const;

/** Another message about the same customer to the same place. Instants are epoch ms. */
export interface Sibling {
  readonly id: string;
  readonly state: 'pending' | 'held' | 'sending' | 'unknown' | 'sent';
  readonly createdAt: number;
  /** What carries it; null: it goes by itself. */
  readonly bearerId: string | null;
  /** Waits for an admin's decision. */
  readonly isStuck: boolean;
  /** Where it was posted; null until it is sent. */
  readonly ref: MessageRef | null;
  /** When it was posted or last grew; null until then. */
  readonly settledAt: number | null;
}

/** What becomes of a message that is about to be sent. */
export type Growth =
  /** There is nothing it could grow with. */
  | { readonly kind: 'alone' }
  /** Another one is under way: where that ends up decides. */
  | { readonly kind: 'wait' }
  /** `claim`: those that it tells as well; `card`: the message whose place it takes. */
  | { readonly kind: 'grow'; readonly claim: readonly string[]; readonly card?: MessageRef };

/**
 * Decides with whom a message grows one card, from all its siblings at one instant. What is under way comes first, and is waited
 * for with patience; what has not been sent is told along; what was sent last is the card whose place is taken.
 */
export function decideGrowth(
  own: {
    readonly id: string;
    readonly createdAt: number;
    readonly now: number;
    /** False for one that may have been posted: the others wait for it. */
    readonly mayWait: boolean;
  },
  siblings: readonly Sibling[],
): Growth {
  const near = siblings.filter(({ createdAt }) => Math.abs(createdAt - own.createdAt) <= growTimes.nextMs);
  const isUnderWay = near.some(({ state }) => state === 'sending' || state === 'unknown');
  if (own.mayWait && isUnderWay && own.now - own.createdAt < growTimes.patienceMs) return { kind: 'wait' };
  const claimed = near.filter(
    ({ state, bearerId, isStuck }) =>
      (state === 'pending' || state === 'held') && bearerId === null && !isStuck,
  );
  const card = findCard(own, near, siblings);
  const claim = claimed.map(({ id }) => id);
  const carries = siblings.some(({ bearerId }) => bearerId === own.id);
  if (claim.length === 0 && card === undefined && !carries) return { kind: 'alone' };
  return { kind: 'grow', claim, ...(card === undefined ? {} : { card }) };
}

/** How long until it is asked again what became of the one before (ms of real time). */
export function waitForOther(waitedMs: number): number {
  return Math.min(Math.max(waitedMs / 4, 1_000), 30_000);
}

/** The newest message that was sent, unless its card began too long ago. */
function findCard(
  own: { readonly createdAt: number },
  near: readonly Sibling[],
  siblings: readonly Sibling[],
): MessageRef | undefined {
  const sent = near.filter(({ state, ref }) => state === 'sent' && ref !== null);
  const newest = sent.toSorted(
    (one, other) => (other.settledAt ?? 0) - (one.settledAt ?? 0) || (one.id < other.id ? 1 : -1),
  )[0];
  const ref = newest?.ref ?? undefined;
  if (ref === undefined) return undefined;
  const began = Math.min(
    ...siblings.filter((each) => each.ref?.message === ref.message).map(({ createdAt }) => createdAt),
  );
  return own.createdAt - began <= growTimes.allMs ? ref : undefined;
}
