import { auditEntries } from '../../store/audit.ts';
import type { AuditAction } from '../../store/audit-kinds.ts';
import { Prisma, type Sql } from '../../store/client.ts';
import type { ActingContext } from '../../store/context.ts';

/** Given up, or so that only an admin can know whether it may be sent again. */
const waits = Prisma.sql`bearer_id IS NULL AND (state = 'dead' OR (state = 'held' AND not_before > '9000-01-01'))`;

/**
 * Lets messages that wait for an admin be sent again, each as the same message with the same key. One that may be out
 * already is looked for first where its platform can tell; elsewhere the admin has decided that it is not. The ids of those
 * that will be: what does not wait, or has no address, stays as it is.
 */
export function retryDeliveries(acting: ActingContext, ids: readonly string[]): Promise<readonly string[]> {
  const now = new Date(acting.clock.now());
  return move(acting, ids, {
    action: 'delivery.retried',
    after: { state: 'waiting' },
    set: Prisma.sql`attempts = 0, not_before = ${now}::timestamptz, settled_at = NULL, lease_until = NULL,
      lease_token = NULL,
      state = CASE WHEN first_attempt_at IS NOT NULL AND address->>'platform' = 'slack' THEN 'unknown' ELSE 'pending' END,
      first_attempt_at = CASE WHEN address->>'platform' = 'slack' THEN first_attempt_at END`,
    where: Prisma.sql`address ? 'platform'`,
  });
}

/** As `last_error`: an admin decided that nobody needs it any more. */
export const DROPPED = 'dropped';

/** Gives messages that wait for an admin up for good, with the admin's reason. The ids of those that were. */
export function dropDeliveries(
  acting: ActingContext,
  ids: readonly string[],
  reason: string,
): Promise<readonly string[]> {
  const now = new Date(acting.clock.now());
  return move(acting, ids, {
    action: 'delivery.dropped',
    after: { state: 'skipped', reason },
    set: Prisma.sql`state = 'skipped', last_error = ${DROPPED}, settled_at = ${now}::timestamptz, lease_until = NULL,
      lease_token = NULL`,
    where: Prisma.sql`true`,
  });
}

/** As `last_error`: nobody could tell whether it was posted, and an admin has seen it. */
export const SEEN = 'seen-by-admin';

/** Notes that an admin found the message in its conversation. False if it does not wait, or was certainly never posted. */
export async function settleSeen(acting: ActingContext, id: string): Promise<boolean> {
  const now = new Date(acting.clock.now());
  const settled = await move(acting, [id], {
    action: 'delivery.settled',
    after: { state: 'sent' },
    set: Prisma.sql`state = 'sent', last_error = ${SEEN}, settled_at = ${now}::timestamptz, lease_until = NULL,
      lease_token = NULL`,
    where: Prisma.sql`first_attempt_at IS NOT NULL`,
  });
  return settled.length > 0;
}

interface Move {
  readonly action: AuditAction;
  readonly after: { readonly state: string; readonly reason?: string };
  readonly set: Sql;
  readonly where: Sql;
}

/** Changes rows that wait and writes each down, in one transaction. Rows are locked by id, so that two at once do not circle. */
function move(
  acting: ActingContext,
  ids: readonly string[],
  { action, after, set, where }: Move,
): Promise<readonly string[]> {
  const { orgId } = acting;
  return acting.db.$transaction(async (tx) => {
    const rows = await tx.$queryRaw<{ id: string; state: string }[]>`SELECT id, state FROM deliveries
      WHERE org_id = ${orgId}::uuid AND id = ANY(${[...ids]}::uuid[]) AND ${waits} AND ${where}
      ORDER BY id FOR UPDATE`;
    if (rows.length === 0) return [];
    const moved = rows.map(({ id }) => id);
    await tx.$executeRaw`UPDATE deliveries SET ${set} WHERE org_id = ${orgId}::uuid AND id = ANY(${moved}::uuid[])`;
    // What a message carries ends with it.
    if (after.state !== 'waiting')
      await tx.$executeRaw`UPDATE deliveries part SET state = b.state, settled_at = b.settled_at,
          last_error = CASE WHEN b.state = 'skipped' THEN b.last_error ELSE part.last_error END
        FROM deliveries b WHERE b.org_id = ${orgId}::uuid AND b.id = ANY(${moved}::uuid[])
          AND part.org_id = b.org_id AND part.bearer_id = b.id AND part.state = 'held'`;
    await tx.$executeRaw(
      auditEntries(
        acting,
        rows.map(({ id, state }) => ({ action, entity: 'delivery', entityId: id, before: { state }, after })),
      ),
    );
    return moved;
  });
}
