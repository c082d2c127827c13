import type { LocalDate } from '../kernel/calendar.ts';
import type { Db } from '../store/client.ts';
import type { StoreContext } from '../store/context.ts';
import { outboxEvent } from '../store/outbox.ts';

/** Who is told what about customers that nobody contacted in time. */
export type StaleStage = 'owner' | 'manager' | 'fell';

/** An organization whose customers are to be looked through for a day. */
export interface DueLook {
  readonly orgId: string;
  readonly zone: string;
  readonly day: LocalDate;
}

/** Later on a day nobody is told any more: what waits so long can wait for the next morning. */
const LATE_HOURS = 5;

/** The organizations where it is the reminder time or little later, and that have not been looked through today. */
export function listDueLooks(db: Db, now: number): Promise<DueLook[]> {
  return db.$queryRaw<DueLook[]>`
    SELECT o.id AS "orgId", o.zone, n.local::date::text AS day
    FROM organizations o
    CROSS JOIN LATERAL (SELECT ${new Date(now)}::timestamptz AT TIME ZONE o.zone AS local) n
    WHERE to_char(n.local, 'HH24:MI') >= o.reminder_time
      AND n.local < n.local::date + o.reminder_time::time + make_interval(hours => ${LATE_HOURS}::int)
      AND NOT EXISTS (SELECT FROM stale_days d WHERE d.org_id = o.id AND d.day = n.local::date)
    ORDER BY o.id`;
}

/** Marks a day as looked through and, the first time, tells everybody whom its notices are for. */
export async function finishLook(store: StoreContext, { orgId, day }: DueLook): Promise<void> {
  const at = new Date(store.clock.now());
  await store.db.$transaction(async (tx) => {
    const first = await tx.$executeRaw`INSERT INTO stale_days (org_id, day, looked_at)
      VALUES (${orgId}::uuid, ${day}::date, ${at}::timestamptz) ON CONFLICT DO NOTHING`;
    if (first === 0) return;
    const told = await tx.$queryRaw<{ memberId: string; stage: StaleStage }[]>`
      SELECT DISTINCT member_id AS "memberId", stage FROM stale_notices
      WHERE org_id = ${orgId}::uuid AND decided_on = ${day}::date ORDER BY 1, 2`;
    for (const { memberId, stage } of told) {
      await tx.$executeRaw(outboxEvent({ ...store, orgId }, { kind: 'stale.noticed', memberId, stage, day }));
    }
  });
}

/** A customer on the card of its owner, a manager or the last owner. */
export interface StaleCustomer {
  readonly id: string;
  readonly name: string;
  readonly ownerName: string | null;
  readonly idleDays: number;
  readonly cadenceDays: number;
  /** What its owner logged last, which a manager can comment on. */
  readonly followUpId: string | null;
}

/**
 * What a member was told on a day, as far as it still holds: the customer is still the owner's, or, if it fell, still in
 * the pool. Those that wait longest come first.
 */
export async function listStale(
  db: Db,
  orgId: string,
  {
    memberId,
    stage,
    day,
  }: { readonly memberId: string; readonly stage: StaleStage; readonly day: LocalDate },
  limit: number,
): Promise<{ readonly count: number; readonly customers: readonly StaleCustomer[] }> {
  const rows = await db.$queryRaw<(StaleCustomer & { readonly count: number })[]>`
    SELECT c.id, c.name, b.name AS "ownerName", n.idle_days AS "idleDays", n.cadence_days AS "cadenceDays",
      (SELECT f.id FROM follow_ups f WHERE f.org_id = c.org_id AND f.customer_id = c.id AND f.author_id = c.owner_id
        AND f.withdrawn_at IS NULL ORDER BY f.happened_at DESC LIMIT 1) AS "followUpId",
      count(*) OVER ()::int AS count
    FROM stale_notices n JOIN customers c ON c.org_id = n.org_id AND c.id = n.customer_id
    LEFT JOIN members b ON b.org_id = c.org_id AND b.id = c.owner_id
    WHERE n.org_id = ${orgId}::uuid AND n.decided_on = ${day}::date AND n.member_id = ${memberId}::uuid
      AND n.stage = ${stage}
      AND CASE n.stage WHEN 'owner' THEN c.owner_id = n.member_id WHEN 'manager' THEN c.owner_id IS NOT NULL
        ELSE c.owner_id IS NULL END
    ORDER BY n.idle_days - n.cadence_days DESC, c.name, c.id LIMIT ${limit}::int`;
  return { count: rows[0]?.count ?? 0, customers: rows };
}
