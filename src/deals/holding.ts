import type { HandedItem, Holding } from '../people/holding.ts';
import { Prisma } from '../store/client.ts';

interface OpenDeal {
  readonly id: string;
  readonly customerId: string;
  /** The customer's owner, if they are there. */
  readonly ownerId: string | null;
}

/** An open deal goes where its customer goes; without a customer's owner, to the successor. Closed ones stay as they were. */
export const dealHolding: Holding = {
  kind: 'deals',
  columns: [{ column: 'deals.owner_id', open: () => Prisma.sql`r.state = 'open'` }],
  move: async (tx, { orgId }, { leaverId, customers, heir }) => {
    const open = await tx.$queryRaw<OpenDeal[]>`
      SELECT d.id, d.customer_id AS "customerId", b.id AS "ownerId" FROM deals d
      JOIN customers c ON c.org_id = d.org_id AND c.id = d.customer_id
      LEFT JOIN members b ON b.org_id = c.org_id AND b.id = c.owner_id AND b.active AND b.id <> ${leaverId}::uuid
      WHERE d.org_id = ${orgId}::uuid AND d.owner_id = ${leaverId}::uuid AND d.state = 'open'`;
    const rows = open.map(({ id, customerId, ownerId }) => ({
      id,
      to: customers.get(customerId) ?? ownerId ?? heir,
    }));
    return tx.$queryRaw<HandedItem[]>`
      UPDATE deals d SET owner_id = w.to FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS w(id uuid, "to" uuid)
      WHERE d.org_id = ${orgId}::uuid AND d.id = w.id AND d.state = 'open' RETURNING d.id, d.owner_id AS to`;
  },
};
