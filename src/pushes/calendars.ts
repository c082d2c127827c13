import type { LocalDate } from '../kernel/calendar.ts';
import { createWorkCalendar } from '../kernel/workdays.ts';
import type { Db } from '../store/client.ts';

/** Which days an organization works. */
export interface OrgCalendar {
  readonly orgId: string;
  /** The organization's IANA zone. */
  readonly zone: string;
  readonly isWorkday: (day: LocalDate) => boolean;
  /**
   * Whether the holidays of this year are published, or declared by the organization itself. Of a year that is not known
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

interface CalendarRow {
  readonly orgId: string;
  readonly zone: string;
  readonly region: string;
  readonly rest: LocalDate[];
  readonly work: LocalDate[];
}

/** Makes an empty collection of calendars over the store. */
export function createCalendars(db: Db): Calendars {
  const known = new Map<string, OrgCalendar>();
  return {
    load: async (orgIds) => {
      const missing = [...new Set(orgIds)].filter((orgId) => !known.has(orgId));
      if (missing.length === 0) return;
      for (const row of await listRows(db, missing)) known.set(row.orgId, buildCalendar(row));
    },
    of: (orgId) => {
      const calendar = known.get(orgId);
      if (calendar === undefined) throw new RangeError(`no calendar was loaded for ${orgId}`);
      return calendar;
    },
    all: () => [...known.values()],
  };
}

function buildCalendar({ orgId, zone, region, rest, work }: CalendarRow): OrgCalendar {
  const calendar = createWorkCalendar({
    region: region === 'CN' ? 'CN' : 'none',
    holidays: rest,
    extraWorkdays: work,
  });
  const declared = new Set([...rest, ...work].map((day) => Number(day.slice(0, 4))));
  return {
    orgId,
    zone,
    isWorkday: calendar.isWorkday,
    knowsYear: (year) => declared.has(year) || calendar.isYearKnown(year),
  };
}

function listRows(db: Db, orgIds: readonly string[]): Promise<readonly CalendarRow[]> {
  return db.$queryRaw<CalendarRow[]>`
    SELECT o.id AS "orgId", o.zone, o.calendar_region AS region,
      COALESCE(array_agg(h.day::text) FILTER (WHERE h.kind = 'rest'), '{}') AS rest,
      COALESCE(array_agg(h.day::text) FILTER (WHERE h.kind = 'work'), '{}') AS work
    FROM organizations o LEFT JOIN holidays h ON h.org_id = o.id
    WHERE o.id = ANY(${[...orgIds]}::uuid[]) GROUP BY o.id`;
}
