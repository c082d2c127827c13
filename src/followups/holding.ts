import type { HandedItem, Holding } from '../people/holding.ts';
import { Prisma } from '../store/client.ts';

interface OpenReminder {
  readonly id: string;
  readonly customerId: string;
  /** The customer's owner, if they are there. */
  readonly ownerId: string | null;
}

/**
 * A reminder goes where its customer goes; one about a colleague's customer goes to that colleague; what nobody owns goes
 * to the successor. It is announced anew to whoever gets it.
 */
export const reminderHolding: Holding = {
  kind: 'reminders',
  columns: [{ column: 'reminders.member_id', open: () => Prisma.sql`r.state = 'open'` }],
  move: async (tx, { orgId }, { leaverId, customers, heir }) => {
    const open = await tx.$queryRaw<OpenReminder[]>`
      SELECT r.id, r.customer_id AS "customerId", b.id AS "ownerId" FROM reminders r
      JOIN customers c ON c.org_id = r.org_id AND c.id = r.customer_id
      LEFT JOIN members b ON b.org_id = c.org_id AND b.id = c.owner_id AND b.active AND b.id <> ${leaverId}::uuid
      WHERE r.org_id = ${orgId}::uuid AND r.member_id = ${leaverId}::uuid AND r.state = 'open'`;
    const rows = open.map(({ id, customerId, ownerId }) => ({
      id,
      to: customers.get(customerId) ?? ownerId ?? heir,
    }));
    return tx.$queryRaw<HandedItem[]>`
      UPDATE reminders r SET member_id = w.to, announced_at = NULL
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS w(id uuid, "to" uuid)
      WHERE r.org_id = ${orgId}::uuid AND r.id = w.id AND r.state = 'open' RETURNING r.id, r.member_id AS to`;
  },
};
