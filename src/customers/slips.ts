import { bigrams, normalizeName } from '../kernel/text/normalize.ts';
import type { CustomerMatch } from '../people/context.ts';
import { type Db, Prisma, type Sql } from '../store/client.ts';
import { choosePairs } from './rare-pairs.ts';
import { FEW_OWNERS, holdPairs, type SearchOptions } from './search.ts';

const LATIN = /^[\p{Script=Latin}\p{N}]+$/u;
/** In a shorter word one letter makes another word. */
const SHORTEST = 4;
/** Rows of each half that are compared. */
const COMPARED = 300;

type Row = Omit<CustomerMatch, 'lastContactAt'> & {
  readonly pinyin: string;
  readonly lastContactAt: Date | null;
};

/**
 * Customers whose name, one of its words, or its pinyin is one slip away from what was typed in Latin letters: a letter too
 * many, too few, wrong, or two that changed places. One half of the typed word is then right, and finds them.
 */
export async function findSlips(
  db: Db,
  typed: string,
  { orgId, sight, limit }: SearchOptions,
): Promise<readonly CustomerMatch[]> {
  const key = normalizeName(typed);
  if (key.length < SHORTEST || !LATIN.test(key)) return [];
  const half = Math.floor(key.length / 2);
  const [head, tail] = [key.slice(0, half), key.slice(half + 1)];
  const visible = sight.all
    ? Prisma.sql`true`
    : Prisma.sql`(c.owner_id IS NULL OR c.owner_id = ANY(${[...sight.owners]}::uuid[])) IS TRUE`;
  // The index knows whose a customer is: of few owners it gives no others, however many names hold the word.
  const holding = (word: string): Sql => {
    const pairs = Prisma.sql`${choosePairs(bigrams(word))}::text[]`;
    return sight.all || sight.owners.length > FEW_OWNERS
      ? Prisma.sql`SELECT c.id FROM customers c WHERE ${holdPairs(orgId, pairs)} AND ${visible} LIMIT ${COMPARED}::int`
      : Prisma.sql`SELECT f.id FROM unnest(${[...sight.owners, '']}::text[]) w(owner) CROSS JOIN LATERAL (
          SELECT c.id FROM customers c WHERE ${holdPairs(orgId, pairs, Prisma.sql`w.owner`)} LIMIT ${COMPARED}::int) f`;
  };
  const rows = await db.$queryRaw<Row[]>`
    WITH near AS (
      (SELECT c.id FROM customer_keys k JOIN customers c ON c.org_id = k.org_id AND c.id = k.customer_id
       WHERE k.org_id = ${orgId}::uuid AND k.kind = 'name' AND k.value ~>=~ ${head} AND k.value ~<~ ${`${head}\u{10ffff}`}
         AND ${visible} LIMIT ${COMPARED}::int)
      UNION
      (${holding(tail)})
      UNION
      (${holding(head)})
    )
    SELECT c.id, c.name, c.name_key AS "nameKey", c.pinyin, c.owner_id AS "ownerId", b.name AS "ownerName",
      c.last_contact_at AS "lastContactAt"
    FROM near JOIN customers c ON c.org_id = ${orgId}::uuid AND c.id = near.id
    LEFT JOIN members b ON b.org_id = c.org_id AND b.id = c.owner_id
    ORDER BY c.last_contact_at DESC NULLS LAST, c.name, c.id`;
  return rows
    .filter((row) => isSlipOf(key, row))
    .slice(0, limit)
    .map(({ pinyin: _, ...row }) => ({ ...row, lastContactAt: row.lastContactAt?.getTime() ?? null }));
}

function isSlipOf(key: string, { name, nameKey, pinyin }: Row): boolean {
  const words = name.split(/[\s\-/&.,]+/u).map(normalizeName);
  const texts = [nameKey, ...words, pinyin].filter((text) => text !== '');
  return texts.some((text) => isOneSlipAway(key, text) || begins(key, text));
}

/** The beginning of a longer name, one slip away. */
function begins(key: string, text: string): boolean {
  return [-1, 0, 1].some((more) => isOneSlipAway(key, text.slice(0, key.length + more)));
}

/** Whether two texts differ by one letter, or by two neighbours that changed places; equal ones do not. */
export function isOneSlipAway(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  if (a.length > b.length) return a.slice(at + 1) === b.slice(at);
  if (a.length < b.length) return a.slice(at) === b.slice(at + 1);
  const swapped = a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
  return swapped || a.slice(at + 1) === b.slice(at + 1);
}
