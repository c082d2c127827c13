import type { Reply } from '../../chat/reply.ts';
import type { Caller, Context } from '../../people/context.ts';
import { auditEntry } from '../../store/audit.ts';
import { Prisma, type Tx } from '../../store/client.ts';
import { commit, type Done } from '../../store/commit.ts';
import { noticeCard } from '../cards.ts';
import type { Category } from '../categories/store.ts';
import { insertContact, listContacts, updateContact } from '../contacts/store.ts';
import { answerCollision, isCollision } from '../create.ts';
import { type CustomField, showCustomValue } from '../custom/field.ts';
import { loadCustomValues, saveCustomValues } from '../custom/store.ts';
import { deriveSearchColumns, type SearchColumns } from '../names.ts';
import type { CustomerKeys } from '../store.ts';
import { applyTagRules } from '../tags/rule-store.ts';
import { customerText as t } from '../text.ts';
import { changedCard, type Difference, factLabels } from './card.ts';
import {
  type CustomerFacts,
  factNames,
  loadFacts,
  replaceKey,
  type StandingFacts,
  updateFacts,
} from './store.ts';

/** What is to be written of a customer, read and checked; what is not in it stays. */
export interface FactsChange {
  readonly facts: Partial<CustomerFacts>;
  /** Of a new name. */
  readonly columns: SearchColumns | undefined;
  readonly category: Pick<Category, 'id'> | null;
  /** By field id; an empty text clears. */
  readonly custom: ReadonlyMap<string, string>;
  /** The organization's own fields. */
  readonly own: readonly CustomField[];
}

/**
 * Writes a change while nobody else changes the customer, with what it was and is in the audit log. A name, phone or
 * registration number that another customer has is refused by the database, whoever comes at the same instant.
 */
export async function saveFacts(context: Context, id: string, change: FactsChange): Promise<Done> {
  try {
    return await commit(context, (tx) => writeChange(tx, context, id, change));
  } catch (error) {
    const name = change.facts.name ?? '';
    const collided = isCollision(error)
      ? await answerCollision(context, listKeys(change), name, id)
      : undefined;
    if (collided === undefined) throw error;
    return collided;
  }
}

async function writeChange(tx: Tx, context: Context, id: string, change: FactsChange): Promise<Reply> {
  const changed = await changeFacts(tx, context, id, change);
  if (changed === undefined) {
    return { kind: 'card', card: noticeCard(t.gone[context.actor.lang], ''), audience: 'asker' };
  }
  const card = changedCard(id, changed.name, changed.differences, context);
  return { kind: 'card', card, audience: 'asker' };
}

/**
 * Writes what differs of a customer in a transaction that is open, audited; what it is called then and what differed,
 * nothing if all stood so already. Undefined if there is no such customer. Breaks `customer_keys_pkey` if another
 * customer has the name, phone or registration number.
 */
export async function changeFacts(
  tx: Tx,
  context: Caller,
  id: string,
  change: FactsChange,
): Promise<{ readonly name: string; readonly differences: readonly Difference[] } | undefined> {
  const { orgId } = context;
  const before = await loadFacts(tx, orgId, id, true);
  if (before === undefined) return undefined;
  const { facts, category } = change;
  const categoryId = facts.category === undefined ? before.categoryId : (category?.id ?? null);
  const after = { ...before, ...facts, categoryId };
  const ours = listDifferences(before, after, context);
  const theirs = change.custom.size === 0 ? [] : await listOwnDifferences(tx, context, id, change);
  const differences = [...ours, ...theirs];
  if (ours.length > 0) {
    await writeFacts(tx, context, { id, before, after, change });
    const sense = { orgId, today: context.today, zone: context.org.zone, now: context.clock.now() };
    await tx.$executeRaw(applyTagRules(sense, Prisma.sql`SELECT ${id}::uuid AS id`));
  }
  for (const statement of saveCustomValues(context, 'customer', id, change.custom))
    await tx.$executeRaw(statement);
  if (differences.length > 0) {
    const side = (which: 'before' | 'after') =>
      Object.fromEntries(differences.map((each) => [each.key, each[which]]));
    await tx.$executeRaw(
      auditEntry(context, {
        action: 'customer.changed',
        entity: 'customer',
        entityId: id,
        before: side('before'),
        after: side('after'),
      }),
    );
  }
  return { name: after.name, differences };
}

function listDifferences(
  before: CustomerFacts,
  after: CustomerFacts,
  { actor: { lang } }: Caller,
): readonly Difference[] {
  return factNames
    .filter((fact) => after[fact] !== before[fact])
    .map((fact) => ({ key: fact, label: factLabels[fact][lang], before: before[fact], after: after[fact] }));
}

async function listOwnDifferences(
  tx: Tx,
  { orgId, actor: { lang } }: Caller,
  id: string,
  { custom, own }: FactsChange,
): Promise<readonly Difference[]> {
  const standing = await loadCustomValues(tx, orgId, 'customer', id);
  return own.flatMap((field): Difference[] => {
    const [was, is] = [standing.get(field.id) ?? '', custom.get(field.id)];
    if (is === undefined || is === was) return [];
    const show = (value: string) => (value === '' ? '' : showCustomValue(field.kind, value, lang));
    return [{ key: field.key, label: field.label, before: show(was), after: show(is) }];
  });
}

function listKeys({ facts, columns }: FactsChange): Partial<CustomerKeys> {
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
  readonly change: FactsChange;
}

async function writeFacts(tx: Tx, context: Caller, { id, before, after, change }: Writing): Promise<void> {
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
async function writePhone(tx: Tx, context: Caller, { id, before, after }: Writing): Promise<void> {
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
