import { addMonths, dateOf, diffDays, type LocalDate, partsOf } from './calendar.ts';
import { parseWholeNumber } from './chinese-numbers.ts';
import { foldDateText, parseDate } from './dates.ts';
import { monthNamed } from './month-names.ts';
import { type Period, type PeriodKind, periodOf, stepPeriod } from './periods.ts';
import { ok, type Result, refuse } from './result.ts';

type Sense = { readonly today: LocalDate; readonly fiscalStartMonth: number };

const LONGEST_TEXT = 40;

/** A month without a year that begins later than this many days ahead was last year's. */
const SOON = 92;

const KINDS: ReadonlyMap<string, PeriodKind> = new Map(
  Object.entries({
    day: 'day',
    daily: 'day',
    week: 'week',
    weekly: 'week',
    wtd: 'week',
    month: 'month',
    monthly: 'month',
    mtd: 'month',
    quarter: 'quarter',
    quarterly: 'quarter',
    qtd: 'quarter',
    half: 'half',
    'half-year': 'half',
    'half year': 'half',
    year: 'year',
    yearly: 'year',
    annual: 'year',
    ytd: 'year',
    日: 'day',
    天: 'day',
    周: 'week',
    星期: 'week',
    礼拜: 'week',
    月: 'month',
    月度: 'month',
    季: 'quarter',
    季度: 'quarter',
    半年: 'half',
    半年度: 'half',
    年: 'year',
    年度: 'year',
  }),
);

const STEPS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    this: 0,
    current: 0,
    last: -1,
    previous: -1,
    next: 1,
    今: 0,
    本: 0,
    这: 0,
    当: 0,
    上: -1,
    去: -1,
    上上: -2,
    前: -2,
    下: 1,
    明: 1,
  }),
);

const NUMBER = '(\\d{1,2}|[一二三四五六七八九十]{1,3})';
const YEAR_ZH = '(?:(\\d{4})(?:年度?|财年)|(今|本|去|前|明)年)?';

const STEPPED_EN = /^(this|current|last|previous|next) (day|week|month|quarter|half(?:[ -]year)?|year)$/;
const STEPPED_ZH = /^(上上|上|这|本|当|下|今|去|前|明)个?(日|天|周|星期|礼拜|月|季度?|年度?)$/;
const WEEK = /^(?:(\d{4})[- ]?w(?:eek)? ?(\d{1,2})|w(?:eek)? ?(\d{1,2})|(?:(\d{4})年)?第(\d{1,2})周)$/;
const MONTH = /^(\d{4})[-/.](\d{1,2})$/;
const MONTH_EN = /^(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}(?: (\d{4}))?$/;
const MONTH_ZH = new RegExp(`^${YEAR_ZH}${NUMBER}月份?$`);
const PART_EN = /^(?:(?:fy ?)?(\d{4})[- ]?([qh])([1-4])|([qh])([1-4])(?:[- ](?:fy ?)?(\d{4}))?)$/;
const QUARTER_ZH = new RegExp(`^${YEAR_ZH}第?([1-4一二三四])季度?$`);
const HALF_ZH = new RegExp(`^${YEAR_ZH}([上下])半年$`);
const YEAR = /^(?:fy ?)?(\d{4})(?:年度?|财年)?$/;

const READERS: readonly ((text: string, sense: Sense) => Period | undefined)[] = [
  readStep,
  readWeek,
  readMonth,
  readPart,
  readYear,
];

/**
 * Reads a period in English or Chinese: the names that periods have (`2026-W48`, `2026-Q4`), words (`last month`, `本季`,
 * `去年下半年`, `mtd`), months (`Nov 2026`, `11月`) and single days in every form that `parseDate` reads. Quarters and halves
 * without a year are the running fiscal year's; a month without one is the last that has begun or begins soon.
 */
export function parsePeriod(
  text: string,
  today: LocalDate,
  fiscalStartMonth: number,
): Result<Period, 'period-unreadable'> {
  const sense = { today, fiscalStartMonth };
  const folded = text.length > LONGEST_TEXT ? '' : foldDateText(text);
  for (const read of READERS) {
    const period = read(folded, sense);
    if (period) return ok(period);
  }
  const day = parseDate(text, today);
  if (day.kind === 'refusal') return refuse('period-unreadable', { text });
  return ok(periodOf('day', day.value, fiscalStartMonth));
}

function readStep(text: string, { today, fiscalStartMonth }: Sense): Period | undefined {
  const bare = KINDS.get(text);
  if (bare !== undefined) return periodOf(bare, today, fiscalStartMonth);
  const found = STEPPED_EN.exec(text) ?? STEPPED_ZH.exec(text);
  const kind = KINDS.get(found?.[2] ?? '');
  const steps = STEPS.get(found?.[1] ?? '');
  if (kind === undefined || steps === undefined) return undefined;
  return stepPeriod(periodOf(kind, today, fiscalStartMonth), steps, fiscalStartMonth);
}

function readWeek(text: string, { today, fiscalStartMonth }: Sense): Period | undefined {
  const found = WEEK.exec(text);
  if (found === null) return undefined;
  const year = Number(found[1] ?? found[4] ?? partsOf(today).year);
  const number = Number(found[2] ?? found[3] ?? found[5]);
  // 4 January is always in week 1; a week 53 that the year does not have comes out with the next year's name.
  const first = dateOf(year, 1, 4);
  if (first === undefined || number < 1 || number > 53) return undefined;
  const week = stepPeriod(periodOf('week', first, fiscalStartMonth), number - 1, fiscalStartMonth);
  return Number(week.name.slice(0, 4)) === year ? week : undefined;
}

function readMonth(text: string, sense: Sense): Period | undefined {
  const digits = MONTH.exec(text);
  if (digits) return monthOf(Number(digits[1]), Number(digits[2]), sense);
  const english = MONTH_EN.exec(text);
  if (english) {
    const month = monthNamed(english[1] ?? '');
    return monthOf(english[2] === undefined ? undefined : Number(english[2]), month, sense);
  }
  const chinese = MONTH_ZH.exec(text);
  if (chinese === null) return undefined;
  return monthOf(yearIn(chinese, partsOf(sense.today).year), parseWholeNumber(chinese[3] ?? '') ?? 0, sense);
}

function monthOf(
  year: number | undefined,
  month: number,
  { today, fiscalStartMonth }: Sense,
): Period | undefined {
  const start = dateOf(year ?? partsOf(today).year, month, 1);
  if (start === undefined) return undefined;
  const wasLastYear = year === undefined && diffDays(today, start) > SOON;
  return periodOf('month', wasLastYear ? addMonths(start, -12) : start, fiscalStartMonth);
}

function readPart(text: string, sense: Sense): Period | undefined {
  const running = Number(periodOf('year', sense.today, sense.fiscalStartMonth).name);
  const english = PART_EN.exec(text);
  if (english) {
    const year = Number(english[1] ?? english[6] ?? running);
    const isQuarter = (english[2] ?? english[4]) === 'q';
    const number = Number(english[3] ?? english[5]);
    if (!isQuarter && number > 2) return undefined;
    return partOf(isQuarter ? 'quarter' : 'half', year, number, sense);
  }
  const quarter = QUARTER_ZH.exec(text);
  if (quarter)
    return partOf(
      'quarter',
      yearIn(quarter, running) ?? running,
      parseWholeNumber(quarter[3] ?? '') ?? 1,
      sense,
    );
  const half = HALF_ZH.exec(text);
  return half ? partOf('half', yearIn(half, running) ?? running, half[3] === '上' ? 1 : 2, sense) : undefined;
}

function partOf(
  kind: 'quarter' | 'half',
  year: number,
  number: number,
  { fiscalStartMonth }: Sense,
): Period | undefined {
  const yearStart = dateOf(year, fiscalStartMonth, 1);
  const start =
    yearStart === undefined ? undefined : addMonths(yearStart, (number - 1) * (kind === 'quarter' ? 3 : 6));
  return start === undefined ? undefined : periodOf(kind, start, fiscalStartMonth);
}

function readYear(text: string, { fiscalStartMonth }: Sense): Period | undefined {
  const found = YEAR.exec(text);
  const start = found ? dateOf(Number(found[1]), fiscalStartMonth, 1) : undefined;
  return start === undefined ? undefined : periodOf('year', start, fiscalStartMonth);
}

/** The year that a Chinese text names in its first two groups: 2026年, 去年. */
function yearIn(found: RegExpExecArray, running: number): number | undefined {
  if (found[1] !== undefined) return Number(found[1]);
  return found[2] === undefined ? undefined : running + (STEPS.get(found[2]) ?? 0);
}
