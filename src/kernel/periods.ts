import {
  addDays,
  addMonths,
  type DateParts,
  dateOf,
  diffDays,
  firstOfMonth,
  type LocalDate,
  mondayOf,
  partsOf,
} from './calendar.ts';
import { formatDate } from './dates.ts';
import { MONTHS_EN } from './month-names.ts';

export type PeriodKind = 'day' | 'week' | 'month' | 'quarter' | 'half' | 'year';

/** A stretch of whole days, `start` included and `end` not. */
export type Period = {
  readonly kind: PeriodKind;
  readonly start: LocalDate;
  readonly end: LocalDate;
  /** `2026-11-23`, `2026-W48`, `2026-11`, `2026-Q4`, `2026-H2`, `2026`; fiscal ones by the year in which the fiscal year starts. */
  readonly name: string;
};

/** How many months the fiscal kinds last. */
const FISCAL_MONTHS = { quarter: 3, half: 6, year: 12 } as const;

const ORDINALS_ZH = '一二三四';

/**
 * The period of this kind that holds the date. Weeks begin on Monday and are numbered as ISO 8601 does; quarters, halves
 * and years follow the fiscal year that begins on the first of `fiscalStartMonth` (1–12).
 */
export function periodOf(kind: PeriodKind, date: LocalDate, fiscalStartMonth: number): Period {
  switch (kind) {
    case 'day':
      return { kind, start: date, end: addDays(date, 1), name: date };
    case 'week':
      return weekFrom(mondayOf(date));
    case 'month': {
      const start = firstOfMonth(date);
      return { kind, start, end: addMonths(start, 1), name: start.slice(0, 7) };
    }
    case 'quarter':
    case 'half':
    case 'year':
      return fiscalPeriodOf(kind, date, fiscalStartMonth);
  }
}

/** The period of the same kind that ends where this one begins. */
export function previousPeriod(period: Period, fiscalStartMonth: number): Period {
  return periodOf(period.kind, addDays(period.start, -1), fiscalStartMonth);
}

/** The period of the same kind that begins where this one ends. */
export function nextPeriod(period: Period, fiscalStartMonth: number): Period {
  return periodOf(period.kind, period.end, fiscalStartMonth);
}

/** The period of this kind that lies so many periods later, or earlier if negative. */
export function stepPeriod(period: Period, steps: number, fiscalStartMonth: number): Period {
  let current = period;
  for (let step = 0; step < Math.abs(steps); step += 1) {
    current = steps < 0 ? previousPeriod(current, fiscalStartMonth) : nextPeriod(current, fiscalStartMonth);
  }
  return current;
}

export function isInPeriod(date: LocalDate, period: Period): boolean {
  return period.start <= date && date < period.end;
}

/** The period's last day; its `end` is the day after. */
export function lastDayOf(period: Period): LocalDate {
  return addDays(period.end, -1);
}

/** Names a period for people, always with its dates: `Q4 2026 (1 Oct – 31 Dec 2026)`, `2026年第四季度（10月1日至12月31日）`. */
export function describePeriod(period: Period, lang: 'en' | 'zh'): string {
  if (period.kind === 'day') return formatDate(period.start, lang);
  const [first, last] = [partsOf(period.start), partsOf(lastDayOf(period))];
  return lang === 'zh'
    ? `${nameInChinese(period)}（${rangeInChinese(first, last, period.name.slice(0, 4))}）`
    : `${nameInEnglish(period)} (${rangeInEnglish(first, last)})`;
}

function weekFrom(monday: LocalDate): Period {
  // A week belongs to the year that its Thursday is in.
  const thursday = addDays(monday, 3);
  const { year } = partsOf(thursday);
  const number = Math.floor(diffDays(dateOf(year, 1, 1) ?? thursday, thursday) / 7) + 1;
  const name = `${writeYear(year)}-W${String(number).padStart(2, '0')}`;
  return { kind: 'week', start: monday, end: addDays(monday, 7), name };
}

function fiscalPeriodOf(kind: keyof typeof FISCAL_MONTHS, date: LocalDate, fiscalStartMonth: number): Period {
  if (!Number.isInteger(fiscalStartMonth) || fiscalStartMonth < 1 || fiscalStartMonth > 12)
    throw new RangeError(`not a month to start a fiscal year in: ${fiscalStartMonth}`);
  const { year, month } = partsOf(date);
  const monthsIn = (month - fiscalStartMonth + 12) % 12;
  const length = FISCAL_MONTHS[kind];
  const index = Math.floor(monthsIn / length);
  const start = addMonths(firstOfMonth(date), index * length - monthsIn);
  const fiscalYear = writeYear(month < fiscalStartMonth ? year - 1 : year);
  const part = { quarter: `-Q${index + 1}`, half: `-H${index + 1}`, year: '' }[kind];
  return { kind, start, end: addMonths(start, length), name: fiscalYear + part };
}

function writeYear(year: number): string {
  return String(year).padStart(4, '0');
}

/** Whether a quarter, half or year is not the one that the calendar gives this name. */
function isFiscal(period: Period): boolean {
  const calendar = periodOf(period.kind, period.start, 1);
  return calendar.name !== period.name || calendar.start !== period.start;
}

function nameInEnglish(period: Period): string {
  const [year = '', part = ''] = period.name.split('-');
  const shownYear = isFiscal(period) ? `FY${year}` : year;
  switch (period.kind) {
    case 'day':
      return formatDate(period.start, 'en');
    case 'week':
      return `Week ${Number(part.slice(1))}, ${year}`;
    case 'month':
      return `${MONTHS_EN[Number(part) - 1]} ${year}`;
    case 'quarter':
    case 'half':
      return `${part} ${shownYear}`;
    case 'year':
      return shownYear;
  }
}

function nameInChinese(period: Period): string {
  const [year = '', part = ''] = period.name.split('-');
  const shownYear = isFiscal(period) ? `${year}财年` : `${year}年`;
  const number = Number(part.slice(1));
  switch (period.kind) {
    case 'day':
      return formatDate(period.start, 'zh');
    case 'week':
      return `${year}年第${number}周`;
    case 'month':
      return `${year}年${Number(part)}月`;
    case 'quarter':
      return `${shownYear}第${ORDINALS_ZH.charAt(number - 1)}季度`;
    case 'half':
      return `${shownYear}${number === 1 ? '上' : '下'}半年`;
    case 'year':
      return shownYear;
  }
}

function rangeInEnglish(first: DateParts, last: DateParts): string {
  const end = `${last.day} ${MONTHS_EN[last.month - 1]} ${last.year}`;
  const start = `${first.day} ${MONTHS_EN[first.month - 1]}`;
  if (first.year !== last.year) return `${start} ${first.year} – ${end}`;
  return first.month === last.month ? `${first.day}–${end}` : `${start} – ${end}`;
}

/** With years only where the name before it does not tell them: `namedYear` is the one that it holds. */
function rangeInChinese(first: DateParts, last: DateParts, namedYear: string): string {
  const sameYear = first.year === last.year;
  const start = `${sameYear && String(first.year) === namedYear ? '' : `${first.year}年`}${first.month}月${first.day}日`;
  if (!sameYear) return `${start}至${last.year}年${last.month}月${last.day}日`;
  return `${start}至${first.month === last.month ? '' : `${last.month}月`}${last.day}日`;
}
