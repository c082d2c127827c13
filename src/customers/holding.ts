import type { Holding } from '../people/holding.ts';
import { moveOwners } from './owners.ts';

/** Customers go where the plan says; the ledger of owners tells that it was a hand-over. */
export const customerHolding: Holding = {
  kind: 'customers',
  columns: [{ column: 'customers.owner_id' }],
  move: async (tx, context, { leaverId, customers }) => {
    const receivers = new Set(customers.values());
    const moved = [];
    for (const to of receivers) {
      const theirs = [...customers].flatMap(([id, receiver]) =>
        receiver === to ? [{ id, from: leaverId }] : [],
      );
      const ids = await moveOwners(tx, context, { customers: theirs, to, reason: 'left' });
      moved.push(...ids.map((id) => ({ id, to })));
    }
    return moved;
  },
};
