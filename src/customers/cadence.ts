import { diffDays, type LocalDate } from '../kernel/calendar.ts';

/** How a customer stands against the cadence of its category. */
export interface CadenceStanding {
  /** Whole days since the last contact, or since the customer came to its owner where there was none after that. */
  readonly days: number;
  /** How many of them are more than the cadence allows; 0 while it is kept. */
  readonly over: number;
}

/**
 * Measures calendar days from the last contact, or from the day the owner got the customer if that is later, to today.
 * It tells a reader where they stand; whether a customer is stale is decided elsewhere, by leave and holidays as well.
 */
export function measureCadence(
  lastContactOn: LocalDate | null,
  ownedFrom: LocalDate,
  today: LocalDate,
  cadenceDays: number,
): CadenceStanding {
  const from = lastContactOn !== null && lastContactOn > ownedFrom ? lastContactOn : ownedFrom;
  const days = Math.max(0, diffDays(from, today));
  return { days, over: Math.max(0, days - cadenceDays) };
}
