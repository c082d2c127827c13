import type { Address } from '../../chat/sender.ts';
import { auditEntry } from '../../store/audit.ts';
import type { ActingContext, StoreContext } from '../../store/context.ts';

/** A message that waits for an admin: given up, or so that only they can know whether it may be sent again. */
export interface DeadLetter {
  readonly id: string;
  readonly key: string;
  readonly kind: string;
  readonly state: 'dead' | 'held';
  readonly to: Partial<Address>;
  readonly attempts: number;
  readonly error: string | null;
  readonly createdAt: Date;
}

/** The newest messages of an organization that wait for an admin. */
export async function listDeadLetters(
  store: StoreContext,
  orgId: string,
  most: number,
): Promise<readonly DeadLetter[]> {
  return store.db.$queryRaw<DeadLetter[]>`
    SELECT id, key, kind, state, address AS to, attempts, last_error AS error, created_at AS "createdAt"
    FROM deliveries
    WHERE org_id = ${orgId}::uuid AND (state = 'dead' OR (state = 'held' AND not_before > '9000-01-01'))
    ORDER BY id DESC LIMIT ${most}::int`;
}

/**
 * Lets a dead or held message be sent again, as the same message with the same key. One that may be out already is looked
 * for first where its platform can tell; elsewhere the admin has decided that it is not. False if it does not wait for
 * an admin.
 */
export async function retryDelivery(acting: ActingContext, id: string): Promise<boolean> {
  const now = new Date(acting.clock.now());
  return acting.db.$transaction(async (tx) => {
    const [was] = await tx.$queryRaw<{ state: string }[]>`SELECT state FROM deliveries
      WHERE org_id = ${acting.orgId}::uuid AND id = ${id}::uuid FOR UPDATE`;
    const revived = await tx.$executeRaw`
      UPDATE deliveries SET attempts = 0, not_before = ${now}::timestamptz, settled_at = NULL, lease_until = NULL,
        lease_token = NULL,
        state = CASE WHEN first_attempt_at IS NOT NULL AND address->>'platform' = 'slack' THEN 'unknown' ELSE 'pending' END,
        first_attempt_at = CASE WHEN address->>'platform' = 'slack' THEN first_attempt_at END
      WHERE org_id = ${acting.orgId}::uuid AND id = ${id}::uuid AND address ? 'platform'
        AND (state = 'dead' OR (state = 'held' AND not_before > '9000-01-01'))`;
    if (revived === 0) return false;
    await tx.$executeRaw(
      auditEntry(acting, {
        action: 'delivery.retried',
        entity: 'delivery',
        entityId: id,
        before: { state: was?.state ?? 'dead' },
        after: { state: 'waiting' },
      }),
    );
    return true;
  });
}
