import { normalizeName } from '../kernel/text/normalize.ts';
import type { Context } from '../people/context.ts';
import { Prisma } from '../store/client.ts';
import { findSight } from './sight.ts';

/** How much of a text is looked through. */
const LOOKED_AT = 1_000;
/** A shorter beginning fits too many. */
const LEAST = 2;

/**
 * The one customer of the person's own, or of their groups, that a running text speaks of: its name stands in the text, or
 * the text begins like its name. None, where it could be several: what is filled in wrongly is not looked at again.
 */
export async function findMentioned(
  context: Context,
  text: string,
): Promise<{ readonly id: string; readonly name: string } | undefined> {
  const looked = text.slice(0, LOOKED_AT);
  const key = normalizeName(looked);
  const begun = normalizeName(looked.trim().split(/[\s,，。:：]/u)[0] ?? '');
  if ([...key].length < LEAST) return undefined;
  const { owners } = await findSight(context);
  const own = [...new Set([context.memberId, ...owners])];
  const begins =
    [...begun].length < LEAST ? Prisma.sql`false` : Prisma.sql`starts_with(c.name_key, ${begun})`;
  const found = await context.db.$queryRaw<{ id: string; name: string; whole: number }[]>`
    SELECT id, name, whole FROM (
      SELECT c.id, c.name, CASE WHEN length(c.name_key) >= ${LEAST}::int AND strpos(${key}, c.name_key) > 0
        THEN length(c.name_key) ELSE 0 END AS whole, ${begins} AS begins
      FROM customers c WHERE c.org_id = ${context.orgId}::uuid AND c.owner_id = ANY(${own}::uuid[])) n
    WHERE whole > 0 OR begins ORDER BY whole DESC, id LIMIT 2`;
  const [best, next] = found;
  if (best === undefined || (next !== undefined && next.whole === best.whole)) return undefined;
  return { id: best.id, name: best.name };
}
