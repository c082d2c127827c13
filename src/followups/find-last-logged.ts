import type { Tx } from '../store/client.ts';

/** What a member logged last with each of these customers; who logged nothing with one has no entry for it. */
export async function findLastLogged(
  db: Tx,
  orgId: string,
  memberId: string,
  customerIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (customerIds.length === 0) return new Map();
  const rows = await db.$queryRaw<{ customerId: string; id: string }[]>`
    SELECT c.id AS "customerId", f.id FROM unnest(${[...new Set(customerIds)]}::uuid[]) c(id)
    CROSS JOIN LATERAL (SELECT f.id FROM follow_ups f WHERE f.org_id = ${orgId}::uuid AND f.customer_id = c.id
      AND f.author_id = ${memberId}::uuid AND f.withdrawn_at IS NULL ORDER BY f.happened_at DESC LIMIT 1) f`;
  return new Map(rows.map(({ customerId, id }) => [customerId, id]));
}
