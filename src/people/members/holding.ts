import { Prisma, type Tx } from '../../store/client.ts';
import type { ActingContext } from '../../store/context.ts';
import type { HandedItem, Holding } from '../holding.ts';
import { runAll, settleGrant } from './change-roles.ts';
import { findGrant } from './grant-store.ts';

const waits = () => Prisma.sql`r.state = 'waiting'`;

/**
 * A role for the leaver is not needed any more. One that the leaver asked for goes on if an admin takes over, who then stands
 * behind it; else it ends.
 */
export const grantHolding: Holding = {
  kind: 'grants',
  columns: [
    { column: 'role_grants.keeper_id', open: waits },
    { column: 'role_grants.member_id', open: waits },
  ],
  move: async (tx, context, { leaverId, heir }) => {
    const items: HandedItem[] = [];
    for (const id of await listWaitingOf(tx, context, leaverId)) {
      const grant = await findGrant(tx, context.orgId, id);
      if (grant === undefined) continue;
      const goesOn =
        grant.memberId !== leaverId && grant.memberId !== heir && (await isAdmin(tx, context, heir));
      if (goesOn)
        await tx.$executeRaw`UPDATE role_grants SET keeper_id = ${heir}::uuid
          WHERE org_id = ${context.orgId}::uuid AND id = ${id}::uuid`;
      else await runAll(tx, settleGrant(context, grant, { state: 'lapsed' }));
      items.push({ id, to: goesOn ? heir : null });
    }
    return items;
  },
};

/** Held until the hand-over ends, so that nobody signs what is changing hands. */
async function listWaitingOf(tx: Tx, { orgId }: ActingContext, leaverId: string): Promise<readonly string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`SELECT id FROM role_grants
    WHERE org_id = ${orgId}::uuid AND state = 'waiting' AND ${leaverId}::uuid IN (keeper_id, member_id)
    ORDER BY id FOR UPDATE`;
  return rows.map(({ id }) => id);
}

async function isAdmin(tx: Tx, { orgId }: ActingContext, memberId: string): Promise<boolean> {
  const where = { orgId, id: memberId, active: true, roles: { has: 'admin' } };
  return (await tx.member.count({ where })) > 0;
}
