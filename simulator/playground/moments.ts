import { DateTime } from 'luxon';
import { Refused } from './options.ts';

/** The hour at which a day is entered that was asked for without one. */
const MORNING = 9;
const LONGEST_JUMP_DAYS = 400;

/**
 * The instant (milliseconds) that a wish for another time means.
 * @param to `18:00` is today's, or tomorrow's if today's has passed; `next-monday` at 9:00; or an ISO date with a time
 * @throws Refused for anything else, for the past (platforms know no way back) and for more than 400 days ahead
 */
export function findMoment(to: string, now: number, zone: string): number {
  const here = DateTime.fromMillis(now, { zone });
  const wanted = readMoment(to, here);
  if (wanted === undefined || !wanted.isValid) {
    throw new Refused(`“${to}” is no time; say 18:00, next-monday or 2026-11-30T09:00`);
  }
  if (wanted <= here) throw new Refused('The clock only goes forward');
  if (wanted > here.plus({ days: LONGEST_JUMP_DAYS }))
    throw new Refused(`The clock goes at most ${LONGEST_JUMP_DAYS} days ahead at once`);
  return wanted.toMillis();
}

function readMoment(to: string, here: DateTime): DateTime | undefined {
  if (to === 'next-monday') {
    const morning = here.startOf('day').set({ hour: MORNING });
    return morning.plus({ days: 8 - here.weekday });
  }
  const hour = /^(\d{1,2}):(\d{2})$/u.exec(to);
  if (hour !== null) {
    const set = here.set({ hour: Number(hour[1]), minute: Number(hour[2]), second: 0, millisecond: 0 });
    if (Number(hour[1]) > 23 || Number(hour[2]) > 59) return undefined;
    return set <= here ? set.plus({ days: 1 }) : set;
  }
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/u.test(to)
    ? DateTime.fromISO(to, { zone: here.zoneName ?? 'utc' })
    : undefined;
}
