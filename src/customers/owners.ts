import { Prisma, type Tx } from '../store/client.ts';
import type { ActingContext } from '../store/context.ts';

export interface OwnerMove {
  readonly customerId: string;
  /** Null: the pool. */
  readonly from: string | null;
  readonly to: string | null;
  readonly reason: string;
}

/**
 * Gives a customer to another owner and writes the ledger of owners, if its owner still is `from`; whether it was. Waits
 * for another change of the same customer, and then finds that owner.
 */
export async function moveOwner(
  tx: Pick<Tx, '$executeRaw'>,
  context: ActingContext,
  { customerId, from, to, reason }: OwnerMove,
): Promise<boolean> {
  const now = new Date(context.clock.now());
  const changed = await tx.$executeRaw(Prisma.sql`
    WITH moved AS (
      UPDATE customers SET owner_id = ${to}::uuid, owned_since = ${to === null ? null : now}::timestamptz
      WHERE org_id = ${context.orgId}::uuid AND id = ${customerId}::uuid AND owner_id IS NOT DISTINCT FROM ${from}::uuid
      RETURNING org_id, id
    )
    INSERT INTO ownership_changes (org_id, id, customer_id, from_id, to_id, reason, changed_at, changed_by)
    SELECT org_id, ${context.ids.uuid()}::uuid, id, ${from}::uuid, ${to}::uuid, ${reason}, ${now}::timestamptz,
      ${context.memberId}::uuid FROM moved`);
  return changed === 1;
}
