import type { StoreContext } from '../../store/context.ts';
import type { DomainEvent } from '../../store/outbox.ts';
import { createCalendars } from '../calendars.ts';
import { type DeliveryPlan, planPrivate } from '../plan.ts';
import { findReader } from '../readers.ts';
import { nextHour } from './rules.ts';
import { announceReviews, listDueOrgs } from './store.ts';

/** Looks once a week, on its first workday, through every organization's pushes. */
export async function tickReviews(store: StoreContext): Promise<void> {
  const due = await listDueOrgs(store.db, store.clock.now());
  if (due.length === 0) return;
  const calendars = createCalendars(store.db);
  await calendars.load(due.map(({ orgId }) => orgId));
  for (const org of due) {
    if (calendars.of(org.orgId).isWorkday(org.today)) await announceReviews(store, org);
  }
}

/** One note to the person, in the hours of their own day. */
export async function planReview(
  store: StoreContext,
  orgId: string,
  event: Extract<DomainEvent, { kind: 'review.due' }>,
): Promise<readonly DeliveryPlan[]> {
  const { memberId, week, subscriptionIds } = event;
  const reader = await findReader(store.db, orgId, memberId);
  if (!reader?.active || reader.address === null) return [];
  const now = store.clock.now();
  const content = { kind: 'push', push: 'review', memberId, subscriptionIds, at: now } as const;
  const base = { key: `review|${week}|${memberId}`, kind: 'review', subscriptionId: null, content } as const;
  return [planPrivate({ ...base, goesAt: nextHour(now, reader.zone) }, reader)];
}
