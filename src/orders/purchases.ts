import type { Purchases } from '../customers/value/sources.ts';
import type { LocalDate } from '../kernel/calendar.ts';
import type { Context } from '../people/context.ts';

/** So many of a customer's latest orders tell its rhythm. */
const ORDERS_READ = 200;

/** What a customer has paid since that day, refunds taken off, and when it bought. */
export async function loadPurchases(
  { db, orgId }: Context,
  customerId: string,
  since: LocalDate,
): Promise<Purchases> {
  const [row] = await db.$queryRaw<Purchases[]>`
    SELECT COALESCE(p.given, 0)::bigint AS given, COALESCE(p.payments, 0)::int AS payments,
      ARRAY(SELECT signed_on::text FROM current_orders
        WHERE org_id = ${orgId}::uuid AND customer_id = ${customerId}::uuid AND state = 'signed'
        ORDER BY signed_on DESC LIMIT ${ORDERS_READ}::int) AS days
    FROM (SELECT sum(n.amount) AS given, count(*) FILTER (WHERE n.refund_of IS NULL) AS payments
      FROM orders o JOIN current_payments n ON n.org_id = o.org_id AND n.order_id = o.id
      WHERE o.org_id = ${orgId}::uuid AND o.customer_id = ${customerId}::uuid AND n.state = 'confirmed'
        AND n.received_on >= ${since}::date) p`;
  return row ?? { given: 0n, payments: 0, days: [] };
}

/** Net payments since that day of each of these customers that paid more than was given back. */
export async function loadPaid(
  { db, orgId }: Context,
  customerIds: readonly string[],
  since: LocalDate,
): Promise<readonly bigint[]> {
  const rows = await db.$queryRaw<{ paid: bigint }[]>`
    SELECT sum(n.amount)::bigint AS paid
    FROM orders o JOIN current_payments n ON n.org_id = o.org_id AND n.order_id = o.id
    WHERE o.org_id = ${orgId}::uuid AND o.customer_id = ANY(${[...customerIds]}::uuid[]) AND n.state = 'confirmed'
      AND n.received_on >= ${since}::date
    GROUP BY o.customer_id HAVING sum(n.amount) > 0`;
  return rows.map(({ paid }) => paid);
}
