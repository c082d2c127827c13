import type { LocalDate } from '../../kernel/calendar.ts';
import type { Context } from '../../people/context.ts';
import { Prisma, type Sql } from '../../store/client.ts';
import { ENOUGH_ALIKE, findYearlyMedian } from './rules.ts';
import type { ValueSources } from './sources.ts';

/** What customers alike pay in a year, and by what they are alike. */
export interface Model {
  /** Minor units; undefined: too few to compare with. */
  readonly yearly: bigint | undefined;
  readonly count: number;
  readonly category: string | null;
  readonly industry: string;
}

interface Kind {
  readonly categoryId: string | null;
  readonly category: string | null;
  readonly industry: string;
}

/** The longest known of them are looked at; so many say as much as all, and take a bounded time. */
const SAMPLE = 1_000;

/**
 * Compares with customers of the same category and industry; where fewer than five of those have paid anything, of the
 * same category, then of the same industry.
 */
export async function findModel(
  context: Context,
  sources: Pick<ValueSources, 'loadPaid'>,
  customerId: string,
  since: LocalDate,
): Promise<Model> {
  const kind = await findKind(context, customerId);
  let best: Model = { yearly: undefined, count: 0, category: null, industry: '' };
  for (const tried of listKinds(kind)) {
    const ids = await listAlike(context, customerId, tried);
    if (ids.length < ENOUGH_ALIKE) continue;
    const paid = await sources.loadPaid(context, ids, since);
    const { category, industry } = tried;
    const model = { yearly: findYearlyMedian(paid), count: paid.length, category, industry };
    if (model.yearly !== undefined) return model;
    if (model.count > best.count) best = model;
  }
  return best;
}

async function findKind(context: Context, customerId: string): Promise<Kind> {
  const [row] = await context.db.$queryRaw<Kind[]>`
    SELECT c.category_id AS "categoryId", g.name AS category, c.industry FROM customers c
    LEFT JOIN categories g ON g.org_id = c.org_id AND g.id = c.category_id
    WHERE c.org_id = ${context.orgId}::uuid AND c.id = ${customerId}::uuid`;
  return row ?? { categoryId: null, category: null, industry: '' };
}

/** The ways to be alike, the closest first. */
function listKinds(kind: Kind): readonly Kind[] {
  const ofCategory = { ...kind, industry: '' };
  const ofIndustry = { ...kind, categoryId: null, category: null };
  const both = kind.categoryId !== null && kind.industry !== '';
  return [
    ...(both ? [kind] : []),
    ...(kind.categoryId !== null ? [ofCategory] : []),
    ...(kind.industry !== '' ? [ofIndustry] : []),
  ];
}

async function listAlike(context: Context, customerId: string, kind: Kind): Promise<readonly string[]> {
  const conditions: Sql[] = [];
  if (kind.categoryId !== null) conditions.push(Prisma.sql`c.category_id = ${kind.categoryId}::uuid`);
  if (kind.industry !== '') conditions.push(Prisma.sql`c.industry = ${kind.industry} AND c.industry <> ''`);
  const rows = await context.db.$queryRaw<{ id: string }[]>`
    SELECT c.id FROM customers c
    WHERE c.org_id = ${context.orgId}::uuid AND c.merged_into IS NULL AND ${Prisma.join(conditions, ' AND ')}
    ORDER BY c.id LIMIT ${SAMPLE}::int`;
  return rows.map(({ id }) => id).filter((id) => id !== customerId);
}
