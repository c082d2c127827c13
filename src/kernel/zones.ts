import { IANAZone } from 'luxon';
import { addDays, diffDays, isLocalDate, type LocalDate } from './calendar.ts';

/** A time of day, `HH:mm`, from 00:00 to 23:59. */
export type LocalTime = string;

const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/;
const MINUTE = 60_000;
const DAY = 86_400_000;
/** Wider than any zone is from UTC: no wall time lies further from its instant. */
const WIDEST_OFFSET = 15 * 60 * MINUTE;
const EPOCH: LocalDate = '1970-01-01';

/** Whether this names a zone of the IANA database, such as `Asia/Shanghai`. Fixed offsets (`+08:00`) are none. */
export function isValidZone(zone: string): boolean {
  return /^[A-Za-z]/.test(zone) && IANAZone.isValidZone(zone);
}

export function isLocalTime(text: string): text is LocalTime {
  return TIME.test(text);
}

/** The day it is in the zone at this instant (epoch ms). */
export function localDateOf(instant: number, zone: string): LocalDate {
  return addDays(EPOCH, Math.floor(wallOf(instant, zone) / DAY));
}

/** More zones than this are not remembered at once. */
const ZONES_KEPT = 1_000;

/**
 * Makes a `localDateOf` that remembers its last minute in each zone: asked for "today" at every request, it works it out
 * once a minute. For instants from 1973 on, since when no zone has changed its clocks within a minute.
 */
export function createDayReader(): (instant: number, zone: string) => LocalDate {
  const known = new Map<string, { readonly minute: number; readonly day: LocalDate }>();
  return (instant, zone) => {
    const minute = Math.floor(instant / MINUTE);
    const last = known.get(zone);
    if (last?.minute === minute) return last.day;
    const day = localDateOf(instant, zone);
    if (known.size >= ZONES_KEPT) known.clear();
    known.set(zone, { minute, day });
    return day;
  };
}

/** The time of day in the zone at this instant (epoch ms), seconds cut off. */
export function localTimeOf(instant: number, zone: string): LocalTime {
  const wall = wallOf(instant, zone);
  const minutes = Math.floor((wall - Math.floor(wall / DAY) * DAY) / MINUTE);
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/**
 * The instant (epoch ms) at which clocks in the zone show this day and time. A time that the clocks jump over runs at
 * the first instant after the jump; one that they show twice, at the first of the two. A day that a zone left out
 * altogether (Samoa, 30 December 2011) begins where the next one does.
 */
export function instantOf(date: LocalDate, time: LocalTime, zone: string): number {
  const wall = toWall(date, time);
  const rules = zoneRules(zone);
  const before = rules.offset(wall - WIDEST_OFFSET) * MINUTE;
  const after = rules.offset(wall + WIDEST_OFFSET) * MINUTE;
  const earlier = wall - Math.max(before, after);
  if (earlier + rules.offset(earlier) * MINUTE === wall) return earlier;
  const later = wall - Math.min(before, after);
  if (later + rules.offset(later) * MINUTE === wall) return later;
  return findChange(rules, earlier, later);
}

/** The first instant of a day in the zone: midnight, or later where clocks jump over it. */
export function startOfDay(date: LocalDate, zone: string): number {
  return instantOf(date, '00:00', zone);
}

/** The first millisecond in (low, high] that has the offset of `high`. */
function findChange(rules: IANAZone, low: number, high: number): number {
  const target = rules.offset(high);
  let without = low;
  let having = high;
  while (having - without > 1) {
    const middle = Math.floor((without + having) / 2);
    if (rules.offset(middle) === target) having = middle;
    else without = middle;
  }
  return having;
}

/** What a clock on the wall shows, as if it stood in UTC (epoch ms). */
function wallOf(instant: number, zone: string): number {
  return instant + zoneRules(zone).offset(instant) * MINUTE;
}

function toWall(date: LocalDate, time: LocalTime): number {
  const found = TIME.exec(time);
  if (found === null || !isLocalDate(date)) throw new RangeError(`not a day and time: ${date} ${time}`);
  return diffDays(EPOCH, date) * DAY + (Number(found[1]) * 60 + Number(found[2])) * MINUTE;
}

function zoneRules(zone: string): IANAZone {
  const rules = IANAZone.create(zone);
  if (!rules.isValid) throw new RangeError(`not a time zone: ${zone}`);
  return rules;
}
