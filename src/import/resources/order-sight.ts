import type { Caller } from '../../people/context.ts';
import { rolesFor } from '../../people/rights.ts';
import { Prisma, type Sql } from '../../store/client.ts';
import type { Sight } from './define.ts';
import { findReach, isOwnerWithin } from './sight.ts';

/** Orders `r` that the caller may see: of their customers, or with their credit; a manager those of their groups. */
export function seeOrders(caller: Caller): Promise<Sight> {
  return see(caller, Prisma.sql`r.id`);
}

/** Rows `r` that belong to an order whom the caller may see. */
export function seeByOrder(caller: Caller): Promise<Sight> {
  return see(caller, Prisma.sql`r.order_id`);
}

async function see(caller: Caller, order: Sql): Promise<Sight> {
  const reach = await findReach(caller, 'order.see');
  if (reach === undefined) return { none: rolesFor('order.see') };
  if (reach.all) return { where: Prisma.sql`true` };
  const credited = Prisma.sql`EXISTS (SELECT FROM credit_split_revisions s
    WHERE s.org_id = r.org_id AND s.order_id = ${order} AND s.member_id = ANY(${[...reach.owners]}::uuid[]))`;
  const owned = Prisma.sql`EXISTS (SELECT FROM orders w JOIN customers c ON c.org_id = w.org_id AND c.id = w.customer_id
    WHERE w.org_id = r.org_id AND w.id = ${order} AND ${isOwnerWithin(reach, Prisma.sql`c.owner_id`)})`;
  return { where: Prisma.sql`(${owned} OR ${credited})` };
}
