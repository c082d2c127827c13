import type { LocalDate } from '../kernel/calendar.ts';
import { buildCalendar, type CalendarRow, calendarColumns } from '../people/calendar/store.ts';
import type { Db } from '../store/client.ts';

/** Which days an organization works. */
export interface OrgCalendar {
  readonly orgId: string;
  /** The organization's IANA zone. */
  readonly zone: string;
  /** Days of rest in every week, 1 = Monday … 7 = Sunday. */
  readonly weekend: readonly number[];
  readonly isWorkday: (day: LocalDate) => boolean;
  /**
   * Whether the holidays of this year are published, or declared as a whole by the organization. Of a year that is not known
   * the weekdays count as workdays.
   */
  readonly knowsYear: (year: number) => boolean;
}

/** The work calendars of organizations, each read once and kept as long as the caller keeps this. */
export interface Calendars {
  readonly load: (orgIds: readonly string[]) => Promise<void>;
  /** Throws a RangeError for an organization that was not loaded. */
  readonly of: (orgId: string) => OrgCalendar;
  readonly all: () => readonly OrgCalendar[];
}

interface OrgRow extends CalendarRow {
  readonly orgId: string;
  readonly zone: string;
}

/** Makes an empty collection of calendars over the store. */
export function createCalendars(db: Db): Calendars {
  const known = new Map<string, OrgCalendar>();
  return {
    load: async (orgIds) => {
      const missing = [...new Set(orgIds)].filter((orgId) => !known.has(orgId));
      if (missing.length === 0) return;
      for (const row of await listRows(db, missing)) known.set(row.orgId, buildOrgCalendar(row));
    },
    of: (orgId) => {
      const calendar = known.get(orgId);
      if (calendar === undefined) throw new RangeError(`no calendar was loaded for ${orgId}`);
      return calendar;
    },
    all: () => [...known.values()],
  };
}

function buildOrgCalendar(row: OrgRow): OrgCalendar {
  const { isWorkday, isYearKnown, weekend } = buildCalendar(row);
  return { orgId: row.orgId, zone: row.zone, weekend, isWorkday, knowsYear: isYearKnown };
}

function listRows(db: Db, orgIds: readonly string[]): Promise<readonly OrgRow[]> {
  return db.$queryRaw<OrgRow[]>`SELECT o.id AS "orgId", o.zone, ${calendarColumns}
    FROM organizations o WHERE o.id = ANY(${[...orgIds]}::uuid[])`;
}
