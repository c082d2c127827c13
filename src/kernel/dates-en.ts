import { casual } from 'chrono-node/en';
import {
  addDays,
  addMonths,
  firstOfMonth,
  type LocalDate,
  lastOfMonth,
  mondayOf,
  partsOf,
} from './calendar.ts';
import { monthNamed } from './month-names.ts';
import { type DateReading, namedDay, nearestDayOfMonth, nearestDayOfYear } from './near-dates.ts';

const DAYS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    'day before yesterday': -2,
    yesterday: -1,
    today: 0,
    tomorrow: 1,
    tmr: 1,
    tmrw: 1,
    tmw: 1,
    tommorow: 1,
    tommorrow: 1,
    tomorow: 1,
    'day after tomorrow': 2,
    'day after tmr': 2,
    'day after tmrw': 2,
  }),
);
const STEPS: ReadonlyMap<string, number> = new Map(Object.entries({ last: -1, this: 0, next: 1 }));
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

const WEEKDAY =
  '(mon(?:day)?|tues?(?:day)?|wed(?:s|nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)';
const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const ON_WEEKDAY = new RegExp(`^(?:(this|next|last|coming) )?${WEEKDAY}$`);
const WEEKDAY_OF_WEEK = new RegExp(`^(?:${WEEKDAY} (this|next|last) week|(this|next|last) week ${WEEKDAY})$`);
const DAY_MONTH = new RegExp(`^(\\d{1,2})(?:st|nd|rd|th)?(?: of)?[ -]?${MONTH}\\.?(?:,?[ -](\\d{4}))?$`);
const MONTH_DAY = new RegExp(`^${MONTH}\\.?[ -]?(\\d{1,2})(?:st|nd|rd|th)?(?:,?[ -](\\d{4}))?$`);
const LAPSE = /^(?=.*\b(?:in|within|ago|later|now)\b).*\b(?:day|week|month|year)s?\b/;

/**
 * Reads a date in English: `tomorrow`, `next tue`, `in 3 days`, `5 Dec`, `end of month`. `next tue` is the Tuesday of the week
 * that begins next Monday, a bare `tue` this week's, today included, and next week's once it is past; `next week`,
 * `next month` and `next year` stand for their first day.
 */
export function parseEnglishDate(text: string, today: LocalDate): DateReading {
  const bare = text.replace(/^(?:on|by|before|until|till|the) (?:the )?/, '');
  const days = DAYS.get(bare);
  if (days !== undefined) return addDays(today, days);
  return (
    readWeekday(bare, today) ??
    readDayOfMonth(bare, today) ??
    readEdge(bare, today) ??
    readCounted(bare, today) ??
    readLapse(bare, today)
  );
}

function readWeekday(text: string, today: LocalDate): DateReading {
  const single = ON_WEEKDAY.exec(text);
  const ofWeek = WEEKDAY_OF_WEEK.exec(text);
  const name = single?.[2] ?? ofWeek?.[1] ?? ofWeek?.[4];
  if (name === undefined) return undefined;
  const step = STEPS.get(single?.[1] ?? ofWeek?.[2] ?? ofWeek?.[3] ?? '');
  const thisWeeks = addDays(mondayOf(today), WEEKDAYS.indexOf(name.slice(0, 3)));
  if (step !== undefined) return addDays(thisWeeks, step * 7);
  return thisWeeks < today ? addDays(thisWeeks, 7) : thisWeeks;
}

function readDayOfMonth(text: string, today: LocalDate): DateReading {
  const ordinal = /^(\d{1,2})(?:st|nd|rd|th)$/.exec(text);
  if (ordinal) return nearestDayOfMonth(today, Number(ordinal[1]));
  const dayFirst = DAY_MONTH.exec(text);
  const monthFirst = MONTH_DAY.exec(text);
  const name = dayFirst?.[2] ?? monthFirst?.[1];
  if (name === undefined) return undefined;
  const month = monthNamed(name);
  const day = Number(dayFirst?.[1] ?? monthFirst?.[2]);
  const year = dayFirst?.[3] ?? monthFirst?.[3];
  return year === undefined ? nearestDayOfYear(today, month, day) : namedDay(Number(year), month, day);
}

/** The first or last day of a month or year, and `next week`. */
function readEdge(text: string, today: LocalDate): DateReading {
  if (text === 'next week') return addDays(mondayOf(today), 7);
  const spoken = text
    .replace(/^eom$|^month[ -]end$/, 'end of month')
    .replace(/^eoy$|^year[ -]end$/, 'end of year');
  const found = /^(?:(end|start|beginning) of )?(?:(?:the|this) )?(next )?(month|year)$/.exec(spoken);
  if (found === null || (found[1] === undefined && found[2] === undefined)) return undefined;
  const step = found[2] === undefined ? 0 : 1;
  const { year } = partsOf(today);
  if (found[3] === 'year')
    return found[1] === 'end' ? namedDay(year + step, 12, 31) : namedDay(year + step, 1, 1);
  const first = addMonths(firstOfMonth(today), step);
  return found[1] === 'end' ? lastOfMonth(first) : first;
}

const COUNTED =
  /^(?:in )?(an?|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,3}) ?(day|fortnight|week|wk|month|mth|mo|year|yr)s?( from now| later)?$/;
const COUNTS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** `in 3 weeks`, `2 mos later`, `in a fortnight`, as most are typed. */
function readCounted(text: string, today: LocalDate): DateReading {
  const found = COUNTED.exec(text);
  const [, counted = '', unit = '', behind] = found ?? [];
  if (found === null || (behind === undefined && !text.startsWith('in '))) return undefined;
  const count = /^an?$/.test(counted) ? 1 : COUNTS.indexOf(counted) + 1 || Number(counted);
  if (unit.startsWith('d')) return addDays(today, count);
  if (unit.startsWith('f')) return addDays(today, 14 * count);
  if (unit.startsWith('w')) return addDays(today, 7 * count);
  return addMonths(today, unit.startsWith('m') ? count : 12 * count);
}

/** `in 3 days`, `a week from now`, `two weeks ago`. chrono finds dates inside other text, so it must take all of it. */
function readLapse(text: string, today: LocalDate): DateReading {
  if (!LAPSE.test(text)) return undefined;
  const { year, month, day } = partsOf(today);
  const reference = { instant: new Date(Date.UTC(year, month - 1, day, 12)), timezone: 0 };
  const [found, ...others] = casual.parse(text, reference);
  if (found === undefined || others.length > 0 || found.text !== text || found.end) return undefined;
  const { start } = found;
  return namedDay(start.get('year') ?? 0, start.get('month') ?? 0, start.get('day') ?? 0);
}
