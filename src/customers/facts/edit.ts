import type { Card } from '../../chat/card.ts';
import { writeChosen } from '../../chat/chosen.ts';
import type { Reply } from '../../chat/reply.ts';
import type { CommandSpec, RawValues } from '../../chat/spec.ts';
import { isUuid } from '../../kernel/ids.ts';
import { normalizePhone } from '../../kernel/text/contact.ts';
import type { Context, CustomerMatch } from '../../people/context.ts';
import { isFromEditForm, listChanges, openEditForm } from '../../people/edit-form.ts';
import { auditEntry } from '../../store/audit.ts';
import { Prisma, type Tx } from '../../store/client.ts';
import { commit, type Done } from '../../store/commit.ts';
import { mayWith, refuseCustomer } from '../access.ts';
import { askAgain, type FieldErrors } from '../ask-again.ts';
import { noticeCard } from '../cards.ts';
import type { Category } from '../categories/store.ts';
import { insertContact, listContacts, updateContact } from '../contacts/store.ts';
import { answerCollision, isCollision } from '../create.ts';
import { deriveSearchColumns, type SearchColumns } from '../names.ts';
import { sayGone } from '../show.ts';
import { type CustomerKeys, findCustomer } from '../store.ts';
import { applyTagRules } from '../tags/rule-store.ts';
import { customerText as t } from '../text.ts';
import { changedCard } from './card.ts';
import { readCategory, readFact, readName, readRegistration } from './read.ts';
import {
  type CustomerFacts,
  factNames,
  loadFacts,
  replaceKey,
  type StandingFacts,
  updateFacts,
} from './store.ts';

/** `customer edit`: with the customer alone its form, filled with what stands; else the changes, each audited. */
export async function editCustomer(
  context: Context,
  spec: CommandSpec<never>,
  values: RawValues,
): Promise<Done> {
  const [customer] = context.customers;
  if (customer === undefined) return sayGone(context);
  if (!(await mayWith(context, customer.ownerId, 'customer.work')))
    return refuseCustomer(context, customer, 'customer.work');
  const changes = listChanges(factNames, values);
  if (Object.keys(changes).length === 0 && !isFromEditForm(values)) return openForm(context, spec, customer);
  const reading = await readChanges(context, changes);
  if (reading.kind === 'unreadable') {
    const row = writeChosen(customer.id, customer.name);
    return askAgain(context, spec, { ...values, customer: row }, reading.errors);
  }
  return saveFacts(context, customer, reading.change);
}

/** The button of the same: opens the form. */
export async function pressEdit(context: Context, spec: CommandSpec<never>, target: string): Promise<Done> {
  const customer = isUuid(target) ? await findCustomer(context.db, context.orgId, target) : undefined;
  return editCustomer({ ...context, customers: customer ? [customer] : [] }, spec, {});
}

async function openForm(
  context: Context,
  spec: CommandSpec<never>,
  { id, name }: CustomerMatch,
): Promise<Done> {
  const facts = await loadFacts(context.db, context.orgId, id);
  if (facts === undefined) return sayGone(context);
  const standing = Object.fromEntries(factNames.map((fact) => [fact, facts[fact]]));
  return openEditForm(context, spec, { key: { customer: writeChosen(id, name) }, name, standing });
}

/** What is to be written, read and checked. */
interface Change {
  readonly facts: Partial<CustomerFacts>;
  readonly columns: SearchColumns | undefined;
  readonly category: Pick<Category, 'id'> | null;
}

type Reading =
  | { readonly kind: 'change'; readonly change: Change }
  | { readonly kind: 'unreadable'; readonly errors: FieldErrors };

async function readChanges(context: Context, changes: RawValues): Promise<Reading> {
  const { lang } = context.actor;
  const { name, phone, category: code, registration, ...others } = changes;
  const columns = name === undefined ? undefined : await deriveSearchColumns(readName(name));
  const number = phone === undefined || phone === '' ? undefined : normalizePhone(phone);
  const category = await readCategory(context, code);
  const errors: FieldErrors = {
    ...(columns?.nameKey === '' ? { name: t.nameUnreadable[lang] } : {}),
    ...(number?.kind === 'refusal' ? { phone: t.phoneUnreadable[lang] } : {}),
    ...(category.kind === 'unknown' ? { category: t.categoryUnknown(category.codes)[lang] } : {}),
  };
  if (columns?.nameKey === '' || number?.kind === 'refusal' || category.kind === 'unknown')
    return { kind: 'unreadable', errors };
  const facts: Partial<CustomerFacts> = {
    ...(name === undefined ? {} : { name: readName(name) }),
    ...(phone === undefined ? {} : { phone: number?.value ?? '' }),
    ...(code === undefined ? {} : { category: category.category?.code ?? '' }),
    ...(registration === undefined ? {} : { registration: readRegistration(registration) ?? '' }),
    ...Object.fromEntries(Object.entries(others).map(([fact, value]) => [fact, readFact(value)])),
  };
  return { kind: 'change', change: { facts, columns, category: category.category } };
}

async function saveFacts(context: Context, customer: CustomerMatch, change: Change): Promise<Done> {
  const { orgId } = context;
  const { id } = customer;
  try {
    return await commit(context, async (tx) => {
      const before = await loadFacts(tx, orgId, id, true);
      if (before === undefined) return show(noticeCard(t.gone[context.actor.lang], ''));
      const { facts, category } = change;
      const categoryId = facts.category === undefined ? before.categoryId : (category?.id ?? null);
      const after = { ...before, ...facts, categoryId };
      const changed = factNames.filter((fact) => after[fact] !== before[fact]);
      if (changed.length > 0) {
        await writeFacts(tx, context, { id, before, after, change });
        const sense = { orgId, today: context.today, zone: context.org.zone, now: context.clock.now() };
        await tx.$executeRaw(applyTagRules(sense, Prisma.sql`SELECT ${id}::uuid AS id`));
        const pick = (facts: CustomerFacts) => Object.fromEntries(changed.map((fact) => [fact, facts[fact]]));
        await tx.$executeRaw(
          auditEntry(context, {
            action: 'customer.changed',
            entity: 'customer',
            entityId: id,
            before: pick(before),
            after: pick(after),
          }),
        );
      }
      return show(changedCard(id, before, after, changed, context));
    });
  } catch (error) {
    const collided = isCollision(error)
      ? await answerCollision(context, listKeys(change), change.facts.name ?? '', id)
      : undefined;
    if (collided === undefined) throw error;
    return collided;
  }
}

function listKeys({ facts, columns }: Change): Partial<CustomerKeys> {
  return {
    ...(columns === undefined ? {} : { name: columns.nameKey }),
    ...(facts.phone ? { phone: facts.phone } : {}),
    ...(facts.registration ? { registration: facts.registration } : {}),
  };
}

interface Writing {
  readonly id: string;
  readonly before: StandingFacts;
  readonly after: StandingFacts;
  readonly change: Change;
}

async function writeFacts(tx: Tx, context: Context, { id, before, after, change }: Writing): Promise<void> {
  const { orgId } = context;
  const columns = change.columns ?? (await deriveSearchColumns(before.name));
  await tx.$executeRaw(updateFacts(orgId, id, after, columns));
  const owner = { orgId, customerId: id };
  await replaceKey(tx, owner, 'name', { from: before.nameKey, to: columns.nameKey });
  await replaceKey(tx, owner, 'registration', {
    from: before.registration || null,
    to: after.registration || null,
  });
  if (after.phone !== before.phone) await writePhone(tx, context, { id, before, after, change });
}

/** The customer's phone is the first one of its first contact, who is made if there is none. */
async function writePhone(tx: Tx, context: Context, { id, before, after }: Writing): Promise<void> {
  const { orgId, clock, ids } = context;
  const owner = { orgId, customerId: id };
  const first = (await listContacts(tx, orgId, id)).find((contact) => contact.id === before.contactId);
  if (first === undefined) {
    const contact = { id: ids.uuid(), name: after.name, title: '', phones: [after.phone], email: '' };
    return insertContact(tx, owner, contact, new Date(clock.now()));
  }
  const others = first.phones.slice(1).filter((phone) => phone !== after.phone);
  const phones = after.phone === '' ? others : [after.phone, ...others];
  return updateContact(tx, owner, first, { ...first, phones });
}

function show(card: Card): Reply {
  return { kind: 'card', card, audience: 'asker' };
}
