import type { StoreContext } from '../../store/context.ts';
import { runAll, settleGrant } from './change-roles.ts';
import { findGrant } from './grant-store.ts';

/** In one round; the next tick takes the rest. */
const MOST = 100;

/** Closes the requests that nobody signed in time; whoever asked is told. Any number of processes may do it at once. */
export async function expireGrants(store: StoreContext): Promise<number> {
  const { db, clock } = store;
  const now = new Date(clock.now());
  const due = await db.$queryRaw<
    { orgId: string; id: string }[]
  >`SELECT org_id AS "orgId", id FROM role_grants
    WHERE state = 'waiting' AND expires_at <= ${now}::timestamptz ORDER BY expires_at LIMIT ${MOST}::int`;
  for (const { orgId, id } of due) {
    await db.$transaction(async (tx) => {
      await tx.$executeRaw`SELECT 1 FROM role_grants WHERE org_id = ${orgId}::uuid AND id = ${id}::uuid FOR UPDATE`;
      const grant = await findGrant(tx, orgId, id);
      if (grant?.state !== 'waiting') return;
      const context = { ...store, orgId, memberId: null, origin: 'job' };
      await runAll(tx, settleGrant(context, grant, { state: 'expired' }));
    });
  }
  return due.length;
}
