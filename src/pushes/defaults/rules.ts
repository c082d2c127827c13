import type { Role } from '../../chat/spec.ts';
import type { SlotDays } from '../days.ts';
import { defaultTimes, isScheduledKind, type SubscriptionKind, subscriptionKinds } from '../kinds.ts';

/** Who gets a push without asking, and when. */
export interface PushDefault {
  readonly kind: SubscriptionKind;
  /** Who has one of these roles; none: nobody. */
  readonly roles: readonly Role[];
  /** HH:mm; null for what follows an event. */
  readonly localTime: string | null;
  readonly days: SlotDays;
}

/** What the product does where no admin decided otherwise: whoever leads gets the figures, whoever sells their own work. */
const USUAL: Readonly<Record<SubscriptionKind, readonly Role[]>> = {
  sales: [],
  daily: ['manager'],
  ranking: [],
  overdue: ['sales', 'manager', 'executive'],
  'clear-day': ['sales', 'manager'],
  'same-city': ['sales', 'manager'],
};

/** To whose roles a push can be given: they may see what it tells, and it has something to tell them. */
const GRANTABLE: Readonly<Record<SubscriptionKind, readonly Role[]>> = {
  sales: ['manager', 'finance', 'executive', 'admin'],
  daily: ['manager', 'finance', 'hr', 'executive', 'admin'],
  ranking: ['sales', 'manager', 'finance', 'hr', 'executive', 'admin'],
  overdue: ['sales', 'manager', 'executive'],
  'clear-day': ['sales', 'manager'],
  'same-city': ['sales', 'manager'],
};

/** Of these a manager gets those of the groups that they manage: one who manages none gets nothing. */
export const aboutGroups: readonly SubscriptionKind[] = ['sales', 'daily'];

export function usualDefault(kind: SubscriptionKind): PushDefault {
  const localTime = isScheduledKind(kind) ? defaultTimes[kind] : null;
  return { kind, roles: USUAL[kind], localTime, days: 'workdays' };
}

export function listUsual(): readonly PushDefault[] {
  return subscriptionKinds.map(usualDefault);
}

export function listGrantable(kind: SubscriptionKind): readonly Role[] {
  return GRANTABLE[kind];
}

/** The roles among these to which this push cannot be given. */
export function listUngrantable(kind: SubscriptionKind, roles: readonly Role[]): readonly Role[] {
  return roles.filter((role) => !GRANTABLE[kind].includes(role));
}

/** The same decision, whatever the order of its roles. */
export function isSameDefault(one: PushDefault, other: PushDefault): boolean {
  const write = ({ roles, localTime, days }: PushDefault) =>
    [roles.toSorted().join(), localTime, days].join(' ');
  return write(one) === write(other);
}
