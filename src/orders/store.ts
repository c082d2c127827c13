import type { LocalDate } from '../kernel/calendar.ts';
import { isUuid } from '../kernel/ids.ts';
import type { Caller } from '../people/context.ts';
import { listMembersBelow } from '../people/groups.ts';
import { type Db, Prisma, type Sql, type Tx } from '../store/client.ts';
import { beginsWith } from '../store/prefix.ts';
import type { Instalment } from './fill.ts';
import { listPeople } from './receivable-store.ts';
import type { Standing } from './rights.ts';
import { findSplitInForce, type SplitRow } from './rules.ts';

/** An order as it is now, with what decides rights and what is still open. Amounts are minor units. */
export interface OrderRow {
  readonly id: string;
  readonly number: string;
  readonly customerId: string;
  readonly customerName: string;
  readonly ownerId: string | null;
  readonly amount: bigint;
  readonly signedOn: LocalDate;
  readonly state: 'signed' | 'withdrawn';
  /** Confirmed payments less refunds. */
  readonly paid: bigint;
  /** Proposed payments that nobody has decided yet. */
  readonly pending: bigint;
  /** All revisions of its split. */
  readonly splits: readonly SplitRow[];
}

/** A payment of an order, newest state. */
export interface OrderPayment {
  readonly id: string;
  readonly amount: bigint;
  readonly receivedOn: LocalDate;
  readonly state: 'proposed' | 'confirmed' | 'rejected' | 'withdrawn';
  readonly byName: string | null;
  /** The payment that this refund gives back; null for a payment. */
  readonly refundOf: string | null;
  /** The place in the plan, from 1, that it names. */
  readonly instalment: number | null;
}

type Connection = Db | Tx;

/** Where the speaker stands; the groups are read only for managers. */
export async function findStanding(context: Caller): Promise<Standing> {
  const { memberId, actor } = context;
  const below = actor.roles.includes('manager')
    ? await listMembersBelow(context.db, context.orgId, memberId, context.today)
    : new Set<string>();
  return { memberId, roles: actor.roles, below };
}

/** Who is credited for an order on a day. */
export function listCredited(order: Pick<OrderRow, 'splits'>, day: LocalDate): readonly string[] {
  return findSplitInForce(order.splits, day).map(({ memberId }) => memberId);
}

/** Signed orders of a customer that are not fully paid, the oldest first. */
export function listOpenOrders(
  db: Connection,
  orgId: string,
  customerId: string,
): Promise<readonly OrderRow[]> {
  return selectOrderRows(
    db,
    Prisma.sql`o.org_id = ${orgId}::uuid AND o.customer_id = ${customerId}::uuid AND o.state = 'signed'
      AND o.amount > COALESCE(p.paid, 0)`,
  );
}

/** All orders of a customer that stand, the newest first. */
export async function listCustomerOrders(
  db: Connection,
  orgId: string,
  customerId: string,
): Promise<readonly OrderRow[]> {
  const rows = await selectOrderRows(
    db,
    Prisma.sql`o.org_id = ${orgId}::uuid AND o.customer_id = ${customerId}::uuid AND o.state = 'signed'`,
  );
  return rows.toReversed();
}

/** The order with this number, as it was kept or in capitals. */
export async function findOrderByNumber(
  db: Connection,
  orgId: string,
  number: string,
): Promise<OrderRow | undefined> {
  const forms = [...new Set([number, number.toUpperCase()])];
  const rows = await selectOrderRows(
    db,
    Prisma.sql`o.org_id = ${orgId}::uuid AND o.number = ANY(${forms}::text[])`,
  );
  return rows.find((row) => row.number === number) ?? rows[0];
}

/** The order with this id; undefined for an id that is none. */
export async function findOrderById(
  db: Connection,
  orgId: string,
  id: string,
): Promise<OrderRow | undefined> {
  if (!isUuid(id)) return undefined;
  const [row] = await selectOrderRows(db, Prisma.sql`o.org_id = ${orgId}::uuid AND o.id = ${id}::uuid`);
  return row;
}

/** Which orders to list, the newest first. */
export interface RecentOrders {
  /** Begins with this, or is of one of these customers; both absent: any. */
  readonly number?: string;
  readonly customers?: readonly string[];
  /** Those whose customer belongs to one of these members, or who are credited in any split; absent: everybody's. */
  readonly members?: readonly string[];
  readonly limit: number;
}

/** Of so many newest numbers that begin so, those of the asked-for people are taken. */
const NUMBERS_LOOKED_AT = 2_000;

/** The orders that stand and fit, the newest first. */
export async function listRecentOrders(
  db: Connection,
  orgId: string,
  { number, customers = [], members, limit }: RecentOrders,
): Promise<readonly OrderRow[]> {
  const people = listPeople(members ?? null);
  const newest = (named: Sql) => Prisma.sql`SELECT n.order_id, n.signed_on
    FROM unnest(${people}::uuid[]) w(member) CROSS JOIN LATERAL (
      SELECT p.order_id, p.signed_on FROM order_people p ${named}
      WHERE p.org_id = ${orgId}::uuid AND p.member_id = w.member AND p.state = 'signed'
      ORDER BY p.signed_on DESC, p.order_id DESC LIMIT ${limit}::int) n`;
  const theirs = Prisma.sql`JOIN order_people p ON p.org_id = f.org_id AND p.order_id = f.id
    AND p.member_id = ANY(${people}::uuid[]) AND p.state = 'signed'`;
  const found =
    number === undefined
      ? newest(Prisma.empty)
      : Prisma.sql`SELECT p.order_id, p.signed_on FROM orders f ${theirs}
          WHERE f.org_id = ${orgId}::uuid AND f.customer_id = ANY(${[...customers]}::uuid[])
        UNION ALL SELECT p.order_id, p.signed_on FROM (
          SELECT org_id, id FROM orders WHERE org_id = ${orgId}::uuid AND ${beginsWith(NUMBER, number.toUpperCase())}
          ORDER BY upper(number) USING ~>~ LIMIT ${NUMBERS_LOOKED_AT}::int) f ${theirs}
        ${people.length === 1 ? Prisma.sql`UNION ALL (${newest(beginning(number))})` : Prisma.empty}`;
  const rows = await selectOrderRows(
    db,
    Prisma.sql`o.org_id = ${orgId}::uuid AND o.state = 'signed' AND o.id IN (
      SELECT order_id FROM (SELECT DISTINCT order_id, signed_on FROM (${found}) f) d
      ORDER BY signed_on DESC, order_id DESC LIMIT ${limit}::int)`,
  );
  return rows.toReversed();
}

const NUMBER = Prisma.sql`upper(number)`;

/** Only orders whose number begins so. */
function beginning(number: string): Sql {
  return Prisma.sql`JOIN orders f ON f.org_id = p.org_id AND f.id = p.order_id
    AND starts_with(upper(f.number), ${number.toUpperCase()})`;
}

/** Orders by what `where` says of `o` (current_orders) and `p` (what is paid), the oldest first. */
export function selectOrderRows(db: Connection, where: Sql): Promise<OrderRow[]> {
  return db.$queryRaw<OrderRow[]>`
    SELECT o.id, o.number, o.customer_id AS "customerId", c.name AS "customerName", c.owner_id AS "ownerId", o.amount,
      o.signed_on::text AS "signedOn", o.state, COALESCE(p.paid, 0)::bigint AS paid,
      COALESCE(p.pending, 0)::bigint AS pending, COALESCE(s.rows, '[]'::json) AS splits
    FROM current_orders o JOIN customers c ON c.org_id = o.org_id AND c.id = o.customer_id
    LEFT JOIN LATERAL (
      SELECT sum(amount) FILTER (WHERE state = 'confirmed') AS paid, sum(amount) FILTER (WHERE state = 'proposed') AS pending
      FROM current_payments WHERE org_id = o.org_id AND order_id = o.id) p ON true
    LEFT JOIN LATERAL (
      SELECT json_agg(json_build_object('revision', r.revision, 'position', r.position, 'memberId', r.member_id,
        'name', m.name, 'basisPoints', r.basis_points, 'validFrom', r.valid_from::text)
        ORDER BY r.revision, r.position) AS rows
      FROM credit_split_revisions r JOIN members m ON m.org_id = r.org_id AND m.id = r.member_id
      WHERE r.org_id = o.org_id AND r.order_id = o.id) s ON true
    WHERE ${where} ORDER BY o.signed_on, o.id`;
}

/** The order's instalments, the oldest due first. */
export function listInstalments(
  db: Connection,
  orgId: string,
  orderId: string,
): Promise<readonly Instalment[]> {
  return db.$queryRaw<Instalment[]>`
    SELECT due_on::text AS "dueOn", amount FROM current_instalments
    WHERE org_id = ${orgId}::uuid AND order_id = ${orderId}::uuid ORDER BY due_on, position`;
}

/** The order's payments in the order in which they count. */
export function listPayments(
  db: Connection,
  orgId: string,
  orderId: string,
): Promise<readonly OrderPayment[]> {
  return db.$queryRaw<OrderPayment[]>`
    SELECT p.id, p.amount, p.received_on::text AS "receivedOn", p.state, m.name AS "byName",
      p.refund_of AS "refundOf", p.instalment
    FROM current_payments p LEFT JOIN members m ON m.org_id = p.org_id AND m.id = p.recorded_by
    WHERE p.org_id = ${orgId}::uuid AND p.order_id = ${orderId}::uuid ORDER BY p.received_on, p.id`;
}

/** The highest number in use among those that begin with the prefix; 0 if there is none. */
export async function findLastNumber(tx: Tx, orgId: string, prefix: string): Promise<number> {
  // Two orders that are signed at the same instant take their numbers one after the other.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`order number ${orgId} ${prefix}`}, 0))`;
  const [row] = await tx.$queryRaw<{ last: number }[]>`
    SELECT COALESCE(max(substring(number FROM '[0-9]{1,8}$')::int), 0) AS last FROM orders
    WHERE org_id = ${orgId}::uuid AND number ~ '[0-9]$' AND regexp_replace(number, '[0-9]{1,8}$', '') = ${prefix}`;
  return row?.last ?? 0;
}
