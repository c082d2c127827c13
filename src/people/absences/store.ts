import type { LocalDate } from '../../kernel/calendar.ts';
import { type Db, Prisma, type Sql } from '../../store/client.ts';
import type { ActingContext } from '../../store/context.ts';

/** Days on which somebody is away, both ends included. */
export interface Absence {
  readonly id: string;
  readonly memberId: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** All absences of an organization that reach into or beyond a day, the earliest first. */
export function listAbsences(db: Pick<Db, '$queryRaw'>, orgId: string, since: LocalDate): Promise<Absence[]> {
  return db.$queryRaw<Absence[]>`
    SELECT id, member_id AS "memberId", from_day::text AS "from", to_day::text AS "to" FROM absences
    WHERE org_id = ${orgId}::uuid AND cancelled_at IS NULL AND to_day >= ${since}::date ORDER BY from_day, id`;
}

/** One absence that is not cancelled. */
export async function findAbsence(db: Db, orgId: string, id: string): Promise<Absence | undefined> {
  const [row] = await db.$queryRaw<Absence[]>`
    SELECT id, member_id AS "memberId", from_day::text AS "from", to_day::text AS "to" FROM absences
    WHERE org_id = ${orgId}::uuid AND id = ${id}::uuid AND cancelled_at IS NULL`;
  return row;
}

/** The statement that notes an absence. */
export function insertAbsence(context: ActingContext, { id, memberId, from, to }: Absence): Sql {
  return Prisma.sql`INSERT INTO absences (org_id, id, member_id, from_day, to_day, created_at, created_by)
    VALUES (${context.orgId}::uuid, ${id}::uuid, ${memberId}::uuid, ${from}::date, ${to}::date,
      ${new Date(context.clock.now())}::timestamptz, ${context.memberId}::uuid)`;
}

/** The statement that cancels one; it breaks nothing if it is cancelled already. */
export function cancelAbsence(context: ActingContext, id: string): Sql {
  return Prisma.sql`UPDATE absences SET cancelled_at = ${new Date(context.clock.now())}::timestamptz
    WHERE org_id = ${context.orgId}::uuid AND id = ${id}::uuid AND cancelled_at IS NULL`;
}
