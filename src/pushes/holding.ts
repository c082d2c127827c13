import type { HandedItem, Holding } from '../people/holding.ts';
import { Prisma } from '../store/client.ts';

/** A subscription goes to the successor, unless they have the same one: then, and of what is theirs already, it ends. */
export const subscriptionHolding: Holding = {
  kind: 'subscriptions',
  columns: [{ column: 'subscriptions.member_id', open: () => Prisma.sql`r.state <> 'removed'` }],
  move: async (tx, { orgId }, { leaverId, heir }) => {
    const mine = Prisma.sql`s.org_id = ${orgId}::uuid AND s.member_id = ${leaverId}::uuid AND s.state <> 'removed'`;
    const ended = await tx.$queryRaw<HandedItem[]>`
      UPDATE subscriptions s SET state = 'removed' WHERE ${mine} AND EXISTS (SELECT FROM subscriptions h
        WHERE h.org_id = s.org_id AND h.member_id = ${heir}::uuid AND h.kind = s.kind AND h.state <> 'removed'
          AND h.group_id IS NOT DISTINCT FROM s.group_id)
      RETURNING s.id, NULL::uuid AS to`;
    const moved = await tx.$queryRaw<HandedItem[]>`
      UPDATE subscriptions s SET member_id = ${heir}::uuid WHERE ${mine} RETURNING s.id, s.member_id AS to`;
    return [...ended, ...moved];
  },
};
