import type { PersonFacts } from '../chat/sender.ts';
import type { Role } from '../chat/spec.ts';

/** Why somebody is not linked; the admins read it in their list. */
export type LinkRefusal =
  | 'bot'
  | 'deleted'
  | 'guest'
  | 'stranger'
  | 'no-email'
  | 'email-unconfirmed'
  | 'leaver'
  | 'nobody'
  | 'ambiguous';

export type LinkDecision =
  | { readonly kind: 'link'; readonly memberId: string }
  /** The account belongs to somebody who decides or pays: it waits to be confirmed. */
  | { readonly kind: 'wait'; readonly memberId: string }
  | { readonly kind: 'refuse'; readonly reason: LinkRefusal };

/** A member of the organization, active or gone, who has the address in question. */
export interface Namesake {
  readonly memberId: string;
  readonly active: boolean;
  readonly roles: readonly Role[];
  /**
   * The organization was made for this address and nobody could confirm yet: no account of any admin is linked. Whoever
   * ran the command line named them.
   */
  readonly isFirstAdmin: boolean;
}

/** An account with one of these is worth a second look before it is believed. */
const PRIVILEGED: readonly Role[] = ['manager', 'finance', 'hr', 'executive', 'admin'];

/**
 * Whether a chat account becomes a member's. Only a person whose home is this workspace counts, no guest, stranger or bot;
 * the platform itself vouches for the work address; and exactly one active member has it. An address that a leaver had
 * never links again, and privileged members confirm from an account they have already, or an admin does.
 */
export function decideLink(person: PersonFacts, namesakes: readonly Namesake[]): LinkDecision {
  if (person.kind !== 'person') return { kind: 'refuse', reason: person.kind };
  if (person.email === undefined || person.email.trim() === '') return { kind: 'refuse', reason: 'no-email' };
  if (!person.emailConfirmed) return { kind: 'refuse', reason: 'email-unconfirmed' };
  if (namesakes.some(({ active }) => !active)) return { kind: 'refuse', reason: 'leaver' };
  const [member, ...others] = namesakes;
  if (member === undefined) return { kind: 'refuse', reason: 'nobody' };
  if (others.length > 0) return { kind: 'refuse', reason: 'ambiguous' };
  const waits = !member.isFirstAdmin && member.roles.some((role) => PRIVILEGED.includes(role));
  return { kind: waits ? 'wait' : 'link', memberId: member.memberId };
}
