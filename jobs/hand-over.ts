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
 * they leave as soon as it is back; if this process ends in between they are late and handed over again.
 */
export async function handOver(
  { store, queue, pace }: HandOverDeps,
  kind: HandOverKind,
  most: number,
): Promise<number> {
  const handed = pace.handed / 1_000;
  const [events, deliveries] = await Promise.all([
    takeEvents(store, kind, most, handed),
    takeDeliveries(store, kind, most, handed),
  ]);
  const jobs: Job[] = [
    ...events.map((data) => ({ name: 'event', data })),
    ...deliveries.map((data) => ({ name: 'delivery', data })),
  ];
  if (jobs.length === 0) return 0;
  try {
    await queue.add(jobs);
  } catch (error) {
    await releaseMarks(store, events, deliveries);
    throw error;
  }
  return jobs.length;
}

/** `handed` below is in seconds. */
type RowKey = Job['data'];

function takeEvents(
  store: StoreContext,
  kind: HandOverKind,
  most: number,
  handed: number,
): Promise<RowKey[]> {
  const which: Sql =
    kind === 'new'
      ? Prisma.sql`handed_at IS NULL`
      : Prisma.sql`handed_at < now() - make_interval(secs => ${handed}::float8 * least(attempts + 1, ${SELDOM_MOST}::int))`;
  return store.db.$queryRaw<RowKey[]>`
    UPDATE outbox_events e SET handed_at = now() FROM (
      SELECT org_id, id FROM outbox_events WHERE done_at IS NULL AND ${which}
      ORDER BY occurred_at LIMIT ${most}::int FOR UPDATE SKIP LOCKED
    ) due
    WHERE e.org_id = due.org_id AND e.id = due.id RETURNING e.org_id AS "orgId", e.id`;
}

/**
 * A waiting row's `lease_until` says how long it is left to the queue, or rests because its place is limited. A row whose lease ran out while it was being sent
 * belonged to a process that died or hangs: from now on it is in doubt, and its old token still lets that process speak.
 */
function takeDeliveries(
  store: StoreContext,
  kind: HandOverKind,
  most: number,
  handed: number,
): Promise<RowKey[]> {
  const now = new Date(store.clock.now());
  const which: Sql =
    kind === 'new'
      ? Prisma.sql`state IN ('pending', 'held', 'unknown') AND not_before <= ${now}::timestamptz
          AND (lease_until IS NULL OR (state = 'held' AND lease_until < now()))`
      : Prisma.sql`state IN ('pending', 'unknown', 'sending') AND lease_until < now()
          AND (state = 'sending' OR not_before <= ${now}::timestamptz)`;
  return store.db.$queryRaw<RowKey[]>`
    UPDATE deliveries d SET lease_until = now() + make_interval(secs => ${handed}::float8),
      last_error = CASE WHEN d.state = 'sending' THEN 'interrupted' ELSE d.last_error END,
      state = CASE WHEN d.state = 'sending' THEN 'unknown' ELSE d.state END
    FROM (
      SELECT org_id, id FROM deliveries WHERE ${which} ORDER BY not_before LIMIT ${most}::int FOR UPDATE SKIP LOCKED
    ) due
    WHERE d.org_id = due.org_id AND d.id = due.id RETURNING d.org_id AS "orgId", d.id`;
}

async function releaseMarks(
  store: StoreContext,
  events: readonly RowKey[],
  deliveries: readonly RowKey[],
): Promise<void> {
  await store.db.$executeRaw`UPDATE outbox_events e SET handed_at = NULL
    FROM jsonb_to_recordset(${JSON.stringify(events)}::jsonb) AS k("orgId" uuid, id uuid)
    WHERE e.org_id = k."orgId" AND e.id = k.id AND e.done_at IS NULL`;
  await store.db.$executeRaw`UPDATE deliveries d SET lease_until = NULL
    FROM jsonb_to_recordset(${JSON.stringify(deliveries)}::jsonb) AS k("orgId" uuid, id uuid)
    WHERE d.org_id = k."orgId" AND d.id = k.id AND d.state IN ('pending', 'held', 'unknown')`;
}
