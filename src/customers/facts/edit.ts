import { writeChosen } from '../../chat/chosen.ts';
import type { CommandSpec, RawValues } from '../../chat/spec.ts';
import { isUuid } from '../../kernel/ids.ts';
import { normalizePhone } from '../../kernel/text/contact.ts';
import type { Context, CustomerMatch } from '../../people/context.ts';
import { isFromEditForm, listChanges, openEditForm } from '../../people/edit-form.ts';
import type { Done } from '../../store/commit.ts';
import { mayWith, refuseCustomer } from '../access.ts';
import { askAgain, type FieldErrors } from '../ask-again.ts';
import { askBack } from '../create.ts';
import { nameCustomField, readCustomValues } from '../custom/field.ts';
import { listCustomFields, loadCustomValues } from '../custom/store.ts';
import { tailorCustomerFields } from '../custom/tailor.ts';
import { deriveSearchColumns } from '../names.ts';
import { sayGone } from '../show.ts';
import { findCollision, findCustomer, findNear } from '../store.ts';
import { customerText as t } from '../text.ts';
import { readCategory, readFact, readName, readRegistration } from './read.ts';
import { type FactsChange, saveFacts } from './save.ts';
import { type CustomerFacts, factNames, loadFacts } from './store.ts';

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
  const own = await listCustomFields(context.db, context.orgId, 'customer');
  const changes = listChanges([...factNames, ...own.map(({ id }) => nameCustomField(id))], values);
  if (Object.keys(changes).length === 0 && !isFromEditForm(values)) return openForm(context, spec, customer);
  const reading = await readChanges(context, changes);
  if (reading.kind === 'unreadable') {
    const row = writeChosen(customer.id, customer.name);
    const fields = await tailorCustomerFields(context, spec.fields);
    return askAgain(context, { ...spec, fields }, { ...values, customer: row }, reading.errors);
  }
  const near = values.confirmed === 'yes' ? [] : await listNear(context, customer, reading.change);
  if (near.length === 0) return saveFacts(context, customer.id, { ...reading.change, own });
  const kept = { ...values, customer: writeChosen(customer.id, customer.name) };
  const renaming = { command: spec.name, goOn: t.buttonRenameAnyway };
  return askBack(context, near, reading.change.facts.name ?? '', kept, renaming);
}

/** Others that the new name looks much like; none where the name stays, or is taken, which is refused anyway. */
async function listNear(
  { db, orgId }: Context,
  { id, nameKey }: CustomerMatch,
  { columns }: Pick<FactsChange, 'columns'>,
): Promise<readonly CustomerMatch[]> {
  if (columns === undefined || columns.nameKey === nameKey) return [];
  if (await findCollision(db, orgId, { name: columns.nameKey }, id)) return [];
  return (await findNear(db, orgId, columns)).filter((each) => each.id !== id);
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
  const { db, orgId } = context;
  const [facts, values, fields] = await Promise.all([
    loadFacts(db, orgId, id),
    loadCustomValues(db, orgId, 'customer', id),
    tailorCustomerFields(context, spec.fields),
  ]);
  if (facts === undefined) return sayGone(context);
  const standing = Object.fromEntries([
    ...factNames.map((fact) => [fact, facts[fact]] as const),
    ...[...values].map(([field, value]) => [nameCustomField(field), value] as const),
  ]);
  const tailored = { ...spec, fields };
  return openEditForm(context, tailored, { key: { customer: writeChosen(id, name) }, name, standing });
}

type Reading =
  | { readonly kind: 'change'; readonly change: Omit<FactsChange, 'own'> }
  | { readonly kind: 'unreadable'; readonly errors: FieldErrors };

const plainFacts = ['city', 'region', 'industry', 'source'] as const;

async function readChanges(context: Context, changes: RawValues): Promise<Reading> {
  const { lang } = context.actor;
  const { name, phone, category: code, registration } = changes;
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
    ...Object.fromEntries(
      plainFacts.flatMap((fact) => (changes[fact] === undefined ? [] : [[fact, readFact(changes[fact])]])),
    ),
  };
  const custom = readCustomValues(changes);
  return { kind: 'change', change: { facts, columns, category: category.category, custom } };
}
