import { Prisma, type Sql } from '../store/client.ts';
import type { ActingContext } from '../store/context.ts';
import type { SearchColumns } from './names.ts';

/** A customer that is to be created, read and checked. */
export interface NewCustomer extends SearchColumns {
  readonly id: string;
  readonly name: string;
  /** E.164 */
  readonly phone: string | null;
  /** Empty: the phone is the customer's own. */
  readonly contactName: string;
  readonly registrationNumber: string | null;
  readonly region: string;
  readonly city: string;
  readonly source: string;
  readonly industry: string;
  readonly categoryId: string | null;
  /** Null: goes into the pool. */
  readonly ownerId: string | null;
}

/**
 * The statements that create a customer with its keys, its first contact and the first line of its owners' ledger. They
 * break `customer_keys_pkey` if another customer has one of the keys.
 */
export function insertCustomer(context: ActingContext, customer: NewCustomer): readonly Sql[] {
  const now = new Date(context.clock.now());
  const { orgId, memberId, ids } = context;
  const { id, ownerId, contactName, phone } = customer;
  const statements = [
    Prisma.sql`INSERT INTO customers (org_id, id, name, name_key, bigrams, pinyin, initials, registration_number, source,
        region, city, industry, category_id, owner_id, owned_since, created_at, created_by)
      VALUES (${orgId}::uuid, ${id}::uuid, ${customer.name}, ${customer.nameKey}, ${[...customer.grams]}::text[],
        ${customer.pinyin}, ${customer.initials}, ${customer.registrationNumber}, ${customer.source},
        ${customer.region}, ${customer.city},
        ${customer.industry}, ${customer.categoryId}::uuid, ${ownerId}::uuid,
        ${ownerId === null ? null : now}::timestamptz, ${now}::timestamptz, ${memberId}::uuid)`,
    ...listKeys(customer).map(
      ([kind, value]) => Prisma.sql`INSERT INTO customer_keys (org_id, kind, value, customer_id)
        VALUES (${orgId}::uuid, ${kind}, ${value}, ${id}::uuid)`,
    ),
    Prisma.sql`INSERT INTO ownership_changes (org_id, id, customer_id, from_id, to_id, reason, changed_at, changed_by)
      VALUES (${orgId}::uuid, ${ids.uuid()}::uuid, ${id}::uuid, NULL, ${ownerId}::uuid, 'created', ${now}::timestamptz,
        ${memberId}::uuid)`,
  ];
  if (contactName !== '' || phone !== null) {
    statements.push(Prisma.sql`INSERT INTO contacts (org_id, id, customer_id, name, phone, created_at)
      VALUES (${orgId}::uuid, ${ids.uuid()}::uuid, ${id}::uuid, ${contactName || customer.name}, ${phone},
        ${now}::timestamptz)`);
  }
  return statements;
}

function listKeys(customer: NewCustomer): readonly (readonly [string, string])[] {
  const keys: (readonly [string, string])[] = [['name', customer.nameKey]];
  if (customer.phone !== null) keys.push(['phone', customer.phone]);
  if (customer.registrationNumber !== null) keys.push(['registration', customer.registrationNumber]);
  return keys;
}
