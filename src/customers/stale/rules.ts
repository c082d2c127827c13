import { addDays, diffDays, type LocalDate, weekdayOf } from '../../kernel/calendar.ts';

/** A contact with a customer, in the organization's days. */
export interface Contact {
  readonly on: LocalDate;
  readonly kind: string;
}

/**
 * The day from which a customer is counted as not contacted: its last counting contact, or the day on which it was created
 * or came to its owner (`start`), if that is later. `other` does not count, and messages count once per cadence at most, so
 * that nobody keeps a customer by sending a greeting now and then. The contacts come in their order.
 */
export function findClock(contacts: readonly Contact[], start: LocalDate, cadenceDays: number): LocalDate {
  let clock = start;
  let message: LocalDate | undefined;
  for (const { on, kind } of contacts) {
    if (kind === 'other') continue;
    if (kind === 'message') {
      if (message !== undefined && diffDays(message, on) < cadenceDays) continue;
      message = on;
    }
    if (on > clock) clock = on;
  }
  return clock;
}

/** How long a run of days off is looked at: longer than any holiday. */
const LONGEST_RUN = 40;

/** The organization's days: which it works, and which of a week it always rests (1 = Monday … 7 = Sunday). */
export interface WorkWeek {
  readonly isWorkday: (day: LocalDate) => boolean;
  readonly weekend: readonly number[];
}

/**
 * Whether a day belongs to a holiday: days off in a row of which at least one is none of the weekend's. An ordinary weekend
 * is none, since a cadence counts days as people do.
 */
export function isHoliday(day: LocalDate, { isWorkday, weekend }: WorkWeek): boolean {
  if (isWorkday(day)) return false;
  if (!weekend.includes(weekdayOf(day))) return true;
  return [1, -1].some((step) => {
    for (let away = 1; away <= LONGEST_RUN; away += 1) {
      const next = addDays(day, away * step);
      if (isWorkday(next)) return false;
      if (!weekend.includes(weekdayOf(next))) return true;
    }
    return false;
  });
}

/** Days on which somebody is away, both included. */
export interface Away {
  readonly memberId: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

export interface IdleCounter {
  /** Whether the clock of this member's customers rests on a day. */
  readonly rests: (memberId: string, day: LocalDate) => boolean;
  /** Days after `from` up to `to` on which it runs. */
  readonly count: (memberId: string, from: LocalDate, to: LocalDate) => number;
}

/**
 * Counts days without those on which the clock rests: the organization's holidays and the member's own absences. Made for
 * very many customers: holidays are looked up once a day of the calendar.
 */
export function createIdleCounter(week: WorkWeek, absences: readonly Away[]): IdleCounter {
  const holidays = new Map<LocalDate, boolean>();
  const ranges = new Map<string, number>();
  const isFree = (day: LocalDate): boolean => {
    const known = holidays.get(day) ?? isHoliday(day, week);
    holidays.set(day, known);
    return known;
  };
  const isAway = (memberId: string, day: LocalDate): boolean =>
    absences.some((each) => each.memberId === memberId && each.from <= day && day <= each.to);
  const countFree = (from: LocalDate, to: LocalDate): number => {
    const key = `${from} ${to}`;
    const known = ranges.get(key) ?? listDays(from, to).filter(isFree).length;
    ranges.set(key, known);
    return known;
  };
  return {
    rests: (memberId, day) => isFree(day) || isAway(memberId, day),
    count: (memberId, from, to) => {
      const own = absences.filter((each) => each.memberId === memberId && each.to > from && each.from <= to);
      const away = new Set(
        own.flatMap((each) => listDays(from, to).filter((day) => each.from <= day && day <= each.to)),
      );
      return diffDays(from, to) - countFree(from, to) - [...away].filter((day) => !isFree(day)).length;
    },
  };
}

/** The days after one up to another. */
function listDays(from: LocalDate, to: LocalDate): readonly LocalDate[] {
  return Array.from({ length: Math.max(0, diffDays(from, to)) }, (_, index) => addDays(from, index + 1));
}

/** What was told before about the same count. */
export interface EarlierNotice {
  readonly stage: 'owner' | 'manager' | 'fell';
  readonly on: LocalDate;
}

export interface StaleFacts {
  /** Days on which the clock ran without a contact. */
  readonly idleDays: number;
  readonly cadenceDays: number;
  readonly earlier: readonly EarlierNotice[];
  /** Counts days since one on which the clock ran. */
  readonly idleSince: (day: LocalDate) => number;
  readonly managerAfterDays: number;
  /** Null: customers do not fall here. */
  readonly fallAfterDays: number | null;
}

export type StaleStep = 'owner' | 'manager' | 'fall';

/**
 * What is due about a customer today: first its owner is told, days later whoever is above them, and then, if the
 * organization lets customers fall, it falls; never before its owner was told in time.
 */
export function decideStale(facts: StaleFacts): readonly StaleStep[] {
  const { idleDays, cadenceDays, earlier, idleSince, managerAfterDays, fallAfterDays } = facts;
  if (idleDays <= cadenceDays) return [];
  const told = earlier.find(({ stage }) => stage === 'owner');
  if (told === undefined) return ['owner'];
  const since = idleSince(told.on);
  if (fallAfterDays !== null && since >= fallAfterDays) return ['fall'];
  const managerTold = earlier.some(({ stage }) => stage === 'manager');
  return since >= managerAfterDays && !managerTold ? ['manager'] : [];
}
