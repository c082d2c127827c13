import { addDays, type LocalDate } from '../kernel/calendar.ts';

/** The steps at which people are told about an instalment: days from its due date. */
export type Rung = -7 | 0 | 3 | 7 | 30;

/** Who hears of a step: whoever sells to the customer, who stands above them, and who stands above those. */
export type Listener = 'owner' | 'manager' | 'head';

const rungs: Readonly<Record<Listener, readonly Rung[]>> = { owner: [-7, 0, 3], manager: [7], head: [30] };

/** The last step that has been reached for this listener on a day; undefined before the first. */
export function findRung(listener: Listener, dueOn: LocalDate, today: LocalDate): Rung | undefined {
  return rungs[listener].findLast((rung) => addDays(dueOn, rung) <= today);
}

/** Something that keeps people from asking for an instalment for a while. */
export interface Pauses {
  readonly hold: { readonly kind: 'disputed' | 'promised'; readonly until: LocalDate | null } | null;
  /** When the latest payment that waits for finance was proposed; null if none waits. */
  readonly proposedOn: LocalDate | null;
}

/** For how many workdays a payment that waits for finance keeps its instalment quiet. */
const PROPOSED_RESTS = 3;

/**
 * Whether nobody is asked for an instalment today: while it is disputed; up to the day for which the money was promised;
 * for three workdays after a payment was proposed.
 */
export function isPaused(
  { hold, proposedOn }: Pauses,
  today: LocalDate,
  isWorkday: (day: LocalDate) => boolean,
): boolean {
  if (isHeld({ hold }, today)) return true;
  return proposedOn !== null && countWorkdays(proposedOn, today, isWorkday) <= PROPOSED_RESTS;
}

/** Whether an instalment is disputed, or promised for today or later. */
export function isHeld({ hold }: Pick<Pauses, 'hold'>, today: LocalDate): boolean {
  if (hold?.kind === 'disputed') return true;
  return hold?.kind === 'promised' && hold.until !== null && today <= hold.until;
}

/** The workdays after one day up to another, counted no further than it matters. */
function countWorkdays(from: LocalDate, to: LocalDate, isWorkday: (day: LocalDate) => boolean): number {
  let count = 0;
  for (let day = addDays(from, 1); day <= to && count <= PROPOSED_RESTS; day = addDays(day, 1))
    if (isWorkday(day)) count += 1;
  return count;
}
