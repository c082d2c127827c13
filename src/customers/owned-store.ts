import type { CustomerMatch } from '../people/context.ts';
import { type Db, Prisma } from '../store/client.ts';

/** More is moved in several goes. */
const MOST = 20_000;

/** A member's customers that fit a filter, by name. */
export async function listOwned(
  db: Db,
  orgId: string,
  ownerId: string,
  { city, categoryId }: { readonly city: string | null; readonly categoryId: string | null },
): Promise<readonly CustomerMatch[]> {
  const rows = await db.$queryRaw<(CustomerMatch & { readonly contactedAt: Date | null })[]>`
    SELECT c.id, c.name, c.name_key AS "nameKey", c.owner_id AS "ownerId", b.name AS "ownerName",
      c.last_contact_at AS "contactedAt"
    FROM customers c JOIN members b ON b.org_id = c.org_id AND b.id = c.owner_id
    WHERE c.org_id = ${orgId}::uuid AND c.owner_id = ${ownerId}::uuid
      ${city === null ? Prisma.empty : Prisma.sql`AND c.city = ${city}`}
      ${categoryId === null ? Prisma.empty : Prisma.sql`AND c.category_id = ${categoryId}::uuid`}
    ORDER BY c.name, c.id LIMIT ${MOST}::int`;
  return rows.map(({ contactedAt, ...row }) => ({ ...row, lastContactAt: contactedAt?.getTime() ?? null }));
}

/** Those of these customers that a member may not have yet, because they let them go into the pool during the cool-down. */
export async function listWaiting(
  db: Db,
  orgId: string,
  memberId: string,
  ids: readonly string[],
  since: number,
): Promise<ReadonlySet<string>> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT customer_id AS id FROM ownership_changes
    WHERE org_id = ${orgId}::uuid AND customer_id = ANY(${[...ids]}::uuid[]) AND from_id = ${memberId}::uuid
      AND to_id IS NULL AND changed_at > ${new Date(since)}::timestamptz`;
  return new Set(rows.map(({ id }) => id));
}
