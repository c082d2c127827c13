import type { Role } from '../chat/spec.ts';
import type { SubscriptionKind } from './kinds.ts';

/** Somebody as far as pushes ask: what they are, and which groups they manage, directly or from above. */
export interface Standing {
  readonly memberId: string;
  readonly roles: readonly Role[];
  readonly managed: ReadonlySet<string>;
}

/** A subscription as far as rights ask. `groupId` null: the whole company. */
export interface Place {
  readonly groupId: string | null;
  /** Null where it goes to a conversation. */
  readonly memberId: string | null;
}

/** Who sees the figures of all groups, by push. A ranking is public. */
const SEES_ALL: Readonly<Record<SubscriptionKind, readonly Role[] | 'anyone'>> = {
  sales: ['executive', 'finance', 'admin'],
  daily: ['executive', 'finance', 'hr', 'admin'],
  ranking: 'anyone',
  // What it tells is chosen for its reader alone.
  overdue: 'anyone',
  'clear-day': 'anyone',
  'same-city': 'anyone',
};

/** Whether this person may be sent what this push tells about the group (null: the company) in private. */
export function mayReceive(person: Standing, kind: SubscriptionKind, groupId: string | null): boolean {
  const all = SEES_ALL[kind];
  if (all === 'anyone' || all.some((role) => person.roles.includes(role))) return true;
  return managesGroup(person, groupId);
}

/**
 * Whether this person may decide what a conversation gets about the group: an admin about all, a manager about the groups
 * below them.
 */
export function mayPlace(person: Standing, groupId: string | null): boolean {
  return person.roles.includes('admin') || managesGroup(person, groupId);
}

/** Whether this person may pause, resume or remove a subscription. One's own everybody may. */
export function mayChange(person: Standing, place: Place): boolean {
  if (place.memberId !== null) return place.memberId === person.memberId || person.roles.includes('admin');
  return mayPlace(person, place.groupId);
}

function managesGroup(person: Standing, groupId: string | null): boolean {
  return person.roles.includes('manager') && groupId !== null && person.managed.has(groupId);
}
