import { addDays } from '../../kernel/calendar.ts';
import { instantOf, isLocalTime, type LocalTime, localDateOf } from '../../kernel/zones.ts';

/** Hours in which nothing rings, by the clocks of the reader's zone. They may span midnight; the end is outside them. */
export interface QuietHours {
  readonly from: LocalTime;
  readonly until: LocalTime;
}

/** Reads `21:00-08:00`; undefined for anything else, and for hours that never end. */
export function readQuiet(text: string): QuietHours | undefined {
  const [from, until, ...more] = text.split('-');
  if (from === undefined || until === undefined || more.length > 0) return undefined;
  if (!isLocalTime(from) || !isLocalTime(until) || from === until) return undefined;
  return { from, until };
}

/**
 * The instant (epoch ms) at which the quiet hours end that hold this instant; undefined outside them. Begin and end are
 * the first instants at which the zone's clocks show them; where clocks jump over one, the first instant after the jump.
 */
export function findQuietEnd(now: number, quiet: QuietHours, zone: string): number | undefined {
  const today = localDateOf(now, zone);
  // Hours that began yesterday may still last.
  for (const day of [addDays(today, -1), today]) {
    const end = quiet.from < quiet.until ? day : addDays(day, 1);
    const until = instantOf(end, quiet.until, zone);
    if (instantOf(day, quiet.from, zone) <= now && now < until) return until;
  }
  return undefined;
}
