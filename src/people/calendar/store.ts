import type { LocalDate } from '../../kernel/calendar.ts';
import { Fault } from '../../kernel/result.ts';
import { createWorkCalendar, type WorkCalendar } from '../../kernel/workdays.ts';
import { type Db, Prisma, type Sql } from '../../store/client.ts';

/** What makes an organization's work calendar, as it is read. */
export interface CalendarRow {
  readonly region: string;
  readonly weekend: readonly number[];
  /** Days that the organization itself declared free, and those that it declared workdays. */
  readonly rest: readonly LocalDate[];
  readonly work: readonly LocalDate[];
  /** Years that it declared as a whole. */
  readonly years: readonly number[];
}

/** The columns of a `CalendarRow`, in a statement that reads organizations as `o`. */
export const calendarColumns = Prisma.sql`o.calendar_region AS region, o.weekend,
  ARRAY(SELECT h.day::text FROM holidays h WHERE h.org_id = o.id AND h.kind = 'rest') AS rest,
  ARRAY(SELECT h.day::text FROM holidays h WHERE h.org_id = o.id AND h.kind = 'work') AS work,
  ARRAY(SELECT y.year FROM calendar_years y WHERE y.org_id = o.id) AS years`;

/** The one calendar that everything goes by: summaries, cadence, instalments, rankings. */
export function buildCalendar({ region, weekend, rest, work, years }: CalendarRow): WorkCalendar {
  return createWorkCalendar({
    region: region === 'CN' ? 'CN' : 'none',
    weekend,
    holidays: rest,
    extraWorkdays: work,
    declaredYears: years,
  });
}

/** What makes an organization's calendar. Throws a Fault for one that does not exist. */
export async function loadCalendarRow(db: Pick<Db, '$queryRaw'>, orgId: string): Promise<CalendarRow> {
  const [row] = await db.$queryRaw<
    CalendarRow[]
  >`SELECT ${calendarColumns} FROM organizations o WHERE o.id = ${orgId}::uuid`;
  if (row === undefined) throw new Fault('organization-missing');
  return row;
}

/** The calendar itself. */
export async function loadCalendar(db: Pick<Db, '$queryRaw'>, orgId: string): Promise<WorkCalendar> {
  return buildCalendar(await loadCalendarRow(db, orgId));
}

/** A day that the organization itself declared. */
export interface OwnDay {
  readonly day: LocalDate;
  readonly kind: 'rest' | 'work';
  readonly name: string;
}

/** The days of a year that it declared, in their order. */
export function listOwnDays(
  db: Pick<Db, '$queryRaw'>,
  orgId: string,
  year: number,
): Promise<readonly OwnDay[]> {
  return db.$queryRaw<OwnDay[]>`SELECT day::text AS day, kind, name FROM holidays
    WHERE org_id = ${orgId}::uuid AND day >= make_date(${year}::int, 1, 1) AND day < make_date(${year + 1}::int, 1, 1)
    ORDER BY day`;
}

/** The statement that declares days, each in the place of what stood for it. */
export function declareDays(orgId: string, days: readonly OwnDay[]): Sql {
  return Prisma.sql`INSERT INTO holidays (org_id, day, kind, name)
    SELECT ${orgId}::uuid, d.day, d.kind, d.name
    FROM jsonb_to_recordset(${JSON.stringify(days)}::jsonb) AS d(day date, kind text, name text) ORDER BY d.day
    ON CONFLICT (org_id, day) DO UPDATE SET kind = EXCLUDED.kind, name = EXCLUDED.name`;
}

/** The statement that takes declared days back, so that the package and the weekend count again. */
export function restoreDays(orgId: string, days: readonly LocalDate[]): Sql {
  return Prisma.sql`DELETE FROM holidays WHERE org_id = ${orgId}::uuid AND day = ANY(${[...days]}::date[])`;
}

/** The statement that takes a year's declared days back. */
export function restoreYear(orgId: string, year: number): Sql {
  return Prisma.sql`DELETE FROM holidays WHERE org_id = ${orgId}::uuid
    AND day >= make_date(${year}::int, 1, 1) AND day < make_date(${year + 1}::int, 1, 1)`;
}

/** The statements by which a year counts as declared as a whole, or no longer. */
export function declareYear(orgId: string, year: number, now: number): Sql {
  return Prisma.sql`INSERT INTO calendar_years (org_id, year, declared_at)
    VALUES (${orgId}::uuid, ${year}::int, ${new Date(now)}::timestamptz) ON CONFLICT (org_id, year) DO NOTHING`;
}
export function forgetYear(orgId: string, year: number): Sql {
  return Prisma.sql`DELETE FROM calendar_years WHERE org_id = ${orgId}::uuid AND year = ${year}::int`;
}

/** The statement that sets the region or the weekend. */
export function setCalendar(
  orgId: string,
  { region, weekend }: Pick<CalendarRow, 'region' | 'weekend'>,
): Sql {
  return Prisma.sql`UPDATE organizations SET calendar_region = ${region}, weekend = ${[...weekend]}::smallint[]
    WHERE id = ${orgId}::uuid`;
}
