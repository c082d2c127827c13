import { isNearName, measureLikeness } from '../../customers/names.ts';
import type { Finding, NearMatch } from './report.ts';
import type { Session } from './session.ts';

/** A new customer beside a known one that shares something with it. */
interface PairRow {
  readonly line: number;
  readonly nameKey: string;
  readonly pinyin: string;
  readonly otherName: string;
  readonly otherKey: string;
  readonly otherPinyin: string;
  readonly sharesPhone: boolean;
  readonly owner: string | null;
  readonly lastFollowUp: string | null;
}

const SHOWN = 5;
const A_FETCH = 2_000;
/** What more customers than this have in common says nothing of two of them. */
const MOST_SHARERS = 30;
/** So many last digits make the same phone, whatever area or country code somebody wrote before them. */
const PHONE_TAIL = 8;

/**
 * What a name is looked for by: itself and its pinyin; a Chinese one without its first and without its last two characters
 * (its place, its line of business), and its beginning and end; a Latin one by its beginning and end. Two names that are near
 * share one of these with few exceptions; whether they are, the rule of the interactive question decides.
 */
const KEYS = `CROSS JOIN LATERAL (VALUES
    (c.name_key), (NULLIF(c.pinyin, '')),
    (CASE WHEN c.pinyin <> '' AND length(c.name_key) > 4 THEN substr(c.name_key, 3) END),
    (CASE WHEN c.pinyin <> '' AND length(c.name_key) > 4 THEN left(c.name_key, -2) END),
    (CASE WHEN c.pinyin <> '' AND length(c.name_key) > 5 THEN left(c.name_key, 4) || '<' END),
    (CASE WHEN c.pinyin <> '' AND length(c.name_key) > 5 THEN right(c.name_key, 4) || '>' END),
    (CASE WHEN c.pinyin = '' AND length(c.name_key) > 8 THEN left(c.name_key, 8) || '<' END),
    (CASE WHEN c.pinyin = '' AND length(c.name_key) > 8 THEN right(c.name_key, 8) || '>' END)
  ) AS k(word)`;

const FRESH = `
  CREATE TEMP TABLE import_fresh ON COMMIT DROP AS
  SELECT DISTINCT hashtextextended(k.word, 0) AS hash, l.line, c.id
  FROM import_lines l JOIN customers c ON c.org_id = l.org_id AND c.id = l.customer_id ${KEYS}
  WHERE l.org_id = $1 AND l.import_id = $2 AND k.word IS NOT NULL
  UNION ALL
  SELECT hashtextextended('p' || right(p.phone, ${PHONE_TAIL}), 0), l.line, p.customer_id
  FROM import_lines l JOIN contacts p ON p.org_id = l.org_id AND p.customer_id = l.customer_id
  WHERE l.org_id = $1 AND l.import_id = $2 AND p.phone IS NOT NULL`;

const SHARED = `
  CREATE TEMP TABLE import_shared ON COMMIT DROP AS
  SELECT s.hash, s.id, s.phone FROM (
    SELECT hashtextextended(k.word, 0) AS hash, c.id, false AS phone FROM customers c ${KEYS}
    WHERE c.org_id = $1 AND c.merged_into IS NULL AND k.word IS NOT NULL
    UNION ALL
    SELECT hashtextextended('p' || right(p.phone, ${PHONE_TAIL}), 0), p.customer_id, true FROM contacts p
    WHERE p.org_id = $1 AND p.phone IS NOT NULL) s
  WHERE s.hash IN (SELECT hash FROM import_fresh)`;

const PAIRS = `
  CREATE TEMP TABLE import_pairs ON COMMIT DROP AS
  WITH few AS (SELECT hash FROM import_shared GROUP BY hash HAVING count(*) BETWEEN 2 AND ${MOST_SHARERS})
  SELECT f.line, f.id, s.id AS other_id, bool_or(s.phone) AS phone
  FROM few JOIN import_fresh f USING (hash) JOIN import_shared s USING (hash)
  WHERE s.id <> f.id GROUP BY f.line, f.id, s.id`;

const TOLD = `
  DECLARE import_told NO SCROLL CURSOR FOR
  SELECT p.line, a.name_key AS "nameKey", a.pinyin, b.name AS "otherName", b.name_key AS "otherKey",
    b.pinyin AS "otherPinyin", p.phone AS "sharesPhone", m.name AS owner,
    (b.last_contact_at AT TIME ZONE $3)::date::text AS "lastFollowUp"
  FROM import_pairs p
  JOIN customers a ON a.org_id = $1 AND a.id = p.id
  JOIN customers b ON b.org_id = $1 AND b.id = p.other_id
  LEFT JOIN members m ON m.org_id = $1 AND m.id = b.owner_id
  LEFT JOIN import_lines o ON o.org_id = $1 AND o.customer_id = p.other_id AND o.import_id = $2
  WHERE o.line IS NULL OR o.line < p.line
  ORDER BY p.line`;

/**
 * Finds what the customers of an import may have been meant for: those that were known before, or came on an earlier line. In
 * one pass over all names and phones, sorted and joined by PostgreSQL on its disk, so that memory stays the same however many
 * there are. Runs inside an open transaction; findings come in the order of lines.
 */
export async function* findNearLines(
  { client }: Session,
  { orgId, importId, zone }: { readonly orgId: string; readonly importId: string; readonly zone: string },
): AsyncGenerator<Finding> {
  await client.query("SET LOCAL work_mem = '64MB'; SET LOCAL cursor_tuple_fraction = 1");
  await client.query(FRESH, [orgId, importId]);
  await client.query('ANALYZE import_fresh');
  await client.query(SHARED, [orgId]);
  await client.query('ANALYZE import_shared');
  await client.query(PAIRS);
  await client.query('ANALYZE import_pairs');
  await client.query(TOLD, [orgId, importId, zone]);
  let waiting: PairRow[] = [];
  for (;;) {
    const { rows } = await client.query<PairRow>(`FETCH ${A_FETCH} FROM import_told`);
    for (const row of rows) {
      const [first] = waiting;
      if (first !== undefined && first.line !== row.line) {
        yield* describeLine(first.line, waiting);
        waiting = [];
      }
      waiting.push(row);
    }
    if (rows.length < A_FETCH) break;
  }
  const [last] = waiting;
  if (last !== undefined) yield* describeLine(last.line, waiting);
  await client.query('CLOSE import_told');
}

function* describeLine(line: number, pairs: readonly PairRow[]): Generator<Finding> {
  const near = pairs
    .filter(
      (pair) => pair.sharesPhone || isNearName(pair, { nameKey: pair.otherKey, pinyin: pair.otherPinyin }),
    )
    .map((pair) => ({ pair, likeness: measureLikeness(pair.nameKey, pair.otherKey) }))
    .sort((a, b) => b.likeness - a.likeness || (a.pair.otherName < b.pair.otherName ? -1 : 1))
    .slice(0, SHOWN)
    .map(
      ({ pair: { otherName, owner, lastFollowUp } }): NearMatch => ({ name: otherName, owner, lastFollowUp }),
    );
  if (near.length > 0) yield { kind: 'near', line, near };
}
