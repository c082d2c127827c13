import type { HandedItem, Holding } from '../people/holding.ts';
import { Prisma } from '../store/client.ts';

const isWaiting = Prisma.sql`EXISTS (SELECT FROM current_payments w
  WHERE w.org_id = r.org_id AND w.id = r.id AND w.state = 'proposed')`;

/** A payment that waits for finance: whoever takes over hears what becomes of it, and may take it back. */
export const paymentHolding: Holding = {
  kind: 'payments',
  columns: [{ column: 'payments.keeper_id', open: () => isWaiting }],
  move: (tx, { orgId }, { leaverId, heir }) =>
    tx.$queryRaw<HandedItem[]>`UPDATE payments r SET keeper_id = ${heir}::uuid
      WHERE r.org_id = ${orgId}::uuid AND r.keeper_id = ${leaverId}::uuid AND ${isWaiting}
      RETURNING r.id, r.keeper_id AS to`,
};

/** A correction of a split that waits for its second signature: whoever takes over hears what becomes of it. */
export const splitHolding: Holding = {
  kind: 'splits',
  columns: [{ column: 'split_proposals.keeper_id', open: () => Prisma.sql`r.state = 'waiting'` }],
  move: (tx, { orgId }, { leaverId, heir }) =>
    tx.$queryRaw<HandedItem[]>`UPDATE split_proposals r SET keeper_id = ${heir}::uuid
      WHERE r.org_id = ${orgId}::uuid AND r.keeper_id = ${leaverId}::uuid AND r.state = 'waiting'
      RETURNING r.id, r.keeper_id AS to`,
};
