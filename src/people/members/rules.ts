import type { Role } from '../../chat/spec.ts';

/** Who decides on money, people or everything: granting one of these takes a second person. */
export const guardedRoles = ['hr', 'finance', 'executive', 'admin'] as const satisfies readonly Role[];
export type GuardedRole = (typeof guardedRoles)[number];

export function isGuarded(role: Role): role is GuardedRole {
  return (guardedRoles as readonly Role[]).includes(role);
}

/** Who may add and edit members. */
export const memberFeeders: readonly Role[] = ['admin', 'hr'];
/** Who may see the list of members. */
export const memberReaders: readonly Role[] = ['admin', 'hr', 'executive'];
/** Whose signature counts as the second. */
export const signerRoles: readonly Role[] = ['admin', 'executive'];

/** How long a request waits for its second signature. */
export const GRANT_DAYS = 7;

interface Person {
  readonly memberId: string;
  readonly roles: readonly Role[];
}

/** Why somebody may not change a member's role. */
export type RoleObstacle =
  /** Only an admin grants or takes this one. */
  | 'needs-admin'
  /** Neither an admin nor of HR. */
  | 'needs-feeder'
  /** It is their own. */
  | 'own-role';

/**
 * Whether a person may grant (`gain`) a role to a member or take it from them: `sales` and `manager` an admin, or HR for
 * others; those that decide on money, people or everything an admin, who then still needs a second signature to grant one and
 * never grants it to themselves.
 */
export function findRoleObstacle(
  { memberId, roles }: Person,
  subjectId: string,
  role: Role,
  gain: boolean,
): RoleObstacle | undefined {
  if (!roles.some((each) => memberFeeders.includes(each))) return 'needs-feeder';
  const isAdmin = roles.includes('admin');
  if (isGuarded(role) && !isAdmin) return 'needs-admin';
  if (memberId !== subjectId) return undefined;
  return (isGuarded(role) && gain) || !isAdmin ? 'own-role' : undefined;
}

/** A request for a role, as far as it decides who may sign it. */
export interface GrantParties {
  readonly memberId: string;
  readonly askedById: string;
  readonly keeperId: string;
}

export type SigningVerdict = 'allowed' | 'own-request' | 'own-role' | 'needs-signer';

/** Whether a person may sign or refuse: another admin or an executive, never who asked and never who gets the role. */
export function judgeSigner({ memberId, roles }: Person, grant: GrantParties): SigningVerdict {
  if (!roles.some((role) => signerRoles.includes(role))) return 'needs-signer';
  if (memberId === grant.memberId) return 'own-role';
  return memberId === grant.askedById || memberId === grant.keeperId ? 'own-request' : 'allowed';
}

export type GrantState = 'waiting' | 'signed' | 'refused' | 'withdrawn' | 'lapsed' | 'expired';

/** What is known, under lock, of a request at the instant of a decision. */
export interface GrantNow {
  readonly expiresAt: number;
  readonly subject: { readonly active: boolean; readonly roles: readonly Role[] };
  readonly role: Role;
  /** Whether whoever stands behind it is an active admin still. */
  readonly keeperStands: boolean;
}

/**
 * What becomes of a request that somebody decides now: too late it is expired, whatever they say; it lapses where the member
 * is gone or holds the role by now, or where nobody stands behind it any more.
 */
export function settleState(
  wanted: 'signed' | 'refused' | 'withdrawn',
  { expiresAt, subject, role, keeperStands }: GrantNow,
  now: number,
): Exclude<GrantState, 'waiting'> {
  if (wanted === 'withdrawn') return wanted;
  if (now >= expiresAt) return 'expired';
  if (!subject.active || subject.roles.includes(role)) return 'lapsed';
  return wanted === 'signed' && !keeperStands ? 'lapsed' : wanted;
}

/** A member's roles as they are kept. */
export function sortRoles(roles: readonly Role[]): readonly Role[] {
  return [...new Set(roles)].toSorted();
}
