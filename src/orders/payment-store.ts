import type { LocalDate } from '../kernel/calendar.ts';
import { type Db, Prisma, type Tx } from '../store/client.ts';

/** A payment that looks like the one being typed. */
export interface TwinPayment {
  readonly id: string;
  readonly state: 'proposed' | 'confirmed';
  readonly receivedOn: LocalDate;
  /** Who typed it. */
  readonly byName: string | null;
}

/**
 * A payment of the same order and amount that waits for finance, or was confirmed for the same day: perhaps the same money.
 */
export async function findTwin(
  tx: Tx,
  orgId: string,
  typed: { readonly orderId: string; readonly amount: bigint; readonly receivedOn: LocalDate },
): Promise<TwinPayment | undefined> {
  const [twin] = await tx.$queryRaw<TwinPayment[]>`
    SELECT p.id, p.state, p.received_on::text AS "receivedOn", m.name AS "byName"
    FROM current_payments p LEFT JOIN members m ON m.org_id = p.org_id AND m.id = p.created_by
    WHERE p.org_id = ${orgId}::uuid AND p.order_id = ${typed.orderId}::uuid AND p.amount = ${typed.amount}::bigint
      AND (p.state = 'proposed' OR (p.state = 'confirmed' AND p.received_on = ${typed.receivedOn}::date))
    ORDER BY p.state = 'proposed' DESC, p.id DESC LIMIT 1`;
  return twin;
}

/** A payment that waits for finance. */
export interface WaitingPayment {
  readonly id: string;
  readonly amount: bigint;
  readonly receivedOn: LocalDate;
}

/** What of an order waits for finance, the oldest first; of one person alone if they are named. */
export function listWaiting(
  db: Db,
  orgId: string,
  orderId: string,
  keeperId?: string,
): Promise<readonly WaitingPayment[]> {
  const kept = keeperId === undefined ? Prisma.sql`true` : Prisma.sql`h.keeper_id = ${keeperId}::uuid`;
  return db.$queryRaw<WaitingPayment[]>`
    SELECT p.id, p.amount, p.received_on::text AS "receivedOn"
    FROM current_payments p JOIN payments h ON h.org_id = p.org_id AND h.id = p.id
    WHERE p.org_id = ${orgId}::uuid AND p.order_id = ${orderId}::uuid AND p.state = 'proposed' AND ${kept}
    ORDER BY p.created_at, p.id`;
}

/** A confirmed payment of which something can still be given back. */
export interface RefundablePayment {
  readonly id: string;
  readonly orderId: string;
  readonly amount: bigint;
  readonly receivedOn: LocalDate;
  /** What is left of it after its refunds, those that wait for finance counted. */
  readonly room: bigint;
}

/** The confirmed payments of these orders that were not given back in full, the latest first. */
export function listRefundable(
  db: Db | Tx,
  orgId: string,
  orderIds: readonly string[],
): Promise<readonly RefundablePayment[]> {
  return db.$queryRaw<RefundablePayment[]>`
    SELECT * FROM (
      SELECT p.id, p.order_id AS "orderId", p.amount, p.received_on::text AS "receivedOn",
        (p.amount + COALESCE((SELECT sum(r.amount) FROM current_payments r
          WHERE r.org_id = p.org_id AND r.refund_of = p.id AND r.state IN ('proposed', 'confirmed')), 0))::bigint AS room
      FROM current_payments p
      WHERE p.org_id = ${orgId}::uuid AND p.order_id = ANY(${[...orderIds]}::uuid[]) AND p.refund_of IS NULL
        AND p.state = 'confirmed') payments
    WHERE room > 0 ORDER BY "receivedOn" DESC, id DESC`;
}
