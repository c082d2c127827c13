import type { HandedItem, Holding } from '../../people/holding.ts';
import { Prisma, type Sql, type Tx } from '../../store/client.ts';
import type { ActingContext } from '../../store/context.ts';
import { outboxEvent } from '../../store/outbox.ts';

interface RunningCase {
  readonly id: string;
  readonly customerId: string;
  readonly claims: boolean;
  readonly otherId: string;
}

/**
 * A running case goes on with whoever takes over: the claim with the successor, the customer's side with whoever gets the
 * customer. Where both sides would be the same person nothing is left to decide, and it ends. What shows who was first
 * stays with the case.
 */
export const caseHolding: Holding = {
  kind: 'cases',
  columns: [
    { column: 'collision_cases.claimant_id', open: () => Prisma.sql`r.state = 'open'` },
    { column: 'collision_cases.respondent_id', open: () => Prisma.sql`r.state = 'open'` },
  ],
  move: async (tx, context, { leaverId, customers, heir }) => {
    const items: HandedItem[] = [];
    for (const { id, customerId, claims, otherId } of await listRunning(tx, context.orgId, leaverId)) {
      const to = claims ? heir : (customers.get(customerId) ?? heir);
      if (to === otherId) await end(tx, context, id);
      else await tx.$executeRaw(pass(context, id, claims, to));
      items.push({ id, to: to === otherId ? null : to });
    }
    return items;
  },
};

/** Held until the hand-over ends, so that nobody decides a case whose sides are changing. */
function listRunning(tx: Tx, orgId: string, leaverId: string): Promise<RunningCase[]> {
  return tx.$queryRaw<RunningCase[]>`
    SELECT id, customer_id AS "customerId", claimant_id = ${leaverId}::uuid AS claims,
      CASE WHEN claimant_id = ${leaverId}::uuid THEN respondent_id ELSE claimant_id END AS "otherId"
    FROM collision_cases
    WHERE org_id = ${orgId}::uuid AND state = 'open' AND ${leaverId}::uuid IN (claimant_id, respondent_id)
    ORDER BY id FOR UPDATE`;
}

function pass({ orgId }: ActingContext, id: string, claims: boolean, to: string): Sql {
  const side = Prisma.raw(claims ? 'claimant_id' : 'respondent_id');
  return Prisma.sql`UPDATE collision_cases SET ${side} = ${to}::uuid
    WHERE org_id = ${orgId}::uuid AND id = ${id}::uuid`;
}

async function end(tx: Tx, context: ActingContext, id: string): Promise<void> {
  await tx.$executeRaw`UPDATE collision_cases SET state = 'withdrawn',
      closed_at = ${new Date(context.clock.now())}::timestamptz
    WHERE org_id = ${context.orgId}::uuid AND id = ${id}::uuid`;
  await tx.$executeRaw(outboxEvent(context, { kind: 'case.closed', caseId: id }));
}
