import type { StoreContext } from '../src/store/context.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How long rows are kept that only serve the work itself (ms). Facts and the audit log are not among them. */
export const retention = {
  /** A platform repeats a request for up to a day; then nobody asks again. */
  inbound: 25 * HOUR,
  /** Forms and questions wait for days; that one was answered is known for as long, so that it is answered once. */
  draft: 14 * DAY,
  /** Answers hold what people were shown. */
  answer: 7 * DAY,
  /** Pushes hold ids; their keys keep the same one from being sent again. */
  push: 90 * DAY,
  event: 90 * DAY,
} as const;

/** Rows removed in one statement, so that no lock is held for long. */
const BATCH = 5_000;

/** Removes rows that have served their time; how many. Ids begin with the time of their making, so the key finds the old ones. */
export async function prune(store: StoreContext): Promise<number> {
  const { db } = store;
  const now = store.clock.now();
  let removed = await repeat(
    () => db.$executeRaw`DELETE FROM inbound_events WHERE (org_id, key) IN (
      SELECT org_id, key FROM inbound_events
      WHERE received_at < ${new Date(now - retention.inbound)}::timestamptz
        AND (NOT starts_with(key, 'draft ') OR received_at < ${new Date(now - retention.draft)}::timestamptz)
      LIMIT ${BATCH}::int)`,
  );
  const organizations = await db.organization.findMany({ select: { id: true } });
  for (const { id: orgId } of organizations) {
    removed += await repeat(
      () => db.$executeRaw`DELETE FROM drafts WHERE org_id = ${orgId}::uuid AND id IN (
        SELECT id FROM drafts WHERE org_id = ${orgId}::uuid AND id < ${idBefore(now - retention.draft)}::uuid
        LIMIT ${BATCH}::int)`,
    );
    removed += await pruneDeliveries(store, orgId, now);
    removed += await repeat(
      () => db.$executeRaw`DELETE FROM outbox_events WHERE org_id = ${orgId}::uuid AND id IN (
        SELECT id FROM outbox_events e
        WHERE org_id = ${orgId}::uuid AND id < ${idBefore(now - retention.event)}::uuid AND done_at IS NOT NULL
          AND NOT EXISTS (SELECT FROM deliveries d WHERE d.org_id = e.org_id AND d.event_id = e.id)
        LIMIT ${BATCH}::int)`,
    );
  }
  return removed;
}

/** Dead letters stay until somebody has looked at them, and what carried others until those are gone. */
function pruneDeliveries({ db }: StoreContext, orgId: string, now: number): Promise<number> {
  return repeat(
    () => db.$executeRaw`DELETE FROM deliveries WHERE org_id = ${orgId}::uuid AND id IN (
      SELECT id FROM deliveries d
      WHERE org_id = ${orgId}::uuid AND id < ${idBefore(now - retention.answer)}::uuid
        AND (state = 'sent' OR state = 'skipped')
        AND NOT EXISTS (SELECT FROM deliveries part WHERE part.org_id = d.org_id AND part.bearer_id = d.id)
        AND (kind = 'answer' OR id < ${idBefore(now - retention.push)}::uuid)
      LIMIT ${BATCH}::int)`,
  );
}

async function repeat(removeBatch: () => Promise<number>): Promise<number> {
  let removed = 0;
  for (;;) {
    const batch = await removeBatch();
    removed += batch;
    if (batch < BATCH) return removed;
  }
}

/** The smallest UUIDv7 of this instant (epoch ms). */
function idBefore(instant: number): string {
  const time = Math.max(0, instant).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}
