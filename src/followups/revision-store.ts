import type { LocalDate } from '../kernel/calendar.ts';
import type { LocalTime } from '../kernel/zones.ts';
import { Prisma, type Sql, type Tx } from '../store/client.ts';
import type { ActingContext } from '../store/context.ts';
import type { NewFollowUp, NewReminder } from './store.ts';

/** A follow-up as it is now, with its customer. */
export interface LoggedFollowUp {
  readonly id: string;
  readonly authorId: string;
  readonly authorName: string;
  readonly customerId: string;
  readonly customerName: string;
  readonly kind: string;
  readonly text: string;
  readonly amount: bigint | null;
  readonly happenedAt: Date;
  readonly happenedOn: LocalDate;
  readonly nextOn: LocalDate | null;
  readonly nextTime: LocalTime | null;
  readonly dueOn: LocalDate | null;
  readonly createdAt: Date;
  readonly withdrawnAt: Date | null;
}

/** A follow-up of the organization, withdrawn ones too; undefined if there is none with this id. */
export async function loadFollowUp(db: Tx, orgId: string, id: string): Promise<LoggedFollowUp | undefined> {
  const [row] = await db.$queryRaw<LoggedFollowUp[]>`
    SELECT f.id, f.author_id AS "authorId", m.name AS "authorName", f.customer_id AS "customerId", c.name AS "customerName", f.kind, f.text, f.amount,
      f.happened_at AS "happenedAt", f.happened_on::text AS "happenedOn", f.next_on::text AS "nextOn",
      f.next_time AS "nextTime", f.due_on::text AS "dueOn", f.created_at AS "createdAt", f.withdrawn_at AS "withdrawnAt"
    FROM follow_ups f JOIN customers c ON c.org_id = f.org_id AND c.id = f.customer_id
    JOIN members m ON m.org_id = f.org_id AND m.id = f.author_id
    WHERE f.org_id = ${orgId}::uuid AND f.id = ${id}::uuid`;
  return row;
}

/** Takes a follow-up back; changes nothing if it was before. The database keeps what it said. */
export function markWithdrawn(context: ActingContext, id: string): Sql {
  const now = new Date(context.clock.now());
  return Prisma.sql`UPDATE follow_ups SET withdrawn_at = ${now}::timestamptz, changed_at = ${now}::timestamptz,
      changed_by = ${context.memberId}::uuid
    WHERE org_id = ${context.orgId}::uuid AND id = ${id}::uuid AND withdrawn_at IS NULL`;
}

/** Writes a follow-up anew, unless it was withdrawn. */
export function rewriteFollowUp(context: ActingContext, followUp: NewFollowUp): Sql {
  return Prisma.sql`UPDATE follow_ups SET customer_id = ${followUp.customerId}::uuid, kind = ${followUp.kind},
      text = ${followUp.text}, amount = ${followUp.amount}::bigint, happened_at = ${new Date(followUp.happenedAt)}::timestamptz,
      happened_on = ${followUp.happenedOn}::date, next_on = ${followUp.nextOn}::date, next_time = ${followUp.nextTime},
      due_on = ${followUp.dueOn}::date,
      closed_at = CASE WHEN ${followUp.kind} = 'service' THEN closed_at END,
      changed_at = ${new Date(context.clock.now())}::timestamptz, changed_by = ${context.memberId}::uuid
    WHERE org_id = ${context.orgId}::uuid AND id = ${followUp.id}::uuid AND withdrawn_at IS NULL`;
}

/** Drops a follow-up's reminder if it is still open. */
export function dropReminder(context: ActingContext, followUpId: string): Sql {
  return Prisma.sql`UPDATE reminders SET state = 'dropped', closed_at = ${new Date(context.clock.now())}::timestamptz
    WHERE org_id = ${context.orgId}::uuid AND follow_up_id = ${followUpId}::uuid AND state = 'open'`;
}

/** Sets a follow-up's reminder to another day, open again, or makes it. */
export function setReminder(context: ActingContext, reminder: NewReminder): Sql {
  return Prisma.sql`INSERT INTO reminders (org_id, id, follow_up_id, customer_id, member_id, due_on, at_time, due_at)
    VALUES (${context.orgId}::uuid, ${reminder.id}::uuid, ${reminder.followUpId}::uuid, ${reminder.customerId}::uuid,
      ${reminder.memberId}::uuid, ${reminder.dueOn}::date, ${reminder.atTime}, ${new Date(reminder.dueAt)}::timestamptz)
    ON CONFLICT (org_id, follow_up_id) DO UPDATE SET customer_id = EXCLUDED.customer_id, due_on = EXCLUDED.due_on,
      at_time = EXCLUDED.at_time, due_at = EXCLUDED.due_at, state = 'open', closed_at = NULL, announced_at = NULL`;
}

/** Opens the reminders again that a follow-up closed when it was logged. */
export function reopenReminders(context: ActingContext, { customerId, createdAt }: LoggedFollowUp): Sql {
  return Prisma.sql`UPDATE reminders SET state = 'open', closed_at = NULL
    WHERE org_id = ${context.orgId}::uuid AND customer_id = ${customerId}::uuid AND state = 'done'
      AND closed_at = ${createdAt}::timestamptz`;
}

/** The customer's last contact, by the follow-ups that stand, where the one that went or moved was the last. */
export function recountLastContact(context: ActingContext, customerId: string, was: Date): Sql {
  return Prisma.sql`UPDATE customers c SET last_contact_at = (SELECT max(f.happened_at) FROM follow_ups f
      WHERE f.org_id = c.org_id AND f.customer_id = c.id AND f.withdrawn_at IS NULL)
    WHERE c.org_id = ${context.orgId}::uuid AND c.id = ${customerId}::uuid AND c.last_contact_at <= ${was}::timestamptz`;
}

/** Moves a customer's last contact on, never back. */
export function advanceLastContact(context: ActingContext, customerId: string, happenedAt: number): Sql {
  return Prisma.sql`UPDATE customers SET last_contact_at = GREATEST(last_contact_at, ${new Date(happenedAt)}::timestamptz)
    WHERE org_id = ${context.orgId}::uuid AND id = ${customerId}::uuid`;
}
