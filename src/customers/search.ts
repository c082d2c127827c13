import { bigrams, normalizeName } from '../kernel/text/normalize.ts';
import type { CustomerMatch } from '../people/context.ts';
import { type Db, Prisma, type Sql } from '../store/client.ts';
import type { Sight } from './sight.ts';
import { foldTag } from './tags/names.ts';

/** One customer that a search found. */
export interface SearchHit extends CustomerMatch {
  /** How well it fits; smaller is better. Up to `NAMED` the name itself holds what was typed. */
  readonly rank: number;
  /** The contact by whose name or phone it was found. */
  readonly contactName: string | null;
}

/** Hits up to this rank were found by their name, or by its pinyin in full. */
export const NAMED = 4;

export interface SearchOptions {
  readonly orgId: string;
  readonly sight: Sight;
  readonly limit: number;
  /** Of hits that fit alike, this member's own come first. */
  readonly memberId?: string;
}

/** How many rows of one way of finding are ranked: what is vaguer than that is to be typed more exactly. */
const CANDIDATES = 500;

type HitRow = Omit<SearchHit, 'lastContactAt'> & {
  readonly lastContactAt: Date | null;
};

/**
 * Finds customers by name, a part of it, pinyin, initials, the last digits of a phone or a contact's name, among those
 * that the person may see; the best first, of those that fit alike their own, then those contacted last.
 */
export async function searchCustomers(
  db: Db,
  typed: string,
  { orgId, sight, limit, memberId }: SearchOptions,
): Promise<readonly SearchHit[]> {
  const key = normalizeName(typed);
  if (key === '') return [];
  const ways = [
    findExactly(orgId, key),
    findByName(orgId, key),
    ...findByWords(orgId, typed),
    findByContact(orgId, typed.trim()),
    ...findByEmail(orgId, typed.trim()),
    findByTag(orgId, typed),
    ...findByPhone(orgId, typed),
  ];
  const visible = sight.all
    ? Prisma.sql`true`
    : Prisma.sql`(c.owner_id IS NULL OR c.owner_id = ANY(${[...sight.owners]}::uuid[]))`;
  const rows = await db.$queryRaw<HitRow[]>`
    WITH hits AS (${Prisma.join(
      ways.map((way) => Prisma.sql`(${way} AND ${visible} LIMIT ${CANDIDATES}::int)`),
      ' UNION ALL ',
    )}), best AS (
      SELECT DISTINCT ON (id) id, rank, contact_name FROM hits ORDER BY id, rank
    )
    SELECT c.id, c.name, c.name_key AS "nameKey", c.owner_id AS "ownerId", b.name AS "ownerName",
      c.last_contact_at AS "lastContactAt", best.rank, best.contact_name AS "contactName"
    FROM best JOIN customers c ON c.org_id = ${orgId}::uuid AND c.id = best.id
    LEFT JOIN members b ON b.org_id = c.org_id AND b.id = c.owner_id
    ORDER BY best.rank, (c.owner_id = ${memberId ?? null}::uuid) DESC NULLS LAST, c.last_contact_at DESC NULLS LAST, c.name, c.id LIMIT ${limit}::int`;
  return rows.map((row) => ({ ...row, lastContactAt: row.lastContactAt?.getTime() ?? null }));
}

/** Where very many names hold what was typed, the one that is it must not be missed. */
function findExactly(orgId: string, key: string): Sql {
  return Prisma.sql`SELECT c.id, NULL::text AS contact_name, 1 AS rank
    FROM customer_keys k JOIN customers c ON c.org_id = k.org_id AND c.id = k.customer_id
    WHERE k.org_id = ${orgId}::uuid AND k.kind = 'name' AND k.value = ${key}`;
}

function findByName(orgId: string, key: string): Sql {
  const like = escapeLike(key);
  // A single character has no pair to look up; the prefix narrows it.
  const narrowed =
    [...key].length > 1
      ? Prisma.sql`c.bigrams @> ${bigrams(key)}::text[]`
      : Prisma.sql`c.name_key LIKE ${`${like}%`}`;
  return Prisma.sql`SELECT c.id, NULL::text AS contact_name, (CASE WHEN c.name_key = ${key} THEN 1
      WHEN c.name_key LIKE ${`${like}%`} THEN 2 WHEN c.name_key LIKE ${`%${like}%`} THEN 3
      WHEN c.pinyin = ${key} THEN 4 WHEN c.initials = ${key} THEN 5 WHEN c.pinyin LIKE ${`${like}%`} THEN 6
      WHEN c.initials LIKE ${`${like}%`} THEN 7 ELSE 10 END) AS rank
    FROM customers c WHERE c.org_id = ${orgId}::uuid AND c.merged_into IS NULL AND ${narrowed}
      AND (c.name_key LIKE ${`%${like}%`} OR c.pinyin LIKE ${`%${like}%`} OR c.initials LIKE ${`%${like}%`})`;
}

const MOST_WORDS = 4;

/** Several words that the name holds, not side by side: `blue ship` of Blue Harbor Shipping, `华为 深圳`, `huawei js`. */
function findByWords(orgId: string, typed: string): readonly Sql[] {
  const words = [...new Set(typed.split(/[\s·,，]+/u).map(normalizeName))].filter((word) => word !== '');
  const pairs = words.flatMap((word) => ([...word].length > 1 ? bigrams(word) : []));
  if (words.length < 2 || words.length > MOST_WORDS || pairs.length === 0) return [];
  const holds = words.map((word) => {
    const like = `%${escapeLike(word)}%`;
    return Prisma.sql`(c.name_key LIKE ${like} OR c.pinyin LIKE ${like} OR c.initials LIKE ${like})`;
  });
  const named = words.map((word) => Prisma.sql`c.name_key LIKE ${`%${escapeLike(word)}%`}`);
  const begins = `${escapeLike(words[0] ?? '')}%`;
  return [
    Prisma.sql`SELECT c.id, NULL::text AS contact_name, (CASE WHEN NOT (${Prisma.join(named, ' AND ')}) THEN 8
        WHEN c.name_key LIKE ${begins} THEN 3 ELSE 4 END) AS rank
      FROM customers c WHERE c.org_id = ${orgId}::uuid AND c.merged_into IS NULL
        AND c.bigrams @> ${[...new Set(pairs)]}::text[] AND ${Prisma.join(holds, ' AND ')}`,
  ];
}

function findByContact(orgId: string, typed: string): Sql {
  return Prisma.sql`SELECT c.id, p.name AS contact_name, 9 AS rank
    FROM contacts p JOIN customers c ON c.org_id = p.org_id AND c.id = p.customer_id
    WHERE p.org_id = ${orgId}::uuid AND lower(p.name) LIKE lower(${`${escapeLike(typed)}%`})`;
}

function findByEmail(orgId: string, typed: string): readonly Sql[] {
  if (!/.@/.test(typed)) return [];
  return [
    Prisma.sql`SELECT c.id, p.name AS contact_name, 8 AS rank
      FROM contacts p JOIN customers c ON c.org_id = p.org_id AND c.id = p.customer_id
      WHERE p.org_id = ${orgId}::uuid AND lower(p.email) LIKE lower(${`${escapeLike(typed)}%`})`,
  ];
}

function findByTag(orgId: string, typed: string): Sql {
  return Prisma.sql`SELECT c.id, NULL::text AS contact_name, 8 AS rank
    FROM tags t JOIN customer_tags s ON s.org_id = t.org_id AND s.tag_id = t.id
    JOIN customers c ON c.org_id = s.org_id AND c.id = s.customer_id
    WHERE t.org_id = ${orgId}::uuid AND t.name_key = ${foldTag(typed)}`;
}

/** Three digits are too common to tell anything. */
const PHONE_TAIL = /^\+?\d{4,15}$/;

/** So many digits mean one phone, as a name means one customer. */
const WHOLE_PHONE = 8;

function findByPhone(orgId: string, typed: string): readonly Sql[] {
  const digits = typed.normalize('NFKC').replace(/[\s().-]/g, '');
  if (!PHONE_TAIL.test(digits)) return [];
  const tail = `${[...digits].reverse().join('')}%`;
  const rank = digits.length >= WHOLE_PHONE ? 0 : 8;
  return [
    Prisma.sql`SELECT c.id, p.name AS contact_name, ${rank}::int AS rank
      FROM contacts p JOIN customers c ON c.org_id = p.org_id AND c.id = p.customer_id
      WHERE p.org_id = ${orgId}::uuid AND reverse(p.phone) LIKE ${tail}`,
    Prisma.sql`SELECT c.id, p.name AS contact_name, ${rank}::int AS rank
      FROM contact_phones o JOIN contacts p ON p.org_id = o.org_id AND p.id = o.contact_id
      JOIN customers c ON c.org_id = p.org_id AND c.id = p.customer_id
      WHERE o.org_id = ${orgId}::uuid AND reverse(o.phone) LIKE ${tail}`,
  ];
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (sign) => `\\${sign}`);
}
