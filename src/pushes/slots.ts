import { addDays, type LocalDate } from '../kernel/calendar.ts';
import { instantOf, type LocalTime, localDateOf } from '../kernel/zones.ts';
import { runsOn, type SlotDays } from './days.ts';

/** The pushes that go out at a time of day. */
export const scheduledKinds = ['daily', 'ranking', 'overdue', 'clear-day'] as const;
export type ScheduledKind = (typeof scheduledKinds)[number];

/** What tells each person of their own work: no conversation can have it. */
const personalKinds = ['overdue', 'clear-day'] as const satisfies readonly ScheduledKind[];
export type PersonalKind = (typeof personalKinds)[number];
/** What tells figures of a group or the company. */
export type FigureKind = Exclude<ScheduledKind, PersonalKind>;

export function isPersonalKind(kind: string): kind is PersonalKind {
  return (personalKinds as readonly string[]).includes(kind);
}

export interface Schedule {
  readonly kind: ScheduledKind;
  readonly localTime: LocalTime;
  /** IANA zone of `localTime`. */
  readonly zone: string;
  /** Absent: on workdays. */
  readonly days?: SlotDays;
  /** Epoch ms; nothing that was due before it is made up for. */
  readonly startsAt: number;
}

export interface Slot {
  readonly day: LocalDate;
  /** Epoch ms. */
  readonly dueAt: number;
}

/** What became of a slot. The reason is a code that `describeReason` puts into words; empty for one that is in time. */
export interface SlotDecision extends Slot {
  readonly outcome: 'queued' | 'skipped';
  readonly reason: string;
}

export type IsWorkday = (day: LocalDate) => boolean;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** From then on a digest says that it is late. */
const LATE_AFTER = 30 * MINUTE;
/** What is older than this is of no use: the next ranking is nearer, and the day that was to be cleared is over. */
const LASTS: Readonly<Partial<Record<ScheduledKind, number>>> = { ranking: 12 * HOUR, 'clear-day': 5 * HOUR };
/** How far ahead the next slot is looked for: longer than any holiday. */
const LOOK_AHEAD_DAYS = 60;

/** Whether a push of this slot, sent now, should say that it comes late. */
export function isLate(dueAt: number, now: number): boolean {
  return now - dueAt > LATE_AFTER;
}

/** Whether a push of this slot is too old to be sent at all. */
export function isTooLate(kind: ScheduledKind, dueAt: number, now: number): boolean {
  const lasts = LASTS[kind];
  return lasts !== undefined && now - dueAt > lasts;
}

/**
 * Decides every slot that fell due up to `now` (epoch ms) and after `lastDay`, the last one decided (null: none yet).
 * There is one for each of its days (`runsOn`); the days between have none. Of several digests that are due only the latest goes out and
 * covers the days of the others, which are skipped and name it; a ranking goes out unless it is more than 12 hours old.
 */
export function decideSlots(
  schedule: Schedule,
  isWorkday: IsWorkday,
  lastDay: LocalDate | null,
  now: number,
): readonly SlotDecision[] {
  const due = listDue(schedule, isWorkday, lastDay, now);
  const latest = due.at(-1);
  if (latest === undefined) return [];
  return due.map((slot) => decide(schedule.kind, slot, latest, now));
}

/** The next slot that will fall due after `now`, for telling people; undefined where none is near. */
export function findNextSlot(
  schedule: Schedule,
  isWorkday: IsWorkday,
  lastDay: LocalDate | null,
  now: number,
): Slot | undefined {
  const { days = 'workdays' } = schedule;
  const today = localDateOf(now, schedule.zone);
  for (let ahead = 0; ahead <= LOOK_AHEAD_DAYS; ahead += 1) {
    const day = addDays(today, ahead);
    if ((lastDay !== null && day <= lastDay) || !runsOn(days, isWorkday, day)) continue;
    const slot = slotOf(schedule, day);
    if (slot && slot.dueAt >= Math.max(now, schedule.startsAt)) return slot;
  }
  return undefined;
}

/**
 * The next instant after `now` (epoch ms) at which a schedule may have a slot: its time of the next day that comes, whether
 * that is a workday or not, since calendars may change until then.
 */
export function nextLook({ localTime, zone, startsAt }: Schedule, now: number): number {
  const from = Math.max(now, startsAt - 1);
  const today = localDateOf(from, zone);
  for (let ahead = 0; ahead <= LOOK_AHEAD_DAYS; ahead += 1) {
    const slot = slotOf({ localTime, zone }, addDays(today, ahead));
    if (slot !== undefined && slot.dueAt > from) return slot.dueAt;
  }
  return from + HOUR;
}

/** The slot of a day; undefined where the zone left that day out altogether. */
export function slotOf(schedule: Pick<Schedule, 'localTime' | 'zone'>, day: LocalDate): Slot | undefined {
  const dueAt = instantOf(day, schedule.localTime, schedule.zone);
  return localDateOf(dueAt, schedule.zone) === day ? { day, dueAt } : undefined;
}

/**
 * The organization's days that a digest tells about, `[from, to)`: all that ended since the digest before (`previousDueAt`,
 * epoch ms); for a first one, from the last workday on, or those of a week if it comes weekly.
 */
export function coverDays(
  previousDueAt: number | null,
  dueAt: number,
  orgZone: string,
  isWorkday: IsWorkday,
  days: SlotDays = 'workdays',
): { readonly from: LocalDate; readonly to: LocalDate } {
  const to = localDateOf(dueAt, orgZone);
  if (previousDueAt !== null) {
    const from = localDateOf(previousDueAt, orgZone);
    return { from: from < to ? from : addDays(to, -1), to };
  }
  if (days !== 'workdays' && days !== 'every-day') return { from: addDays(to, -7), to };
  let from = addDays(to, -1);
  for (let back = 0; back < LOOK_AHEAD_DAYS && !isWorkday(from); back += 1) from = addDays(from, -1);
  return { from, to };
}

function listDue(
  schedule: Schedule,
  isWorkday: IsWorkday,
  lastDay: LocalDate | null,
  now: number,
): readonly Slot[] {
  const { days = 'workdays' } = schedule;
  const first = localDateOf(schedule.startsAt, schedule.zone);
  const today = localDateOf(now, schedule.zone);
  const due: Slot[] = [];
  let day = lastDay !== null && lastDay >= first ? addDays(lastDay, 1) : first;
  for (; day <= today; day = addDays(day, 1)) {
    if (!runsOn(days, isWorkday, day)) continue;
    const slot = slotOf(schedule, day);
    if (slot && slot.dueAt >= schedule.startsAt && slot.dueAt <= now) due.push(slot);
  }
  return due;
}

function decide(kind: ScheduledKind, slot: Slot, latest: Slot, now: number): SlotDecision {
  switch (kind) {
    case 'daily':
    case 'overdue':
      if (slot.day !== latest.day) return { ...slot, outcome: 'skipped', reason: `superseded:${latest.day}` };
      return { ...slot, outcome: 'queued', reason: isLate(slot.dueAt, now) ? 'late' : '' };
    case 'ranking':
    case 'clear-day':
      if (isTooLate(kind, slot.dueAt, now)) return { ...slot, outcome: 'skipped', reason: 'too-late' };
      return { ...slot, outcome: 'queued', reason: '' };
  }
}
