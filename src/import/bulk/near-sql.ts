/** What more customers than this have in common says nothing of two of them. */
const MOST_SHARERS = 30;
/** So many last digits make the same phone, whatever area or country code somebody wrote before them. */
const PHONE_TAIL = 8;

/** Whole tables are read here, to their ends and by both cores. */
export const READY = `SET LOCAL enable_seqscan = on; SET LOCAL cursor_tuple_fraction = 1; SET LOCAL parallel_tuple_cost = 0.01`;

/**
 * What a name is looked for by: itself and its pinyin; a Chinese one without its first and without its last two characters
 * (its place, its line of business), and its beginning and end; a Latin one by its beginning and end. Two names that are near
 * share one of these with few exceptions; whether they are, the rule of the interactive question decides.
 */
const WORDS = `CROSS JOIN LATERAL (VALUES
    (c.name_key), (NULLIF(c.pinyin, '')),
    (CASE WHEN c.pinyin <> '' AND length(c.name_key) > 4 THEN substr(c.name_key, 3) END),
    (CASE WHEN c.pinyin <> '' AND length(c.name_key) > 4 THEN left(c.name_key, -2) END),
    (CASE WHEN c.pinyin <> '' AND length(c.name_key) > 5 THEN left(c.name_key, 4) || '<' END),
    (CASE WHEN c.pinyin <> '' AND length(c.name_key) > 5 THEN right(c.name_key, 4) || '>' END),
    (CASE WHEN c.pinyin = '' AND length(c.name_key) > 8 THEN left(c.name_key, 8) || '<' END),
    (CASE WHEN c.pinyin = '' AND length(c.name_key) > 8 THEN right(c.name_key, 8) || '>' END)
  ) AS k(word)`;

/** The line of this import that made a customer, if one did. */
const LINES = 'import_lines l ON l.org_id = $1 AND l.import_id = $2';

/** Everything that every customer is looked for by. */
const KEYS = `
  SELECT hashtextextended(k.word, 0) AS hash, c.id, l.line, false AS phone
  FROM customers c LEFT JOIN ${LINES} AND l.customer_id = c.id ${WORDS}
  WHERE c.org_id = $1 AND c.merged_into IS NULL AND k.word IS NOT NULL
  UNION ALL
  SELECT hashtextextended('p' || right(p.phone, ${PHONE_TAIL}), 0), p.customer_id, l.line, true
  FROM contacts p LEFT JOIN ${LINES} AND l.customer_id = p.customer_id
  WHERE p.org_id = $1 AND p.phone IS NOT NULL`;

/** How many customers this import made, and how many there are. */
export const COUNTED = `
  SELECT (SELECT count(*)::int FROM import_lines WHERE org_id = $1 AND import_id = $2) AS fresh,
    (SELECT count(*)::int FROM customers WHERE org_id = $1) AS all`;

/** What the customers of this import are looked for by. */
export const FRESH = `
  CREATE TEMP TABLE import_fresh ON COMMIT DROP AS
  SELECT DISTINCT hash FROM (${KEYS}) k WHERE line IS NOT NULL`;

const shareKeys = (among: string): string => `
  CREATE TEMP TABLE import_shared ON COMMIT DROP AS
  SELECT hash, id, line, phone
  FROM (SELECT hash, id, line, phone, count(*) OVER (PARTITION BY hash) AS sharers FROM (${KEYS}) k ${among}) s
  WHERE sharers BETWEEN 2 AND ${MOST_SHARERS}`;

/** Who has a key in common with somebody; with a customer of this import. */
export const SHARED_BY_ALL = shareKeys('');
export const SHARED_WITH_FRESH = shareKeys('WHERE hash IN (SELECT hash FROM import_fresh)');

/** Each line beside everybody who was there before it and shares something with it, in the order of lines. */
export const TOLD = `
  DECLARE import_told NO SCROLL CURSOR FOR
  WITH pairs AS (
    SELECT a.line, a.id, b.id AS other_id, bool_or(b.phone) AS phone
    FROM import_shared a JOIN import_shared b USING (hash)
    WHERE a.line IS NOT NULL AND b.id <> a.id AND (b.line IS NULL OR b.line < a.line)
    GROUP BY a.line, a.id, b.id)
  SELECT p.line, c.name_key AS "nameKey", c.pinyin, string_agg(p.other_id::text, '') AS ids,
    string_agg(o.name_key, E'\\n') AS keys, string_agg(o.pinyin, E'\\n') AS sounds,
    string_agg(CASE WHEN p.phone THEN 'p' ELSE '-' END, '') AS phones
  FROM pairs p
  JOIN customers c ON c.org_id = $1 AND c.id = p.id
  JOIN customers o ON o.org_id = $1 AND o.id = p.other_id
  GROUP BY p.line, c.name_key, c.pinyin
  ORDER BY p.line`;
