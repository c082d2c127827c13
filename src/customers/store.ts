import type { LocalDate } from '../kernel/calendar.ts';
import { bigrams } from '../kernel/text/normalize.ts';
import type { CustomerMatch } from '../people/context.ts';
import { type Db, Prisma, type Sql, type Tx } from '../store/client.ts';
import { beginsWith } from '../store/prefix.ts';
import type { CustomKind } from './custom/field.ts';
import { listSiblings } from './generic-words.ts';
import { isNearName, measureLikeness, type SearchColumns } from './names.ts';
import { holdPairs } from './search.ts';

/** What no two customers of an organization share. */
export interface CustomerKeys {
  readonly name: string;
  /** E.164 */
  readonly phone?: string;
  readonly registration?: string;
}

export type KeyKind = keyof CustomerKeys;

/** A known customer that has the key of another one. */
export interface Collision extends CustomerMatch {
  readonly sharedKey: KeyKind;
}

type MatchRow = Omit<CustomerMatch, 'lastContactAt'> & { readonly lastContactAt: Date | null };

const MATCH = Prisma.sql`c.id, c.name, c.name_key AS "nameKey", c.owner_id AS "ownerId", b.name AS "ownerName",
  c.last_contact_at AS "lastContactAt"`;
const OWNER = Prisma.sql`LEFT JOIN members b ON b.org_id = c.org_id AND b.id = c.owner_id`;

/** The customer with this id, if the organization has it; of a record that was merged into another one, that one. */
export async function findCustomer(
  db: Pick<Tx, '$queryRaw'>,
  orgId: string,
  id: string,
): Promise<CustomerMatch | undefined> {
  const [row] = await db.$queryRaw<MatchRow[]>`
    SELECT ${MATCH} FROM customers a JOIN customers c ON c.org_id = a.org_id AND c.id = COALESCE(a.merged_into, a.id) ${OWNER}
    WHERE a.org_id = ${orgId}::uuid AND a.id = ${id}::uuid`;
  return row === undefined ? undefined : readMatch(row);
}

/** The customers of one owner, contacted last first, and how many there are. */
export async function listOwn(
  db: Db,
  orgId: string,
  ownerId: string,
  limit: number,
): Promise<{ readonly shown: readonly CustomerMatch[]; readonly count: number }> {
  const rows = await db.$queryRaw<(MatchRow & { readonly count: number })[]>`
    SELECT ${MATCH}, (SELECT count(*)::int FROM customers n
      WHERE n.org_id = ${orgId}::uuid AND n.owner_id = ${ownerId}::uuid) AS count
    FROM customers c ${OWNER}
    WHERE c.org_id = ${orgId}::uuid AND c.owner_id = ${ownerId}::uuid
    ORDER BY c.last_contact_at DESC NULLS LAST, c.name, c.id LIMIT ${limit}::int`;
  return { shown: rows.map(readMatch), count: rows[0]?.count ?? 0 };
}

/** The first customer, but `exceptId`, that has one of these keys already: by name before phone before registration number. */
export async function findCollision(
  db: Db,
  orgId: string,
  keys: Partial<CustomerKeys>,
  exceptId?: string,
): Promise<Collision | undefined> {
  const [row] = await db.$queryRaw<(MatchRow & { readonly sharedKey: KeyKind })[]>`
    SELECT ${MATCH}, k.kind AS "sharedKey" FROM customer_keys k
    JOIN customers c ON c.org_id = k.org_id AND c.id = k.customer_id ${OWNER}
    WHERE k.org_id = ${orgId}::uuid AND ((k.kind = 'name' AND k.value = ${keys.name ?? null}::text)
      OR (k.kind = 'phone' AND k.value = ${keys.phone ?? null}::text)
      OR (k.kind = 'registration' AND k.value = ${keys.registration ?? null}::text))
      AND c.id IS DISTINCT FROM ${exceptId ?? null}::uuid
    ORDER BY array_position(ARRAY['name', 'phone', 'registration'], k.kind) LIMIT 1`;
  return row === undefined ? undefined : { ...readMatch(row), sharedKey: row.sharedKey };
}

/** How many customers are looked at for each two pairs that they share with a new name, how many compared, how many shown. */
const OF_A_PAIR = 60;
const COMPARED = 200;
const SHOWN = 5;

/** So many last digits make the same phone, whatever area or country code somebody wrote before them. */
const PHONE_TAIL = 8;

/**
 * Known customers that are near a new one, the likest first: by a name that shares two neighbouring pairs of characters with
 * it, sounds the same in Chinese, is its pinyin or its beginning, or differs in the word for its line of business; or by a phone that differs before its last eight digits
 * only. Of pairs that very many names have (`网络科技`) only some are looked at: a near name shares rarer ones as well.
 */
export async function findNear(
  db: Db,
  orgId: string,
  typed: SearchColumns & { readonly phone?: string | null },
): Promise<readonly CustomerMatch[]> {
  const sameCore = listSiblings(typed.nameKey);
  const names = [...listBeginnings(typed.nameKey), ...sameCore, typed.pinyin].filter((name) => name !== '');
  const grams = bigrams(typed.nameKey).slice(0, LONGEST_COMPARED);
  const rows = await db.$queryRaw<(MatchRow & { readonly pinyin: string; readonly sharesPhone: boolean })[]>`
    WITH phoned AS (${findByPhoneEnd(orgId, typed.phone ?? '')}), near AS (
      ${sharesCharacters(orgId, typed)}
      UNION SELECT k.customer_id FROM customer_keys k
        WHERE k.org_id = ${orgId}::uuid AND k.kind = 'name' AND k.value = ANY(${names}::text[])
      UNION SELECT id FROM phoned)
    SELECT ${MATCH}, c.pinyin, c.id IN (SELECT id FROM phoned) AS "sharesPhone"
    FROM near JOIN customers c ON c.org_id = ${orgId}::uuid AND c.id = near.id ${OWNER}
    WHERE c.merged_into IS NULL AND c.name_key <> ${typed.nameKey}
    ORDER BY c.id IN (SELECT id FROM phoned) DESC, c.pinyin = ANY(${listSounds(typed)}::text[]) DESC,
      (SELECT count(*) FROM unnest(${grams}::text[]) g WHERE g = ANY(c.bigrams))::float8
        / (${grams.length}::int + length(c.name_key)) DESC, c.name, c.id
    LIMIT ${COMPARED}::int`;
  return rows
    .filter((row) => row.sharesPhone || isNearName(typed, row))
    .map((row) => ({ row, likeness: measureLikeness(typed.nameKey, row.nameKey) }))
    .sort((a, b) => b.likeness - a.likeness || a.row.name.localeCompare(b.row.name))
    .slice(0, SHOWN)
    .map(({ row }) => readMatch(row));
}

/** The customers of whom a contact has a phone with the same end. */
function findByPhoneEnd(orgId: string, phone: string): Sql {
  const digits = phone.replace(/\D/g, '');
  if (digits.length < PHONE_TAIL) return Prisma.sql`SELECT NULL::uuid AS id WHERE false`;
  const tail = [...digits.slice(-PHONE_TAIL)].reverse().join('');
  return Prisma.sql`SELECT p.customer_id AS id FROM contacts p WHERE p.org_id = ${orgId}::uuid AND p.phone IS NOT NULL
    AND ${beginsWith(Prisma.sql`reverse(p.phone)`, tail)} LIMIT ${SHOWN}::int`;
}

/** Searched as a list of pairs of pairs, because single pairs (`科技`) are in half of all names; and by the whole pinyin. */
function sharesCharacters(orgId: string, typed: SearchColumns): Sql {
  const { nameKey } = typed;
  const grams = bigrams(nameKey).slice(0, LONGEST_COMPARED);
  const pairs = HAN.test(nameKey) ? joinPairs(grams, 2, 1) : joinPairs(grams, 4, 3);
  return Prisma.sql`SELECT f.id FROM unnest(${pairs}::text[]) w(pair) CROSS JOIN LATERAL (
    SELECT c.id FROM customers c WHERE ${holdPairs(orgId, Prisma.sql`string_to_array(w.pair, ' ')`)}
    LIMIT ${OF_A_PAIR}::int) f
    UNION (SELECT c.id FROM customers c WHERE c.org_id = ${orgId}::uuid AND c.merged_into IS NULL
      AND c.pinyin = ANY(${listSounds(typed)}::text[]) AND c.pinyin <> '' LIMIT ${OF_A_PAIR}::int)`;
}

const HAN = /\p{Script=Han}/u;

/** Neighbouring pairs together, so many in a row: two letters alone are in every other Latin name, five in few. */
function joinPairs(grams: readonly string[], together: number, step: number): string[] {
  const wide = Math.max(1, Math.min(together, grams.length - 1));
  const starts = grams.map((_, at) => at).filter((at) => at % step === 0 && at + wide <= grams.length);
  const last = Math.max(0, grams.length - wide);
  return [...new Set([...starts, last])].map((at) => grams.slice(at, at + wide).join(' '));
}

/** How another name sounds that is the same: written in other characters, or in characters where this one is in letters. */
function listSounds({ nameKey, pinyin }: SearchColumns): string[] {
  return pinyin === '' ? [nameKey] : [pinyin, nameKey];
}

const LONGEST_COMPARED = 40;

function listBeginnings(nameKey: string): string[] {
  const characters = [...nameKey].slice(0, LONGEST_COMPARED);
  return characters.slice(1).map((_, index) => characters.slice(0, index + 2).join(''));
}

function readMatch(row: MatchRow): CustomerMatch {
  const { id, name, nameKey, ownerId, ownerName, lastContactAt } = row;
  return { id, name, nameKey, ownerId, ownerName, lastContactAt: lastContactAt?.getTime() ?? null };
}

/** What the card of a customer shows. */
export interface CustomerDetails extends CustomerMatch {
  readonly region: string;
  readonly city: string;
  readonly industry: string;
  readonly source: string;
  readonly category: { readonly name: string; readonly note: string; readonly cadenceDays: number } | null;
  /** Epoch ms at which the present owner got it, or it fell into the pool. */
  readonly ownedSince: number;
  readonly contacts: readonly {
    readonly name: string;
    readonly title: string;
    readonly phone: string | null;
  }[];
  /** What is filled into the organization's own fields, in their order. */
  readonly own: readonly { readonly label: string; readonly kind: CustomKind; readonly value: string }[];
  /** `hand`: set by somebody, whatever the rules say. */
  readonly tags: readonly { readonly name: string; readonly hand: boolean }[];
  /** The nearest open reminder of anybody. */
  readonly nextOn: LocalDate | null;
  readonly followUps: readonly {
    readonly kind: string;
    readonly text: string;
    readonly on: LocalDate;
    readonly author: string;
  }[];
  /** Signed orders, and what of them is not paid yet in minor units. */
  readonly orders: { readonly count: number; readonly unpaid: bigint };
  /** Open deals: how many, what they come to in minor units, and when the next of them is expected. */
  readonly deals: { readonly count: number; readonly amount: bigint; readonly nextOn: LocalDate | null };
}

/** Everything that a customer's card shows, in one round trip. */
export async function loadDetails(db: Db, orgId: string, id: string): Promise<CustomerDetails | undefined> {
  const [row] = await db.$queryRaw<DetailsRow[]>`
    SELECT ${MATCH}, c.region, c.city, c.industry, c.source, COALESCE(c.owned_since, c.created_at) AS "ownedSince",
      (SELECT jsonb_build_object('name', g.name, 'note', g.approach_note, 'cadenceDays', g.cadence_days) FROM categories g
        WHERE g.org_id = c.org_id AND g.id = c.category_id) AS category,
      (SELECT COALESCE(jsonb_agg(jsonb_build_object('name', p.name, 'title', p.title, 'phone', p.phone)), '[]')
        FROM (SELECT * FROM contacts WHERE org_id = c.org_id AND customer_id = c.id ORDER BY created_at, id LIMIT 4) p) AS contacts,
      (SELECT COALESCE(jsonb_agg(jsonb_build_object('label', f.label, 'kind', f.kind, 'value', v.value)
          ORDER BY f.created_at, f.id), '[]')
        FROM custom_values v JOIN custom_fields f ON f.org_id = v.org_id AND f.id = v.field_id AND f.removed_at IS NULL
        WHERE v.org_id = c.org_id AND v.customer_id = c.id) AS own,
      (SELECT COALESCE(jsonb_agg(jsonb_build_object('name', s.name, 'hand', s.hand) ORDER BY s.hand DESC, s.name), '[]')
        FROM (SELECT t.name, bool_or(s.source = 'hand') AS hand FROM customer_tags s
          JOIN tags t ON t.org_id = s.org_id AND t.id = s.tag_id
          WHERE s.org_id = c.org_id AND s.customer_id = c.id GROUP BY t.id, t.name) s) AS tags,
      (SELECT min(r.due_on)::text FROM reminders r
        WHERE r.org_id = c.org_id AND r.customer_id = c.id AND r.state = 'open') AS "nextOn",
      (SELECT COALESCE(jsonb_agg(jsonb_build_object('kind', f.kind, 'text', f.text, 'on', f.happened_on, 'author', f.name)), '[]')
        FROM (SELECT u.kind, left(u.text, 400) AS text, u.happened_on, a.name FROM follow_ups u
          JOIN members a ON a.org_id = u.org_id AND a.id = u.author_id
          WHERE u.org_id = c.org_id AND u.customer_id = c.id AND u.withdrawn_at IS NULL
          ORDER BY u.happened_at DESC, u.id DESC LIMIT 3) f) AS "followUps",
      o.count, o.unpaid, d."dealCount", d."dealAmount", d."dealOn"
    FROM customers c ${OWNER}
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS count, COALESCE(sum(s.amount - s.paid), 0)::bigint AS unpaid FROM (
        SELECT n.amount, COALESCE((SELECT sum(p.amount) FROM current_payments p
          WHERE p.org_id = n.org_id AND p.order_id = n.id AND p.state = 'confirmed'), 0) AS paid
        FROM current_orders n WHERE n.org_id = c.org_id AND n.customer_id = c.id AND n.state = 'signed') s
    ) o
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS "dealCount", COALESCE(sum(e.amount), 0)::bigint AS "dealAmount",
        min(e.expected_on)::text AS "dealOn"
      FROM deals e WHERE e.org_id = c.org_id AND e.customer_id = c.id AND e.state = 'open'
    ) d
    WHERE c.org_id = ${orgId}::uuid AND c.id = ${id}::uuid`;
  if (row === undefined) return undefined;
  const { category, contacts, own, tags, nextOn, followUps, region, city, industry, source } = row;
  const orders = { count: row.count, unpaid: row.unpaid };
  const deals = { count: row.dealCount, amount: row.dealAmount, nextOn: row.dealOn };
  const ownedSince = row.ownedSince.getTime();
  return {
    ...readMatch(row),
    ownedSince,
    category,
    contacts,
    own,
    tags,
    nextOn,
    followUps,
    region,
    city,
    industry,
    source,
    orders,
    deals,
  };
}

type DetailsRow = MatchRow &
  Omit<CustomerDetails, keyof CustomerMatch | 'orders' | 'deals' | 'ownedSince'> & {
    readonly dealCount: number;
    readonly dealAmount: bigint;
    readonly dealOn: LocalDate | null;
    readonly ownedSince: Date;
    readonly count: number;
    readonly unpaid: bigint;
  };
