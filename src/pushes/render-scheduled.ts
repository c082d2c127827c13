import type { PushContent, Rendered } from './content.ts';
import { type SubscribedPush, skip } from './rendered.ts';
import { findSlotFacts } from './slot-facts.ts';
import { isTooLate, type ScheduledKind } from './slots.ts';

type Scheduled = Extract<PushContent, { push: ScheduledKind }>;

/** A digest or a ranking of a slot, with the figures as they are now. */
export async function renderScheduled(push: SubscribedPush, content: Scheduled): Promise<Rendered> {
  const { store, orgId, subscription } = push;
  const series = { orgId, kind: content.push, subscriptionId: subscription.id, groupId: content.groupId };
  const slot = await findSlotFacts(store.db, series, content.day);
  if (slot === undefined) return skip('nothing-to-tell');
  if (!slot.byHand && isTooLate(content.push, slot.dueAt, store.clock.now())) return skip('too-late');
  return skip('not-ready');
}
