import { addDays, diffDays, isLocalDate, type LocalDate, partsOf } from '../../kernel/calendar.ts';
import type { OwnDay } from './store.ts';

/** What was read of somebody's list of days, and the pieces that nobody understands. */
export interface ReadDays {
  readonly days: readonly OwnDay[];
  readonly unread: readonly string[];
}

/** Longer runs are slips: a year that was typed wrong, an end before its beginning. */
const LONGEST_RANGE = 40;
const NAME_LENGTH = 60;

const MONTHS = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec';
const DAY = `(?:(\\d{4})\\s*[-/.年]\\s*)?(?:(\\d{1,2})\\s*[-/.月]\\s*(\\d{1,2})\\s*[日号]?|(${MONTHS})[a-z]*\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?)`;
const TO = '\\s*(?:to|until|till|through|–|—|~|～|-|至|到)\\s*';
const RANGE = new RegExp(`${DAY}(?:${TO}(?:${DAY}|(\\d{1,2})\\s*[日号]))?`, 'giu');
const WORK = /上班|补班|调班|工作日|\b(?:work|workday|working|works)\b/iu;
const REST = /放假|调休|休息|休|公休|\b(?:rest|off|holidays?|closed|free)\b/iu;
/** What an announcement adds that is neither a day nor a name: `共3天`, `与周末连休`. */
const FILLER = /共\s*\d+\s*天|与周末连休|[一二三四五六七八九十]+、|[，,：:;；。、|]+|\s+/gu;

/**
 * Reads days off and make-up workdays as people write or paste them: `12-24 to 12-26 rest Christmas`, `2027-01-03 work`,
 * `2月6日至12日 休 春节`, or a whole announcement (`春节：2月15日至23日放假调休，共9天。2月14日（周六）上班。`). A day without
 * a year is of `year`; without a word it is one of rest. Later pieces outweigh earlier ones.
 */
export function readDays(text: string, year: number): ReadDays {
  const days = new Map<LocalDate, OwnDay>();
  const unread: string[] = [];
  for (const line of text
    .normalize('NFKC')
    .replace(/\([^()]*\)/gu, '')
    .split(/[\n;；]/u)) {
    let heading = '';
    for (const piece of line.split('。')) {
      if (!/[\p{L}\p{N}]/u.test(piece)) continue;
      const read = readPiece(piece, year, heading);
      if (read === undefined) unread.push(piece.trim());
      else {
        heading ||= read.name;
        for (const day of read.days) days.set(day.day, day);
      }
    }
  }
  return { days: [...days.values()].toSorted((a, b) => (a.day < b.day ? -1 : 1)), unread };
}

function readPiece(
  piece: string,
  year: number,
  heading: string,
): { readonly name: string; readonly days: readonly OwnDay[] } | undefined {
  const ranges = [...piece.matchAll(RANGE)].map((match) => readRange(match, year));
  if (ranges.length === 0 || ranges.includes(undefined)) return undefined;
  const kind = WORK.test(piece) ? 'work' : 'rest';
  const rest = piece
    .replace(RANGE, ' ')
    .replace(new RegExp(WORK, 'giu'), ' ')
    .replace(new RegExp(REST, 'giu'), ' ');
  const name = rest.replace(FILLER, ' ').trim().slice(0, NAME_LENGTH) || heading;
  return { name, days: ranges.flatMap((days) => (days ?? []).map((day) => ({ day, kind, name }))) };
}

/** The days of one range; undefined if one of its ends does not exist or it is too long. */
function readRange(match: RegExpMatchArray, year: number): readonly LocalDate[] | undefined {
  const [, y1, m1, d1, n1, e1, y2, m2, d2, n2, e2, onlyDay] = match;
  const first = makeDay(y1, m1 ?? monthOf(n1), d1 ?? e1, year);
  if (first === undefined) return undefined;
  const parts = partsOf(first);
  const hasEnd = d2 !== undefined || e2 !== undefined || onlyDay !== undefined;
  const last = hasEnd
    ? makeDay(y2, m2 ?? monthOf(n2) ?? String(parts.month), d2 ?? e2 ?? onlyDay, parts.year)
    : first;
  if (last === undefined) return undefined;
  const length = diffDays(first, last);
  if (length < 0 || length >= LONGEST_RANGE) return undefined;
  return Array.from({ length: length + 1 }, (_, index) => addDays(first, index));
}

function makeDay(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  standard: number,
): LocalDate | undefined {
  const date = `${(year ?? String(standard)).padStart(4, '0')}-${(month ?? '').padStart(2, '0')}-${(day ?? '').padStart(2, '0')}`;
  return isLocalDate(date) ? date : undefined;
}

function monthOf(name: string | undefined): string | undefined {
  return name === undefined
    ? undefined
    : String(MONTHS.split('|').indexOf(name.toLowerCase().slice(0, 3)) + 1);
}

const WEEKDAYS: readonly (readonly string[])[] = [
  ['mon', '一'],
  ['tue', '二'],
  ['wed', '三'],
  ['thu', '四'],
  ['fri', '五'],
  ['sat', '六'],
  ['sun', '日', '天'],
];

/**
 * Reads the days of rest of every week: `Fri-Sat`, `sunday`, `周五周六`, `六、日`, `none`. 1 = Monday … 7 = Sunday; undefined
 * if it names no such days, or all seven.
 */
export function readWeekend(text: string): readonly number[] | undefined {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/周|星期|礼拜/gu, ' ')
    .trim();
  if (/^(?:none|no|无|没有|不休)$/u.test(words)) return [];
  const found = new Set<number>();
  let from: number | undefined;
  for (const token of words.match(/[a-z]+|[一二三四五六日天]|-|–|~|到|至/gu) ?? []) {
    if (/^(?:-|–|~|到|至|to|until)$/u.test(token)) {
      from = [...found].at(-1);
      continue;
    }
    const day =
      WEEKDAYS.findIndex((names) =>
        names.some((name) => (name.length > 1 ? token.startsWith(name) : token === name)),
      ) + 1;
    if (day === 0) {
      if (/^(?:and|weekend|every|days?)$/u.test(token)) continue;
      return undefined;
    }
    for (let each = from ?? day; ; each = (each % 7) + 1) {
      found.add(each);
      if (each === day) break;
    }
    from = undefined;
  }
  return found.size === 0 || found.size === 7 ? undefined : [...found].toSorted((a, b) => a - b);
}
