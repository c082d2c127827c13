import type { LocalDate } from '../kernel/calendar.ts';
import { Prisma, type Sql, type Tx } from '../store/client.ts';
import type { ActingContext } from '../store/context.ts';

/** A service case: a follow-up that is due, and open until somebody closes it with an outcome. */
export interface ServiceCase {
  readonly id: string;
  readonly customerId: string;
  readonly customerName: string;
  readonly ownerId: string | null;
  readonly authorId: string;
  readonly authorName: string;
  readonly text: string;
  readonly happenedOn: LocalDate;
  readonly dueOn: LocalDate;
  readonly closedAt: Date | null;
  readonly outcome: string;
}

const CASE = Prisma.sql`f.id, c.id AS "customerId", c.name AS "customerName", c.owner_id AS "ownerId",
    f.author_id AS "authorId", m.name AS "authorName", left(f.text, 600) AS text, f.happened_on::text AS "happenedOn",
    f.due_on::text AS "dueOn", f.closed_at AS "closedAt", f.outcome
  FROM follow_ups f
  JOIN customers c ON c.org_id = f.org_id AND c.id = f.customer_id
  JOIN members m ON m.org_id = f.org_id AND m.id = f.author_id`;
/** So many due cases of one person are counted at most. */
const MOST_DUE = 50;
const OPEN = Prisma.sql`f.due_on IS NOT NULL AND f.closed_at IS NULL AND f.withdrawn_at IS NULL`;

/** A service case, open or closed; undefined if there is none with this id, or it was withdrawn. */
export async function loadCase(db: Tx, orgId: string, id: string): Promise<ServiceCase | undefined> {
  const [row] = await db.$queryRaw<ServiceCase[]>`SELECT ${CASE}
    WHERE f.org_id = ${orgId}::uuid AND f.id = ${id}::uuid AND f.due_on IS NOT NULL AND f.withdrawn_at IS NULL`;
  return row;
}

/** The open cases of one customer, the earliest due first. */
export function listCasesOf(db: Tx, orgId: string, customerId: string): Promise<readonly ServiceCase[]> {
  return db.$queryRaw<ServiceCase[]>`SELECT ${CASE}
    WHERE f.org_id = ${orgId}::uuid AND f.customer_id = ${customerId}::uuid AND ${OPEN}
    ORDER BY f.due_on, f.id LIMIT 8`;
}

/** Open cases due by a day that a member opened, or whose customer they own, and that no open reminder of theirs stands for. */
export function listDueCases(
  db: Tx,
  orgId: string,
  memberId: string,
  day: LocalDate,
): Promise<readonly ServiceCase[]> {
  return selectFirst(
    db,
    orgId,
    Prisma.sql`f.due_on <= ${day}::date AND (f.author_id = ${memberId}::uuid OR w.owner_id = ${memberId}::uuid)
      AND NOT EXISTS (SELECT FROM reminders r WHERE r.org_id = f.org_id AND r.customer_id = f.customer_id
        AND r.member_id = ${memberId}::uuid AND r.state = 'open' AND (r.follow_up_id = f.id OR r.due_on > ${day}::date))`,
    MOST_DUE,
  );
}

/**
 * The first open cases of which `where` is true, of a case `f` and the owner `w` of its customer, the earliest due first. Nobody
 * knows beforehand that few of all follow-ups are open: they are walked in their order, and each customer is looked up.
 */
function selectFirst(db: Tx, orgId: string, where: Sql, limit: number): Promise<readonly ServiceCase[]> {
  return db.$queryRaw<ServiceCase[]>`
    WITH first AS MATERIALIZED (SELECT f.id FROM follow_ups f
      CROSS JOIN LATERAL (SELECT c.owner_id FROM customers c
        WHERE c.org_id = f.org_id AND c.id = f.customer_id OFFSET 0) w
      WHERE f.org_id = ${orgId}::uuid AND ${OPEN} AND ${where} ORDER BY f.due_on, f.id LIMIT ${limit}::int)
    SELECT ${CASE} JOIN first ON first.id = f.id WHERE f.org_id = ${orgId}::uuid ORDER BY f.due_on, f.id`;
}

/** Gives an open case another day. */
export function moveCase(context: ActingContext, id: string, dueOn: LocalDate): Sql {
  return Prisma.sql`UPDATE follow_ups SET due_on = ${dueOn}::date,
      changed_at = ${new Date(context.clock.now())}::timestamptz, changed_by = ${context.memberId}::uuid
    WHERE org_id = ${context.orgId}::uuid AND id = ${id}::uuid AND due_on IS NOT NULL AND closed_at IS NULL
      AND withdrawn_at IS NULL`;
}

/** Open cases that one of these members opened, or whose customer one of them owns; null: everybody's. */
export function listOpenCases(
  db: Tx,
  orgId: string,
  members: readonly string[] | null,
  limit: number,
): Promise<readonly ServiceCase[]> {
  const whose =
    members === null
      ? Prisma.sql`true`
      : Prisma.sql`(f.author_id = ANY(${members}::uuid[]) OR w.owner_id = ANY(${members}::uuid[]))`;
  return selectFirst(db, orgId, whose, limit);
}

/** Closes an open case with its outcome; changes nothing if it is closed. */
export function markClosed(context: ActingContext, id: string, outcome: string): Sql {
  const now = new Date(context.clock.now());
  return Prisma.sql`UPDATE follow_ups SET closed_at = ${now}::timestamptz, outcome = ${outcome},
      changed_at = ${now}::timestamptz, changed_by = ${context.memberId}::uuid
    WHERE org_id = ${context.orgId}::uuid AND id = ${id}::uuid AND due_on IS NOT NULL AND closed_at IS NULL
      AND withdrawn_at IS NULL`;
}

/** The reminder of a case that is closed is done. */
export function finishReminder(context: ActingContext, followUpId: string): Sql {
  return Prisma.sql`UPDATE reminders SET state = 'done', closed_at = ${new Date(context.clock.now())}::timestamptz
    WHERE org_id = ${context.orgId}::uuid AND follow_up_id = ${followUpId}::uuid AND state = 'open'`;
}
