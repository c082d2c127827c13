import { Prisma, type Sql, type Tx } from '../../store/client.ts';
import type { SearchColumns } from '../names.ts';

/** A customer's facts as people give them; empty where nothing is known. */
export interface CustomerFacts {
  readonly name: string;
  /** E.164; of the customer's first contact. */
  readonly phone: string;
  /** Code. */
  readonly category: string;
  readonly city: string;
  readonly region: string;
  readonly industry: string;
  readonly source: string;
  readonly registration: string;
}

export type FactName = keyof CustomerFacts;

export const factNames: readonly FactName[] = [
  'name',
  'phone',
  'category',
  'city',
  'region',
  'industry',
  'source',
  'registration',
];

/** The facts as they stand, with what hangs on them. */
export interface StandingFacts extends CustomerFacts {
  readonly nameKey: string;
  readonly categoryId: string | null;
  /** The first contact, whose phone is the customer's. */
  readonly contactId: string | null;
}

type Reader = Pick<Tx, '$queryRaw'>;

/** The facts of a customer; `lock`: nobody else changes them, or its contacts, until the transaction ends. */
export async function loadFacts(
  db: Reader,
  orgId: string,
  id: string,
  lock = false,
): Promise<StandingFacts | undefined> {
  if (lock) await lockCustomer(db, orgId, id);
  const [row] = await db.$queryRaw<StandingFacts[]>`
    SELECT c.name, c.name_key AS "nameKey", COALESCE(p.phone, '') AS phone, p.id AS "contactId",
      COALESCE(g.code, '') AS category, c.category_id AS "categoryId", c.city, c.region, c.industry, c.source,
      COALESCE(c.registration_number, '') AS registration
    FROM customers c
    LEFT JOIN categories g ON g.org_id = c.org_id AND g.id = c.category_id
    LEFT JOIN LATERAL (SELECT id, phone FROM contacts WHERE org_id = c.org_id AND customer_id = c.id
      ORDER BY created_at, id LIMIT 1) p ON true
    WHERE c.org_id = ${orgId}::uuid AND c.id = ${id}::uuid`;
  return row;
}

/** Waits for whoever changes this customer and keeps others waiting until the transaction ends. */
export async function lockCustomer(db: Reader, orgId: string, id: string): Promise<void> {
  await db.$queryRaw`SELECT 1 FROM customers WHERE org_id = ${orgId}::uuid AND id = ${id}::uuid FOR UPDATE`;
}

/** The statement that writes all facts but the phone, and what the name is found by. */
export function updateFacts(
  orgId: string,
  id: string,
  facts: CustomerFacts & { readonly categoryId: string | null },
  columns: SearchColumns,
): Sql {
  return Prisma.sql`UPDATE customers SET name = ${facts.name}, name_key = ${columns.nameKey},
      bigrams = ${[...columns.grams]}::text[], pinyin = ${columns.pinyin}, initials = ${columns.initials},
      category_id = ${facts.categoryId}::uuid, city = ${facts.city}, region = ${facts.region},
      industry = ${facts.industry}, source = ${facts.source}, registration_number = ${facts.registration || null}
    WHERE org_id = ${orgId}::uuid AND id = ${id}::uuid`;
}

/**
 * Lets a customer have another name or registration number as its key: the old one is free, the new one taken. Breaks
 * `customer_keys_pkey` if another customer has it. Null: none.
 */
export async function replaceKey(
  tx: Pick<Tx, '$executeRaw'>,
  owner: { readonly orgId: string; readonly customerId: string },
  kind: 'name' | 'registration',
  { from, to }: { readonly from: string | null; readonly to: string | null },
): Promise<void> {
  const { orgId, customerId } = owner;
  if (from === to) return;
  if (from !== null) {
    await tx.$executeRaw`DELETE FROM customer_keys WHERE org_id = ${orgId}::uuid AND kind = ${kind}
      AND value = ${from} AND customer_id = ${customerId}::uuid`;
  }
  if (to !== null) await tx.$executeRaw(insertKey(orgId, customerId, kind, to));
}

/**
 * Makes the phones of a customer's contacts its keys, after they were written: those that no contact has any more are
 * free, new ones taken. Breaks `customer_keys_pkey` if another customer has one.
 */
export async function replacePhoneKeys(
  tx: Pick<Tx, '$executeRaw'>,
  owner: { readonly orgId: string; readonly customerId: string },
  { from, to }: { readonly from: readonly string[]; readonly to: readonly string[] },
): Promise<void> {
  const { orgId, customerId } = owner;
  const gone = from.filter((phone) => !to.includes(phone));
  if (gone.length > 0) {
    await tx.$executeRaw`DELETE FROM customer_keys k WHERE k.org_id = ${orgId}::uuid AND k.kind = 'phone'
      AND k.value = ANY(${gone}::text[]) AND k.customer_id = ${customerId}::uuid
      AND NOT EXISTS (SELECT FROM contacts p
        LEFT JOIN contact_phones o ON o.org_id = p.org_id AND o.contact_id = p.id
        WHERE p.org_id = k.org_id AND p.customer_id = k.customer_id AND k.value IN (p.phone, o.phone))`;
  }
  for (const phone of to.filter((each) => !from.includes(each)))
    await tx.$executeRaw(insertKey(orgId, customerId, 'phone', phone));
}

/** Nothing is inserted where the customer has the key itself. */
function insertKey(orgId: string, customerId: string, kind: string, value: string): Sql {
  return Prisma.sql`INSERT INTO customer_keys (org_id, kind, value, customer_id)
    SELECT ${orgId}::uuid, ${kind}, ${value}, ${customerId}::uuid WHERE NOT EXISTS (SELECT FROM customer_keys
      WHERE org_id = ${orgId}::uuid AND kind = ${kind} AND value = ${value} AND customer_id = ${customerId}::uuid)`;
}
