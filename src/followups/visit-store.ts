import type { LocalDate } from '../kernel/calendar.ts';
import type { LocalTime } from '../kernel/zones.ts';
import { Prisma, type Sql, type Tx } from '../store/client.ts';
import type { ActingContext } from '../store/context.ts';
import { outboxEvent } from '../store/outbox.ts';

/** A planned visit, or one that was made; or a visit that was logged without having been planned. */
export interface Visit {
  /** Null: it was only logged. */
  readonly visitId: string | null;
  /** Null: nothing was logged of it yet. */
  readonly followUpId: string | null;
  readonly customerId: string;
  readonly customerName: string;
  readonly ownerId: string | null;
  readonly memberId: string;
  readonly memberName: string;
  readonly plannedTime: LocalTime | null;
  readonly place: string;
  readonly checkedInAt: Date | null;
  readonly text: string | null;
}

/** The visits of these members on a day, planned, made and logged; a logged one stands beside its plan. */
export function listVisits(
  db: Tx,
  orgId: string,
  members: readonly string[],
  day: LocalDate,
): Promise<readonly Visit[]> {
  return db.$queryRaw<Visit[]>`
    WITH planned AS (
      SELECT * FROM visits WHERE org_id = ${orgId}::uuid AND member_id = ANY(${members}::uuid[])
        AND planned_on = ${day}::date AND cancelled_at IS NULL
    ), logged AS (
      SELECT * FROM current_follow_ups WHERE org_id = ${orgId}::uuid AND author_id = ANY(${members}::uuid[])
        AND happened_on = ${day}::date AND kind = 'visit'
    )
    SELECT v.id AS "visitId", f.id AS "followUpId", c.id AS "customerId", c.name AS "customerName", c.owner_id AS "ownerId",
      m.id AS "memberId", m.name AS "memberName", v.planned_time AS "plannedTime", COALESCE(v.place, '') AS place,
      v.checked_in_at AS "checkedInAt", left(f.text, 300) AS text
    FROM planned v FULL JOIN logged f ON f.customer_id = v.customer_id AND f.author_id = v.member_id
    JOIN customers c ON c.org_id = ${orgId}::uuid AND c.id = COALESCE(v.customer_id, f.customer_id)
    JOIN members m ON m.org_id = ${orgId}::uuid AND m.id = COALESCE(v.member_id, f.author_id)
    ORDER BY m.name, v.planned_time NULLS LAST, COALESCE(v.id, f.id)`;
}

/** Where a planned visit belongs. */
export interface PlannedVisit {
  readonly id: string;
  readonly plannedOn: LocalDate;
  readonly customerId: string;
  readonly customerName: string;
  readonly ownerId: string | null;
  readonly memberId: string;
  readonly checkedInAt: Date | null;
  readonly cancelledAt: Date | null;
}

export async function loadVisit(db: Tx, orgId: string, id: string): Promise<PlannedVisit | undefined> {
  const [row] = await db.$queryRaw<PlannedVisit[]>`
    SELECT v.id, v.planned_on::text AS "plannedOn", c.id AS "customerId", c.name AS "customerName", c.owner_id AS "ownerId", v.member_id AS "memberId",
      v.checked_in_at AS "checkedInAt", v.cancelled_at AS "cancelledAt"
    FROM visits v JOIN customers c ON c.org_id = v.org_id AND c.id = v.customer_id
    WHERE v.org_id = ${orgId}::uuid AND v.id = ${id}::uuid`;
  return row;
}

export interface NewVisit {
  readonly customerId: string;
  readonly plannedOn: LocalDate;
  readonly plannedTime: LocalTime | null;
  readonly place: string;
  /** Epoch ms; null: it is only planned. */
  readonly checkedInAt: number | null;
}

/** Plans a visit, or checks in at it; one that is planned for that day already is moved to the new time, or made. */
export function putVisit(context: ActingContext, visit: NewVisit): Sql {
  const checkedInAt = visit.checkedInAt === null ? null : new Date(visit.checkedInAt);
  return Prisma.sql`INSERT INTO visits AS v (org_id, id, customer_id, member_id, planned_on, planned_time, place,
      checked_in_at, created_at)
    VALUES (${context.orgId}::uuid, ${context.ids.uuid()}::uuid, ${visit.customerId}::uuid, ${context.memberId}::uuid,
      ${visit.plannedOn}::date, ${visit.plannedTime}, ${visit.place}, ${checkedInAt}::timestamptz,
      ${new Date(context.clock.now())}::timestamptz)
    ON CONFLICT (org_id, member_id, planned_on, customer_id) WHERE cancelled_at IS NULL DO UPDATE SET
      planned_time = COALESCE(EXCLUDED.planned_time, v.planned_time),
      place = CASE WHEN EXCLUDED.place = '' THEN v.place ELSE EXCLUDED.place END,
      checked_in_at = COALESCE(v.checked_in_at, EXCLUDED.checked_in_at)`;
}

/** A visit as it stands, called off no more. */
export interface StandingVisit {
  readonly id: string;
  readonly customerId: string;
  readonly plannedOn: LocalDate;
  readonly plannedTime: LocalTime | null;
  readonly place: string;
  readonly checkedInAt: Date | null;
}

/** The member's visit of that day to that customer, planned or made. */
export async function findStanding(
  db: Tx,
  context: ActingContext,
  { customerId, plannedOn }: Pick<NewVisit, 'customerId' | 'plannedOn'>,
): Promise<StandingVisit | undefined> {
  const [row] = await db.$queryRaw<StandingVisit[]>`SELECT id, customer_id AS "customerId",
      planned_on::text AS "plannedOn", planned_time AS "plannedTime", place, checked_in_at AS "checkedInAt" FROM visits
    WHERE org_id = ${context.orgId}::uuid AND member_id = ${context.memberId}::uuid
      AND customer_id = ${customerId}::uuid AND planned_on = ${plannedOn}::date AND cancelled_at IS NULL`;
  return row;
}

/** The member's visit of that day to that customer, if it is planned. */
export async function findPlanned(
  db: Tx,
  context: ActingContext,
  { customerId, plannedOn }: Pick<NewVisit, 'customerId' | 'plannedOn'>,
): Promise<string | undefined> {
  const [row] = await db.$queryRaw<{ id: string }[]>`SELECT id FROM visits
    WHERE org_id = ${context.orgId}::uuid AND member_id = ${context.memberId}::uuid
      AND customer_id = ${customerId}::uuid AND planned_on = ${plannedOn}::date AND cancelled_at IS NULL
      AND checked_in_at IS NULL`;
  return row?.id;
}

/** The reminder for the day of a member's planned visit: made, or moved along with the visit. */
export function remindOfVisit(
  context: ActingContext,
  { customerId, plannedOn, plannedTime }: NewVisit,
  dueAt: number,
): Sql {
  return Prisma.sql`INSERT INTO reminders (org_id, id, visit_id, customer_id, member_id, due_on, at_time, due_at)
    SELECT v.org_id, ${context.ids.uuid()}::uuid, v.id, v.customer_id, v.member_id, v.planned_on, v.planned_time,
      ${new Date(dueAt)}::timestamptz
    FROM visits v WHERE v.org_id = ${context.orgId}::uuid AND v.member_id = ${context.memberId}::uuid
      AND v.customer_id = ${customerId}::uuid AND v.planned_on = ${plannedOn}::date AND v.cancelled_at IS NULL
      AND v.checked_in_at IS NULL
    ON CONFLICT (org_id, visit_id) DO UPDATE SET due_on = EXCLUDED.due_on,
      at_time = COALESCE(${plannedTime}, reminders.at_time), due_at = EXCLUDED.due_at, state = 'open', closed_at = NULL,
      announced_at = NULL`;
}

/** What reminded of the member's visit to this customer is done: they are there, or were. */
export function closeVisitReminders(
  context: ActingContext & { readonly today: LocalDate },
  customerId: string,
  at: number,
): Sql {
  return Prisma.sql`UPDATE reminders r SET state = 'done', closed_at = ${new Date(at)}::timestamptz
    FROM visits v WHERE v.org_id = r.org_id AND v.id = r.visit_id AND r.org_id = ${context.orgId}::uuid
      AND r.member_id = ${context.memberId}::uuid AND r.customer_id = ${customerId}::uuid AND r.state = 'open'
      AND v.planned_on <= ${context.today}::date`;
}

/** What reminded of a visit that was called off is dropped. */
export function dropVisitReminder(context: ActingContext, visitId: string): Sql {
  return Prisma.sql`UPDATE reminders SET state = 'dropped', closed_at = ${new Date(context.clock.now())}::timestamptz
    WHERE org_id = ${context.orgId}::uuid AND visit_id = ${visitId}::uuid AND state = 'open'`;
}

/** Moves a planned visit to another day, unless one to the same customer stands there already. */
export function moveVisit(context: ActingContext, id: string, plannedOn: LocalDate): Sql {
  return Prisma.sql`UPDATE visits v SET planned_on = ${plannedOn}::date, planned_time = NULL
    WHERE v.org_id = ${context.orgId}::uuid AND v.id = ${id}::uuid AND v.checked_in_at IS NULL AND v.cancelled_at IS NULL
      AND NOT EXISTS (SELECT FROM visits o WHERE o.org_id = v.org_id AND o.member_id = v.member_id
        AND o.customer_id = v.customer_id AND o.planned_on = ${plannedOn}::date AND o.cancelled_at IS NULL)`;
}

/** Calls a planned visit off, unless it was made. */
export function markCancelled(context: ActingContext, id: string): Sql {
  return Prisma.sql`UPDATE visits SET cancelled_at = ${new Date(context.clock.now())}::timestamptz
    WHERE org_id = ${context.orgId}::uuid AND id = ${id}::uuid AND checked_in_at IS NULL AND cancelled_at IS NULL`;
}

/** A customer nearby. */
export interface Neighbour {
  readonly id: string;
  readonly name: string;
  readonly city: string;
  readonly ownerId: string | null;
  readonly lastContactAt: Date | null;
}

/** Somebody goes to a customer, or was there: they hear in private who else is in that city. */
export function noteVisit(context: ActingContext & { readonly memberId: string }, customerId: string): Sql {
  return outboxEvent(context, { kind: 'visit.noted', customerId, memberId: context.memberId });
}

/** Other customers in the same city that are the member's own or in the pool, the longest not contacted first. */
export function listNeighbours(
  db: Tx,
  near: { readonly orgId: string; readonly customerId: string; readonly memberId: string },
  limit: number,
): Promise<readonly Neighbour[]> {
  // Own ones and the pool's apart: each are the first few of an index.
  const found = (
    owner: Sql,
  ) => Prisma.sql`(SELECT c.id, c.name, c.city, c.owner_id, c.last_contact_at FROM customers c
    WHERE c.org_id = here.org_id AND c.city = here.city AND c.city <> '' AND c.id <> here.id AND c.merged_into IS NULL
      AND c.owner_id ${owner} ORDER BY c.last_contact_at NULLS FIRST LIMIT ${limit}::int)`;
  return db.$queryRaw<Neighbour[]>`
    SELECT c.id, c.name, c.city, c.owner_id AS "ownerId", c.last_contact_at AS "lastContactAt"
    FROM customers here CROSS JOIN LATERAL (
      ${found(Prisma.sql`= ${near.memberId}::uuid`)} UNION ALL ${found(Prisma.sql`IS NULL`)}) c
    WHERE here.org_id = ${near.orgId}::uuid AND here.id = ${near.customerId}::uuid
    ORDER BY c.last_contact_at NULLS FIRST LIMIT ${limit}::int`;
}
