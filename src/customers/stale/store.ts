import type { LocalDate } from '../../kernel/calendar.ts';
import { type Db, Prisma, type Sql, type Tx } from '../../store/client.ts';
import type { EarlierNotice } from './rules.ts';

/** A customer that nobody may have contacted in time. */
export interface StaleCandidate {
  readonly id: string;
  readonly ownerId: string;
  readonly cadenceDays: number;
  /** The day of its creation, or on which it came to its owner. */
  readonly startOn: LocalDate;
  /** Contacts since then, those that matter: the last ones that count for sure, and messages. */
  readonly contacts: readonly { readonly on: LocalDate; readonly kind: string }[];
  /** Epoch ms. */
  readonly lastContactAt: number | null;
}

/** What was told about these customers before, by customer and clock: `<customer> <day>`. */
export async function listEarlier(
  db: Db,
  orgId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly EarlierNotice[]>> {
  const rows = await db.$queryRaw<(EarlierNotice & { readonly key: string })[]>`
    SELECT customer_id || ' ' || clock_on AS key, stage, min(decided_on)::text AS on FROM stale_notices
    WHERE org_id = ${orgId}::uuid AND customer_id = ANY(${[...ids]}::uuid[]) GROUP BY 1, 2`;
  const found = new Map<string, EarlierNotice[]>();
  for (const { key, ...notice } of rows) found.set(key, [...(found.get(key) ?? []), notice]);
  return found;
}

/** One thing that is told, or happened. */
export interface StaleNotice {
  readonly customerId: string;
  readonly clockOn: LocalDate;
  readonly stage: EarlierNotice['stage'];
  /** Who is told; of a fall the last owner. */
  readonly memberId: string;
  readonly idleDays: number;
  readonly cadenceDays: number;
}

/** The statement that writes notices of a day down; what is known stays. */
export function insertNotices(orgId: string, day: LocalDate, notices: readonly StaleNotice[]): Sql {
  return Prisma.sql`INSERT INTO stale_notices (org_id, customer_id, clock_on, stage, member_id, decided_on, idle_days,
      cadence_days)
    SELECT ${orgId}::uuid, n."customerId", n."clockOn", n.stage, n."memberId", ${day}::date, n."idleDays", n."cadenceDays"
    FROM jsonb_to_recordset(${JSON.stringify(notices)}::jsonb) AS n("customerId" uuid, "clockOn" date, stage text,
      "memberId" uuid, "idleDays" int, "cadenceDays" int)
    ORDER BY n."customerId" ON CONFLICT DO NOTHING`;
}

/** Those of these customers that something protects from falling on this day. */
export async function listProtected(
  db: Db,
  orgId: string,
  ids: readonly string[],
  today: LocalDate,
): Promise<ReadonlySet<string>> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT customer_id AS id FROM customer_protections
    WHERE org_id = ${orgId}::uuid AND customer_id = ANY(${[...ids]}::uuid[]) AND (until IS NULL OR until >= ${today}::date)`;
  return new Set(rows.map(({ id }) => id));
}

/** Locks a customer that is to fall; whether it is still as it was looked at: the same owner, no contact since. */
export async function lockUnchanged(
  tx: Tx,
  orgId: string,
  { id, ownerId, lastContactAt }: StaleCandidate,
): Promise<boolean> {
  const rows = await tx.$queryRaw<object[]>`SELECT 1 AS same FROM customers
    WHERE org_id = ${orgId}::uuid AND id = ${id}::uuid AND owner_id = ${ownerId}::uuid
      AND last_contact_at IS NOT DISTINCT FROM ${lastContactAt === null ? null : new Date(lastContactAt)}::timestamptz
    FOR NO KEY UPDATE`;
  return rows.length === 1;
}
