import { Prisma, type Tx } from '../../store/client.ts';
import { replacePhoneKeys } from '../facts/store.ts';

/** A person at a customer. */
export interface Contact {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  /** E.164, the most important first. */
  readonly phones: readonly string[];
  readonly email: string;
}

export interface CustomersContact extends Contact {
  readonly customerId: string;
}

type Reader = Pick<Tx, '$queryRaw'>;
type Writer = Pick<Tx, '$queryRaw' | '$executeRaw'>;

const CONTACT = Prisma.sql`p.id, p.customer_id AS "customerId", p.name, p.title, COALESCE(p.email, '') AS email,
  array_remove(p.phone || ARRAY(SELECT o.phone FROM contact_phones o
    WHERE o.org_id = p.org_id AND o.contact_id = p.id ORDER BY o.position), NULL) AS phones`;

/** The contacts of a customer, the first one first. */
export function listContacts(
  db: Reader,
  orgId: string,
  customerId: string,
): Promise<readonly CustomersContact[]> {
  return db.$queryRaw<CustomersContact[]>`SELECT ${CONTACT} FROM contacts p
    WHERE p.org_id = ${orgId}::uuid AND p.customer_id = ${customerId}::uuid ORDER BY p.created_at, p.id`;
}

export async function findContact(
  db: Reader,
  orgId: string,
  id: string,
): Promise<CustomersContact | undefined> {
  const [row] = await db.$queryRaw<CustomersContact[]>`SELECT ${CONTACT} FROM contacts p
    WHERE p.org_id = ${orgId}::uuid AND p.id = ${id}::uuid`;
  return row;
}

interface Owner {
  readonly orgId: string;
  readonly customerId: string;
}

/** Adds a contact; its phones become keys of the customer. Breaks `customer_keys_pkey` if another customer has one. */
export async function insertContact(tx: Writer, owner: Owner, contact: Contact, now: Date): Promise<void> {
  const { orgId, customerId } = owner;
  await tx.$executeRaw`INSERT INTO contacts (org_id, id, customer_id, name, title, phone, email, created_at)
    VALUES (${orgId}::uuid, ${contact.id}::uuid, ${customerId}::uuid, ${contact.name}, ${contact.title},
      ${contact.phones[0] ?? null}, ${contact.email || null}, ${now}::timestamptz)`;
  await writeOtherPhones(tx, orgId, contact);
  await replacePhoneKeys(tx, owner, { from: [], to: contact.phones });
}

/** Writes a contact anew; the same for its phones. */
export async function updateContact(
  tx: Writer,
  owner: Owner,
  before: Contact,
  contact: Contact,
): Promise<void> {
  const { orgId } = owner;
  await tx.$executeRaw`UPDATE contacts SET name = ${contact.name}, title = ${contact.title},
      phone = ${contact.phones[0] ?? null}, email = ${contact.email || null}
    WHERE org_id = ${orgId}::uuid AND id = ${contact.id}::uuid`;
  await tx.$executeRaw`DELETE FROM contact_phones WHERE org_id = ${orgId}::uuid AND contact_id = ${contact.id}::uuid`;
  await writeOtherPhones(tx, orgId, contact);
  await replacePhoneKeys(tx, owner, { from: before.phones, to: contact.phones });
}

/** Removes a contact; phones that no other contact of the customer has are free again. */
export async function deleteContact(tx: Writer, owner: Owner, contact: Contact): Promise<void> {
  await tx.$executeRaw`DELETE FROM contacts WHERE org_id = ${owner.orgId}::uuid AND id = ${contact.id}::uuid`;
  await replacePhoneKeys(tx, owner, { from: contact.phones, to: [] });
}

async function writeOtherPhones(tx: Writer, orgId: string, { id, phones }: Contact): Promise<void> {
  const others = phones.slice(1);
  if (others.length === 0) return;
  await tx.$executeRaw`INSERT INTO contact_phones (org_id, contact_id, position, phone)
    SELECT ${orgId}::uuid, ${id}::uuid, o.place + 1, o.phone
    FROM unnest(${others}::text[]) WITH ORDINALITY AS o(phone, place)`;
}
