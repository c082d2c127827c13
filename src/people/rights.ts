import type { Role } from '../chat/spec.ts';

/**
 * How a row stands to the person: their own; nobody's (a customer in the pool); of somebody in a group that they manage,
 * directly or from above; anybody else's.
 */
export type Relation = 'own' | 'pool' | 'below' | 'other';

/** What people do with rows of customers, orders and payments. */
export type Deed =
  | 'customer.see'
  | 'customer.work'
  | 'customer.claim'
  | 'customer.release'
  | 'customer.transfer'
  | 'customer.merge'
  | 'deal.see'
  | 'deal.work'
  | 'order.see'
  | 'order.sign'
  | 'payment.propose'
  | 'payment.record'
  | 'payment.confirm';

const ALL = ['own', 'pool', 'below', 'other'] as const;

/**
 * Who may do what to whose rows. `customer.work` is to write on a customer: log a follow-up, edit, add a contact. A sale
 * is worked by its salesperson and their managers; money is confirmed by finance alone; executives and admins see all.
 */
const rights: Readonly<Record<Deed, Partial<Record<Role, readonly Relation[]>>>> = {
  'customer.see': { sales: ['own', 'pool'], manager: ['own', 'pool', 'below'], executive: ALL, admin: ALL },
  'customer.work': { sales: ['own', 'pool'], manager: ['own', 'pool', 'below'], admin: ALL },
  'customer.claim': { sales: ['pool'], manager: ['pool'], admin: ['pool'] },
  'customer.release': { sales: ['own'], manager: ['own', 'below'], admin: ['own', 'below', 'other'] },
  'customer.merge': { sales: ['own'], manager: ['own', 'pool', 'below'], admin: ALL },
  'customer.transfer': { manager: ['own', 'pool', 'below'], admin: ALL },
  'deal.see': { sales: ['own'], manager: ['own', 'below'], executive: ALL, admin: ALL },
  'deal.work': { sales: ['own'], manager: ['own', 'below'], admin: ALL },
  'order.see': { sales: ['own'], manager: ['own', 'below'], finance: ALL, executive: ALL, admin: ALL },
  'order.sign': { sales: ['own'], manager: ['own', 'below'], admin: ALL },
  'payment.propose': { sales: ['own'], manager: ['own', 'below'] },
  'payment.record': { finance: ALL },
  'payment.confirm': { finance: ALL },
};

/** Whether one of the person's roles allows the deed on a row that stands to them like this. */
export function mayUse(roles: readonly Role[], deed: Deed, relation: Relation): boolean {
  return roles.some((role) => rights[deed][role]?.includes(relation) ?? false);
}

/** The roles that allow the deed on some row: what a refusal names. */
export function rolesFor(deed: Deed): readonly Role[] {
  return Object.keys(rights[deed]) as Role[];
}

/** Whether one of these roles opens a command at all. */
export function mayRun(roles: readonly Role[], needed: readonly Role[] | 'anyone'): boolean {
  return needed === 'anyone' || needed.some((role) => roles.includes(role));
}

/** How an owner's row stands to a person. `below`: the members of the groups that they manage. */
export function relationTo(
  memberId: string,
  ownerId: string | null,
  below: ReadonlySet<string> = new Set(),
): Relation {
  if (ownerId === null) return 'pool';
  if (ownerId === memberId) return 'own';
  return below.has(ownerId) ? 'below' : 'other';
}
