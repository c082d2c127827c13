import { RESTS } from '../src/pushes/ledger/store.ts';
import { Prisma, type Sql } from '../src/store/client.ts';
import type { StoreContext } from '../src/store/context.ts';
import type { JobPace } from './pace.ts';
import type { Job, JobQueue } from './queue.ts';

/** An event that fails again and again is handed over ever more seldom, up to so many times the usual patience. */
const SELDOM_MOST = 10;

/** Which rows: `new` were never handed over since they became due; `late` were, and nothing came of it. */
export type HandOverKind = 'new' | 'late';

export interface HandOverDeps {
  readonly store: StoreContext;
  readonly queue: Pick<JobQueue, 'add'>;
  readonly pace: JobPace;
}

/**
 * Gives rows that have to be worked off to the queue, at most `most` of each sort, and marks them as handed over; how many
 * they were. Several processes share the rows between them. If the queue does not take them the marks go again, so that
 * they leave as soon as it is back; if this process ends in between they are late and handed over again. The queue has
 * `graceMs` longer than usual until a row counts as late.
 */
export async function handOver(
  { store, queue, pace }: HandOverDeps,
  kind: HandOverKind,
  most: number,
  graceMs = 0,
): Promise<number> {
  const jobs = await takeRows(
    store,
    pace,
    most,
    kind === 'new' ? selectNew(store) : selectLate(store, pace, graceMs),
  );
  if (jobs.length === 0) return 0;
  try {
    await queue.add(jobs);
  } catch (error) {
    await releaseMarks(store, jobs);
    throw error;
  }
  return jobs.length;
}

/**
 * A waiting row's `lease_until` says how long it is left to the queue, or rests because its place is limited, as its
 * `last_error` tells then. A row whose lease ran out while it was being sent belonged to a process that died or hangs: from
 * now on it is in doubt, and its old token still lets that process speak.
 */
async function takeRows(
  store: StoreContext,
  pace: JobPace,
  most: number,
  { events, deliveries }: Selection,
): Promise<readonly Job[]> {
  const handed = toInterval(pace.handed);
  const rows = await store.db.run<{ name: string; orgId: string; id: string }>(Prisma.sql`
    WITH due_events AS MATERIALIZED (
      SELECT org_id, id FROM outbox_events WHERE done_at IS NULL AND ${events}
      ORDER BY occurred_at LIMIT ${most}::int FOR UPDATE SKIP LOCKED
    ), due_deliveries AS MATERIALIZED (
      SELECT org_id, id FROM deliveries WHERE ${deliveries} AND bearer_id IS NULL
      ORDER BY not_before LIMIT ${most}::int FOR UPDATE SKIP LOCKED
    ), handed_events AS (
      UPDATE outbox_events e SET handed_at = now()
      FROM due_events due WHERE e.org_id = due.org_id AND e.id = due.id RETURNING e.org_id, e.id
    ), handed_deliveries AS (
      UPDATE deliveries d SET lease_until = now() + ${handed},
        last_error = CASE WHEN d.state = 'sending' THEN 'interrupted' ELSE NULLIF(d.last_error, ${RESTS}::text) END,
        state = CASE WHEN d.state = 'sending' THEN 'unknown' ELSE d.state END
      FROM due_deliveries due WHERE d.org_id = due.org_id AND d.id = due.id RETURNING d.org_id, d.id
    )
    SELECT 'event' AS name, org_id AS "orgId", id FROM handed_events
    UNION ALL SELECT 'delivery', org_id, id FROM handed_deliveries`);
  return rows.map(({ name, orgId, id }) => ({ name, data: { orgId, id } }));
}

/** Which rows of the two tables, as conditions. */
interface Selection {
  readonly events: Sql;
  readonly deliveries: Sql;
}

function selectNew({ clock }: StoreContext): Selection {
  const now = new Date(clock.now());
  return {
    events: Prisma.sql`handed_at IS NULL`,
    deliveries: Prisma.sql`state IN ('pending', 'held', 'unknown') AND not_before <= ${now}::timestamptz
      AND (lease_until IS NULL OR (lease_until < now() AND last_error = ${RESTS}::text))`,
  };
}

function selectLate({ clock }: StoreContext, pace: JobPace, graceMs: number): Selection {
  const now = new Date(clock.now());
  const grace = toInterval(graceMs);
  return {
    events: Prisma.sql`handed_at < now() - ${grace} - ${toInterval(pace.handed)} * least(attempts + 1, ${SELDOM_MOST}::int)`,
    deliveries: Prisma.sql`(state = 'sending' AND lease_until < now()
      OR state IN ('pending', 'held', 'unknown') AND lease_until < now() - ${grace} AND not_before <= ${now}::timestamptz)`,
  };
}

function toInterval(milliseconds: number): Sql {
  return Prisma.sql`make_interval(secs => ${milliseconds / 1_000}::float8)`;
}

async function releaseMarks({ db }: StoreContext, jobs: readonly Job[]): Promise<void> {
  const keys = JSON.stringify(jobs.map(({ data }) => data));
  // Ids are unique over both tables, so each statement finds its own.
  await db.$executeRaw`UPDATE outbox_events e SET handed_at = NULL
    FROM jsonb_to_recordset(${keys}::jsonb) AS k("orgId" uuid, id uuid)
    WHERE e.org_id = k."orgId" AND e.id = k.id AND e.done_at IS NULL`;
  await db.$executeRaw`UPDATE deliveries d SET lease_until = NULL
    FROM jsonb_to_recordset(${keys}::jsonb) AS k("orgId" uuid, id uuid)
    WHERE d.org_id = k."orgId" AND d.id = k.id AND d.state IN ('pending', 'held', 'unknown')`;
}
