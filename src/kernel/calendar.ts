/** A day on the calendar, `YYYY-MM-DD`, without a zone. Sorts as text. */
export type LocalDate = string;

/** A day taken apart; `month` counts from 1. */
export type DateParts = { readonly year: number; readonly month: number; readonly day: number };

const FORM = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Whether this is a day that exists: 2026-02-28 is one, 2026-02-30 is none. Years from 0001 to 9999. */
export function isLocalDate(text: string): text is LocalDate {
  const found = FORM.exec(text);
  return found !== null && isDay(Number(found[1]), Number(found[2]), Number(found[3]));
}

/** Takes a day apart. Throws a RangeError for text that is no existing day. */
export function partsOf(date: LocalDate): DateParts {
  const found = FORM.exec(date);
  const parts = { year: Number(found?.[1]), month: Number(found?.[2]), day: Number(found?.[3]) };
  if (!isDay(parts.year, parts.month, parts.day)) throw new RangeError(`not a date: ${date}`);
  return parts;
}

/** Puts a day together, or `undefined` if the calendar has no such day. */
export function dateOf(year: number, month: number, day: number): LocalDate | undefined {
  return isDay(year, month, day) ? write(year, month, day) : undefined;
}

/** The day `days` later (earlier, if negative). */
export function addDays(date: LocalDate, days: number): LocalDate {
  return fromDayNumber(toDayNumber(date) + days);
}

/** How many days `to` lies after `from`. */
export function diffDays(from: LocalDate, to: LocalDate): number {
  return toDayNumber(to) - toDayNumber(from);
}

/** The same day `months` later, or that month's last day if it is shorter: 31 January + 1 → 28 February. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const { year, month, day } = partsOf(date);
  const count = year * 12 + (month - 1) + months;
  const targetYear = Math.floor(count / 12);
  const targetMonth = count - targetYear * 12 + 1;
  return write(targetYear, targetMonth, Math.min(day, daysInMonth(targetYear, targetMonth)));
}

/** 1 = Monday … 7 = Sunday. */
export function weekdayOf(date: LocalDate): number {
  // Day 0 is 1970-01-01, a Thursday.
  return ((((toDayNumber(date) + 3) % 7) + 7) % 7) + 1;
}

/** The Monday of the week that holds this day. */
export function mondayOf(date: LocalDate): LocalDate {
  return addDays(date, 1 - weekdayOf(date));
}

export function firstOfMonth(date: LocalDate): LocalDate {
  return `${date.slice(0, 8)}01`;
}

export function lastOfMonth(date: LocalDate): LocalDate {
  const { year, month } = partsOf(date);
  return write(year, month, daysInMonth(year, month));
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

function isDay(year: number, month: number, day: number): boolean {
  return (
    year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
  );
}

function write(year: number, month: number, day: number): LocalDate {
  if (!isDay(year, month, day)) throw new RangeError(`not a date: ${year}-${month}-${day}`);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/**
 * Days since 1970-01-01 in the Gregorian calendar, counted in years that begin in March so that the leap day comes
 * last. Plain integers rather than `Date`, which reads the years 0 to 99 as 1900 to 1999.
 */
function toDayNumber(date: LocalDate): number {
  const { year, month, day } = partsOf(date);
  const marchYear = month > 2 ? year : year - 1;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function fromDayNumber(dayNumber: number): LocalDate {
  if (!Number.isSafeInteger(dayNumber)) throw new RangeError(`not a whole number of days: ${dayNumber}`);
  const shifted = dayNumber + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const leaps = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leaps) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return write(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day);
}
