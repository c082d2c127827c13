import type { Button, Card, CardBlock } from '../chat/card.ts';
import type { RawValues } from '../chat/spec.ts';
import { cleanText } from '../kernel/text/clean.ts';
import type { Command, Context, CustomerMatch } from '../people/context.ts';
import { mayRun } from '../people/rights.ts';
import { commitAll, type Done } from '../store/commit.ts';
import { insertDraft } from '../store/drafts.ts';
import { mayWith } from './access.ts';
import { describeHit } from './cards.ts';
import { deriveSearchColumns } from './names.ts';
import { createRoles } from './roles.ts';
import { searchCustomers } from './search.ts';
import { findSight } from './sight.ts';
import { findNear } from './store.ts';
import { customerText as t } from './text.ts';

const CHOICES = 5;
const NAME_SHOWN = 60;

/** A command whose customer several fit: asks which, and keeps everything that was typed. */
export function chooseCustomer(
  context: Context,
  spec: Command,
  raw: RawValues,
  field = nameField(spec),
): Promise<Done> {
  const { lang } = context.actor;
  const draftId = context.ids.uuid();
  const typed = cleanText(raw[field] ?? '', NAME_SHOWN);
  const card: Card = {
    title: t.whichTitle[lang],
    tone: 'info',
    blocks: [
      { kind: 'text', text: t.whichHow(typed)[lang] },
      listChoices(context, draftId, context.customers),
      { kind: 'buttons', buttons: [cancelButton(context, draftId)] },
    ],
  };
  return keepDraft(context, spec, { ...raw, choosing: field }, draftId, card);
}

/**
 * A command whose customer nobody knows: offers those that may be meant, by likeness, pinyin, initials or contact, and to
 * create it and go on where the command makes sense for a new customer, else to search; what was typed is kept.
 */
export async function answerUnknownCustomer(
  context: Context,
  typed: string,
  spec: Command,
  raw: RawValues,
): Promise<Done> {
  const { lang, roles } = context.actor;
  const name = cleanText(typed, NAME_SHOWN);
  const draftId = context.ids.uuid();
  const guesses = await guessCustomers(context, name);
  const blocks: CardBlock[] = [{ kind: 'text', text: t.unknownHow(name)[lang] }];
  if (guesses.length > 0) {
    blocks.push({ kind: 'text', text: t.unknownNear[lang] }, listChoices(context, draftId, guesses));
  }
  const createId = context.ids.uuid();
  const mayCreate = (spec.takesNewCustomer ?? false) && mayRun(roles, createRoles);
  const create: Button = {
    label: t.createIt(cleanText(typed, 24))[lang],
    action: 'draft.confirm',
    target: createId,
    ...(guesses.length === 0 ? { style: 'primary' as const } : {}),
  };
  blocks.push({
    kind: 'buttons',
    buttons: [mayCreate ? create : searchButton(context, name), cancelButton(context, draftId)],
  });
  const values = { name: cleanText(typed, 200), goOn: draftId, goOnTitle: spec.title[lang] };
  const creation = mayCreate ? [insertDraft(context, { id: createId, command: 'customer new', values })] : [];
  const card: Card = { title: t.unknownTitle[lang], tone: 'warn', blocks };
  return keepDraft(context, spec, { ...raw, choosing: nameField(spec) }, draftId, card, creation);
}

/** By what the name holds, by what it sounds like (华闰 → 华润), and by likeness; the surest first. */
async function guessCustomers(context: Context, name: string): Promise<readonly CustomerMatch[]> {
  const { db, orgId } = context;
  const columns = await deriveSearchColumns(name);
  const options = { orgId, sight: await findSight(context), limit: CHOICES };
  const [hits, sounding, near] = await Promise.all([
    searchCustomers(db, name, options),
    columns.pinyin === '' ? [] : searchCustomers(db, columns.pinyin, options),
    findNear(db, orgId, columns),
  ]);
  const found = new Map<string, CustomerMatch>();
  for (const hit of [...hits, ...sounding]) if (!found.has(hit.id)) found.set(hit.id, hit);
  for (const customer of near) {
    if (!found.has(customer.id) && (await mayWith(context, customer.ownerId, 'customer.see')))
      found.set(customer.id, customer);
  }
  return [...found.values()].slice(0, CHOICES);
}

function nameField(spec: Command): string {
  return spec.fields.find((field) => field.kind === 'customer')?.name ?? 'customer';
}

function listChoices(context: Context, draftId: string, customers: readonly CustomerMatch[]): CardBlock {
  return {
    kind: 'list',
    items: customers.map((customer) => ({
      ...describeHit(customer, false, context),
      buttons: [
        {
          label: t.buttonThis[context.actor.lang],
          action: 'draft.choose',
          target: `${draftId}.${customer.id}`,
        },
      ],
    })),
  };
}

/** Where there is nothing to create, looking for it is what is left. */
function searchButton(context: Context, name: string): Button {
  const label = t.searchIt(cleanText(name, 24))[context.actor.lang];
  return { label, action: 'command.run', target: `customer find ${name}` };
}

function cancelButton(context: Context, draftId: string): Button {
  return { label: t.buttonCancel[context.actor.lang], action: 'draft.cancel', target: draftId };
}

function keepDraft(
  context: Context,
  spec: Command,
  raw: RawValues,
  draftId: string,
  card: Card,
  others: readonly ReturnType<typeof insertDraft>[] = [],
): Promise<Done> {
  return commitAll(context, { kind: 'card', card, audience: 'asker' }, [
    insertDraft(context, { id: draftId, command: spec.name, values: raw }),
    ...others,
  ]);
}
