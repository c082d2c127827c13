import { isPersonalKind, type ScheduledKind, scheduledKinds } from './slots.ts';

/** What can be subscribed to. Reminders always reach their author and need no subscription. */
export const subscriptionKinds = ['sales', 'daily', 'ranking', 'overdue', 'clear-day', 'same-city'] as const;
export type SubscriptionKind = (typeof subscriptionKinds)[number];

/** What sales notifications are about; a subscription may want some of them only. */
export const salesTopics = ['orders', 'payments', 'won', 'lost', 'stages'] as const;
export type SalesTopic = (typeof salesTopics)[number];

/** When the pushes with a time of day go out if nobody says otherwise. */
export const defaultTimes: Readonly<Record<ScheduledKind, string>> = {
  daily: '09:00',
  ranking: '18:00',
  overdue: '09:00',
  'clear-day': '18:00',
};

export function isSubscriptionKind(text: string): text is SubscriptionKind {
  return (subscriptionKinds as readonly string[]).includes(text);
}

/** Tells each person of their own work: no conversation can have it, and it is about no group. */
export function isOwnKind(kind: SubscriptionKind): boolean {
  return isPersonalKind(kind) || kind === 'same-city';
}

export function isScheduledKind(text: string): text is ScheduledKind {
  return (scheduledKinds as readonly string[]).includes(text);
}
