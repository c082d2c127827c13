import type { LocalDate } from '../kernel/calendar.ts';
import { Fault } from '../kernel/result.ts';
import type { WorkCalendar } from '../kernel/workdays.ts';
import { buildCalendar, type CalendarRow, calendarColumns } from '../people/calendar/store.ts';
import type { Db } from '../store/client.ts';

/** What gives an organization's figures their meaning. */
export interface FigureSense {
  readonly orgId: string;
  readonly zone: string;
  readonly currency: string;
  readonly fiscalStartMonth: number;
  readonly calendar: WorkCalendar;
}

interface Row extends CalendarRow {
  readonly zone: string;
  readonly currency: string;
  readonly fiscalStartMonth: number;
}

/** Reads it. Throws a Fault for an organization that does not exist. */
export async function loadFigureSense(db: Db, orgId: string): Promise<FigureSense> {
  const [row] = await db.$queryRaw<Row[]>`
    SELECT o.zone, o.currency, o.fiscal_start_month AS "fiscalStartMonth", ${calendarColumns}
    FROM organizations o WHERE o.id = ${orgId}::uuid`;
  if (row === undefined) throw new Fault('organization-missing');
  const { zone, currency, fiscalStartMonth } = row;
  const calendar = buildCalendar(row);
  return { orgId, zone, currency, fiscalStartMonth, calendar };
}

export interface GroupName {
  readonly id: string;
  readonly name: string;
}

/** The groups as they are called on a day, by name. */
export function listGroupNames(db: Db, orgId: string, day: LocalDate): Promise<readonly GroupName[]> {
  return db.$queryRaw<GroupName[]>`
    SELECT group_id AS id, name FROM sales_group_history
    WHERE org_id = ${orgId}::uuid AND valid_from <= ${day}::date AND (until IS NULL OR until > ${day}::date)
    ORDER BY name, group_id`;
}

/** What a group is called on a day; null for the whole company (a null id). */
export async function findGroupName(
  db: Db,
  orgId: string,
  groupId: string | null,
  day: LocalDate,
): Promise<string | null> {
  if (groupId === null) return null;
  const groups = await listGroupNames(db, orgId, day);
  return groups.find(({ id }) => id === groupId)?.name ?? null;
}
