import { Prisma, type Sql, type Tx } from '../../store/client.ts';
import type { ActingContext } from '../../store/context.ts';

/** A category of customers as its organization defined it. */
export interface Category {
  readonly id: string;
  /** Upper case where there is such a thing: `A`, `VIP`, `重点`. */
  readonly code: string;
  readonly name: string;
  readonly cadenceDays: number;
  readonly approachNote: string;
}

/** A category with how many customers are in it, counted up to `COUNTED`. */
export interface UsedCategory extends Category {
  readonly customers: number;
}

/** Beyond this many nobody cares for the exact number, and counting a million rows takes time. */
export const COUNTED = 1_000;

type Reader = Pick<Tx, '$queryRaw'>;

const COLUMNS = Prisma.sql`g.id, g.code, g.name, g.cadence_days AS "cadenceDays", g.approach_note AS "approachNote"`;

/** All categories of an organization, by code. */
export function listCategories(db: Reader, orgId: string): Promise<readonly Category[]> {
  return db.$queryRaw<Category[]>`SELECT ${COLUMNS} FROM categories g
    WHERE g.org_id = ${orgId}::uuid ORDER BY g.code`;
}

/** The same with how many customers are in each. */
export function listUsedCategories(db: Reader, orgId: string): Promise<readonly UsedCategory[]> {
  return db.$queryRaw<UsedCategory[]>`SELECT ${COLUMNS},
      (SELECT count(*)::int FROM (SELECT 1 FROM customers c
        WHERE c.org_id = g.org_id AND c.category_id = g.id LIMIT ${COUNTED}::int) counted) AS customers
    FROM categories g WHERE g.org_id = ${orgId}::uuid ORDER BY g.code`;
}

/** The category of this code, locked until the transaction ends, so that what is audited as before is what stood. */
export async function lockCategory(tx: Reader, orgId: string, code: string): Promise<Category | undefined> {
  const [row] = await tx.$queryRaw<Category[]>`SELECT ${COLUMNS} FROM categories g
    WHERE g.org_id = ${orgId}::uuid AND g.code = ${code} FOR UPDATE`;
  return row;
}

/** The statement that adds a category; breaks `categories_org_id_code_key` if there is one of this code. */
export function insertCategory({ orgId }: ActingContext, category: Category): Sql {
  return Prisma.sql`INSERT INTO categories (org_id, id, code, name, cadence_days, approach_note)
    VALUES (${orgId}::uuid, ${category.id}::uuid, ${category.code}, ${category.name}, ${category.cadenceDays}::int,
      ${category.approachNote})`;
}

export function updateCategory({ orgId }: ActingContext, category: Category): Sql {
  return Prisma.sql`UPDATE categories SET name = ${category.name}, cadence_days = ${category.cadenceDays}::int,
      approach_note = ${category.approachNote}
    WHERE org_id = ${orgId}::uuid AND id = ${category.id}::uuid`;
}

/** Breaks the customers' foreign key while one of them is in the category. */
export function deleteCategory({ orgId }: ActingContext, id: string): Sql {
  return Prisma.sql`DELETE FROM categories WHERE org_id = ${orgId}::uuid AND id = ${id}::uuid`;
}
