import { z } from 'zod';
import { mayWith } from '../../customers/access.ts';
import { readContact } from '../../customers/contacts/rules.ts';
import {
  type Contact,
  findContact,
  insertContact,
  listContacts,
  updateContact,
} from '../../customers/contacts/store.ts';
import { describeCollision } from '../../customers/create.ts';
import { lockCustomer } from '../../customers/facts/store.ts';
import { findCollision, findCustomer } from '../../customers/store.ts';
import { Fault } from '../../kernel/result.ts';
import type { Caller, CustomerMatch } from '../../people/context.ts';
import { rolesFor } from '../../people/rights.ts';
import { auditEntry } from '../../store/audit.ts';
import { Prisma, type Sql } from '../../store/client.ts';
import { type Changed, defineResource } from './define.ts';
import { selectReference } from './external-ids.ts';
import { needCustomer } from './lookups.ts';
import { makeRejection, Rejected, rejectField, rejectRight } from './reject.ts';
import type { ResourceRow } from './resource.ts';
import { seeByCustomer } from './sight.ts';
import { resourceText as t } from './text.ts';
import { reference, text, words } from './values.ts';

const schema = z
  .strictObject({
    customer: reference('The customer; stays'),
    name: words(100, 'Name'),
    title: text(100, 'Title').optional(),
    phones: z
      .array(z.string().max(60))
      .max(5)
      .optional()
      .describe('Phones, the most important first; no two customers share one'),
    email: text(200, 'E-mail address; empty: none').optional(),
  })
  .describe('A person at a customer');

type Value = z.output<typeof schema>;

/** People at customers. One of the same name at the customer who is not fed yet is taken over. */
export const contacts = defineResource({
  type: 'contacts',
  title: 'Contacts',
  entity: 'contact',
  schema,
  adopt: async (caller, value) => {
    const customer = await needCustomer(caller, 'customer', value.customer);
    const folded = value.name.toLowerCase();
    const [one, ...others] = (await listContacts(caller.db, caller.orgId, customer.id)).filter(
      ({ name }) => name.toLowerCase() === folded,
    );
    const where = { orgId: caller.orgId, type: 'contacts', entityId: one?.id ?? '' };
    if (one === undefined || others.length > 0) return undefined;
    return (await caller.db.externalId.findFirst({ where })) === null ? one.id : undefined;
  },
  create,
  change,
  sight: seeByCustomer,
  load,
});

async function create(caller: Caller, value: Value): Promise<{ readonly id: string }> {
  const { db, orgId, clock, ids } = caller;
  const customer = await needCustomer(caller, 'customer', value.customer);
  await needWork(caller, customer);
  await lockCustomer(db, orgId, customer.id);
  const { name = value.name, title = '', phones = [], email = '' } = readPatch(caller, value);
  await refuseCollision(caller, phones, customer.id);
  const contact: Contact = { id: ids.uuid(), name, title, phones, email };
  await insertContact(db, { orgId, customerId: customer.id }, contact, new Date(clock.now()));
  const after = describe(contact, customer.id);
  await db.$executeRaw(
    auditEntry(caller, { action: 'contact.added', entity: 'contact', entityId: contact.id, after }),
  );
  return { id: contact.id };
}

async function change(caller: Caller, id: string, value: Value): Promise<Changed> {
  const { db, orgId } = caller;
  const known = await findContact(db, orgId, id);
  const customer = known && (await findCustomer(db, orgId, known.customerId));
  if (customer === undefined) throw rejectGone(caller);
  await needWork(caller, customer);
  if ((await needCustomer(caller, 'customer', value.customer)).id !== customer.id)
    throw rejectField(caller, 'customer', t.fixed);
  await lockCustomer(db, orgId, customer.id);
  const before = await findContact(db, orgId, id);
  if (before === undefined) throw new Fault('contact-missing');
  const patch = readPatch(caller, value);
  await refuseCollision(caller, patch.phones ?? [], customer.id);
  const after = { ...before, ...patch };
  const facts = { before: describe(before, customer.id), after: describe(after, customer.id) };
  if (JSON.stringify(facts.before) === JSON.stringify(facts.after)) return { changed: false };
  await updateContact(db, { orgId, customerId: customer.id }, before, after);
  const entry = { action: 'contact.changed', entity: 'contact', entityId: id } as const;
  await db.$executeRaw(auditEntry(caller, { ...entry, ...facts }));
  return { changed: true };
}

/** It was removed in chat: its key leads nowhere. */
function rejectGone(caller: Caller): Rejected {
  return new Rejected(makeRejection(caller, 'not-found', t.notFound));
}

function readPatch(caller: Caller, { name, title, phones, email }: Value) {
  const reading = readContact({
    name,
    ...(title === undefined ? {} : { title }),
    ...(phones === undefined ? {} : { phone: phones.join('\n') }),
    ...(email === undefined ? {} : { email }),
  });
  if (reading.kind === 'contact') return reading.patch;
  const [field = 'name'] = reading.fields;
  throw rejectField(caller, field === 'phone' ? 'phones' : field, field === 'phone' ? t.phone : t.unreadable);
}

async function refuseCollision(caller: Caller, phones: readonly string[], exceptId: string): Promise<void> {
  for (const phone of phones) {
    const collision = await findCollision(caller.db, caller.orgId, { phone }, exceptId);
    if (collision === undefined) continue;
    const { lang } = caller.actor;
    const sentence = t.phoneTaken(collision.ownerName ?? t.pool[lang]);
    throw new Rejected(
      makeRejection(caller, 'collision', sentence, {
        errors: [{ field: 'phones', message: sentence[lang] }],
        facts: { field: 'phone' },
        entry: describeCollision(collision, ''),
      }),
    );
  }
}

async function needWork(caller: Caller, customer: CustomerMatch): Promise<void> {
  if (await mayWith(caller, customer.ownerId, 'customer.work')) return;
  const about = { entity: 'customer', entityId: customer.id, roles: rolesFor('customer.work') } as const;
  throw rejectRight(caller, { deed: 'customer.work', ...about });
}

function describe({ name, title, phones, email }: Contact, customerId: string) {
  return { customerId, name, title, phones, email };
}

function load({ db, orgId }: Caller, where: Sql, limit: number): Promise<readonly ResourceRow[]> {
  return db.$queryRaw<ResourceRow[]>`
    SELECT r.id, x.external_id AS "externalId",
      ${selectReference('customers', Prisma.sql`r.org_id`, Prisma.sql`r.customer_id`)} AS customer, r.name, r.title,
      array_remove(r.phone || ARRAY(SELECT o.phone FROM contact_phones o
        WHERE o.org_id = r.org_id AND o.contact_id = r.id ORDER BY o.position), NULL) AS phones,
      COALESCE(r.email, '') AS email
    FROM contacts r LEFT JOIN external_ids x ON x.org_id = r.org_id AND x.type = 'contacts' AND x.entity_id = r.id
    WHERE r.org_id = ${orgId}::uuid AND ${where} ORDER BY r.id LIMIT ${limit}::int`;
}
