import type { LocalDate } from '../../kernel/calendar.ts';
import { type Db, Prisma, type Sql } from '../../store/client.ts';
import type { StaleCandidate } from './store.ts';

/** Which customers are looked at: the next ones by id, or all of one owner. */
export type LookedAt =
  | { readonly kind: 'after'; readonly id: string; readonly limit: number }
  | { readonly kind: 'of'; readonly ownerId: string };

export interface LookQuery {
  readonly orgId: string;
  readonly zone: string;
  readonly today: LocalDate;
  /** Where a customer has no category. */
  readonly cadenceDays: number;
  readonly page: LookedAt;
  /** Only those of which this is true; of customers `c` and their cadence `k`. */
  readonly only?: Sql;
  /** Leaves out those of whom enough was told already: nothing more is due so many days after the owner was told. */
  readonly told?: { readonly managerAfterDays: number; readonly fallAfterDays: number | null };
}

export interface LookPage {
  /** The last customer that was looked at; null: there were none. */
  readonly last: string | null;
  /** How many were looked at. */
  readonly size: number;
  readonly candidates: readonly StaleCandidate[];
}

/** Before the first of all customers. */
export const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/**
 * Owned customers of a page without a sure contact within their cadence. Rests are not known here: they only put a date off, so that
 * nobody is missed. The page is cut before anything is asked about it, and each question goes to an index, so that a page
 * costs the same wherever it lies; contacts are read only where the customer's own column and earlier notices do not decide.
 */
export async function lookAtPage(db: Db, query: LookQuery): Promise<LookPage> {
  const { orgId, zone, today, only = Prisma.sql`true` } = query;
  const start = Prisma.sql`${today}::date`;
  const contact = Prisma.sql`jsonb_build_object('on', (f.happened_at AT TIME ZONE ${zone})::date, 'kind', f.kind)`;
  const theirs = Prisma.sql`FROM made_contacts f WHERE f.org_id = ${orgId}::uuid AND f.customer_id = p.id`;
  const [row] = await db.$queryRaw<LookPage[]>`
    WITH page AS MATERIALIZED (${selectPage(orgId, query.page)}),
    late AS MATERIALIZED (
      SELECT c.id, c.owner_id, c.last_contact_at, k.days, s.day AS start_on,
        (c.last_contact_at AT TIME ZONE ${zone})::date AS last_on
      FROM page c
      JOIN members o ON o.org_id = ${orgId}::uuid AND o.id = c.owner_id AND o.active
      LEFT JOIN categories g ON g.org_id = ${orgId}::uuid AND g.id = c.category_id
      CROSS JOIN LATERAL (SELECT COALESCE(g.cadence_days, ${query.cadenceDays}::int) AS days) k
      CROSS JOIN LATERAL (SELECT (GREATEST(c.owned_since, c.created_at) AT TIME ZONE ${zone})::date AS day) s
      WHERE s.day < ${start} - k.days AND ${only}),
    waiting AS MATERIALIZED (SELECT p.* FROM late p ${leaveOutTold(orgId, start, query.told)}),
    found AS (
      SELECT p.*, CASE WHEN t.kind NOT IN ('other', 'message') THEN jsonb_build_array(jsonb_build_object('on', t.day, 'kind', t.kind))
          WHEN t.kind IS NOT NULL THEN (SELECT jsonb_agg(m.said ORDER BY m.happened_at) FROM (
            SELECT f.happened_at, ${contact} AS said ${theirs} AND f.kind <> 'other' ORDER BY f.happened_at DESC LIMIT 60) m) END AS contacts
      FROM waiting p
      LEFT JOIN LATERAL (SELECT f.kind, (f.happened_at AT TIME ZONE ${zone})::date AS day ${theirs}
        ORDER BY f.happened_at DESC LIMIT 1) t ON true
      WHERE p.last_on IS NULL OR p.last_on < ${start} - p.days OR t.kind IS NULL
        OR CASE WHEN t.kind NOT IN ('other', 'message') THEN t.day < ${start} - p.days
          ELSE NOT EXISTS (SELECT ${theirs} AND f.kind NOT IN ('other', 'message')
            AND (f.happened_at AT TIME ZONE ${zone})::date >= ${start} - p.days) END)
    SELECT (SELECT id FROM page ORDER BY id DESC LIMIT 1) AS last, (SELECT count(*)::int FROM page) AS size,
      COALESCE((SELECT jsonb_agg(jsonb_build_object('id', id, 'ownerId', owner_id, 'cadenceDays', days, 'startOn', start_on,
        'contacts', COALESCE(contacts, '[]'), 'lastContactAt', round(extract(epoch FROM last_contact_at) * 1000)) ORDER BY id)
        FROM found), '[]') AS candidates`;
  return row ?? { last: null, size: 0, candidates: [] };
}

function selectPage(orgId: string, page: LookedAt): Sql {
  const columns = Prisma.sql`SELECT c.id, c.owner_id, c.category_id, c.owned_since, c.created_at, c.last_contact_at
    FROM customers c WHERE c.org_id = ${orgId}::uuid`;
  return page.kind === 'of'
    ? Prisma.sql`${columns} AND c.owner_id = ${page.ownerId}::uuid`
    : Prisma.sql`${columns} AND c.id > ${page.id}::uuid ORDER BY c.id LIMIT ${page.limit}::int`;
}

/**
 * What was told of a customer holds as long as nobody contacted it since, it is the same owner's and its cadence is the same. Days
 * off make the time since then only shorter, so that nothing is due before as many days of the calendar have passed.
 */
function leaveOutTold(orgId: string, start: Sql, told: LookQuery['told']): Sql {
  if (told === undefined) return Prisma.empty;
  const { managerAfterDays, fallAfterDays } = told;
  return Prisma.sql`
      LEFT JOIN LATERAL (SELECT n.clock_on, min(n.decided_on) FILTER (WHERE n.stage = 'owner') AS owner_on,
          bool_or(n.stage = 'manager') AS manager_told, min(n.cadence_days) AS days
        FROM stale_notices n WHERE n.org_id = ${orgId}::uuid AND n.customer_id = p.id AND n.clock_on >= p.start_on
        GROUP BY n.clock_on ORDER BY n.clock_on DESC LIMIT 1) n ON true
      WHERE (n.days = p.days AND COALESCE(p.last_on < n.owner_on, n.owner_on IS NOT NULL)
        AND (n.clock_on = p.start_on OR n.clock_on <= p.last_on)
        AND (n.manager_told OR ${start} - n.owner_on < ${managerAfterDays}::int)
        AND (${fallAfterDays}::int IS NULL OR ${start} - n.owner_on < ${fallAfterDays}::int)) IS NOT TRUE`;
}
