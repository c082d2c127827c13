import type { LocalDate } from '../kernel/calendar.ts';
import { type Db, Prisma, type Sql } from '../store/client.ts';
import type { StoreContext } from '../store/context.ts';
import type { SlotDays } from './days.ts';
import { type Schedule, type ScheduledKind, type SlotDecision, scheduledKinds } from './slots.ts';

/** An active subscription that goes out at a time of day, with the last day that was decided for it. */
export interface ScheduleRow extends Schedule {
  readonly orgId: string;
  readonly subscriptionId: string;
  readonly lastDay: LocalDate | null;
}

/** Where a page of schedules ended. */
export interface ScheduleCursor {
  readonly orgId: string;
  readonly subscriptionId: string;
}

interface RawSchedule {
  readonly orgId: string;
  readonly subscriptionId: string;
  readonly kind: ScheduledKind;
  readonly localTime: string;
  readonly zone: string;
  readonly days: SlotDays;
  readonly startsAt: Date;
  readonly lastDay: LocalDate | null;
}

/** A page of the schedules of all organizations, in the order of their keys. */
export async function listSchedules(
  db: Db,
  after: ScheduleCursor | undefined,
  limit: number,
): Promise<readonly ScheduleRow[]> {
  const from = after
    ? Prisma.sql`AND (s.org_id, s.id) > (${after.orgId}::uuid, ${after.subscriptionId}::uuid)`
    : Prisma.empty;
  return readSchedules(db, Prisma.sql`${from} ORDER BY s.org_id, s.id LIMIT ${limit}::int`);
}

/** The schedules of one organization. */
export async function listSchedulesOf(
  db: Pick<Db, '$queryRaw'>,
  orgId: string,
): Promise<readonly ScheduleRow[]> {
  return readSchedules(db, Prisma.sql`AND s.org_id = ${orgId}::uuid`);
}

async function readSchedules(db: Pick<Db, '$queryRaw'>, which: Sql): Promise<readonly ScheduleRow[]> {
  const rows = await db.$queryRaw<RawSchedule[]>`
    SELECT s.org_id AS "orgId", s.id AS "subscriptionId", s.kind, s.local_time AS "localTime", s.zone, s.days,
      s.starts_at AS "startsAt",
      (SELECT max(l.day)::text FROM schedule_slots l WHERE l.org_id = s.org_id AND l.subscription_id = s.id) AS "lastDay"
    FROM subscriptions s
    WHERE s.state = 'active' AND s.local_time IS NOT NULL AND s.kind = ANY(${[...scheduledKinds]}::text[]) ${which}`;
  return rows.map((row) => ({ ...row, startsAt: row.startsAt.getTime() }));
}

/** A decision about one schedule's slot. */
export interface ScheduleDecision extends SlotDecision {
  readonly orgId: string;
  readonly subscriptionId: string;
}

/**
 * Writes decisions down, and for each that goes out its event, in one statement. A slot that was decided meanwhile stays
 * as it is, and so does one whose schedule was paused, removed or moved since it was read. How many are new, by outcome.
 */
export async function recordDecisions(
  store: Pick<StoreContext, 'clock' | 'ids'> & { readonly db: Pick<Db, '$queryRaw'> },
  decisions: readonly ScheduleDecision[],
): Promise<{ readonly queued: number; readonly skipped: number }> {
  if (decisions.length === 0) return { queued: 0, skipped: 0 };
  const now = new Date(store.clock.now());
  const rows = decisions.map((decision) => ({
    org_id: decision.orgId,
    subscription_id: decision.subscriptionId,
    day: decision.day,
    due_at: new Date(decision.dueAt).toISOString(),
    outcome: decision.outcome,
    reason: decision.reason,
    event_id: store.ids.uuid(),
  }));
  // Rows go in by their key's order, so that several processes at the same work wait for each other and never in a circle.
  const [made] = await store.db.$queryRaw<{ queued: bigint; skipped: bigint }[]>`
    WITH due AS (
      SELECT d.* FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS d(org_id uuid, subscription_id uuid, day date, due_at timestamptz, outcome text, reason text, event_id uuid)
      JOIN subscriptions s ON s.org_id = d.org_id AND s.id = d.subscription_id
      WHERE s.state = 'active' AND s.starts_at <= d.due_at
    ), slots AS (
      INSERT INTO schedule_slots (org_id, subscription_id, day, due_at, decided_at, outcome, reason)
      SELECT org_id, subscription_id, day, due_at, ${now}::timestamptz, outcome, reason FROM due
      ORDER BY org_id, subscription_id, day
      ON CONFLICT (org_id, subscription_id, day) DO NOTHING
      RETURNING org_id, subscription_id, day, outcome
    ), events AS (
      INSERT INTO outbox_events (org_id, id, kind, payload, occurred_at)
      SELECT due.org_id, due.event_id, 'slot.due',
        jsonb_build_object('subscriptionId', due.subscription_id, 'day', due.day::text), ${now}::timestamptz
      FROM slots JOIN due USING (org_id, subscription_id, day) WHERE slots.outcome = 'queued'
    )
    SELECT count(*) FILTER (WHERE outcome = 'queued') AS queued, count(*) FILTER (WHERE outcome = 'skipped') AS skipped
    FROM slots`;
  return { queued: Number(made?.queued ?? 0), skipped: Number(made?.skipped ?? 0) };
}

/**
 * Puts the reminders that are due and not announced yet into the outbox, at most `limit` of them. How many they were.
 * Rows that another process is at are left to it.
 */
export async function announceReminders(store: StoreContext, limit: number): Promise<number> {
  const now = new Date(store.clock.now());
  // Ticks are many and reminders few: most of the time this look, which the index answers, is all there is to do.
  const due = await store.db.$queryRaw<object[]>`SELECT id FROM reminders
    WHERE state = 'open' AND announced_at IS NULL AND due_at <= ${now}::timestamptz LIMIT 1`;
  if (due.length === 0) return 0;
  const ids = Array.from({ length: limit }, () => store.ids.uuid());
  return store.db.$executeRaw`
    WITH due AS (
      SELECT org_id, id FROM reminders
      WHERE state = 'open' AND announced_at IS NULL AND due_at <= ${now}::timestamptz
      ORDER BY due_at LIMIT ${limit}::int FOR UPDATE SKIP LOCKED
    ), announced AS (
      UPDATE reminders r SET announced_at = ${now}::timestamptz FROM due
      WHERE r.org_id = due.org_id AND r.id = due.id
      RETURNING r.org_id, r.id, r.due_on
    ), numbered AS (
      SELECT announced.*, row_number() OVER () AS place FROM announced
    )
    INSERT INTO outbox_events (org_id, id, kind, payload, occurred_at)
    SELECT org_id, event_id, 'reminder.due', jsonb_build_object('reminderId', numbered.id, 'day', due_on::text),
      ${now}::timestamptz
    FROM numbered JOIN unnest(${ids}::uuid[]) WITH ORDINALITY AS made(event_id, place) USING (place)`;
}
