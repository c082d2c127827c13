import type { LocalDate } from '../kernel/calendar.ts';
import { type Db, Prisma, type Sql, type Tx } from '../store/client.ts';

/** Whose orders: of these members, as owners of the customer or credited today; null: everybody's. */
export interface Scope {
  readonly orgId: string;
  readonly members: readonly string[] | null;
  readonly today: LocalDate;
}

/** What keeps people from asking for an instalment. */
export interface Hold {
  readonly kind: 'disputed' | 'promised';
  /** Up to this day, for a promise. */
  readonly until: LocalDate | null;
  readonly reason: string;
}

/** An instalment that is not paid in full. Amounts are minor units. */
export interface OpenInstalment {
  readonly orderId: string;
  readonly number: string;
  readonly customerId: string;
  readonly customerName: string;
  readonly ownerId: string | null;
  readonly ownerName: string | null;
  /** Its place in the plan, from 1, and how many there are. */
  readonly place: number;
  readonly places: number;
  readonly dueOn: LocalDate;
  readonly amount: bigint;
  readonly paid: bigint;
  /** Of the whole order, waiting for finance. */
  readonly pending: bigint;
  readonly hold: Hold | null;
  /** The day on which the latest payment for it that waits for finance was proposed. */
  readonly proposedOn: LocalDate | null;
  /** Who asks for it: the customer's owner, or whoever is credited first where it has none. */
  readonly collectorId: string | null;
}

export interface ReceivableTotals {
  readonly open: bigint;
  readonly overdue: bigint;
  readonly count: number;
  readonly overdueCount: number;
  /** Of what fell due in the last twelve months: all of it, and what was paid by its due date. */
  readonly due: bigint;
  readonly onTime: bigint;
}

/** Stands for the whole company among the people of an order (`order_people`). */
const COMPANY = '00000000-0000-0000-0000-000000000000';

/** Rows of `order_people` p that make an order one of these members' on that day. */
export function isTheirs({ orgId, members, today }: Scope): Sql {
  return Prisma.sql`p.org_id = ${orgId}::uuid AND p.member_id = ANY(${listPeople(members)}::uuid[])
    AND p.starts <= ${today}::date AND p.ends > ${today}::date`;
}

/** The members as `order_people` names them. */
export function listPeople(members: readonly string[] | null): string[] {
  return members === null ? [COMPANY] : [...members];
}

/** What is open, what of it is late, and how much of the last year's instalments came in time. */
export async function sumReceivable(db: Db, scope: Scope): Promise<ReceivableTotals> {
  const { orgId, members, today } = scope;
  const theirs = Prisma.sql`d.org_id = ${orgId}::uuid AND d.member_id = ANY(${listPeople(members)}::uuid[])
    AND d.starts <= ${today}::date AND d.ends > ${today}::date AND ${isFirst(Prisma.sql`d.behind`, members)}`;
  const [row] = await db.$queryRaw<ReceivableTotals[]>`
    SELECT o.*, l.* FROM (
      SELECT COALESCE(sum(open), 0)::bigint AS open,
        COALESCE(sum(open) FILTER (WHERE due_on < ${today}::date), 0)::bigint AS overdue,
        COALESCE(sum(open_count), 0)::int AS count,
        COALESCE(sum(open_count) FILTER (WHERE due_on < ${today}::date), 0)::int AS "overdueCount"
      FROM due_days d WHERE ${theirs} AND d.open_count > 0) o
    CROSS JOIN (
      SELECT COALESCE(sum(amount), 0)::bigint AS due, COALESCE(sum(on_time), 0)::bigint AS "onTime"
      FROM due_days d WHERE ${theirs} AND d.due_on < ${today}::date
        AND d.due_on >= ${today}::date - interval '12 months') l`;
  return row ?? { open: 0n, overdue: 0n, count: 0, overdueCount: 0, due: 0n, onTime: 0n };
}

/** An order that is several people's has a row of each: counts that of the first of those who are asked for, and no other. */
function isFirst(behind: Sql, members: readonly string[] | null): Sql {
  if (members === null || members.length < 2) return Prisma.sql`true`;
  return Prisma.sql`(${behind} = '' OR NOT string_to_array(${behind}, ',')::uuid[] && ${[...members]}::uuid[])`;
}

export interface ReceivablePage {
  /** Only what is due before this day; absent: all. */
  readonly dueBefore?: LocalDate;
  readonly limit: number;
  readonly offset: number;
}

/** A page of what is open, the oldest due first. */
export function listReceivable(
  db: Db,
  scope: Scope,
  page: ReceivablePage,
): Promise<readonly OpenInstalment[]> {
  const { orgId, members } = scope;
  const { limit, offset, dueBefore } = page;
  const before = (day: Sql) =>
    dueBefore === undefined ? Prisma.empty : Prisma.sql`AND ${day} < ${dueBefore}::date`;
  return selectOpen(
    db,
    // So many instalments belong to as many orders at most, to those whose oldest open one is the oldest.
    Prisma.sql`i.org_id = ${orgId}::uuid AND i.order_id IN (SELECT f.order_id FROM (
        SELECT p.order_id FROM order_people p
        WHERE ${isTheirs(scope)} AND p.due_on IS NOT NULL ${before(Prisma.sql`p.due_on`)}
          AND ${isFirst(Prisma.sql`p.behind`, members)}
        ORDER BY p.due_on FETCH FIRST (${limit + offset}::int) ROWS WITH TIES) f) ${before(Prisma.sql`i.due_on`)}
      ORDER BY i.due_on, o.number, i.position LIMIT ${limit}::int OFFSET ${offset}::int`,
  );
}

/** Open instalments of all organizations or one, by what `where` says of `i`, `o` and `c`. */
export function selectOpen(db: Db | Tx, where: Sql): Promise<readonly OpenInstalment[]> {
  return db.$queryRaw<OpenInstalment[]>`
    SELECT i.order_id AS "orderId", o.number, c.id AS "customerId", c.name AS "customerName",
      c.owner_id AS "ownerId", m.name AS "ownerName",
      i.position AS place, (SELECT count(*)::int FROM instalment_states n
        WHERE n.org_id = i.org_id AND n.order_id = i.order_id) AS places,
      i.due_on::text AS "dueOn", i.amount, i.paid,
      (SELECT COALESCE(sum(p.amount), 0) FROM current_payments p
        WHERE p.org_id = i.org_id AND p.order_id = i.order_id AND p.state = 'proposed')::bigint AS pending,
      (SELECT CASE WHEN h.kind <> 'lifted' THEN json_build_object('kind', h.kind, 'until', h.until::text,
          'reason', h.reason) END
        FROM instalment_holds h WHERE h.org_id = i.org_id AND h.order_id = i.order_id AND h.due_on = i.due_on
        ORDER BY h.id DESC LIMIT 1) AS hold,
      (SELECT max((p.created_at AT TIME ZONE g.zone)::date)::text FROM current_payments p
        WHERE p.org_id = i.org_id AND p.order_id = i.order_id AND p.state = 'proposed' AND p.amount > 0
          AND (p.instalment IS NULL OR p.instalment = i.position)) AS "proposedOn",
      COALESCE(c.owner_id, (SELECT s.member_id FROM credit_split_revisions s
        WHERE s.org_id = i.org_id AND s.order_id = i.order_id AND s.position = 1
          AND s.revision = split_in_force(i.org_id, i.order_id, i.due_on))) AS "collectorId"
    FROM instalment_states i JOIN organizations g ON g.id = i.org_id
    JOIN orders o ON o.org_id = i.org_id AND o.id = i.order_id
    JOIN customers c ON c.org_id = o.org_id AND c.id = o.customer_id
    LEFT JOIN members m ON m.org_id = c.org_id AND m.id = c.owner_id
    WHERE i.paid < i.amount AND ${where}`;
}
