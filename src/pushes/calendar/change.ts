import { buildCalendar, loadCalendarRow } from '../../people/calendar/store.ts';
import type { Sql, Tx } from '../../store/client.ts';
import type { ActingContext } from '../../store/context.ts';
import { listSchedulesOf, recordDecisions, type ScheduleDecision } from '../slot-store.ts';
import { decideRow } from '../tick.ts';

/**
 * Changes an organization's calendar within a transaction so that it counts from this instant on: whatever fell due until
 * now is decided by the calendar that stood until now, and a day of the past that only now becomes a workday has no slot,
 * which is written down. So nothing that was sent is sent again, and nothing that was due is lost.
 */
export async function changeCalendar(acting: ActingContext, tx: Tx, changes: readonly Sql[]): Promise<void> {
  const { orgId } = acting;
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`calendar ${orgId}`}, 0))`;
  const store = { clock: acting.clock, ids: acting.ids, db: tx };
  await recordDecisions(store, await decideUntilNow(acting, tx));
  for (const change of changes) await tx.$executeRaw(change);
  const passed = await decideUntilNow(acting, tx);
  await recordDecisions(
    store,
    passed.map((slot) => ({ ...slot, outcome: 'skipped', reason: 'calendar-changed' })),
  );
}

async function decideUntilNow({ orgId, clock }: ActingContext, tx: Tx): Promise<readonly ScheduleDecision[]> {
  const { isWorkday } = buildCalendar(await loadCalendarRow(tx, orgId));
  const schedules = await listSchedulesOf(tx, orgId);
  const now = clock.now();
  return schedules.flatMap((row) => decideRow(row, isWorkday, now));
}
