import { addMonths, firstOfMonth, type LocalDate } from '../kernel/calendar.ts';
import { type Db, Prisma, type Sql, type Tx } from '../store/client.ts';
import { shareFacts } from './credits.ts';

/** Somebody who is credited for an order or a payment. Amounts are minor units. */
export interface CreditNews {
  readonly memberId: string;
  readonly name: string;
  readonly basisPoints: number;
  readonly share: bigint;
  /** All that this person was credited with in the month of this news. */
  readonly monthToDate: bigint;
  /** Among all members in that month; equal sums share a rank. */
  readonly rank: number;
}

interface News {
  readonly orderId: string;
  readonly orderNumber: string;
  readonly orderAmount: bigint;
  readonly customerName: string;
  readonly currency: string;
  /** In order of the split. */
  readonly credits: readonly CreditNews[];
}

/** A signed order, as it is now. */
export interface OrderNews extends News {
  readonly state: 'signed' | 'withdrawn';
  readonly signedOn: LocalDate;
}

/** A payment in whichever state it is now. */
export interface PaymentNews extends News {
  readonly paymentId: string;
  readonly state: 'proposed' | 'confirmed' | 'rejected' | 'withdrawn';
  /** Negative for a refund. */
  readonly amount: bigint;
  readonly receivedOn: LocalDate;
  /** Confirmed payments of the order less refunds, this one included if it is confirmed. */
  readonly orderPaid: bigint;
  /** For a refund, what of its payment was not given back yet, itself not counted; null for a payment. */
  readonly refundRoom: bigint | null;
  /** The place in the plan, from 1, that it names. */
  readonly instalment: number | null;
  /** Who looks after it while it waits: its proposer, or whoever took over from them. */
  readonly keeperId: string | null;
  readonly proposedBy: string | null;
  /** Who brought it into its present state, and why if they said. */
  readonly recordedBy: string | null;
  readonly reason: string;
}

/** What there is to tell about an order; undefined where there is none with this id. */
export async function loadOrderNews(
  db: Db | Tx,
  orgId: string,
  orderId: string,
): Promise<OrderNews | undefined> {
  const [order] = await db.$queryRaw<Omit<OrderNews, 'credits'>[]>`
    SELECT o.id AS "orderId", o.number AS "orderNumber", o.amount AS "orderAmount", o.state,
      o.signed_on::text AS "signedOn", c.name AS "customerName", g.currency
    FROM current_orders o JOIN customers c ON c.org_id = o.org_id AND c.id = o.customer_id
    JOIN organizations g ON g.id = o.org_id
    WHERE o.org_id = ${orgId}::uuid AND o.id = ${orderId}::uuid`;
  if (order === undefined) return undefined;
  const own = Prisma.sql`SELECT id, id AS order_id, amount, signed_on AS split_on, signed_on AS on_day, recorded_at AS at
    FROM current_orders WHERE org_id = ${orgId}::uuid AND id = ${orderId}::uuid`;
  const credits = await loadCredits(db, orgId, own, { kind: 'order', day: order.signedOn });
  return { ...order, credits };
}

/** What there is to tell about a payment; undefined where there is none with this id. */
export async function loadPaymentNews(
  db: Db | Tx,
  orgId: string,
  paymentId: string,
): Promise<PaymentNews | undefined> {
  const [payment] = await db.$queryRaw<Omit<PaymentNews, 'credits'>[]>`
    SELECT p.id AS "paymentId", p.state, p.amount, p.received_on::text AS "receivedOn", r.reason,
      o.id AS "orderId", o.number AS "orderNumber", o.amount AS "orderAmount", c.name AS "customerName", g.currency,
      (SELECT COALESCE(sum(q.amount), 0)::bigint FROM current_payments q
        WHERE q.org_id = p.org_id AND q.order_id = p.order_id AND q.state = 'confirmed') AS "orderPaid",
      p.instalment, h.keeper_id AS "keeperId",
      (SELECT sum(q.amount) FILTER (WHERE q.id <> p.id AND q.state = 'confirmed') FROM current_payments q
        WHERE q.org_id = p.org_id AND (q.id = p.refund_of OR q.refund_of = p.refund_of))::bigint AS "refundRoom",
      author.name AS "proposedBy", recorder.name AS "recordedBy"
    FROM current_payments p JOIN payments h ON h.org_id = p.org_id AND h.id = p.id
    JOIN payment_revisions r ON r.org_id = p.org_id AND r.payment_id = p.id AND r.revision = p.revision
    JOIN current_orders o ON o.org_id = p.org_id AND o.id = p.order_id
    JOIN customers c ON c.org_id = o.org_id AND c.id = o.customer_id
    JOIN organizations g ON g.id = p.org_id
    LEFT JOIN members author ON author.org_id = p.org_id AND author.id = p.created_by
    LEFT JOIN members recorder ON recorder.org_id = p.org_id AND recorder.id = p.recorded_by
    WHERE p.org_id = ${orgId}::uuid AND p.id = ${paymentId}::uuid`;
  if (payment === undefined) return undefined;
  const own = Prisma.sql`SELECT p.id, p.order_id, p.amount, COALESCE(q.received_on, p.received_on) AS split_on,
      p.received_on AS on_day, p.recorded_at AS at
    FROM current_payments p LEFT JOIN current_payments q ON q.org_id = p.org_id AND q.id = p.refund_of
    WHERE p.org_id = ${orgId}::uuid AND p.id = ${paymentId}::uuid`;
  const credits = await loadCredits(db, orgId, own, { kind: 'payment', day: payment.receivedOn });
  return { ...payment, credits };
}

/** What of a payment was given back, by refunds that are confirmed. Minor units. */
export async function sumRefunds(db: Db | Tx, orgId: string, paymentId: string): Promise<bigint> {
  const [row] = await db.$queryRaw<{ refunded: bigint }[]>`
    SELECT COALESCE(-sum(amount), 0)::bigint AS refunded FROM current_payments
    WHERE org_id = ${orgId}::uuid AND refund_of = ${paymentId}::uuid AND state = 'confirmed'`;
  return row?.refunded ?? 0n;
}

/** Who is credited for the one fact `own`, with each one's sum and rank over all of its kind in the month of that day. */
function loadCredits(
  db: Db | Tx,
  orgId: string,
  own: Sql,
  { kind, day }: { readonly kind: 'order' | 'payment'; readonly day: LocalDate },
): Promise<CreditNews[]> {
  const month = firstOfMonth(day);
  return db.$queryRaw<CreditNews[]>`
    WITH ${shareFacts('own', orgId, own)},
    sums AS (
      SELECT member_id, sum(share) AS total, rank() OVER (ORDER BY sum(share) DESC) AS place FROM order_credits
      WHERE org_id = ${orgId}::uuid AND kind = ${kind}
        AND on_day >= ${month}::date AND on_day < ${addMonths(month, 1)}::date
      GROUP BY member_id)
    SELECT own.member_id AS "memberId", m.name, own.basis_points AS "basisPoints", own.share,
      COALESCE(sums.total, 0)::bigint AS "monthToDate",
      COALESCE(sums.place, 1 + (SELECT count(*) FROM sums others WHERE others.total > 0))::int AS rank
    FROM own JOIN members m ON m.org_id = ${orgId}::uuid AND m.id = own.member_id
    LEFT JOIN sums ON sums.member_id = own.member_id
    ORDER BY own.position`;
}
