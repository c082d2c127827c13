import type { HandedItem, Holding } from '../people/holding.ts';
import { Prisma } from '../store/client.ts';

const DAY = 86_400_000;

/** Planned for today or later, wherever that is already. */
const isAhead = (now: Date) =>
  Prisma.sql`r.checked_in_at IS NULL AND r.cancelled_at IS NULL
    AND r.planned_on >= ${new Date(now.getTime() - DAY)}::timestamptz::date`;

/** A planned visit goes to whoever gets the customer; one that they have planned themselves for that day is cancelled. */
export const visitHolding: Holding = {
  kind: 'visits',
  columns: [{ column: 'visits.member_id', open: isAhead }],
  move: async (tx, { orgId }, { leaverId, customers, heir, now }) => {
    const open = await tx.$queryRaw<{ id: string; customerId: string }[]>`
      SELECT r.id, r.customer_id AS "customerId" FROM visits r
      WHERE r.org_id = ${orgId}::uuid AND r.member_id = ${leaverId}::uuid AND ${isAhead(new Date(now))}`;
    const rows = open.map(({ id, customerId }) => ({ id, to: customers.get(customerId) ?? heir }));
    const wanted = Prisma.sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS w(id uuid, "to" uuid)`;
    const cancelled = await tx.$queryRaw<HandedItem[]>`
      UPDATE visits v SET cancelled_at = ${new Date(now)}::timestamptz FROM ${wanted}
      WHERE v.org_id = ${orgId}::uuid AND v.id = w.id AND EXISTS (SELECT FROM visits o WHERE o.org_id = v.org_id
        AND o.member_id = w.to AND o.planned_on = v.planned_on AND o.customer_id = v.customer_id
        AND o.cancelled_at IS NULL)
      RETURNING v.id, NULL::uuid AS to`;
    const moved = await tx.$queryRaw<HandedItem[]>`
      UPDATE visits v SET member_id = w.to FROM ${wanted}
      WHERE v.org_id = ${orgId}::uuid AND v.id = w.id AND v.cancelled_at IS NULL RETURNING v.id, v.member_id AS to`;
    return [...cancelled, ...moved];
  },
};
