import type { LocalDate } from '../../kernel/calendar.ts';
import { Prisma, type Sql, type Tx } from '../../store/client.ts';
import type { ActingContext } from '../../store/context.ts';
import type { CaseSides } from './rules.ts';

type Reading = Pick<Tx, '$queryRaw'>;

/** A case as it is now. */
export interface Case extends CaseSides {
  readonly id: string;
  readonly customerId: string;
  readonly customerName: string;
  /** The owner now; null: in the pool. */
  readonly ownerId: string | null;
  readonly ownerName: string | null;
  /** Epoch ms */
  readonly lastContactAt: number | null;
  readonly customerSince: number;
  readonly creatorName: string | null;
  readonly claimantName: string;
  readonly respondentName: string;
  /** What the claimant calls the customer. */
  readonly typedName: string;
  readonly claimedOn: LocalDate | null;
  readonly statement: string;
  /** What the respondent says; empty: nothing yet. */
  readonly answer: string;
  readonly state: 'open' | 'ruled' | 'withdrawn';
  readonly openedAt: number;
  readonly closedAt: number | null;
  readonly deciderName: string | null;
  readonly ruledOwnerId: string | null;
  readonly ownerBasisPoints: number | null;
  readonly reason: string;
  /** The organization's zone. */
  readonly zone: string;
}

type Instants = 'lastContactAt' | 'customerSince' | 'openedAt' | 'closedAt';
type CaseRow = Omit<Case, Instants> & {
  readonly lastContactAt: Date | null;
  readonly customerSince: Date;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
};

const CASE = Prisma.sql`k.id, k.customer_id AS "customerId", c.name AS "customerName", c.owner_id AS "ownerId",
    b.name AS "ownerName", c.last_contact_at AS "lastContactAt", c.created_at AS "customerSince", m.name AS "creatorName",
    k.claimant_id AS "claimantId", k.respondent_id AS "respondentId", p.name AS "claimantName", r.name AS "respondentName",
    k.typed_name AS "typedName", k.claimed_on::text AS "claimedOn", k.statement, k.answer, k.state,
    k.opened_at AS "openedAt", k.closed_at AS "closedAt", d.name AS "deciderName", k.owner_id AS "ruledOwnerId",
    k.owner_basis_points AS "ownerBasisPoints", k.reason, o.zone
  FROM collision_cases k JOIN organizations o ON o.id = k.org_id
  JOIN customers c ON c.org_id = k.org_id AND c.id = k.customer_id
  JOIN members p ON p.org_id = k.org_id AND p.id = k.claimant_id
  JOIN members r ON r.org_id = k.org_id AND r.id = k.respondent_id
  LEFT JOIN members b ON b.org_id = c.org_id AND b.id = c.owner_id
  LEFT JOIN members m ON m.org_id = c.org_id AND m.id = c.created_by
  LEFT JOIN members d ON d.org_id = k.org_id AND d.id = k.decided_by`;

/** The case with this id, if the organization has it. */
export async function findCase(db: Reading, orgId: string, id: string): Promise<Case | undefined> {
  const [row] = await db.$queryRaw<CaseRow[]>`
    SELECT ${CASE} WHERE k.org_id = ${orgId}::uuid AND k.id = ${id}::uuid`;
  return row && readCase(row);
}

/** The case that runs about a customer. */
export async function findOpenCase(
  db: Reading,
  orgId: string,
  customerId: string,
): Promise<Case | undefined> {
  const [row] = await db.$queryRaw<CaseRow[]>`
    SELECT ${CASE} WHERE k.org_id = ${orgId}::uuid AND k.customer_id = ${customerId}::uuid AND k.state = 'open'`;
  return row && readCase(row);
}

/** Running cases that somebody is a side of, whose sides they both manage, or all; the oldest first. */
export async function listOpenCases(
  db: Reading,
  orgId: string,
  who: { readonly memberId: string; readonly below: readonly string[]; readonly all: boolean },
  limit: number,
): Promise<readonly Case[]> {
  const rows = await db.$queryRaw<CaseRow[]>`
    SELECT ${CASE} WHERE k.org_id = ${orgId}::uuid AND k.state = 'open' AND (${who.all}::boolean
      OR ${who.memberId}::uuid IN (k.claimant_id, k.respondent_id)
      OR (k.claimant_id = ANY(${[...who.below]}::uuid[]) AND k.respondent_id = ANY(${[...who.below]}::uuid[])))
    ORDER BY k.opened_at, k.id LIMIT ${limit}::int`;
  return rows.map(readCase);
}

function readCase(row: CaseRow): Case {
  return {
    ...row,
    lastContactAt: row.lastContactAt?.getTime() ?? null,
    customerSince: row.customerSince.getTime(),
    openedAt: row.openedAt.getTime(),
    closedAt: row.closedAt?.getTime() ?? null,
  };
}

/** What shows when one side was first in touch with the customer. Days are the organization's. */
export interface Evidence {
  readonly memberId: string;
  readonly first: LocalDate | null;
  readonly last: LocalDate | null;
  readonly count: number;
  /** Days on which they became its owner, the earliest first. */
  readonly owned: readonly LocalDate[];
}

/** The evidence of both sides: claimant, then respondent, each with those whose side they took over. */
export async function loadEvidence(db: Reading, orgId: string, about: Case): Promise<readonly Evidence[]> {
  const sides = [about.claimantId, about.respondentId];
  return db.$queryRaw<Evidence[]>`
    WITH RECURSIVE held(side, id) AS (
      SELECT s.id, s.id FROM unnest(${sides}::uuid[]) AS s(id)
      UNION SELECT held.side, h.leaver_id FROM held
      JOIN handover_items i ON i.org_id = ${orgId}::uuid AND i.kind = 'cases' AND i.item_id = ${about.id}::uuid
        AND i.to_id = held.id
      JOIN handovers h ON h.org_id = i.org_id AND h.id = i.handover_id
    )
    SELECT s.id AS "memberId", f.first::text AS first, f.last::text AS last, COALESCE(f.count, 0)::int AS count,
      COALESCE(w.owned, '{}') AS owned
    FROM unnest(${sides}::uuid[]) WITH ORDINALITY AS s(id, place)
    LEFT JOIN LATERAL (SELECT min(happened_on) AS first, max(happened_on) AS last, count(*) AS count FROM follow_ups
      WHERE org_id = ${orgId}::uuid AND customer_id = ${about.customerId}::uuid
        AND author_id IN (SELECT held.id FROM held WHERE held.side = s.id)) f ON true
    LEFT JOIN LATERAL (
      SELECT array_agg((changed_at AT TIME ZONE ${about.zone}::text)::date::text ORDER BY changed_at) AS owned
      FROM ownership_changes
      WHERE org_id = ${orgId}::uuid AND customer_id = ${about.customerId}::uuid
        AND to_id IN (SELECT held.id FROM held WHERE held.side = s.id)) w ON true
    ORDER BY s.place`;
}

/** What somebody typed when they were refused this customer, the last time since then; undefined if they never were. */
export async function findRefusedName(
  db: Reading,
  orgId: string,
  who: { readonly memberId: string; readonly customerId: string; readonly since: Date },
): Promise<string | undefined> {
  const [row] = await db.$queryRaw<{ typed: string | null }[]>`
    SELECT after ->> 'typed' AS typed FROM audit_entries
    WHERE org_id = ${orgId}::uuid AND entity = 'customer' AND entity_id = ${who.customerId}
      AND actor_id = ${who.memberId}::uuid AND action = 'customer.collided' AND at >= ${who.since}::timestamptz
    ORDER BY at DESC LIMIT 1`;
  return row?.typed ?? undefined;
}

export interface NewCase extends CaseSides {
  readonly id: string;
  readonly customerId: string;
  readonly typedName: string;
  readonly claimedOn: LocalDate | null;
  readonly statement: string;
  /** Epoch ms */
  readonly remindAt: number;
}

export const OPEN_CASE_KEY = 'collision_cases_open_key';

/** The statement that opens a case; it breaks `OPEN_CASE_KEY` if one runs about this customer. */
export function insertCase(context: ActingContext, made: NewCase): Sql {
  return Prisma.sql`INSERT INTO collision_cases (org_id, id, customer_id, claimant_id, respondent_id, typed_name, claimed_on,
      statement, opened_at, remind_at)
    VALUES (${context.orgId}::uuid, ${made.id}::uuid, ${made.customerId}::uuid, ${made.claimantId}::uuid,
      ${made.respondentId}::uuid, ${made.typedName}, ${made.claimedOn}::date, ${made.statement},
      ${new Date(context.clock.now())}::timestamptz, ${new Date(made.remindAt)}::timestamptz)`;
}

/** Makes decisions about one case, and changes of its customer's owner, wait for each other. */
export async function lockCase(tx: Tx, orgId: string, id: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 AS held FROM collision_cases WHERE org_id = ${orgId}::uuid AND id = ${id}::uuid FOR UPDATE`;
  await tx.$queryRaw`SELECT 1 AS held FROM customers c JOIN collision_cases k
      ON k.org_id = c.org_id AND k.customer_id = c.id
    WHERE k.org_id = ${orgId}::uuid AND k.id = ${id}::uuid FOR NO KEY UPDATE OF c`;
}

export function closeWithRuling(
  context: ActingContext,
  id: string,
  ruling: { readonly ownerId: string; readonly ownerBasisPoints: number; readonly reason: string },
): Sql {
  return Prisma.sql`UPDATE collision_cases SET state = 'ruled', closed_at = ${new Date(context.clock.now())}::timestamptz,
      decided_by = ${context.memberId}::uuid, owner_id = ${ruling.ownerId}::uuid,
      owner_basis_points = ${ruling.ownerBasisPoints}::int, reason = ${ruling.reason}
    WHERE org_id = ${context.orgId}::uuid AND id = ${id}::uuid AND state = 'open'`;
}

export function withdraw(context: ActingContext, id: string): Sql {
  return Prisma.sql`UPDATE collision_cases SET state = 'withdrawn',
      closed_at = ${new Date(context.clock.now())}::timestamptz
    WHERE org_id = ${context.orgId}::uuid AND id = ${id}::uuid AND state = 'open'`;
}

export function writeAnswer(context: ActingContext, id: string, answer: string): Sql {
  return Prisma.sql`UPDATE collision_cases SET answer = ${answer}
    WHERE org_id = ${context.orgId}::uuid AND id = ${id}::uuid AND state = 'open'`;
}
