import type { LocalDate } from '../kernel/calendar.ts';
import type { LocalTime } from '../kernel/zones.ts';
import { Prisma, type Sql, type Tx } from '../store/client.ts';
import type { ActingContext } from '../store/context.ts';

/** A follow-up that is to be written down. */
export interface NewFollowUp {
  readonly id: string;
  readonly customerId: string;
  readonly authorId: string;
  readonly kind: string;
  readonly text: string;
  /** Minor units. */
  readonly amount: bigint | null;
  /** Epoch ms at which it is written down. */
  readonly createdAt: number;
  /** Epoch ms, and the day it was in the organization's zone. */
  readonly happenedAt: number;
  readonly happenedOn: LocalDate;
  readonly nextOn: LocalDate | null;
  /** HH:mm in the author's zone. */
  readonly nextTime: LocalTime | null;
  /** The key of the chat message that says it, where that can be edited or deleted later. */
  readonly messageKey: string | null;
  /** Until when a service case is to be seen to; null for every other kind. */
  readonly dueOn: LocalDate | null;
}

/** The statements that write a follow-up down and move its customer's last contact on, never back. */
export function insertFollowUp(context: ActingContext, followUp: NewFollowUp): readonly Sql[] {
  const { orgId } = context;
  const happenedAt = new Date(followUp.happenedAt);
  return [
    Prisma.sql`INSERT INTO follow_ups (org_id, id, customer_id, author_id, kind, text, amount, happened_at, happened_on,
        next_on, next_time, message_key, due_on,
        created_at)
      VALUES (${orgId}::uuid, ${followUp.id}::uuid, ${followUp.customerId}::uuid, ${followUp.authorId}::uuid,
        ${followUp.kind}, ${followUp.text}, ${followUp.amount}::bigint, ${happenedAt}::timestamptz,
        ${followUp.happenedOn}::date, ${followUp.nextOn}::date, ${followUp.nextTime}, ${followUp.messageKey}, ${followUp.dueOn}::date, ${new Date(followUp.createdAt)}::timestamptz)`,
    Prisma.sql`UPDATE customers SET last_contact_at = GREATEST(last_contact_at, ${happenedAt}::timestamptz)
      WHERE org_id = ${orgId}::uuid AND id = ${followUp.customerId}::uuid`,
  ];
}

export interface NewReminder {
  readonly id: string;
  /** Null: nothing was logged of which it is the next date. */
  readonly followUpId: string | null;
  readonly customerId: string;
  readonly memberId: string;
  readonly dueOn: LocalDate;
  /** HH:mm in the member's zone, where a time was agreed. */
  readonly atTime: LocalTime | null;
  /** Epoch ms */
  readonly dueAt: number;
}

export function insertReminder(context: ActingContext, reminder: NewReminder): Sql {
  return Prisma.sql`INSERT INTO reminders (org_id, id, follow_up_id, customer_id, member_id, due_on, at_time, due_at)
    VALUES (${context.orgId}::uuid, ${reminder.id}::uuid, ${reminder.followUpId}::uuid, ${reminder.customerId}::uuid,
      ${reminder.memberId}::uuid, ${reminder.dueOn}::date, ${reminder.atTime}, ${new Date(reminder.dueAt)}::timestamptz)`;
}

/** Closes an open reminder of this customer at `at` (epoch ms); changes nothing if it is closed, or of another one. */
export function closeReminder(context: ActingContext, id: string, customerId: string, at: number): Sql {
  return Prisma.sql`UPDATE reminders SET state = 'done', closed_at = ${new Date(at)}::timestamptz
    WHERE org_id = ${context.orgId}::uuid AND id = ${id}::uuid AND customer_id = ${customerId}::uuid AND state = 'open'`;
}

/** Takes an open reminder off the list, with the reason; changes nothing if it is closed. */
export function dropReminder(context: ActingContext, id: string, reason: string): Sql {
  return Prisma.sql`UPDATE reminders
    SET state = 'dropped', reason = ${reason}, closed_at = ${new Date(context.clock.now())}::timestamptz
    WHERE org_id = ${context.orgId}::uuid AND id = ${id}::uuid AND state = 'open'`;
}

/** Moves an open reminder to another day, for which no time is agreed; it is announced again. Changes nothing if it is closed. */
export function moveReminder(
  context: ActingContext,
  id: string,
  to: { readonly dueOn: LocalDate; readonly dueAt: number },
): Sql {
  return Prisma.sql`UPDATE reminders
    SET due_on = ${to.dueOn}::date, at_time = NULL, due_at = ${new Date(to.dueAt)}::timestamptz, announced_at = NULL
    WHERE org_id = ${context.orgId}::uuid AND id = ${id}::uuid AND state = 'open'`;
}

/** A reminder with what its card shows. */
export interface Reminder {
  readonly id: string;
  readonly memberId: string;
  readonly memberName: string;
  readonly customerId: string;
  readonly customerName: string;
  readonly ownerId: string | null;
  readonly ownerName: string | null;
  /** Epoch ms */
  readonly lastContactAt: number | null;
  readonly dueOn: LocalDate;
  /** HH:mm in the member's zone, where a time was agreed. */
  readonly atTime: LocalTime | null;
  /** The follow-up whose next date it is. */
  readonly followUpId: string | null;
  /** The open service case that it is about. */
  readonly caseId: string | null;
  /** The visit that its member plans. */
  readonly visitId: string | null;
  readonly state: 'open' | 'done' | 'dropped';
  /** Epoch ms */
  readonly closedAt: number | null;
  /** What was said last; empty and null where nothing ever was. */
  readonly kind: string;
  readonly text: string;
  readonly happenedOn: LocalDate | null;
  readonly contactName: string | null;
  readonly contactPhone: string | null;
}

type ReminderRow = Omit<Reminder, 'closedAt' | 'lastContactAt'> & {
  readonly closedAt: Date | null;
  readonly lastContactAt: Date | null;
};

const REMINDER = Prisma.sql`r.id, r.member_id AS "memberId", m.name AS "memberName", c.id AS "customerId",
    c.name AS "customerName", c.owner_id AS "ownerId", b.name AS "ownerName", c.last_contact_at AS "lastContactAt",
    r.due_on::text AS "dueOn", r.at_time AS "atTime", r.follow_up_id AS "followUpId",
    CASE WHEN f.id = r.follow_up_id AND f.due_on IS NOT NULL AND f.closed_at IS NULL THEN f.id END AS "caseId",
    (SELECT v.id FROM visits v WHERE v.org_id = r.org_id AND v.id = r.visit_id AND v.member_id = r.member_id) AS "visitId",
    r.state, r.closed_at AS "closedAt", COALESCE(f.kind, '') AS kind, COALESCE(left(f.text, 600), '') AS text,
    f.happened_on::text AS "happenedOn", p.name AS "contactName", p.phone AS "contactPhone"
  FROM reminders r
  JOIN members m ON m.org_id = r.org_id AND m.id = r.member_id
  JOIN customers c ON c.org_id = r.org_id AND c.id = r.customer_id
  LEFT JOIN LATERAL (
    SELECT * FROM follow_ups o WHERE o.org_id = r.org_id AND o.id = r.follow_up_id
    UNION ALL
    (SELECT * FROM follow_ups o WHERE r.follow_up_id IS NULL AND o.org_id = r.org_id AND o.customer_id = r.customer_id
      AND o.withdrawn_at IS NULL ORDER BY o.happened_at DESC LIMIT 1)) f ON true
  LEFT JOIN members b ON b.org_id = c.org_id AND b.id = c.owner_id
  LEFT JOIN LATERAL (SELECT name, phone FROM contacts WHERE org_id = c.org_id AND customer_id = c.id
    ORDER BY created_at, id LIMIT 1) p ON true`;

/** A reminder as it is now; undefined if the organization has none with this id. */
export async function loadReminder(db: Tx, orgId: string, id: string): Promise<Reminder | undefined> {
  const [row] = await db.$queryRaw<ReminderRow[]>`
    SELECT ${REMINDER} WHERE r.org_id = ${orgId}::uuid AND r.id = ${id}::uuid`;
  return row === undefined ? undefined : readRow(row);
}

/** A member's open reminders, the earliest first. */
export async function listOpenReminders(
  db: Tx,
  orgId: string,
  memberId: string,
  limit: number,
): Promise<readonly Reminder[]> {
  const rows = await db.$queryRaw<ReminderRow[]>`
    SELECT ${REMINDER} WHERE r.org_id = ${orgId}::uuid AND r.member_id = ${memberId}::uuid AND r.state = 'open'
    ORDER BY r.due_on, r.at_time NULLS LAST, r.id LIMIT ${limit}::int`;
  return rows.map(readRow);
}

/** How many open reminders of a member are due by that day. */
export function countDue(db: Tx, orgId: string, memberId: string, day: LocalDate): Promise<number> {
  return db.reminder.count({
    where: { orgId, memberId, state: 'open', dueOn: { lte: new Date(`${day}T00:00:00Z`) } },
  });
}

function readRow(row: ReminderRow): Reminder {
  return {
    ...row,
    closedAt: row.closedAt?.getTime() ?? null,
    lastContactAt: row.lastContactAt?.getTime() ?? null,
  };
}
