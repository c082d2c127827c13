import { z } from 'zod';
import { mayWith, relateToOwner } from '../../customers/access.ts';
import { createStatements, describeCollision } from '../../customers/create.ts';
import { readFact, readName, readRegistration } from '../../customers/facts/read.ts';
import { changeFacts } from '../../customers/facts/save.ts';
import type { CustomerFacts } from '../../customers/facts/store.ts';
import { deriveSearchColumns } from '../../customers/names.ts';
import { moveOwner } from '../../customers/owners.ts';
import { createRoles } from '../../customers/roles.ts';
import { type CustomerKeys, findCollision, findCustomer } from '../../customers/store.ts';
import { findFreeDay, giveCustomer } from '../../customers/transfer.ts';
import { formatDate } from '../../kernel/dates.ts';
import { Fault } from '../../kernel/result.ts';
import { normalizePhone } from '../../kernel/text/contact.ts';
import { localDateOf } from '../../kernel/zones.ts';
import type { Caller, CustomerMatch } from '../../people/context.ts';
import { rolesFor } from '../../people/rights.ts';
import { auditEntry } from '../../store/audit.ts';
import { Prisma, type Sql } from '../../store/client.ts';
import { readOwnValues, selectOwnValues } from './custom-values.ts';
import { type Changed, defineResource } from './define.ts';
import { selectReference } from './external-ids.ts';
import { needActiveMember, needCategory } from './lookups.ts';
import { makeRejection, Rejected, rejectConflict, rejectField, rejectRight } from './reject.ts';
import type { ResourceRow } from './resource.ts';
import { seeCustomers } from './sight.ts';
import { resourceText as t } from './text.ts';
import { custom, reference, text, words } from './values.ts';

const fact = (about: string) => text(100, about).optional();

const schema = z
  .strictObject({
    name: words(200, 'Name; no two customers of the organization share one'),
    phone: z
      .string()
      .max(60)
      .nullable()
      .optional()
      .describe('The first contact’s first phone; null takes it out'),
    category: reference('Category (its code or name will do too)').nullable().optional(),
    city: fact('City'),
    region: fact('Region'),
    industry: fact('Industry'),
    source: fact('Where the customer came from'),
    registration: text(100, 'Registration number (统一社会信用代码)').nullable().optional(),
    owner: reference('The member whose customer it is (a work e-mail address will do too)')
      .nullable()
      .optional()
      .describe('Owner; null: the pool. Absent at creation: whoever the key acts for, if they sell'),
    custom: custom.optional(),
  })
  .describe('A company or person sold to');

type Value = z.output<typeof schema>;

/** What of a sent customer is a fact of it, read and checked; fields that were not sent are absent. */
interface ReadFacts {
  readonly facts: Partial<CustomerFacts> & Pick<CustomerFacts, 'name'>;
  readonly columns: Awaited<ReturnType<typeof deriveSearchColumns>>;
  readonly categoryId: string | null;
}

/** Customers. Whoever may not work with one may not change it; a known name, phone or registration number is refused. */
export const customers = defineResource({
  type: 'customers',
  title: 'Customers',
  entity: 'customer',
  schema,
  create,
  change,
  sight: seeCustomers,
  follow: async ({ db, orgId }, id) => (await findCustomer(db, orgId, id))?.id ?? id,
  load,
});

async function create(caller: Caller, value: Value): Promise<{ readonly id: string }> {
  const { actor, orgId, db } = caller;
  if (!actor.roles.some((role) => createRoles.includes(role)))
    throw rejectRight(caller, {
      deed: 'customer.work',
      entity: 'customer',
      entityId: null,
      roles: createRoles,
    });
  const { facts, columns, categoryId } = await readFacts(caller, value);
  const own = await readOwnValues(caller, 'customer', value.custom);
  const ownerId = await decideOwner(caller, value.owner);
  await refuseCollision(caller, facts, columns.nameKey);
  const customer = {
    ...columns,
    id: caller.ids.uuid(),
    name: facts.name,
    phone: facts.phone || null,
    contactName: '',
    registrationNumber: facts.registration || null,
    region: facts.region ?? '',
    city: facts.city ?? '',
    source: facts.source ?? '',
    industry: facts.industry ?? '',
    categoryId,
    ownerId,
  };
  for (const statement of createStatements(caller, customer, own.values)) await db.$executeRaw(statement);
  if (ownerId !== null && ownerId !== caller.memberId)
    await db.$executeRaw(auditGiven(caller, customer.id, ownerId));
  const made = await findCustomer(db, orgId, customer.id);
  if (made === undefined) throw new Fault('customer-missing');
  return { id: made.id };
}

/** Who has a new customer: whoever is named and may be given it, else the creator if they sell, else nobody. */
async function decideOwner(caller: Caller, named: string | null | undefined): Promise<string | null> {
  const { roles, memberId } = caller.actor;
  const sells = roles.includes('sales') || roles.includes('manager');
  if (named === undefined) return sells ? memberId : null;
  if (named === null) return null;
  const receiver = await needActiveMember(caller, 'owner', named);
  if (receiver.id !== memberId || !sells) await checkGiving(caller, null, receiver.id);
  if (!receiver.roles.some((role) => createRoles.includes(role)))
    throw rejectField(caller, 'owner', t.ownerSells);
  return receiver.id;
}

async function checkGiving(
  caller: Caller,
  customer: CustomerMatch | null,
  receiverId: string,
): Promise<void> {
  const mayTake = customer === null || (await mayWith(caller, customer.ownerId, 'customer.transfer'));
  if (mayTake && (await mayWith(caller, receiverId, 'customer.transfer'))) return;
  throw rejectRight(caller, {
    deed: 'customer.transfer',
    entity: 'customer',
    entityId: customer?.id ?? null,
    roles: rolesFor('customer.transfer'),
  });
}

function auditGiven(caller: Caller, id: string, ownerId: string): Sql {
  return auditEntry(caller, {
    action: 'customer.transferred',
    entity: 'customer',
    entityId: id,
    before: { ownerId: null },
    after: { ownerId, note: '' },
  });
}

async function change(caller: Caller, id: string, value: Value): Promise<Changed> {
  const { db, orgId } = caller;
  const customer = await findCustomer(db, orgId, id);
  if (customer === undefined) throw new Fault('customer-missing');
  if (!(await mayWith(caller, customer.ownerId, 'customer.work')))
    throw rejectRight(caller, {
      deed: 'customer.work',
      entity: 'customer',
      entityId: customer.id,
      roles: rolesFor('customer.work'),
    });
  const { facts, columns, categoryId } = await readFacts(caller, value);
  const own = await readOwnValues(caller, 'customer', value.custom);
  await refuseCollision(caller, facts, columns.nameKey, customer.id);
  const change = {
    facts,
    columns,
    category: categoryId === null ? null : { id: categoryId },
    custom: own.values,
    own: own.fields,
  };
  const changed = await changeFacts(db, caller, customer.id, change);
  const moved = await changeOwner(caller, customer, value.owner);
  return { changed: moved || (changed?.differences.length ?? 0) > 0 };
}

async function changeOwner(
  caller: Caller,
  customer: CustomerMatch,
  named: string | null | undefined,
): Promise<boolean> {
  if (named === undefined) return false;
  if (named === null) return customer.ownerId === null ? false : releaseCustomer(caller, customer);
  const receiver = await needActiveMember(caller, 'owner', named);
  if (receiver.id === customer.ownerId) return false;
  await checkGiving(caller, customer, receiver.id);
  if (!receiver.roles.some((role) => createRoles.includes(role)))
    throw rejectField(caller, 'owner', t.ownerSells);
  const free = await findFreeDay(caller.db, caller, customer.id, receiver.id);
  if (free !== undefined)
    throw rejectConflict(caller, t.coolDown(formatDate(free, caller.actor.lang)), 'owner');
  if (!(await giveCustomer(caller.db, caller, customer, { to: receiver.id, note: '' })))
    throw rejectConflict(caller, t.changedMeanwhile, 'owner');
  return true;
}

async function releaseCustomer(caller: Caller, customer: CustomerMatch): Promise<boolean> {
  if (!(await mayWith(caller, customer.ownerId, 'customer.release')))
    throw rejectRight(caller, {
      deed: 'customer.release',
      entity: 'customer',
      entityId: customer.id,
      roles: rolesFor('customer.release'),
    });
  const move = { customerId: customer.id, from: customer.ownerId, to: null, reason: 'released' };
  if (!(await moveOwner(caller.db, caller, move))) throw rejectConflict(caller, t.changedMeanwhile, 'owner');
  const entry = auditEntry(caller, {
    action: 'customer.released',
    entity: 'customer',
    entityId: customer.id,
    before: { ownerId: customer.ownerId },
    after: { ownerId: null },
  });
  await caller.db.$executeRaw(entry);
  return true;
}

async function readFacts(caller: Caller, value: Value): Promise<ReadFacts> {
  const name = readName(value.name);
  const columns = await deriveSearchColumns(name);
  if (columns.nameKey === '') throw rejectField(caller, 'name', t.nameUnreadable);
  const phone = value.phone ? normalizePhone(value.phone) : undefined;
  if (phone?.kind === 'refusal') throw rejectField(caller, 'phone', t.phone);
  const category = value.category ? await needCategory(caller, 'category', value.category) : null;
  const sent: Partial<Record<keyof CustomerFacts, string>> = {
    ...(value.phone === undefined ? {} : { phone: phone?.value ?? '' }),
    ...(value.category === undefined ? {} : { category: category?.code ?? '' }),
    ...(value.registration === undefined
      ? {}
      : { registration: readRegistration(value.registration ?? '') ?? '' }),
  };
  for (const plain of ['city', 'region', 'industry', 'source'] as const)
    if (value[plain] !== undefined) sent[plain] = readFact(value[plain]);
  return { facts: { ...sent, name }, columns, categoryId: category?.id ?? null };
}

/** Says whose the name, phone or number is, and no more than the caller may know. */
async function refuseCollision(
  caller: Caller,
  facts: ReadFacts['facts'],
  nameKey: string,
  exceptId?: string,
): Promise<void> {
  const keys: CustomerKeys = {
    name: nameKey,
    ...(facts.phone ? { phone: facts.phone } : {}),
    ...(facts.registration ? { registration: facts.registration } : {}),
  };
  const collision = await findCollision(caller.db, caller.orgId, keys, exceptId);
  if (collision === undefined) return;
  const { lang } = caller.actor;
  const { sharedKey, lastContactAt } = collision;
  const last =
    lastContactAt === null ? t.never[lang] : formatDate(localDateOf(lastContactAt, caller.org.zone), lang);
  const sentence = t.collision(t.sharedKeys[sharedKey][lang], collision.ownerName ?? t.pool[lang], last);
  const maySee = (await relateToOwner(caller, collision.ownerId)) !== 'other';
  throw new Rejected(
    makeRejection(caller, 'collision', sentence, {
      errors: [{ field: sharedKey, message: sentence[lang] }],
      facts: { field: sharedKey, ...(maySee ? { id: collision.id } : {}) },
      entry: describeCollision(collision, facts.name),
    }),
  );
}

function load({ db, orgId }: Caller, where: Sql, limit: number): Promise<readonly ResourceRow[]> {
  const org = Prisma.sql`r.org_id`;
  return db.$queryRaw<ResourceRow[]>`
    SELECT r.id, x.external_id AS "externalId", r.name,
      (SELECT p.phone FROM contacts p WHERE p.org_id = r.org_id AND p.customer_id = r.id
        ORDER BY p.created_at, p.id LIMIT 1) AS phone,
      (SELECT g.code FROM categories g WHERE g.org_id = r.org_id AND g.id = r.category_id) AS category,
      r.city, r.region, r.industry, r.source, r.registration_number AS registration,
      ${selectReference('members', org, Prisma.sql`r.owner_id`)} AS owner, ${selectOwnValues('customer')} AS custom,
      r.created_at AS "createdAt", r.last_contact_at AS "lastContactAt"
    FROM customers r LEFT JOIN external_ids x ON x.org_id = r.org_id AND x.type = 'customers' AND x.entity_id = r.id
    WHERE r.org_id = ${orgId}::uuid AND ${where} ORDER BY r.id LIMIT ${limit}::int`;
}
