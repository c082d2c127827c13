import { addMonths, dateOf, diffDays, firstOfMonth, type LocalDate, partsOf } from './calendar.ts';

/** What reading a date came to: the day; `impossible`, a day no calendar has; `undefined`, no date at all. */
export type DateReading = LocalDate | 'impossible' | undefined;

/** Whichever of these days is nearest to today, the later of two that are equally near. */
export function nearestTo(today: LocalDate, days: readonly (LocalDate | undefined)[]): DateReading {
  const existing = days.filter((day) => day !== undefined);
  const [first, ...others] = existing;
  if (first === undefined) return 'impossible';
  return others.reduce((best, day) => {
    const closer = Math.abs(diffDays(today, day)) - Math.abs(diffDays(today, best));
    return closer < 0 || (closer === 0 && day > best) ? day : best;
  }, first);
}

/**
 * A day and month without a year, in the year that brings it nearest to today: in November `5 Jan` is next year's, in
 * January `20 Dec` last year's. That serves what is planned and what was received alike.
 */
export function nearestDayOfYear(today: LocalDate, month: number, day: number): DateReading {
  const { year } = partsOf(today);
  return nearestTo(
    today,
    [-1, 0, 1].map((years) => dateOf(year + years, month, day)),
  );
}

/** A day without a month, in the month that brings it nearest to today. */
export function nearestDayOfMonth(today: LocalDate, day: number): DateReading {
  const months = [-1, 0, 1].map((count) => partsOf(addMonths(firstOfMonth(today), count)));
  return nearestTo(
    today,
    months.map(({ year, month }) => dateOf(year, month, day)),
  );
}

/** The day that was named, or `impossible`. */
export function namedDay(year: number, month: number, day: number): DateReading {
  return dateOf(year, month, day) ?? 'impossible';
}
