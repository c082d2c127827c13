import { addDays, addMonths, type LocalDate, mondayOf, partsOf } from '../kernel/calendar.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Parts of months, quarters and weeks, which stand for a day to begin with. */
export function readVague(text: string, today: LocalDate): LocalDate | undefined {
  const { year, month } = partsOf(today);
  const first = (ofMonth: number, ofYear = ofMonth < month ? year + 1 : year) =>
    `${ofYear}-${String(ofMonth).padStart(2, '0')}-01`;
  const english = /^(mid|early|late|end of|start of|beginning of|in)[ -]([a-z]{3})[a-z]*(?: (\d{4}))?$/.exec(
    text,
  );
  if (english) {
    const ofMonth = MONTHS.indexOf(english[2] ?? '') + 1;
    if (ofMonth === 0) return undefined;
    const begin = first(ofMonth, english[3] === undefined ? undefined : Number(english[3]));
    return dayWithin(begin, english[1] ?? '');
  }
  const weekOf = /^(first|second|third|last) week (?:of|in) ([a-z]{3})[a-z]*$/.exec(text);
  if (weekOf) {
    const ofMonth = MONTHS.indexOf(weekOf[2] ?? '') + 1;
    if (ofMonth === 0) return undefined;
    if (weekOf[1] === 'last') return addDays(addMonths(first(ofMonth), 1), -7);
    return addDays(first(ofMonth), ['first', 'second', 'third'].indexOf(weekOf[1] ?? '') * 7);
  }
  if (/^(?:the )?end of (?:the |this )?week$|^eow$/.test(text)) return addDays(mondayOf(today), 4);
  if (/^(?:early )?next week$/.test(text)) return addDays(mondayOf(today), 7);
  if (/^(?:late|end of) next week$/.test(text)) return addDays(mondayOf(today), 11);
  const couple = /^in (?:a )?couple(?: of)? (day|week|month)s?$/.exec(text);
  if (couple)
    return couple[1] === 'month' ? addMonths(today, 2) : addDays(today, couple[1] === 'week' ? 14 : 2);
  const wanted =
    /^(?:(今|明|后)年|(\d{4})年)?(?:(\d{1,2}|[一二三四五六七八九十]{1,2})月份?|第?([一二三四1-4])季度|q([1-4])(?: (\d{4}))?)$/.exec(
      text,
    );
  if (wanted) return readMonthOrQuarter(wanted, year, first);
  return /^下(?:个)?(?:周|星期|礼拜)(?:初|内|之内)$/.test(text) ? addDays(mondayOf(today), 7) : undefined;
}

const DIGITS: Readonly<Record<string, number>> = {
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
  十一: 11,
  十二: 12,
};

function readMonthOrQuarter(
  found: RegExpExecArray,
  thisYear: number,
  first: (month: number, year?: number) => LocalDate,
): LocalDate | undefined {
  const [, step, inYear, month, quarter, q, ofYear] = found;
  const named = inYear ?? ofYear;
  const year =
    named !== undefined
      ? Number(named)
      : step === undefined
        ? undefined
        : thisYear + ['今', '明', '后'].indexOf(step);
  const count = (text: string) => DIGITS[text] ?? Number(text);
  const ofMonth = month !== undefined ? count(month) : (count(quarter ?? q ?? '') - 1) * 3 + 1;
  return ofMonth >= 1 && ofMonth <= 12 ? first(ofMonth, year) : undefined;
}

function dayWithin(first: LocalDate, part: string): LocalDate {
  if (part === 'mid') return addDays(first, 14);
  if (part === 'late' || part === 'end of') return addDays(addMonths(first, 1), part === 'late' ? -7 : -1);
  return first;
}
