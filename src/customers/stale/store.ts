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

interface CandidateRow extends Omit<StaleCandidate, 'lastContactAt' | 'contacts'> {
  readonly lastContactAt: Date | null;
  readonly contacts: StaleCandidate['contacts'] | null;
}

export interface CandidateQuery {
  readonly orgId: string;
  readonly zone: string;
  readonly today: LocalDate;
  /** Where a customer has no category. */
  readonly cadenceDays: number;
  /** The last id of the page before. */
  readonly after: string | null;
  readonly limit: number;
  /** Only those of which this is true; of customers `c` and their cadence `k`. */
  readonly only?: Sql;
}

/**
 * A page of owned customers without a sure contact within their cadence, by id. Rests are not known here: they only put a
 * date off, so that nobody is missed. Contacts are looked up only where the customer's own column does not decide.
 */
export async function listCandidates(db: Db, query: CandidateQuery): Promise<readonly StaleCandidate[]> {
  const { orgId, zone, today, after, limit, only = Prisma.sql`true` } = query;
  const rows = await db.$queryRaw<CandidateRow[]>`
    SELECT c.id, c.owner_id AS "ownerId", k.days AS "cadenceDays", s.day::text AS "startOn",
      c.last_contact_at AS "lastContactAt",
      (SELECT jsonb_agg(jsonb_build_object('on', m.day, 'kind', m.kind) ORDER BY m.happened_at) FROM (
        SELECT f.happened_at, (f.happened_at AT TIME ZONE ${zone})::date AS day, f.kind FROM made_contacts f
        WHERE f.org_id = c.org_id AND f.customer_id = c.id AND f.kind <> 'other' ORDER BY f.happened_at DESC LIMIT 60) m
      ) AS contacts
    FROM customers c
    JOIN members o ON o.org_id = c.org_id AND o.id = c.owner_id AND o.active
    LEFT JOIN categories g ON g.org_id = c.org_id AND g.id = c.category_id
    CROSS JOIN LATERAL (SELECT COALESCE(g.cadence_days, ${query.cadenceDays}::int) AS days) k
    CROSS JOIN LATERAL (SELECT (GREATEST(c.owned_since, c.created_at) AT TIME ZONE ${zone})::date AS day) s
    WHERE c.org_id = ${orgId}::uuid ${after === null ? Prisma.empty : Prisma.sql`AND c.id > ${after}::uuid`}
      AND ${only} AND c.owner_id IS NOT NULL AND s.day < ${today}::date - k.days
      AND (c.last_contact_at IS NULL OR (c.last_contact_at AT TIME ZONE ${zone})::date < ${today}::date - k.days
        OR NOT EXISTS (SELECT FROM made_contacts f WHERE f.org_id = c.org_id AND f.customer_id = c.id
          AND f.kind NOT IN ('other', 'message') AND (f.happened_at AT TIME ZONE ${zone})::date >= ${today}::date - k.days))
    ORDER BY c.id LIMIT ${limit}::int`;
  return rows.map((row) => ({
    ...row,
    contacts: row.contacts ?? [],
    lastContactAt: row.lastContactAt?.getTime() ?? null,
  }));
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
