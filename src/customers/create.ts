import type { Card } from '../chat/card.ts';
import type { Bilingual } from '../chat/language.ts';
import type { Reply } from '../chat/reply.ts';
import type { CommandSpec, RawValues } from '../chat/spec.ts';
import { normalizePhone } from '../kernel/text/contact.ts';
import type { Context, CustomerMatch } from '../people/context.ts';
import { type AuditFacts, auditEntry } from '../store/audit.ts';
import type { Sql } from '../store/client.ts';
import { commitAll, type Done } from '../store/commit.ts';
import type { ActingContext } from '../store/context.ts';
import { insertDraft } from '../store/drafts.ts';
import { violatedConstraint } from '../store/errors.ts';
import { mayWith } from './access.ts';
import { askAgain, type FieldErrors } from './ask-again.ts';
import { collisionCard, describeHit, nameKnown } from './cards.ts';
import { readCustomValues } from './custom/field.ts';
import { saveCustomValues } from './custom/store.ts';
import { tailorCustomerFields } from './custom/tailor.ts';
import { readCategory, readFact, readName, readRegistration } from './facts/read.ts';
import { insertCustomer, type NewCustomer } from './insert.ts';
import { deriveSearchColumns } from './names.ts';
import { type Collision, type CustomerKeys, findCollision, findNear } from './store.ts';
import { customerText as t } from './text.ts';

const KEY_CONSTRAINT = 'customer_keys_pkey';
const creating = { command: 'customer new', goOn: t.buttonCreateAnyway };

/**
 * `customer new`: refuses what collides with a known customer, asks back about names that are near, and creates. Two people
 * who create the same at the same instant get past the look-up together; the database lets one of them through.
 */
export async function createCustomer(
  context: Context,
  spec: CommandSpec<never>,
  values: RawValues,
): Promise<Done> {
  const read = await readCustomer(context, values);
  if (read.kind === 'unreadable') {
    const fields = await tailorCustomerFields(context, spec.fields);
    return askAgain(context, { ...spec, fields }, values, read.errors);
  }
  const { customer } = read;
  const { nameKey, phone, registrationNumber } = customer;
  const keys: CustomerKeys = {
    name: nameKey,
    ...(phone === null ? {} : { phone }),
    ...(registrationNumber === null ? {} : { registration: registrationNumber }),
  };
  const collided = await answerCollision(context, keys, customer.name);
  if (collided) return collided;
  if (values.confirmed !== 'yes') {
    const near = await findNear(context.db, context.orgId, customer);
    if (near.length > 0) return askBack(context, near, customer.name, values);
  }
  try {
    return await commitAll(context, show(createdCard(context, customer, values)), [
      ...createStatements(context, customer, readCustomValues(values)),
    ]);
  } catch (error) {
    if (!isCollision(error)) throw error;
    const lost = await answerCollision(context, keys, customer.name);
    if (lost === undefined) throw error;
    return lost;
  }
}

/** The statements that create a customer with what is filled into the organization's own fields, audited. */
export function createStatements(
  context: ActingContext,
  customer: NewCustomer,
  own: ReadonlyMap<string, string>,
): readonly Sql[] {
  return [
    ...insertCustomer(context, customer),
    ...saveCustomValues(context, 'customer', customer.id, own),
    auditEntry(context, {
      action: 'customer.created',
      entity: 'customer',
      entityId: customer.id,
      after: describeNew(customer),
    }),
  ];
}

/** What the audit log keeps of a new customer: its name, its owner and whatever else was filled in. */
function describeNew(customer: NewCustomer): Readonly<Record<string, string | null>> {
  const { name, ownerId, phone, contactName, registrationNumber, region, city, source, industry } = customer;
  const rest = {
    phone,
    contactName,
    registration: registrationNumber,
    region,
    city,
    source,
    industry,
    categoryId: customer.categoryId,
  };
  const filled = Object.entries(rest).filter(([, value]) => value !== null && value !== '');
  return { name, ownerId, ...Object.fromEntries(filled) };
}

/** What is written down of an attempt to make a customer twice. `typedName`: what a person knows of it who may not see it. */
export function describeCollision(collision: Collision, typedName: string): AuditFacts {
  return {
    action: 'customer.collided',
    entity: 'customer',
    entityId: collision.id,
    // What a collision case may call the customer by: all that the person knows of it.
    after: { sharedKey: collision.sharedKey, typed: nameKnown(collision, typedName) },
  };
}

/** Whether a statement failed because another customer has one of the keys. */
export function isCollision(error: unknown): boolean {
  return violatedConstraint(error) === KEY_CONSTRAINT;
}

type ReadCustomer =
  | { readonly kind: 'customer'; readonly customer: NewCustomer }
  | { readonly kind: 'unreadable'; readonly errors: FieldErrors };

async function readCustomer(context: Context, values: RawValues): Promise<ReadCustomer> {
  const { lang, roles, memberId } = context.actor;
  const name = readName(values.name ?? '');
  const columns = await deriveSearchColumns(name);
  const phone = values.phone === undefined ? undefined : normalizePhone(values.phone);
  const category = await readCategory(context, values.category);
  const errors: FieldErrors = {
    ...(columns.nameKey === '' ? { name: t.nameUnreadable[lang] } : {}),
    ...(phone?.kind === 'refusal' ? { phone: t.phoneUnreadable[lang] } : {}),
    ...(category.kind === 'unknown' ? { category: t.categoryUnknown(category.codes)[lang] } : {}),
  };
  if (phone?.kind === 'refusal' || category.kind === 'unknown' || columns.nameKey === '')
    return { kind: 'unreadable', errors };
  // An admin who does not sell adds customers for others: they go into the pool.
  const sells = roles.includes('sales') || roles.includes('manager');
  const customer: NewCustomer = {
    ...columns,
    id: context.ids.uuid(),
    name,
    phone: phone?.value ?? null,
    contactName: readFact(values.contact),
    registrationNumber: readRegistration(values.registration),
    region: readFact(values.region),
    city: readFact(values.city),
    source: readFact(values.source),
    industry: readFact(values.industry),
    categoryId: category.category?.id ?? null,
    ownerId: sells ? memberId : null,
  };
  return { kind: 'customer', customer };
}

/**
 * Says whose the keys are and writes the attempt down; undefined if nobody has them, or `exceptId` alone. `typedName`: what
 * somebody who may not see the other customer knows of it.
 */
export async function answerCollision(
  context: Context,
  keys: Partial<CustomerKeys>,
  typedName: string,
  exceptId?: string,
): Promise<Done | undefined> {
  const collision = await findCollision(context.db, context.orgId, keys, exceptId);
  if (collision === undefined) return undefined;
  const maySee = await mayWith(context, collision.ownerId, 'customer.see');
  const entry = auditEntry(context, describeCollision(collision, typedName));
  return commitAll(context, show(collisionCard(collision, maySee, typedName, context)), [entry]);
}

/** Asks whether one of these is meant, and keeps what was typed until it is answered. */
export async function askBack(
  context: Context,
  near: readonly CustomerMatch[],
  name: string,
  values: RawValues,
  { command, goOn }: { readonly command: string; readonly goOn: Bilingual } = creating,
): Promise<Done> {
  const { lang } = context.actor;
  const draftId = context.ids.uuid();
  const items = await Promise.all(
    near.map(async (customer) => {
      const maySee = await mayWith(context, customer.ownerId, 'customer.see');
      // What somebody else's customer is called is not for fishing: who has it can tell.
      return describeHit(maySee ? customer : { ...customer, name: t.nearHidden[lang] }, maySee, context);
    }),
  );
  const card: Card = {
    title: t.nearTitle[lang],
    tone: 'info',
    blocks: [
      { kind: 'text', text: t.nearHow(name)[lang] },
      { kind: 'list', items },
      {
        kind: 'buttons',
        buttons: [
          { label: goOn[lang], action: 'draft.confirm', target: draftId },
          { label: t.buttonCancel[lang], action: 'draft.cancel', target: draftId },
        ],
      },
    ],
  };
  return commitAll(context, show(card), [insertDraft(context, { id: draftId, command, values })]);
}

/** `values.goOn` is the draft of a command that waits for this customer, `values.goOnTitle` what it is called. */
function createdCard(context: Context, customer: NewCustomer, values: RawValues): Card {
  const { lang, name } = context.actor;
  const facts = [
    { label: t.owner[lang], value: customer.ownerId === null ? t.pool[lang] : name },
    { label: t.fieldContact[lang], value: customer.contactName },
    { label: t.fieldPhone[lang], value: customer.phone ?? '' },
  ].filter(({ value }) => value !== '');
  const next =
    values.goOn === undefined
      ? ({
          label: t.buttonLog[lang],
          action: 'followup.start',
          target: customer.id,
          style: 'primary',
        } as const)
      : ({
          label: t.goOn(values.goOnTitle ?? '')[lang],
          action: 'draft.choose',
          target: `${values.goOn}.${customer.id}`,
          style: 'primary',
        } as const);
  const opener = { label: t.buttonShow[lang], action: 'customer.show', target: customer.id } as const;
  return {
    title: t.created(customer.name)[lang],
    tone: 'good',
    blocks: [
      { kind: 'facts', facts },
      { kind: 'buttons', buttons: [next, opener] },
    ],
  };
}

function show(card: Card): Reply {
  return { kind: 'card', card, audience: 'asker' };
}
