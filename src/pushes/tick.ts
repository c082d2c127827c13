import { expireGrants } from '../people/members/expire.ts';
import type { Tx } from '../store/client.ts';
import type { StoreContext } from '../store/context.ts';
import { noticeUnknownYears } from './calendar-notice.ts';
import { type Calendars, createCalendars } from './calendars.ts';
import { announceCases } from './cases.ts';
import { subscribeByDefault } from './default-subscriptions.ts';
import { tickReviews } from './review/plan.ts';
import {
  announceReminders,
  countAlike,
  lookLater,
  recordDecisions,
  type ScheduleDecision,
  type ScheduleRow,
  takeSchedules,
} from './slot-store.ts';
import { decideSlots, type IsWorkday, isPersonalKind, nextLook } from './slots.ts';
import { spreadOf } from './spread.ts';

/** What one tick put into the outbox and wrote down. */
export interface TickReport {
  readonly queued: number;
  readonly skipped: number;
  readonly reminders: number;
}

const SCHEDULES_A_PAGE = 500;
const PAGE_TIMEOUT_MS = 30_000;
const REMINDERS_A_ROUND = 500;

/**
 * Decides every slot of every schedule that fell due by the clock since the last tick, and announces the reminders that
 * are due; with `newcomers` also subscribes people to what they get without asking and asks about what nobody acts on. Any number of processes may do it at once, as often as they like: a slot is one row, and what is decided stays.
 */
export async function tick(
  store: StoreContext,
  { newcomers = true }: { readonly newcomers?: boolean } = {},
): Promise<TickReport> {
  await announceCases(store);
  await expireGrants(store);
  if (newcomers) await subscribeByDefault(store);
  if (newcomers) await tickReviews(store);
  const slots = await tickSchedules(store);
  return { ...slots, reminders: await tickReminders(store) };
}

/** Page by page, each with what it decides in one transaction; several processes share the pages between them. */
async function tickSchedules(store: StoreContext): Promise<Omit<TickReport, 'reminders'>> {
  const calendars = createCalendars(store.db);
  let queued = 0;
  let skipped = 0;
  for (;;) {
    const page = await store.db.$transaction((tx) => decidePage(store, tx, calendars), {
      timeout: PAGE_TIMEOUT_MS,
    });
    queued += page.queued;
    skipped += page.skipped;
    if (page.rows < SCHEDULES_A_PAGE) break;
  }
  await noticeUnknownYears(store, calendars);
  return { queued, skipped };
}

async function decidePage(store: StoreContext, tx: Tx, calendars: Calendars) {
  const now = store.clock.now();
  const page = await takeSchedules(tx, now, SCHEDULES_A_PAGE);
  if (page.length === 0) return { rows: 0, queued: 0, skipped: 0 };
  // Of most that are looked at for the first time nothing is due, and no calendar has to be read.
  const due = page.filter(
    (row) => decideSlots({ ...row, days: 'every-day' }, () => true, row.lastDay, now).length > 0,
  );
  await calendars.load(due.map(({ orgId }) => orgId));
  const alike =
    due.length === 0 ? 0 : await countAlike(tx, [...new Set(due.map(({ localTime }) => localTime))]);
  const decisions = due.flatMap((row) => decideRow(row, calendars.of(row.orgId).isWorkday, now, alike));
  const made = await recordDecisions({ ...store, db: tx }, decisions);
  await lookLater(
    tx,
    page.map((row) => ({ ...row, at: nextLook(row, now) })),
  );
  return { rows: page.length, ...made };
}

/** What is decided about one schedule by a calendar, up to an instant (epoch ms); `alike` are due at the same time of day. */
export function decideRow(
  row: ScheduleRow,
  isWorkday: IsWorkday,
  now: number,
  alike = 0,
): readonly ScheduleDecision[] {
  const { orgId, subscriptionId, kind } = row;
  // What is for one person alone is planned person by person, and so spreads by itself.
  const spread = isPersonalKind(kind) ? 0 : spreadOf(orgId, subscriptionId, alike);
  return decideSlots(row, isWorkday, row.lastDay, now).map((slot) => ({
    ...slot,
    orgId,
    subscriptionId,
    kind,
    ...(spread === 0 ? {} : { goesAt: slot.dueAt + spread }),
  }));
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
