import { writeChosen } from '../../chat/chosen.ts';
import type { Reply } from '../../chat/reply.ts';
import type { CommandSpec, RawValues } from '../../chat/spec.ts';
import { isUuid } from '../../kernel/ids.ts';
import type { Context, CustomerMatch } from '../../people/context.ts';
import { isFromEditForm, listChanges, openEditForm } from '../../people/edit-form.ts';
import { type AuditFacts, auditEntry } from '../../store/audit.ts';
import type { AuditAction } from '../../store/audit-kinds.ts';
import type { Tx } from '../../store/client.ts';
import { answer, commit, type Done } from '../../store/commit.ts';
import { mayWith, refuseCustomer } from '../access.ts';
import { askAgain, type FieldErrors } from '../ask-again.ts';
import { noticeCard } from '../cards.ts';
import { answerCollision, isCollision } from '../create.ts';
import { lockCustomer } from '../facts/store.ts';
import { sayGone } from '../show.ts';
import { findCustomer } from '../store.ts';
import { type ContactField, readContact } from './rules.ts';
import { replyContacts, showContacts } from './show.ts';
import {
  type Contact,
  type CustomersContact,
  deleteContact,
  findContact,
  insertContact,
  listContacts,
  updateContact,
} from './store.ts';
import { contactText as t } from './text.ts';

/** `contact add`: a person at a customer, whose phones are the customer's keys from then on. */
export async function addContact(
  context: Context,
  spec: CommandSpec<never>,
  values: RawValues,
): Promise<Done> {
  return work(context, context.customers[0], async (customer) => {
    const reading = readContact({ ...values, name: values.name ?? '' });
    if (reading.kind === 'unreadable') return askContact(context, spec, values, customer, reading.fields);
    const { name = '', title = '', phones = [], email = '' } = reading.patch;
    const contact: Contact = { id: context.ids.uuid(), name, title, phones, email };
    return save(context, customer, phones, async (tx) => {
      await insertContact(tx, owner(context, customer), contact, new Date(context.clock.now()));
      await tx.$executeRaw(
        audit(context, 'contact.added', contact.id, { after: describe(contact, customer) }),
      );
      return replyContacts(tx, context, customer.id, t.added(name)[context.actor.lang]);
    });
  });
}

/** The button of the same: opens the form. */
export async function pressAdd(context: Context, spec: CommandSpec<never>, target: string): Promise<Done> {
  return work(context, await findTarget(context, target), ({ id, name }) =>
    openEditForm(context, spec, { key: { customer: writeChosen(id, name) }, name, standing: {} }),
  );
}

const EDITABLE: readonly ContactField[] = ['name', 'title', 'phone', 'email'];

/** `contact edit`: by the customer's only contact or the one of that name; several are listed to choose from. */
export async function editContact(
  context: Context,
  spec: CommandSpec<never>,
  values: RawValues,
): Promise<Done> {
  return work(context, context.customers[0], async (customer) => {
    const contacts = await listContacts(context.db, context.orgId, customer.id);
    const contact = chooseContact(contacts, values.contact);
    if (contact === undefined) return showContacts(context, t.which[context.actor.lang], customer);
    const changes = listChanges(EDITABLE, values);
    if (Object.keys(changes).length === 0 && !isFromEditForm(values))
      return openContact(context, spec, customer, contact);
    const reading = readContact(changes);
    if (reading.kind === 'unreadable') return askContact(context, spec, values, customer, reading.fields);
    return saveContact(context, customer, contact.id, reading.patch);
  });
}

/** The button of the same: opens the form of one contact. */
export async function pressEditContact(
  context: Context,
  spec: CommandSpec<never>,
  target: string,
): Promise<Done> {
  const contact = isUuid(target) ? await findContact(context.db, context.orgId, target) : undefined;
  if (contact === undefined) return sayContactGone(context);
  return work(context, await findTarget(context, contact.customerId), (customer) =>
    openContact(context, spec, customer, contact),
  );
}

/** The button that removes a contact; the audit log keeps what it was. */
export async function pressRemoveContact(context: Context, target: string): Promise<Done> {
  const contact = isUuid(target) ? await findContact(context.db, context.orgId, target) : undefined;
  if (contact === undefined) return sayContactGone(context);
  return work(context, await findTarget(context, contact.customerId), (customer) =>
    commit(context, async (tx) => {
      await lockCustomer(tx, context.orgId, customer.id);
      const stands = await findContact(tx, context.orgId, contact.id);
      if (stands === undefined) return contactGone(context);
      await deleteContact(tx, owner(context, customer), stands);
      const before = describe(stands, customer);
      await tx.$executeRaw(audit(context, 'contact.removed', stands.id, { before }));
      return replyContacts(tx, context, customer.id, t.removed(stands.name)[context.actor.lang]);
    }),
  );
}

/** Does something with a customer that the person may work with; refuses, and writes it down, if they may not. */
async function work(
  context: Context,
  customer: CustomerMatch | undefined,
  doIt: (customer: CustomerMatch) => Promise<Done>,
): Promise<Done> {
  if (customer === undefined) return sayGone(context);
  if (!(await mayWith(context, customer.ownerId, 'customer.work')))
    return refuseCustomer(context, customer, 'customer.work');
  return doIt(customer);
}

async function findTarget(context: Context, id: string): Promise<CustomerMatch | undefined> {
  return isUuid(id) ? findCustomer(context.db, context.orgId, id) : undefined;
}

function chooseContact(
  contacts: readonly CustomersContact[],
  wanted: string | undefined,
): CustomersContact | undefined {
  if (wanted === undefined) return contacts.length === 1 ? contacts[0] : undefined;
  const folded = wanted.trim().toLowerCase();
  const named = contacts.filter(({ id, name }) => id === wanted || name.toLowerCase() === folded);
  if (named.length > 0) return named.length === 1 ? named[0] : undefined;
  const begun = contacts.filter(({ name }) => name.toLowerCase().startsWith(folded));
  return begun.length === 1 ? begun[0] : undefined;
}

function openContact(
  context: Context,
  spec: CommandSpec<never>,
  customer: CustomerMatch,
  contact: Contact,
): Promise<Done> {
  const { name, title, email, phones } = contact;
  return openEditForm(context, spec, {
    key: { customer: writeChosen(customer.id, customer.name), contact: contact.id },
    name: `${customer.name} · ${name}`,
    standing: { name, title, phone: phones.join(', '), email },
  });
}

function saveContact(
  context: Context,
  customer: CustomerMatch,
  id: string,
  patch: Partial<Contact>,
): Promise<Done> {
  return save(context, customer, patch.phones ?? [], async (tx) => {
    const before = await findContact(tx, context.orgId, id);
    if (before === undefined) return contactGone(context);
    const after = { ...before, ...patch };
    const facts = { before: describe(before, customer), after: describe(after, customer) };
    const differs = JSON.stringify(facts.before) !== JSON.stringify(facts.after);
    if (differs) {
      await updateContact(tx, owner(context, customer), before, after);
      await tx.$executeRaw(audit(context, 'contact.changed', id, facts));
    }
    const title = (differs ? t.changed : t.unchanged)(after.name)[context.actor.lang];
    return replyContacts(tx, context, customer.id, title);
  });
}

/** Writes while nobody else changes the customer; says whose a phone is that another customer has. */
async function save(
  context: Context,
  customer: CustomerMatch,
  phones: readonly string[],
  write: (tx: Tx) => Promise<Reply>,
): Promise<Done> {
  try {
    return await commit(context, async (tx) => {
      await lockCustomer(tx, context.orgId, customer.id);
      return write(tx);
    });
  } catch (error) {
    if (!isCollision(error)) throw error;
    for (const phone of phones) {
      const collided = await answerCollision(context, { phone }, '', customer.id);
      if (collided) return collided;
    }
    throw error;
  }
}

function askContact(
  context: Context,
  spec: CommandSpec<never>,
  values: RawValues,
  { id, name }: CustomerMatch,
  fields: readonly ContactField[],
): Promise<Done> {
  const sentences = {
    name: t.nameMissing,
    title: t.nameMissing,
    phone: t.phoneUnreadable,
    email: t.emailUnreadable,
  };
  const errors: FieldErrors = Object.fromEntries(
    fields.map((field) => [field, sentences[field][context.actor.lang]]),
  );
  return askAgain(context, spec, { ...values, customer: writeChosen(id, name) }, errors);
}

function owner({ orgId }: Context, { id }: CustomerMatch) {
  return { orgId, customerId: id };
}

function describe({ name, title, phones, email }: Contact, { id }: CustomerMatch) {
  return { customerId: id, name, title, phones, email };
}

function audit(
  context: Context,
  action: AuditAction,
  entityId: string,
  facts: Pick<AuditFacts, 'before' | 'after'>,
) {
  return auditEntry(context, { action, entity: 'contact', entityId, ...facts });
}

function sayContactGone(context: Context): Promise<Done> {
  return answer(context, contactGone(context));
}

function contactGone({ actor }: Context): Reply {
  return { kind: 'card', card: noticeCard(t.gone[actor.lang], ''), audience: 'asker' };
}
