import { readChosen, showChosen } from '../chat/chosen.ts';
import { buildForm } from '../chat/form.ts';
import { readValues } from '../chat/read.ts';
import type { Reply } from '../chat/reply.ts';
import type { RawValues } from '../chat/spec.ts';
import { chatText, describeUnreadable } from '../chat/text.ts';
import { answerUnknownCustomer, chooseCustomer } from '../customers/choose.ts';
import { matchCustomers } from '../customers/match.ts';
import { findCustomer } from '../customers/store.ts';
import { refuse } from '../kernel/result.ts';
import type { Command, Context } from '../people/context.ts';
import { findMember } from '../people/find-member.ts';
import { mayRun } from '../people/rights.ts';
import { auditEntry } from '../store/audit.ts';
import { commitAll, type Done } from '../store/commit.ts';
import { insertDraft } from '../store/drafts.ts';
import { refusalCard } from './refusal.ts';

/** Where a draft is run from: its form stays open on errors. */
export interface DraftRun {
  readonly draftId: string;
  /** No form is open to be mended: what is missing is asked in a new one. */
  readonly asksAnew?: true;
}

/**
 * Runs a command with raw values: may this person use it at all, is everything there and readable, which customer and
 * colleague are meant; then the room's own work. Whatever is missing is asked for, with all that was given kept.
 */
export async function runCommand(
  context: Context,
  command: Command,
  raw: RawValues,
  draft?: DraftRun,
): Promise<Done> {
  if (!mayRun(context.actor.roles, command.roles)) return refuseCommand(context, command);
  const spec = await tailorCommand(context, command, raw);
  const reading = readValues(spec, raw, {
    today: context.today,
    currency: context.org.currency,
    fiscalStartMonth: context.org.fiscalStartMonth,
  });
  const members = await readMembers(context, spec, reading.values);
  const errors = { ...reading.errors, ...members.errors };
  if (reading.missing.length > 0 || Object.keys(errors).length > 0) {
    return askAgain(
      context,
      spec,
      { ...raw, ...takePicked(spec, reading.values) },
      errors,
      reading.missing.map((field) => field.name),
      draft?.asksAnew ? undefined : draft,
    );
  }
  const field = spec.fields.find((each) => each.kind === 'customer');
  const typed = field === undefined ? undefined : members.values[field.name];
  if (field === undefined || typed === undefined) return spec.run(useDraft(context, draft), members.values);
  const found = await ensureCustomer(context, typed);
  if (found.customers.length > 1) return chooseCustomer(found, spec, raw);
  const [customer] = found.customers;
  if (customer === undefined) return answerUnknownCustomer(found, showChosen(typed), spec, raw);
  return spec.run(useDraft(found, draft), { ...members.values, [field.name]: customer.id });
}

/** The command with the fields that it has in this organization, for what is known already. */
export async function tailorCommand(context: Context, spec: Command, values: RawValues): Promise<Command> {
  return spec.tailor === undefined ? spec : { ...spec, fields: await spec.tailor(context, values) };
}

/**
 * From here the draft's own id is the request's key: it takes effect once, however often and from wherever its buttons
 * are pressed, and a second press is answered with what the first one did.
 */
function useDraft(context: Context, draft: DraftRun | undefined): Context {
  if (draft === undefined) return context;
  return { ...context, inbound: { ...context.inbound, key: draftKey(draft.draftId) } };
}

/** The inbound key under which a used draft is finished. */
export function draftKey(draftId: string): string {
  return `draft ${draftId}`;
}

/** The context with the customer that the text or a choice names; typed lines have it already. */
async function ensureCustomer(context: Context, typed: string): Promise<Context> {
  const id = readChosen(typed)?.id;
  if (id === undefined && context.customers.length > 0) return context;
  if (id === undefined) return { ...context, customers: await matchCustomers(context, typed) };
  const chosen = await findCustomer(context.db, context.orgId, id);
  return { ...context, customers: chosen ? [chosen] : [] };
}

async function readMembers(context: Context, spec: Command, values: RawValues) {
  const found: Record<string, string> = { ...values };
  const errors: Record<string, ReturnType<typeof refuse>> = {};
  for (const field of spec.fields) {
    const text = values[field.name];
    if (field.kind !== 'member' || text === undefined) continue;
    const member = await findMember(context, text);
    if (member === undefined) errors[field.name] = refuse('member-unknown', { text });
    else found[field.name] = member.id;
  }
  return { values: found, errors };
}

/** A form's pickers keep what was typed only as the value that it was read as. */
function takePicked(spec: Command, read: RawValues): RawValues {
  const picked = spec.fields.filter(({ kind }) => kind === 'choice' || kind === 'date');
  return Object.fromEntries(picked.flatMap(({ name }) => (read[name] ? [[name, read[name]]] : [])));
}

/** The command's form, with what was typed kept and what is wrong said at its field. */
function askAgain(
  context: Context,
  spec: Command,
  raw: RawValues,
  errors: Readonly<Record<string, ReturnType<typeof refuse>>>,
  missing: readonly string[],
  draft: DraftRun | undefined,
): Promise<Done> {
  const { lang } = context.actor;
  const sentences = Object.fromEntries(
    Object.entries(errors).map(([name, why]) => [name, describeUnreadable(why.code, why.facts, lang)]),
  );
  if (draft) for (const name of missing) sentences[name] = describeUnreadable('field-missing', {}, lang);
  const draftId = draft?.draftId ?? context.ids.uuid();
  const form = buildForm({ spec, draftId, lang, values: raw, errors: sentences });
  const intro = Object.keys(errors).length > 0 && !draft ? { intro: chatText.mend[lang] } : {};
  const reply: Reply = { kind: draft ? 'errors' : 'form', form: { ...form, ...intro } };
  const keep = draft ? [] : [insertDraft(context, { id: draftId, command: spec.name, values: raw })];
  return commitAll(context, reply, keep);
}

function refuseCommand(context: Context, spec: Command): Promise<Done> {
  const entry = auditEntry(context, { action: 'command.refused', entity: 'command', entityId: spec.name });
  const roles = spec.roles === 'anyone' ? [] : spec.roles;
  const card = refusalCard(roles, context.actor.lang);
  return commitAll(context, { kind: 'card', card, audience: 'asker' }, [entry]);
}
