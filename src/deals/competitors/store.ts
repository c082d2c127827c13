import type { Sight } from '../../customers/sight.ts';
import type { LocalDate } from '../../kernel/calendar.ts';
import { cleanText } from '../../kernel/text/clean.ts';
import { normalizeName } from '../../kernel/text/normalize.ts';
import { Prisma, type Sql, type Tx } from '../../store/client.ts';
import type { ActingContext } from '../../store/context.ts';

const LONGEST_NAME = 80;

/**
 * The competitor that a typed name means, made if it is new; two names are one where normalized they are the same. The
 * known one keeps the name it has. Undefined for text without any letter.
 */
export async function ensureCompetitor(
  tx: Tx,
  context: ActingContext,
  typed: string,
): Promise<string | undefined> {
  const name = cleanText(typed, LONGEST_NAME);
  const key = normalizeName(name);
  if (key === '') return undefined;
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO competitors (org_id, id, name, name_key, created_at, created_by)
    VALUES (${context.orgId}::uuid, ${context.ids.uuid()}::uuid, ${name}, ${key},
      ${new Date(context.clock.now())}::timestamptz, ${context.memberId}::uuid)
    ON CONFLICT (org_id, name_key) DO UPDATE SET name = competitors.name RETURNING id::text`;
  return row?.id;
}

/** The statement that notes whom a deal is fought against; known ones stay. */
export function linkCompetitor(context: ActingContext, dealId: string, competitorId: string): Sql {
  return Prisma.sql`INSERT INTO deal_competitors (org_id, deal_id, competitor_id, noted_at, noted_by)
    VALUES (${context.orgId}::uuid, ${dealId}::uuid, ${competitorId}::uuid,
      ${new Date(context.clock.now())}::timestamptz, ${context.memberId}::uuid) ON CONFLICT DO NOTHING`;
}

/** The statement that takes back all competitors of a deal but these. */
export function unlinkOthers(context: ActingContext, dealId: string, kept: readonly string[]): Sql {
  return Prisma.sql`DELETE FROM deal_competitors WHERE org_id = ${context.orgId}::uuid AND deal_id = ${dealId}::uuid
    AND NOT (competitor_id = ANY(${[...kept]}::uuid[]))`;
}

/** Names as people list them: with commas between. */
export function splitNames(text: string): readonly string[] {
  return [...new Set(text.split(/[,，、;；\n]/).map((name) => name.trim()))].filter((name) => name !== '');
}

/** A competitor with what became of the deals fought against it, of the whole organization. */
export interface CompetitorRow {
  readonly id: string;
  readonly name: string;
  readonly won: number;
  readonly lost: number;
  readonly open: number;
  /** Deals that were lost to it by name, and what they came to in minor units. */
  readonly lostTo: number;
  readonly lostAmount: bigint;
}

/** Competitors, those met most often first. */
export function listCompetitors(
  db: Pick<Tx, '$queryRaw'>,
  orgId: string,
  limit: number,
): Promise<CompetitorRow[]> {
  return selectCompetitors(db, orgId, Prisma.sql`true`, limit);
}

/** The competitor with this id. */
export async function findCompetitor(
  db: Pick<Tx, '$queryRaw'>,
  orgId: string,
  id: string,
): Promise<CompetitorRow | undefined> {
  const [row] = await selectCompetitors(db, orgId, Prisma.sql`c.id = ${id}::uuid`, 1);
  return row;
}

/** Competitors by name: the one that is called so, else those whose name holds what was typed. */
export async function matchCompetitors(
  db: Pick<Tx, '$queryRaw'>,
  orgId: string,
  typed: string,
  limit: number,
): Promise<readonly CompetitorRow[]> {
  const key = normalizeName(cleanText(typed, LONGEST_NAME));
  if (key === '') return [];
  const exact = await selectCompetitors(db, orgId, Prisma.sql`c.name_key = ${key}`, 1);
  return exact.length > 0
    ? exact
    : selectCompetitors(db, orgId, Prisma.sql`position(${key} IN c.name_key) > 0`, limit);
}

function selectCompetitors(
  db: Pick<Tx, '$queryRaw'>,
  orgId: string,
  where: Sql,
  limit: number,
): Promise<CompetitorRow[]> {
  return db.$queryRaw<CompetitorRow[]>`
    SELECT c.id, c.name, n.won, n.lost, n.open, n."lostTo", n."lostAmount" FROM competitors c
    CROSS JOIN LATERAL (
      SELECT (count(*) FILTER (WHERE k.state = 'won'))::int AS won, (count(*) FILTER (WHERE k.state = 'lost'))::int AS lost,
        (count(*) FILTER (WHERE k.state = 'open'))::int AS open, count(k.lost_amount)::int AS "lostTo",
        COALESCE(sum(k.lost_amount), 0)::bigint AS "lostAmount"
      FROM deal_competitors k WHERE k.org_id = c.org_id AND k.competitor_id = c.id) n
    WHERE c.org_id = ${orgId}::uuid AND ${where}
    ORDER BY n.won + n.lost + n.open DESC, c.name, c.id LIMIT ${limit}::int`;
}

/** Something known about a competitor. */
export interface CompetitorFact {
  readonly text: string;
  readonly source: string;
  readonly knownOn: LocalDate;
  readonly customerName: string | null;
  readonly byName: string | null;
}

/** What is known about a competitor, newest first, as far as somebody sees the customers that it is about. */
export function listFacts(
  db: Pick<Tx, '$queryRaw'>,
  orgId: string,
  competitorId: string,
  sight: Sight,
  limit: number,
): Promise<readonly CompetitorFact[]> {
  const visible = sight.all
    ? Prisma.sql`true`
    : Prisma.sql`(c.id IS NULL OR c.owner_id IS NULL OR c.owner_id = ANY(${[...sight.owners]}::uuid[]))`;
  return db.$queryRaw<CompetitorFact[]>`
    SELECT f.text, f.source, f.known_on::text AS "knownOn", c.name AS "customerName", m.name AS "byName"
    FROM competitor_facts f LEFT JOIN customers c ON c.org_id = f.org_id AND c.id = f.customer_id
    LEFT JOIN members m ON m.org_id = f.org_id AND m.id = f.noted_by
    WHERE f.org_id = ${orgId}::uuid AND f.competitor_id = ${competitorId}::uuid AND ${visible}
    ORDER BY f.known_on DESC, f.id DESC LIMIT ${limit}::int`;
}

export interface NewFact {
  readonly id: string;
  readonly competitorId: string;
  readonly customerId: string | null;
  readonly dealId: string | null;
  readonly text: string;
  readonly source: string;
  readonly knownOn: LocalDate;
}

/** The statement that notes a fact. */
export function insertFact(context: ActingContext, fact: NewFact): Sql {
  return Prisma.sql`INSERT INTO competitor_facts (org_id, id, competitor_id, customer_id, deal_id, text, source, known_on,
      noted_at, noted_by)
    VALUES (${context.orgId}::uuid, ${fact.id}::uuid, ${fact.competitorId}::uuid, ${fact.customerId}::uuid,
      ${fact.dealId}::uuid, ${fact.text}, ${fact.source}, ${fact.knownOn}::date,
      ${new Date(context.clock.now())}::timestamptz, ${context.memberId}::uuid)`;
}
