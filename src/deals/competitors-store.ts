import { cleanText } from '../kernel/text/clean.ts';
import { normalizeName } from '../kernel/text/normalize.ts';
import { Prisma, type Sql, type Tx } from '../store/client.ts';
import type { ActingContext } from '../store/context.ts';

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
