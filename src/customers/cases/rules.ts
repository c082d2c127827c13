import { addDays } from '../../kernel/calendar.ts';
import type { WorkCalendar } from '../../kernel/workdays.ts';
import { instantOf, localDateOf } from '../../kernel/zones.ts';

/** The whole of a customer's credit in basis points. */
export const WHOLE = 10_000;

/** Which side a ruling makes the owner: who opened the case, or who has the customer. */
export type Side = 'claimant' | 'holder';

export function isSide(text: string | undefined): text is Side {
  return text === 'claimant' || text === 'holder';
}

/** A ruling: the owner, and the owner's share of later orders; what is left goes to the other side. */
export interface Ruling {
  readonly side: Side;
  /** 1 to 10 000. */
  readonly ownerBasisPoints: number;
  readonly reason: string;
}

/** Who is heard in a case. */
export interface CaseSides {
  readonly claimantId: string;
  readonly respondentId: string;
}

/** The new owner of a ruling, and the other side. */
export function readSides(
  sides: CaseSides,
  side: Side,
): { readonly ownerId: string; readonly otherId: string } {
  return side === 'claimant'
    ? { ownerId: sides.claimantId, otherId: sides.respondentId }
    : { ownerId: sides.respondentId, otherId: sides.claimantId };
}

/** How somebody stands to a case. */
export type Part = 'claimant' | 'respondent' | 'decider' | 'onlooker' | 'nobody';

export interface Standing {
  readonly memberId: string;
  readonly roles: readonly string[];
  /** The members of the groups that they manage. */
  readonly below: ReadonlySet<string>;
  /** Who is asked to decide this case. */
  readonly deciders: readonly string[];
}

/**
 * What somebody is in a case. Who is asked decides, and so may whoever manages both sides and an admin; never somebody who
 * is one of them. An executive who is not asked looks on.
 */
export function readPart(sides: CaseSides, { memberId, roles, below, deciders }: Standing): Part {
  if (memberId === sides.claimantId) return 'claimant';
  if (memberId === sides.respondentId) return 'respondent';
  const managesBoth =
    roles.includes('manager') && below.has(sides.claimantId) && below.has(sides.respondentId);
  if (deciders.includes(memberId) || managesBoth || roles.includes('admin')) return 'decider';
  return roles.includes('executive') ? 'onlooker' : 'nobody';
}

const PATIENCE_DAYS = 2;

/** When whoever decides is reminded next (epoch ms): after two days, on a workday, at the organization's reminder time. */
export function planReminder(
  now: number,
  { zone, reminderTime }: { readonly zone: string; readonly reminderTime: string },
  calendar: Pick<WorkCalendar, 'workdayFrom'>,
): number {
  const day = addDays(localDateOf(now, zone), PATIENCE_DAYS);
  return instantOf(calendar.workdayFrom(day), reminderTime, zone);
}

/** One row of a customer's default split; `memberId` null: whoever owns the customer. */
export interface DefaultShare {
  readonly memberId: string | null;
  readonly name: string;
  readonly active: boolean;
  readonly basisPoints: number;
}

export interface CreditedShare {
  readonly memberId: string;
  readonly name: string;
  readonly basisPoints: number;
}

/**
 * The split that a new order copies. The owner's part goes to whoever owns the customer by then, and so does the part of
 * somebody who has left; who appears twice has both parts.
 */
export function applyDefaultSplit(
  shares: readonly DefaultShare[],
  owner: { readonly memberId: string; readonly name: string },
): readonly CreditedShare[] {
  const credited = new Map<string, CreditedShare>();
  for (const { memberId, name, active, basisPoints } of shares) {
    const who = memberId === null || !active ? owner : { memberId, name };
    const before = credited.get(who.memberId)?.basisPoints ?? 0;
    credited.set(who.memberId, { ...who, basisPoints: before + basisPoints });
  }
  return [...credited.values()];
}
