import type { Role } from '../chat/spec.ts';
import { mayUse, type Relation, relationTo } from '../people/rights.ts';

/** Somebody as far as orders ask: what they are, and who belongs to the groups that they manage. */
export interface Standing {
  readonly memberId: string;
  readonly roles: readonly Role[];
  readonly below: ReadonlySet<string>;
}

/** The people whom an order is about. */
export interface OrderPeople {
  /** Owner of its customer; null: in the pool. */
  readonly ownerId: string | null;
  readonly credited: readonly string[];
}

/** How an order stands to a person: through its customer's owner or through whoever is credited, the nearest of them. */
export function relateOrder(person: Standing, order: OrderPeople): Relation {
  const { memberId, below } = person;
  const relations = [order.ownerId, ...order.credited].map((id) => relationTo(memberId, id, below));
  const nearest = (['own', 'below'] as const).find((relation) => relations.includes(relation));
  return nearest ?? relationTo(memberId, order.ownerId, below);
}

/** Whether this person sees an order with its customer and its payments. */
export function maySeeOrder(person: Standing, order: OrderPeople): boolean {
  return mayUse(person.roles, 'order.see', relateOrder(person, order));
}

/** What somebody may do with a payment for an order; undefined: nothing. */
export type PaymentWay = 'record' | 'propose' | undefined;

/**
 * Finance records a payment, which then counts at once, unless their own share is in it: nobody confirms what pays
 * themselves. Salespeople and managers propose one for their own orders, managers for those of their groups.
 */
export function findPaymentWay(person: Standing, order: OrderPeople): PaymentWay {
  const relation = relateOrder(person, order);
  if (mayUse(person.roles, 'payment.record', relation))
    return order.credited.includes(person.memberId) ? 'propose' : 'record';
  return mayUse(person.roles, 'payment.propose', relation) ? 'propose' : undefined;
}

export type Verdict = 'allowed' | 'needs-finance' | 'own-share';

/**
 * Whether this person may confirm or reject a proposed payment: finance, and an executive where every member of finance
 * is credited for it (`financeFree` false); never anybody who is credited for it.
 */
export function judgeDecision(
  person: Pick<Standing, 'memberId' | 'roles'>,
  credited: readonly string[],
  financeFree: boolean,
): Verdict {
  const finance = mayUse(person.roles, 'payment.confirm', 'other');
  if (!finance && (financeFree || !person.roles.includes('executive'))) return 'needs-finance';
  return credited.includes(person.memberId) ? 'own-share' : 'allowed';
}

export type EditVerdict = 'allowed' | 'not-yours' | 'money-in';

/**
 * Whether this person may change a signed order. Its plan of instalments is for whoever works the order. What it is worth
 * and when it was signed, and whether it stands, are theirs too until money came in; from then on a manager or an admin
 * decides who is not credited for it, since pay may rest on it.
 */
export function judgeEdit(
  person: Standing,
  order: OrderPeople,
  change: {
    readonly isPlanOnly: boolean;
    readonly hasPayments: boolean;
    /** Whose pay it may change: everybody who was ever credited; if not given, who is now. */
    readonly everCredited?: readonly string[];
  },
): EditVerdict {
  if (!mayUse(person.roles, 'order.sign', relateOrder(person, order))) return 'not-yours';
  if (change.isPlanOnly || !change.hasPayments) return 'allowed';
  const everybody = [...order.credited, ...(change.everCredited ?? [])];
  if (maySetSplit(person, everybody)) return 'allowed';
  return 'money-in';
}

export type SignVerdict = 'allowed' | 'own-proposal' | 'own-share' | 'needs-second';

/**
 * Whether this person may sign a correction of a split that somebody else proposed: a manager above the order, finance, an
 * executive or an admin, who is neither in the old split nor in the new one.
 */
export function judgeSigning(
  person: Standing,
  order: OrderPeople,
  proposal: { readonly proposers: readonly string[]; readonly members: readonly string[] },
): SignVerdict {
  const relation = relateOrder(person, order);
  const isAbove = person.roles.includes('manager') && (relation === 'below' || relation === 'own');
  const mayAtAll = isAbove || person.roles.some((role) => SIGNS.includes(role));
  if (!mayAtAll) return 'needs-second';
  if (proposal.proposers.includes(person.memberId)) return 'own-proposal';
  return [...order.credited, ...proposal.members].includes(person.memberId) ? 'own-share' : 'allowed';
}

const SIGNS: readonly Role[] = ['finance', 'executive', 'admin'];

/**
 * Whether this person may say how an order's credit is shared: managers and admins may, but never for a split that they
 * are in themselves; the level above does that.
 */
export function maySetSplit(person: Standing, members: readonly string[]): boolean {
  const role = person.roles.includes('manager') || person.roles.includes('admin');
  return role && !members.includes(person.memberId);
}
