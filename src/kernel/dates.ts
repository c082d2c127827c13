import { type LocalDate, partsOf, weekdayOf } from './calendar.ts';
import { parseEnglishDate } from './dates-en.ts';
import { parseChineseDate } from './dates-zh.ts';
import { MONTHS_EN } from './month-names.ts';
import { type DateReading, namedDay, nearestDayOfYear } from './near-dates.ts';
import { ok, type Result, refuse } from './result.ts';
import { splitTime } from './times.ts';

export type DateRefusal = 'date-unreadable' | 'date-impossible';

const LONGEST_TEXT = 60;
const WEEKDAYS_EN = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const WEEKDAYS_ZH = '一二三四五六日';

/**
 * Reads a date in English or Chinese, without being told which: `2026-12-01`, `12-01`, `12/1`, `tomorrow`, `next tue`, `in 3
 * days`, `明天`, `下周三`, `12月1日`, `月底`, `三天后`. A time of day behind it is passed over (`parseDateTime` keeps it). Where the
 * year is left out, the nearest such day is meant. A day that no calendar has (30 February) is `date-impossible`.
 */
export function parseDate(text: string, today: LocalDate): Result<LocalDate, DateRefusal> {
  if (text.length > LONGEST_TEXT) return refuse('date-unreadable', { text });
  const { rest, time } = splitTime(foldDateText(text));
  const day = rest === '' && time !== undefined ? today : readDay(rest, today);
  if (day === undefined) return refuse('date-unreadable', { text });
  return day === 'impossible' || time === 'impossible' ? refuse('date-impossible', { text }) : ok(day);
}

/** The form in which dates are compared: half-width, small letters, single spaces, none around Chinese. */
export function foldDateText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/(?<=\p{Script=Han}) | (?=\p{Script=Han})/gu, '');
}

/** Writes a date for people: `Tue 1 Dec 2026`, `2026年12月1日 周二`. */
export function formatDate(date: LocalDate, lang: 'en' | 'zh'): string {
  const { year, month, day } = partsOf(date);
  const weekday = weekdayOf(date) - 1;
  if (lang === 'zh') return `${year}年${month}月${day}日 周${WEEKDAYS_ZH.charAt(weekday)}`;
  return `${WEEKDAYS_EN[weekday]} ${day} ${MONTHS_EN[month - 1]} ${year}`;
}

function readDay(text: string, today: LocalDate): DateReading {
  return readDigits(text, today) ?? parseChineseDate(text, today) ?? parseEnglishDate(text, today);
}

/** Dates of digits alone. Month before day, as in China and the US, unless only the other way is possible. */
function readDigits(text: string, today: LocalDate): DateReading {
  const yearFirst = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(text);
  if (yearFirst) return namedDay(Number(yearFirst[1]), Number(yearFirst[3]), Number(yearFirst[4]));
  const packed = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (packed) return namedDay(Number(packed[1]), Number(packed[2]), Number(packed[3]));
  const short = /^(\d{1,2})([-/.])(\d{1,2})(?:\2(\d{4}))?$/.exec(text);
  if (short === null) return undefined;
  const [first, second] = [Number(short[1]), Number(short[3])];
  const [month, day] = first > 12 && second <= 12 ? [second, first] : [first, second];
  return short[4] === undefined
    ? nearestDayOfYear(today, month, day)
    : namedDay(Number(short[4]), month, day);
}
