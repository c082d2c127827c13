import { addDays, diffDays, type LocalDate, partsOf, weekdayOf } from './calendar.ts';
import { chinaDayKind, isChinaYearKnown } from './china-days.ts';

export type WorkCalendarSettings = {
  /** Whose public holidays count: China's with its make-up workdays, or nobody's. */
  readonly region: 'CN' | 'none';
  /** Days of rest in every week, 1 = Monday … 7 = Sunday. Default: Saturday and Sunday. */
  readonly weekend?: readonly number[];
  /** Days that the organization itself declares free. */
  readonly holidays?: readonly LocalDate[];
  /** Days that it declares workdays; they outweigh every holiday. */
  readonly extraWorkdays?: readonly LocalDate[];
  /** Years that it has declared as a whole: they are known, whatever the region's calendar holds. */
  readonly declaredYears?: readonly number[];
};

export type DayKind = {
  readonly kind: 'workday' | 'rest';
  /** False for a year whose public holidays are not published yet: `kind` then follows the weekday alone, and says too little. */
  readonly known: boolean;
};

export type WorkCalendar = {
  /** Days of rest in every week, 1 = Monday … 7 = Sunday. */
  readonly weekend: readonly number[];
  readonly kindOf: (date: LocalDate) => DayKind;
  readonly isWorkday: (date: LocalDate) => boolean;
  /** Whether the public holidays of this calendar year are known; admins are told before one begins that is not. */
  readonly isYearKnown: (year: number) => boolean;
  /** The first workday after the date. */
  readonly nextWorkday: (date: LocalDate) => LocalDate;
  /** The last workday before the date. */
  readonly previousWorkday: (date: LocalDate) => LocalDate;
  /** The date itself if it is a workday, else the next one. */
  readonly workdayFrom: (date: LocalDate) => LocalDate;
  /** The workdays in [start, end). */
  readonly workdaysBetween: (start: LocalDate, end: LocalDate) => readonly LocalDate[];
};

/** No calendar rests longer at a stretch; one that does was set up so that nobody ever works. */
const LONGEST_REST = 400;

/**
 * Makes an organization's work calendar. The organization's own workdays come first, then its own holidays, then the
 * region's calendar, then the weekend. Throws a RangeError if every day of the week is one of rest.
 */
export function createWorkCalendar(settings: WorkCalendarSettings): WorkCalendar {
  const weekend = new Set(settings.weekend ?? [6, 7]);
  const ownHolidays = new Set(settings.holidays);
  const ownWorkdays = new Set(settings.extraWorkdays);
  const declared = new Set(settings.declaredYears);
  const publishedYears = new Map<number, boolean>();
  if ([1, 2, 3, 4, 5, 6, 7].every((day) => weekend.has(day)))
    throw new RangeError('the weekend takes the whole week');

  function isPublished(year: number): boolean {
    const published = publishedYears.get(year) ?? isChinaYearKnown(year);
    publishedYears.set(year, published);
    return published;
  }

  function isYearKnown(year: number): boolean {
    return settings.region === 'none' || declared.has(year) || isPublished(year);
  }

  function kindOf(date: LocalDate): DayKind {
    if (ownWorkdays.has(date)) return { kind: 'workday', known: true };
    if (ownHolidays.has(date)) return { kind: 'rest', known: true };
    const { year } = partsOf(date);
    const known = isYearKnown(year);
    const regional = settings.region === 'CN' && isPublished(year) ? chinaDayKind(date) : undefined;
    return { kind: regional ?? (weekend.has(weekdayOf(date)) ? 'rest' : 'workday'), known };
  }

  function isWorkday(date: LocalDate): boolean {
    return kindOf(date).kind === 'workday';
  }

  function findWorkday(from: LocalDate, step: 1 | -1): LocalDate {
    for (let days = 0; days < LONGEST_REST; days += 1) {
      const date = addDays(from, days * step);
      if (isWorkday(date)) return date;
    }
    throw new RangeError(`no workday within ${LONGEST_REST} days of ${from}`);
  }

  return {
    weekend: [...weekend],
    kindOf,
    isWorkday,
    isYearKnown,
    nextWorkday: (date) => findWorkday(addDays(date, 1), 1),
    previousWorkday: (date) => findWorkday(addDays(date, -1), -1),
    workdayFrom: (date) => findWorkday(date, 1),
    workdaysBetween: (start, end) =>
      Array.from({ length: Math.max(0, diffDays(start, end)) }, (_, days) => addDays(start, days)).filter(
        isWorkday,
      ),
  };
}
