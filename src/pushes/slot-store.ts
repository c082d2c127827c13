import type { LocalDate } from '../kernel/calendar.ts';
import type { Db, Tx } from '../store/client.ts';
import type { StoreContext } from '../store/context.ts';
import type { SlotDays } from './days.ts';
import { isPersonalKind, type Schedule, type ScheduledKind, type SlotDecision } from './slots.ts';

/** An active subscription that goes out at a time of day, with the last day that was decided for it. */
export interface ScheduleRow extends Schedule {
  readonly orgId: string;
  readonly subscriptionId: string;
  readonly lastDay: LocalDate | null;
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

/** The schedules of one organization. */
export async function listSchedulesOf(
  db: Pick<Db, '$queryRaw'>,
  orgId: string,
): Promise<readonly ScheduleRow[]> {
  const rows = await db.$queryRaw<RawSchedule[]>`
    SELECT s.org_id AS "orgId", s.id AS "subscriptionId", s.kind, s.local_time AS "localTime", s.zone, s.days,
      s.starts_at AS "startsAt",
      (SELECT max(l.day)::text FROM schedule_slots l WHERE l.org_id = s.org_id AND l.subscription_id = s.id) AS "lastDay"
    FROM subscriptions s
    WHERE s.state = 'active' AND s.local_time IS NOT NULL AND s.org_id = ${orgId}::uuid`;
  return rows.map((row) => ({ ...row, startsAt: row.startsAt.getTime() }));
}

/**
 * Takes schedules whose time to be looked at has come, of all organizations, as long as the transaction lasts. What another
 * process is at is left to it: those who look at the same time share them.
 */
export async function takeSchedules(tx: Tx, now: number, limit: number): Promise<readonly ScheduleRow[]> {
  const rows = await tx.$queryRaw<RawSchedule[]>`
    WITH due AS MATERIALIZED (
      SELECT org_id, id, kind, local_time, zone, days, starts_at FROM subscriptions
      WHERE state = 'active' AND local_time IS NOT NULL AND look_at <= ${new Date(now)}::timestamptz
      ORDER BY look_at LIMIT ${limit}::int FOR NO KEY UPDATE SKIP LOCKED
    )
    SELECT s.org_id AS "orgId", s.id AS "subscriptionId", s.kind, s.local_time AS "localTime", s.zone, s.days,
      s.starts_at AS "startsAt",
      (SELECT max(l.day)::text FROM schedule_slots l WHERE l.org_id = s.org_id AND l.subscription_id = s.id) AS "lastDay"
    FROM due s ORDER BY s.org_id, s.id`;
  return rows.map((row) => ({ ...row, startsAt: row.startsAt.getTime() }));
}

/** Writes down when these have to be looked at again (epoch ms). */
export async function lookLater(
  tx: Tx,
  rows: readonly (Pick<ScheduleRow, 'orgId' | 'subscriptionId'> & { readonly at: number })[],
): Promise<void> {
  const next = rows.map(({ orgId, subscriptionId, at }) => ({
    org_id: orgId,
    id: subscriptionId,
    at: new Date(at).toISOString(),
  }));
  await tx.$executeRaw`UPDATE subscriptions s SET look_at = n.at
    FROM jsonb_to_recordset(${JSON.stringify(next)}::jsonb) AS n(org_id uuid, id uuid, at timestamptz)
    WHERE s.org_id = n.org_id AND s.id = n.id`;
}

/** How many active schedules have one of these times of day, wherever they are. */
export async function countAlike(db: Tx, localTimes: readonly string[]): Promise<number> {
  const [row] = await db.$queryRaw<{ alike: number }[]>`
    SELECT count(*)::int AS alike FROM subscriptions
    WHERE state = 'active' AND local_time = ANY(${[...localTimes]}::text[])`;
  return row?.alike ?? 0;
}

/** A decision about one schedule's slot. */
export interface ScheduleDecision extends SlotDecision {
  readonly orgId: string;
  readonly subscriptionId: string;
  readonly kind: ScheduledKind;
  /** When its message goes out (epoch ms); absent: as soon as it is there. */
  readonly goesAt?: number;
}

/** Slots of one organization that are worked off together. */
const TOGETHER = 50;

/**
 * Writes decisions down, and the events of those that go out, in one statement; figures of one organization share an event. A slot that was decided meanwhile stays
 * as it is, and so does one whose schedule was paused, removed or moved since it was read. How many are new, by outcome.
 */
export async function recordDecisions(
  store: Pick<StoreContext, 'clock' | 'ids'> & { readonly db: Pick<Db, '$queryRaw'> },
  decisions: readonly ScheduleDecision[],
): Promise<{ readonly queued: number; readonly skipped: number }> {
  if (decisions.length === 0) return { queued: 0, skipped: 0 };
  const now = new Date(store.clock.now());
  const nameEvent = createEventNames(store);
  const rows = decisions.map((decision) => ({
    org_id: decision.orgId,
    subscription_id: decision.subscriptionId,
    day: decision.day,
    due_at: new Date(decision.dueAt).toISOString(),
    outcome: decision.outcome,
    reason: decision.reason,
    event_id: nameEvent(decision),
    goes_at: decision.goesAt ?? null,
  }));
  // Rows go in by their key's order, so that several processes at the same work wait for each other and never in a circle.
  const [made] = await store.db.$queryRaw<{ queued: bigint; skipped: bigint }[]>`
    WITH due AS (
      SELECT d.* FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS d(org_id uuid, subscription_id uuid, day date, due_at timestamptz, outcome text, reason text, event_id uuid,
          goes_at bigint)
      JOIN subscriptions s ON s.org_id = d.org_id AND s.id = d.subscription_id
      WHERE s.state = 'active' AND s.starts_at <= d.due_at
    ), slots AS (
      INSERT INTO schedule_slots (org_id, subscription_id, day, due_at, decided_at, outcome, reason)
      SELECT org_id, subscription_id, day, due_at, ${now}::timestamptz, outcome, reason FROM due
      ORDER BY org_id, subscription_id, day
      ON CONFLICT (org_id, subscription_id, day) DO NOTHING
      RETURNING org_id, subscription_id, day, outcome
    ), told AS (
      SELECT due.org_id, due.event_id, jsonb_agg(jsonb_strip_nulls(jsonb_build_object('subscriptionId', due.subscription_id,
        'day', due.day::text, 'goesAt', due.goes_at)) ORDER BY due.subscription_id, due.day) AS slots
      FROM slots JOIN due USING (org_id, subscription_id, day) WHERE slots.outcome = 'queued'
      GROUP BY due.org_id, due.event_id
    ), events AS (
      INSERT INTO outbox_events (org_id, id, kind, payload, occurred_at)
      SELECT org_id, event_id, CASE WHEN jsonb_array_length(slots) = 1 THEN 'slot.due' ELSE 'slots.due' END,
        CASE WHEN jsonb_array_length(slots) = 1 THEN slots->0 ELSE jsonb_build_object('slots', slots) END, ${now}::timestamptz
      FROM told
    )
    SELECT count(*) FILTER (WHERE outcome = 'queued') AS queued, count(*) FILTER (WHERE outcome = 'skipped') AS skipped
    FROM slots`;
  return { queued: Number(made?.queued ?? 0), skipped: Number(made?.skipped ?? 0) };
}

/** Figures of an organization go together, up to a bound; what is for one person alone, and costs more to plan, by itself. */
function createEventNames({ ids }: Pick<StoreContext, 'ids'>): (decision: ScheduleDecision) => string {
  const open = new Map<string, { readonly id: string; slots: number }>();
  return ({ orgId, kind }) => {
    const shared = open.get(orgId);
    if (isPersonalKind(kind)) return ids.uuid();
    const event = shared !== undefined && shared.slots < TOGETHER ? shared : { id: ids.uuid(), slots: 0 };
    event.slots += 1;
    open.set(orgId, event);
    return event.id;
  };
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
