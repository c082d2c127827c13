import { expireGrants } from '../people/members/expire.ts';
import type { StoreContext } from '../store/context.ts';
import { noticeUnknownYears } from './calendar-notice.ts';
import { createCalendars } from './calendars.ts';
import { announceCases } from './cases.ts';
import { subscribeByDefault } from './default-subscriptions.ts';
import {
  announceReminders,
  listSchedules,
  recordDecisions,
  type ScheduleCursor,
  type ScheduleDecision,
  type ScheduleRow,
} from './slot-store.ts';
import { decideSlots, type IsWorkday } from './slots.ts';

/** What one tick put into the outbox and wrote down. */
export interface TickReport {
  readonly queued: number;
  readonly skipped: number;
  readonly reminders: number;
}

const SCHEDULES_A_PAGE = 500;
const REMINDERS_A_ROUND = 500;

/**
 * Decides every slot of every schedule that fell due by the clock since the last tick, and announces the reminders that
 * are due. Any number of processes may do it at once, as often as they like: a slot is one row, and what is decided stays.
 */
export async function tick(store: StoreContext): Promise<TickReport> {
  await announceCases(store);
  await expireGrants(store);
  await subscribeByDefault(store);
  const slots = await tickSchedules(store);
  return { ...slots, reminders: await tickReminders(store) };
}

async function tickSchedules(store: StoreContext): Promise<Omit<TickReport, 'reminders'>> {
  const calendars = createCalendars(store.db);
  let queued = 0;
  let skipped = 0;
  let after: ScheduleCursor | undefined;
  for (;;) {
    const page = await listSchedules(store.db, after, SCHEDULES_A_PAGE);
    const now = store.clock.now();
    // Most of the time nothing is due on any calendar, and none has to be read.
    const due = page.filter(
      (row) => decideSlots({ ...row, days: 'every-day' }, () => true, row.lastDay, now).length > 0,
    );
    await calendars.load(due.map(({ orgId }) => orgId));
    const decisions = due.flatMap((row) => decideRow(row, calendars.of(row.orgId).isWorkday, now));
    const made = await recordDecisions(store, decisions);
    queued += made.queued;
    skipped += made.skipped;
    after = page.at(-1);
    if (page.length < SCHEDULES_A_PAGE) break;
  }
  await noticeUnknownYears(store, calendars);
  return { queued, skipped };
}

/** What is decided about one schedule by a calendar, up to an instant (epoch ms). */
export function decideRow(row: ScheduleRow, isWorkday: IsWorkday, now: number): readonly ScheduleDecision[] {
  const { orgId, subscriptionId } = row;
  return decideSlots(row, isWorkday, row.lastDay, now).map((slot) => ({ ...slot, orgId, subscriptionId }));
}

/** Round by round until none is left, so that a long absence makes no single huge transaction. */
async function tickReminders(store: StoreContext): Promise<number> {
  let announced = 0;
  for (;;) {
    const round = await announceReminders(store, REMINDERS_A_ROUND);
    announced += round;
    if (round < REMINDERS_A_ROUND) return announced;
  }
}
