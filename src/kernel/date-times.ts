import { addDays, type LocalDate } from './calendar.ts';
import { parseWholeNumber } from './chinese-numbers.ts';
import { type DateRefusal, foldDateText, parseDate } from './dates.ts';
import { ok, type Result, refuse } from './result.ts';
import { splitTime } from './times.ts';
import { type LocalTime, localDateOf, localTimeOf } from './zones.ts';

/** A day, and a time of day if one was said. */
export type DateTime = { readonly date: LocalDate; readonly time?: LocalTime };

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const QUARTER = 15 * MINUTE;
const LONGEST_LAPSE = 10_000 * HOUR;

const LAPSE_ZH =
  /^(?:再?过)?(?:(半)个?(?:小时|钟头)|([\d.零一二两三四五六七八九十百]+)(?:个?(小时|钟头)|个(半)(?:小时|钟头)|(刻)钟|分钟))(?:以后|之后|后|内)?$/;
const LAPSE_EN = /^in (?:(half an|an?|one|two|three|\d+(?:\.5)?) ?(hours?|hrs?|h|minutes?|mins?|min|m))$/;
const COUNTS_EN: ReadonlyMap<string, number> = new Map(
  Object.entries({ 'half an': 0.5, a: 1, an: 1, one: 1, two: 2, three: 3 }),
);

/**
 * Reads a date with or without a time, as seen at `now` (epoch ms) in the zone: `半小时后`, `周五下午` (15:00), `明天下午3点`,
 * `tomorrow 3pm`, `2026-12-01 09:30`. A time alone is today's, or tomorrow's once it is past.
 */
export function parseDateTime(text: string, now: number, zone: string): Result<DateTime, DateRefusal> {
  const folded = foldDateText(text);
  const lapse = readLapse(folded);
  if (lapse !== undefined) {
    const then = now + lapse;
    return ok({ date: localDateOf(then, zone), time: localTimeOf(then, zone) });
  }
  const today = localDateOf(now, zone);
  const date = parseDate(text, today);
  if (date.kind === 'refusal') return date;
  const { rest, time } = splitTime(folded);
  if (time === 'impossible') return refuse('date-impossible', { text });
  if (time === undefined) return ok({ date: date.value });
  const isPast = rest === '' && !/^this /.test(folded) && time <= localTimeOf(now, zone);
  return ok({ date: isPast ? addDays(today, 1) : date.value, time });
}

/** A lapse of minutes or hours, in ms. */
function readLapse(text: string): number | undefined {
  const english = LAPSE_EN.exec(text);
  if (english) {
    const count = COUNTS_EN.get(english[1] ?? '') ?? Number(english[1]);
    return withinReach(count * (english[2]?.startsWith('h') ? HOUR : MINUTE));
  }
  const chinese = LAPSE_ZH.exec(text);
  if (chinese === null || !/^(?:再?过)|(?:后|内)$/.test(text)) return undefined;
  const [, half, number = '', hours, andHalf, quarter] = chinese;
  if (half !== undefined) return HOUR / 2;
  const count = /^\d+\.5$/.test(number) ? Number(number) : parseWholeNumber(number);
  if (count === undefined) return undefined;
  if (andHalf !== undefined) return withinReach(count * HOUR + HOUR / 2);
  return withinReach(count * (hours !== undefined ? HOUR : quarter !== undefined ? QUARTER : MINUTE));
}

function withinReach(milliseconds: number): number | undefined {
  return milliseconds <= LONGEST_LAPSE ? milliseconds : undefined;
}
