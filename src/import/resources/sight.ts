import type { Caller } from '../../people/context.ts';
import { listMembersBelow } from '../../people/groups.ts';
import { type Deed, mayUse, rolesFor } from '../../people/rights.ts';
import { Prisma, type Sql } from '../../store/client.ts';
import type { Sight } from './define.ts';

/** Whose rows the caller may do this with: everybody's, or those of these members, and the pool's. */
export interface Reach {
  readonly all: boolean;
  readonly owners: readonly string[];
  readonly pool: boolean;
}

/** Undefined: none of the caller's roles allows it on any row. */
export async function findReach(caller: Caller, deed: Deed): Promise<Reach | undefined> {
  const { roles } = caller.actor;
  if (mayUse(roles, deed, 'other')) return { all: true, owners: [], pool: true };
  const own = mayUse(roles, deed, 'own') ? [caller.memberId] : [];
  const below = mayUse(roles, deed, 'below')
    ? await listMembersBelow(caller.db, caller.orgId, caller.memberId, caller.today)
    : [];
  const owners = [...own, ...below];
  const pool = mayUse(roles, deed, 'pool');
  return owners.length === 0 && !pool ? undefined : { all: false, owners, pool };
}

/** Whether the owner in this column is within reach. */
export function isOwnerWithin({ all, owners, pool }: Reach, owner: Sql): Sql {
  if (all) return Prisma.sql`true`;
  const mine = Prisma.sql`${owner} = ANY(${[...owners]}::uuid[])`;
  return pool ? Prisma.sql`(${mine} OR ${owner} IS NULL)` : mine;
}

/** Customers `r` that the caller may see; a merged one shows as the one that it became. */
export async function seeCustomers(caller: Caller): Promise<Sight> {
  const reach = await findReach(caller, 'customer.see');
  if (reach === undefined) return { none: rolesFor('customer.see') };
  return { where: Prisma.sql`r.merged_into IS NULL AND ${isOwnerWithin(reach, Prisma.sql`r.owner_id`)}` };
}

/** Rows `r` that belong to a customer whom the caller may see. */
export async function seeByCustomer(caller: Caller): Promise<Sight> {
  const reach = await findReach(caller, 'customer.see');
  if (reach === undefined) return { none: rolesFor('customer.see') };
  if (reach.all) return { where: Prisma.sql`true` };
  return {
    where: Prisma.sql`EXISTS (SELECT FROM customers c WHERE c.org_id = r.org_id AND c.id = r.customer_id
      AND ${isOwnerWithin(reach, Prisma.sql`c.owner_id`)})`,
  };
}

/** Rows that everybody of the organization may see. */
export function seeAll(): Promise<Sight> {
  return Promise.resolve({ where: Prisma.sql`true` });
}
