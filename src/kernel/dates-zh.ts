import {
  addDays,
  addMonths,
  firstOfMonth,
  type LocalDate,
  lastOfMonth,
  mondayOf,
  partsOf,
  weekdayOf,
} from './calendar.ts';
import { parseWholeNumber } from './chinese-numbers.ts';
import { type DateReading, namedDay, nearestDayOfMonth, nearestDayOfYear, nearestTo } from './near-dates.ts';

type Groups = Readonly<Record<string, string | undefined>>;
type Rule = { readonly pattern: RegExp; readonly read: (found: Groups, today: LocalDate) => DateReading };

const DAYS: Readonly<Record<string, number>> = {
  大前天: -3,
  前天: -2,
  前日: -2,
  昨天: -1,
  昨日: -1,
  今天: 0,
  今日: 0,
  今儿: 0,
  当天: 0,
  明天: 1,
  明日: 1,
  明儿: 1,
  后天: 2,
  后日: 2,
  大后天: 3,
};
const STEPS: Readonly<Record<string, number>> = {
  上上: -2,
  上: -1,
  去: -1,
  前: -2,
  这: 0,
  本: 0,
  今: 0,
  下: 1,
  明: 1,
  下下: 2,
  后: 2,
};
const WEEKDAYS: Readonly<Record<string, number>> = {
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  末: 6,
  日: 7,
  天: 7,
  '1': 1,
  '2': 2,
  '3': 3,
  '4': 4,
  '5': 5,
  '6': 6,
  '7': 7,
};

const NUMBER = '[\\d零〇一二两三四五六七八九十百]+';
const YEAR = '(?:(?<year>\\d{4}|\\d{2}|[零〇一二三四五六七八九]{4})年|(?<yearStep>今|明|后|去|前)年)';
const WEEK = '(?:个?(?:周|星期|礼拜))';
/** Farther than this is a slip of the finger. */
const FARTHEST = 5000;

const LAPSE: Rule = {
  pattern: new RegExp(
    `^(?<ahead>再?过)?(?<count>${NUMBER}|半)(?<half>个半)?(?<unit>天|日|${WEEK}|个?月|年)(?<turn>以后|之后|后|内|以前|之前|前)?$`,
  ),
  read: readLapse,
};

const RULES: readonly Rule[] = [
  {
    pattern: new RegExp(`^(?<day>${Object.keys(DAYS).join('|')})$`),
    read: ({ day = '' }, today) => addDays(today, DAYS[day] ?? 0),
  },
  {
    pattern: new RegExp(`^(?:(?<step>上上|上|这|本|下下|下)?${WEEK}|周)(?<weekday>[一二三四五六日天末1-7])$`),
    read: readWeekday,
  },
  { pattern: new RegExp(`^(?<step>下下|下)${WEEK}$`), read: readWeekday },
  { pattern: new RegExp(`^${YEAR}?(?<month>${NUMBER})月份?(?<day>${NUMBER})[日号]?$`), read: readMonthDay },
  { pattern: new RegExp(`^${YEAR}?(?<month>${NUMBER})月份?(?<part>底|末|初|中旬?)$`), read: readMonthPart },
  {
    pattern: new RegExp(
      `^(?<step>上上|上|这|本|下下|下)个?月(?:(?<part>底|末|初|中旬?)|(?<day>${NUMBER})[日号])?$`,
    ),
    read: readSteppedMonth,
  },
  { pattern: /^月(?<part>底|末|初|中旬?)$/, read: readBareMonthPart },
  { pattern: /^(?<yearStep>今|明|后|去)?年(?<part>底|末|初|中)$/, read: readYearPart },
  { pattern: /^(?<yearStep>明|后)年$/, read: readYearPart },
  {
    pattern: new RegExp(`^(?<day>${NUMBER})[日号]$`),
    read: ({ day = '' }, today) => nearestDayOfMonth(today, parseWholeNumber(day) ?? 0),
  },
];

/**
 * Reads a date in Chinese, without spaces. 下周三 is the Wednesday of the week that begins next Monday; a bare 周五 is this
 * week's, today included, and next week's once it is past; 月初, 月中 and 5号 are the nearest ones; 下周, 下个月 and 明年 stand
 * for their first day; 半个月 is fifteen days. A closing 前 (周五前, "by Friday") changes nothing.
 */
export function parseChineseDate(text: string, today: LocalDate): DateReading {
  const lapse = LAPSE.pattern.exec(text);
  const byLapse = lapse ? LAPSE.read(lapse.groups ?? {}, today) : undefined;
  if (byLapse !== undefined) return byLapse;
  const bare = text.replace(/^在/, '').replace(/(?:以前|之前|前)$/, '');
  for (const rule of RULES) {
    const found = rule.pattern.exec(bare);
    if (found) return rule.read(found.groups ?? {}, today);
  }
  return undefined;
}

function readLapse({ ahead, count = '', half, unit = '', turn }: Groups, today: LocalDate): DateReading {
  const isMonth = unit === '个月' || (unit === '月' && half !== undefined);
  const number = count === '半' ? 0 : parseWholeNumber(count);
  const isHalf = count === '半' || half !== undefined;
  if ((ahead ?? turn) === undefined || number === undefined || number > FARTHEST) return undefined;
  const sign = turn?.endsWith('前') ? -1 : 1;
  if (isMonth) return addDays(addMonths(today, sign * number), isHalf ? sign * 15 : 0);
  if (unit === '年' && half === undefined) return addMonths(today, sign * (isHalf ? 6 : number * 12));
  // 3月后 may be "after March", half a day or half a week names no day.
  if (isHalf || unit === '月' || unit === '年') return undefined;
  return addDays(today, sign * number * (unit === '天' || unit === '日' ? 1 : 7));
}

function readWeekday({ step, weekday }: Groups, today: LocalDate): DateReading {
  const target = WEEKDAYS[weekday ?? '一'] ?? 1;
  const thisWeeks = addDays(mondayOf(today), target - 1);
  if (step !== undefined) return addDays(thisWeeks, (STEPS[step] ?? 0) * 7);
  // On Sunday, 周末 is still the weekend that it is.
  if (weekday === '末' && weekdayOf(today) === 7) return today;
  return thisWeeks < today ? addDays(thisWeeks, 7) : thisWeeks;
}

function readMonthDay(found: Groups, today: LocalDate): DateReading {
  const month = parseWholeNumber(found.month ?? '') ?? 0;
  const day = parseWholeNumber(found.day ?? '') ?? 0;
  const year = readYear(found, today);
  return year === undefined ? nearestDayOfYear(today, month, day) : namedDay(year, month, day);
}

function readMonthPart(found: Groups, today: LocalDate): DateReading {
  const month = parseWholeNumber(found.month ?? '') ?? 0;
  const year = readYear(found, today);
  const first = year === undefined ? nearestDayOfYear(today, month, 1) : namedDay(year, month, 1);
  return first === undefined || first === 'impossible' ? first : dayInMonth(first, found.part);
}

function readSteppedMonth({ step = '', part, day }: Groups, today: LocalDate): DateReading {
  const first = addMonths(firstOfMonth(today), STEPS[step] ?? 0);
  if (part !== undefined) return dayInMonth(first, part);
  if (day === undefined) return step.startsWith('下') ? first : undefined;
  const { year, month } = partsOf(first);
  return namedDay(year, month, parseWholeNumber(day) ?? 0);
}

function readBareMonthPart({ part }: Groups, today: LocalDate): DateReading {
  if (part === '底' || part === '末') return lastOfMonth(today);
  const firsts = [-1, 0, 1].map((months) => addMonths(firstOfMonth(today), months));
  return nearestTo(
    today,
    firsts.map((first) => dayInMonth(first, part)),
  );
}

function readYearPart({ yearStep, part }: Groups, today: LocalDate): DateReading {
  const year = partsOf(today).year + (STEPS[yearStep ?? '今'] ?? 0);
  if (part === '底' || part === '末') return namedDay(year, 12, 31);
  if (part === '中') return namedDay(year, 6, 30);
  return yearStep === undefined ? nearestDayOfYear(today, 1, 1) : namedDay(year, 1, 1);
}

function readYear({ year, yearStep }: Groups, today: LocalDate): number | undefined {
  if (yearStep !== undefined) return partsOf(today).year + (STEPS[yearStep] ?? 0);
  if (year === undefined) return undefined;
  const digits = [...year].map((character) => parseWholeNumber(character)).join('');
  return digits.length === 2 ? 2000 + Number(digits) : Number(digits);
}

function dayInMonth(first: LocalDate, part: string | undefined): LocalDate {
  if (part === '底' || part === '末') return lastOfMonth(first);
  return part === '初' ? first : addDays(first, 14);
}
