import { bigrams, normalizeName } from '../kernel/text/normalize.ts';
import type { CustomerMatch } from '../people/context.ts';
import { type Db, Prisma, type Sql } from '../store/client.ts';
import { beginsWith } from '../store/prefix.ts';
import { choosePairs } from './rare-pairs.ts';
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
/** How many rows of what many customers share (a tag, a surname, the end of a phone) are looked at for those in sight. */
const LOOKED_AT = 2_000;
/** So many hits in a sample of `LOOKED_AT` are enough to choose from. */
const VERY_MANY = 25;
/** Of a word that names beyond one's own hold somewhere inside, so many are ranked. */
const INSIDE = 100;
/** So many owners are looked up one by one; whoever sees more sees enough of anything to read it until there is enough. */
export const FEW_OWNERS = 4;

type HitRow = Omit<SearchHit, 'lastContactAt'> & {
  readonly lastContactAt: Date | null;
};

/**
 * Finds customers by name, a part of it, pinyin, initials, the last digits of a phone or a contact's name, among those
 * that the person may see; the best first, of those that fit alike their own, then those contacted last. Every way is bounded,
 * however many customers there are.
 */
export async function searchCustomers(
  db: Db,
  typed: string,
  { orgId, sight, limit, memberId }: SearchOptions,
): Promise<readonly SearchHit[]> {
  const key = normalizeName(typed);
  if (key === '') return [];
  const visible = sight.all
    ? Prisma.sql`true`
    : // As a test of truth it is no condition for an index: all customers of fifty people are too many to look up.
      Prisma.sql`(c.owner_id IS NULL OR c.owner_id = ANY(${[...sight.owners]}::uuid[])) IS TRUE`;
  const few = !sight.all && sight.owners.length <= FEW_OWNERS;
  const own = memberId === undefined ? [] : [memberId];
  const look: Look = {
    orgId,
    few,
    owners: few ? sight.owners : own,
    visible,
    lately: selectLately(orgId, sight),
  };
  const ways = [
    findExactly(orgId, key, visible),
    ...findByName(look, key),
    ...findByWords(look, typed),
    findByContact(orgId, typed.trim(), visible),
    ...findByEmail(orgId, typed.trim(), visible),
    ...findByTag(orgId, typed, sight, visible),
    ...findByPhone(orgId, typed, visible),
  ];
  const rows = await db.$queryRaw<HitRow[]>`
    WITH hits AS (${Prisma.join(
      ways.map((way) => Prisma.sql`(${way} LIMIT ${CANDIDATES}::int)`),
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
function findExactly(orgId: string, key: string, visible: Sql): Sql {
  return Prisma.sql`SELECT c.id, NULL::text AS contact_name, 1 AS rank
    FROM customer_keys k JOIN customers c ON c.org_id = k.org_id AND c.id = k.customer_id
    WHERE k.org_id = ${orgId}::uuid AND k.kind = 'name' AND k.value = ${key} AND ${visible}`;
}

/**
 * What stands in the index of pairs of characters: the pairs themselves, the organization, and whose the customer is. Has to
 * read as the index does (`customers_search_idx`); the organization's own column beside it would only be looked up too.
 */
const SEARCHED = Prisma.sql`(c.bigrams || ARRAY[c.org_id::text, c.org_id::text || ':' || COALESCE(c.owner_id::text, '')])`;

/** Customers of an organization whose name, pinyin or initials hold all of these pairs; with `owner` only those of that one. */
export function holdPairs(orgId: string, pairs: Sql, owner?: Sql): Sql {
  const whose =
    owner === undefined ? Prisma.sql`${orgId}::text` : Prisma.sql`(${`${orgId}:`}::text || ${owner})`;
  return Prisma.sql`${SEARCHED} @> (${pairs} || ${whose}) AND c.merged_into IS NULL`;
}

/** How names are looked up for somebody. */
interface Look {
  readonly orgId: string;
  /** Whether `owners` and the pool are all that is in sight. */
  readonly few: boolean;
  /** Whose customers are looked up apart from everybody's: all in sight, or one's own. */
  readonly owners: readonly string[];
  /** What of `c` is in sight. */
  readonly visible: Sql;
  /** A sample of what is in sight. */
  readonly lately: Sql;
}

/** Some customers in sight: those that each owner contacted last, or for who sees everything the newest of all. */
function selectLately(orgId: string, sight: Sight): Sql {
  const whole = Prisma.sql`SELECT c.id, c.name_key, c.pinyin, c.initials FROM customers c
    WHERE c.org_id = ${orgId}::uuid AND c.merged_into IS NULL`;
  if (sight.all) return Prisma.sql`${whole} ORDER BY c.id DESC LIMIT ${LOOKED_AT}::int`;
  const each = Math.ceil(LOOKED_AT / Math.max(1, sight.owners.length));
  return Prisma.sql`SELECT l.* FROM unnest(${[...sight.owners]}::uuid[]) w(owner) CROSS JOIN LATERAL (
    ${whole} AND c.owner_id = w.owner ORDER BY c.last_contact_at DESC NULLS LAST, c.id LIMIT ${each}::int) l`;
}

/** What begins so, by name, pinyin or initials; then what holds it somewhere. */
function findByName(look: Look, key: string): readonly Sql[] {
  const { orgId, few, owners, visible } = look;
  const rank = rankByName(key);
  const beginning = (
    where: Sql,
  ) => Prisma.sql`SELECT c.id, NULL::text AS contact_name, ${rank} AS rank FROM customers c
    WHERE c.org_id = ${orgId}::uuid AND c.merged_into IS NULL AND ${where}`;
  const beginnings = few
    ? [
        Prisma.sql`SELECT f.* FROM unnest(${[...owners]}::uuid[]) w(owner) CROSS JOIN LATERAL (
          ${beginning(Prisma.sql`c.owner_id = w.owner AND ${beginsWith(NAME_KEY, key)}`)} LIMIT ${CANDIDATES}::int) f`,
        beginning(Prisma.sql`c.owner_id IS NULL AND ${beginsWith(NAME_KEY, key)}`),
      ]
    : [NAME_KEY, PINYIN, INITIALS].map((column) =>
        beginning(Prisma.sql`${column} <> '' AND ${beginsWith(column, key)} AND ${visible}`),
      );
  // A single character has no pair to look up; its beginnings have to do.
  if ([...key].length < 2) return beginnings;
  return [...beginnings, ...findInside(look, bigrams(key), rank, holdsWord(key))];
}

/**
 * Customers whose name, pinyin or initials hold all of these pairs, and more exactly `holds`. What a sample shows to be in very
 * many names is not looked up among all: the index would list a quarter of a million rows to take the first of them.
 */
function findInside(
  { orgId, few, owners, visible, lately }: Look,
  pairs: readonly string[],
  rank: Sql,
  holds: Sql,
): readonly Sql[] {
  const list = Prisma.sql`${choosePairs(pairs)}::text[]`;
  const found = Prisma.sql`c.id, NULL::text AS contact_name, ${rank} AS rank`;
  const apart = Prisma.sql`SELECT f.* FROM unnest(${few ? [...owners, ''] : [...owners]}::text[]) w(owner) CROSS JOIN LATERAL (
    SELECT ${found} FROM customers c
    WHERE ${holdPairs(orgId, list, Prisma.sql`w.owner`)} AND ${holds} LIMIT ${CANDIDATES}::int) f`;
  if (few) return [apart];
  const all = Prisma.sql`WITH sample AS MATERIALIZED (SELECT ${found} FROM (${lately}) c WHERE ${holds})
    SELECT * FROM sample UNION ALL (SELECT ${found} FROM customers c
      WHERE (SELECT count(*) FROM sample) < ${VERY_MANY}::int AND ${holdPairs(orgId, list)} AND ${holds} AND ${visible}
      LIMIT ${INSIDE}::int)`;
  return owners.length === 0 ? [all] : [all, apart];
}

function holdsWord(word: string): Sql {
  const like = `%${escapeLike(word)}%`;
  return Prisma.sql`(c.name_key LIKE ${like} OR c.pinyin LIKE ${like} OR c.initials LIKE ${like})`;
}

const MOST_WORDS = 4;

/** Several words that the name holds, not side by side: `blue ship` of Blue Harbor Shipping, `华为 深圳`, `huawei js`. */
function findByWords(look: Look, typed: string): readonly Sql[] {
  const words = [...new Set(typed.split(/[\s·,，]+/u).map(normalizeName))].filter((word) => word !== '');
  const pairs = words.flatMap((word) => ([...word].length > 1 ? bigrams(word) : []));
  if (words.length < 2 || words.length > MOST_WORDS || pairs.length === 0) return [];
  const named = words.map((word) => Prisma.sql`c.name_key LIKE ${`%${escapeLike(word)}%`}`);
  const begins = `${escapeLike(words[0] ?? '')}%`;
  const rank = Prisma.sql`(CASE WHEN NOT (${Prisma.join(named, ' AND ')}) THEN 8
    WHEN c.name_key LIKE ${begins} THEN 3 ELSE 4 END)`;
  return findInside(look, [...new Set(pairs)], rank, Prisma.join(words.map(holdsWord), ' AND '));
}

const NAME_KEY = Prisma.sql`c.name_key`;
const PINYIN = Prisma.sql`c.pinyin`;
const INITIALS = Prisma.sql`c.initials`;

function rankByName(key: string): Sql {
  const like = escapeLike(key);
  return Prisma.sql`(CASE WHEN c.name_key = ${key} THEN 1
    WHEN c.name_key LIKE ${`${like}%`} THEN 2 WHEN c.name_key LIKE ${`%${like}%`} THEN 3
    WHEN c.pinyin = ${key} THEN 4 WHEN c.initials = ${key} THEN 5 WHEN c.pinyin LIKE ${`${like}%`} THEN 6
    WHEN c.initials LIKE ${`${like}%`} THEN 7 ELSE 10 END)`;
}

function findByContact(orgId: string, typed: string, visible: Sql): Sql {
  return Prisma.sql`SELECT c.id, p.name AS contact_name, 9 AS rank
    FROM (SELECT p.customer_id, p.name FROM contacts p
      WHERE p.org_id = ${orgId}::uuid AND ${beginsWith(Prisma.sql`lower(p.name)`, typed.toLowerCase())}
      LIMIT ${LOOKED_AT}::int) p
    JOIN customers c ON c.org_id = ${orgId}::uuid AND c.id = p.customer_id WHERE ${visible}`;
}

function findByEmail(orgId: string, typed: string, visible: Sql): readonly Sql[] {
  if (!/.@/.test(typed)) return [];
  return [
    Prisma.sql`SELECT c.id, p.name AS contact_name, 8 AS rank
      FROM contacts p JOIN customers c ON c.org_id = p.org_id AND c.id = p.customer_id
      WHERE p.org_id = ${orgId}::uuid AND p.email IS NOT NULL
        AND ${beginsWith(Prisma.sql`lower(p.email)`, typed.toLowerCase())} AND ${visible}`,
  ];
}

/** All customers of a rare tag; of one that very many have, also those of one's own that were contacted last. */
function findByTag(orgId: string, typed: string, sight: Sight, visible: Sql): readonly Sql[] {
  const tag = Prisma.sql`t.org_id = ${orgId}::uuid AND t.name_key = ${foldTag(typed)}`;
  const tagged = Prisma.sql`SELECT c.id, NULL::text AS contact_name, 8 AS rank
    FROM (SELECT s.customer_id FROM tags t JOIN customer_tags s ON s.org_id = t.org_id AND s.tag_id = t.id
      WHERE ${tag} LIMIT ${LOOKED_AT}::int) s
    JOIN customers c ON c.org_id = ${orgId}::uuid AND c.id = s.customer_id WHERE ${visible}`;
  if (sight.all) return [tagged];
  const lately = Prisma.sql`SELECT o.id, NULL::text AS contact_name, 8 AS rank FROM tags t
    CROSS JOIN unnest(${[...sight.owners]}::uuid[]) w(owner) CROSS JOIN LATERAL (
      SELECT c.org_id, c.id FROM customers c WHERE c.org_id = ${orgId}::uuid AND c.owner_id = w.owner
      ORDER BY c.last_contact_at DESC NULLS LAST, c.id LIMIT ${Math.ceil(LOOKED_AT / Math.max(1, sight.owners.length))}::int) o
    JOIN customer_tags s ON s.org_id = o.org_id AND s.tag_id = t.id AND s.customer_id = o.id WHERE ${tag}`;
  return [tagged, lately];
}

/** Three digits are too common to tell anything. */
const PHONE_TAIL = /^\+?\d{4,15}$/;

/** So many digits mean one phone, as a name means one customer. */
const WHOLE_PHONE = 8;

function findByPhone(orgId: string, typed: string, visible: Sql): readonly Sql[] {
  const digits = typed.normalize('NFKC').replace(/[\s().-]/g, '');
  if (!PHONE_TAIL.test(digits)) return [];
  const tail = [...digits].reverse().join('');
  const rank = digits.length >= WHOLE_PHONE ? 0 : 8;
  return [
    Prisma.sql`SELECT c.id, p.name AS contact_name, ${rank}::int AS rank
      FROM contacts p JOIN customers c ON c.org_id = p.org_id AND c.id = p.customer_id
      WHERE p.org_id = ${orgId}::uuid AND p.phone IS NOT NULL AND ${beginsWith(Prisma.sql`reverse(p.phone)`, tail)}
        AND ${visible}`,
    Prisma.sql`SELECT c.id, p.name AS contact_name, ${rank}::int AS rank
      FROM contact_phones o JOIN contacts p ON p.org_id = o.org_id AND p.id = o.contact_id
      JOIN customers c ON c.org_id = p.org_id AND c.id = p.customer_id
      WHERE o.org_id = ${orgId}::uuid AND ${beginsWith(Prisma.sql`reverse(o.phone)`, tail)} AND ${visible}`,
  ];
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (sign) => `\\${sign}`);
}
