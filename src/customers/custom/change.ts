import type { Reply } from '../../chat/reply.ts';
import type { CommandSpec, RawValues } from '../../chat/spec.ts';
import type { Refusal } from '../../kernel/result.ts';
import { cleanText } from '../../kernel/text/clean.ts';
import type { Context } from '../../people/context.ts';
import { isFromEditForm, listChanges, openEditForm } from '../../people/edit-form.ts';
import { auditEntry } from '../../store/audit.ts';
import type { AuditAction } from '../../store/audit-kinds.ts';
import type { Sql } from '../../store/client.ts';
import { answer, commitAll, type Done } from '../../store/commit.ts';
import { violatedConstraint } from '../../store/errors.ts';
import { askAgain, type FieldErrors } from '../ask-again.ts';
import { noticeCard } from '../cards.ts';
import { fieldsCard } from './cards.ts';
import { type CustomField, type CustomSubject, customKinds, customSubjects, foldKey } from './field.ts';
import {
  type FieldProblems,
  type FieldReading,
  type FieldTyped,
  MOST_FIELDS,
  readDefinition,
} from './rules.ts';
import { insertCustomField, listCustomFields, removeCustomField, updateCustomField } from './store.ts';
import { customText as t } from './text.ts';

const KEY_TAKEN = 'custom_fields_key_key';

/** `settings fields`: all of them. */
export async function showCustomFields(context: Context): Promise<Done> {
  return answer(context, show(fieldsCard(await listCustomFields(context.db, context.orgId), context)));
}

/** What stands, in a line for the overview of all settings. */
export async function summarizeCustomFields({ db, orgId, actor }: Context): Promise<string> {
  const fields = await listCustomFields(db, orgId);
  if (fields.length === 0) return '';
  return t.brief(fields.length)[actor.lang];
}

/** `settings fields add`. `reservedFor`: words that mean a field of ours. */
export async function addCustomField(
  context: Context,
  spec: CommandSpec<never>,
  values: RawValues,
  reservedFor: (subject: CustomSubject) => ReadonlySet<string>,
): Promise<Done> {
  const { lang } = context.actor;
  const subject = customSubjects.find((each) => each === values.subject) ?? 'customer';
  const all = await listCustomFields(context.db, context.orgId);
  const fields = all.filter((field) => field.subject === subject);
  if (fields.length >= MOST_FIELDS)
    return answer(context, show(noticeCard(t.addTitle[lang], t.tooMany(MOST_FIELDS)[lang])));
  const kind = customKinds.find((each) => each === values.kind) ?? 'text';
  const typed = { label: values.label ?? '', kind, options: values.options ?? '', key: values.key ?? '' };
  const reading = readField(typed, fields, reservedFor(subject));
  if (reading.kind === 'unreadable')
    return askAgain(context, spec, values, describeProblems(reading.problems, lang));
  const field: CustomField = { ...reading.field, id: context.ids.uuid(), subject };
  try {
    return await save(context, [...all, field], t.added(field.label)[lang], [
      insertCustomField(context, field),
      audit(context, 'custom-field.added', field.id, { after: field }),
    ]);
  } catch (error) {
    if (violatedConstraint(error) !== KEY_TAKEN) throw error;
    return askAgain(context, spec, values, { key: t.keyTaken(field.key)[lang] });
  }
}

/** A key that nobody typed makes way for one that is taken already: `grade`, then `grade2`. */
function readField(
  typed: FieldTyped,
  fields: readonly CustomField[],
  reserved: ReadonlySet<string>,
): FieldReading {
  const taken = new Set([...reserved, ...fields.map(({ key }) => key)]);
  const reading = readDefinition(typed, taken);
  const clashes = reading.kind === 'unreadable' && reading.problems.key?.code === 'key-taken';
  if (!clashes || typed.key.trim() !== '') return reading;
  const label = foldKey(typed.label).slice(0, 38);
  const free = [2, 3, 4, 5, 6, 7, 8, 9].map((number) => `${label}${number}`).find((key) => !taken.has(key));
  return free === undefined ? reading : readDefinition({ ...typed, key: free }, taken);
}

const EDITABLE = ['label', 'options'] as const;

/** `settings fields edit`: with the field alone its form; else its label or options are changed. */
export async function editCustomField(
  context: Context,
  spec: CommandSpec<never>,
  values: RawValues,
): Promise<Done> {
  const { lang } = context.actor;
  const all = await listCustomFields(context.db, context.orgId);
  const before = findField(all, values.field ?? '');
  if (before === undefined) return sayUnknown(context, values.field ?? '');
  const changes = listChanges(EDITABLE, values);
  if (Object.keys(changes).length === 0 && !isFromEditForm(values)) {
    return openEditForm(context, spec, {
      key: { field: before.id },
      name: before.label,
      standing: { label: before.label, options: before.choices.join(', ') },
    });
  }
  const label = changes.label ?? before.label;
  const options = changes.options ?? before.choices.join(',');
  const reading = readDefinition({ label, options, kind: before.kind, key: before.key }, new Set());
  if (reading.kind === 'unreadable')
    return askAgain(context, spec, values, describeProblems(reading.problems, lang));
  const after: CustomField = { ...before, label: reading.field.label, choices: reading.field.choices };
  if (JSON.stringify(after) === JSON.stringify(before))
    return answer(context, show(fieldsCard(all, context, t.unchanged(before.label)[lang], 'plain')));
  const fields = all.map((field) => (field.id === after.id ? after : field));
  return save(context, fields, t.changed(after.label)[lang], [
    updateCustomField(context, after),
    audit(context, 'custom-field.changed', after.id, { before, after }),
  ]);
}

/** `settings fields remove`. */
export async function removeField(context: Context, values: RawValues): Promise<Done> {
  const all = await listCustomFields(context.db, context.orgId);
  const before = findField(all, values.field ?? '');
  if (before === undefined) return sayUnknown(context, values.field ?? '');
  const left = all.filter((field) => field !== before);
  return save(context, left, t.removed(before.label)[context.actor.lang], [
    removeCustomField(context, before.id),
    audit(context, 'custom-field.removed', before.id, { before }),
  ]);
}

/** The field of this id, key or label; none if several are called so. */
function findField(fields: readonly CustomField[], wanted: string): CustomField | undefined {
  const folded = foldKey(wanted);
  const found = fields.filter(
    ({ id, key, label }) => id === wanted || key === folded || foldKey(label) === folded,
  );
  return found.length === 1 ? found[0] : undefined;
}

function save(
  context: Context,
  fields: readonly CustomField[],
  title: string,
  effects: readonly Sql[],
): Promise<Done> {
  const card = fieldsCard(fields, context, title, 'good');
  const { inbound } = context;
  const onCard = inbound.kind === 'press' && inbound.surface === 'card';
  return commitAll(context, onCard ? { kind: 'replace', card } : show(card), effects);
}

function describeProblems(problems: FieldProblems, lang: 'en' | 'zh'): FieldErrors {
  const sentence = ({ code, facts }: Refusal<string>): string => {
    switch (code) {
      case 'label':
        return t.labelUnreadable[lang];
      case 'key-taken':
        return t.keyTaken(String(facts.key))[lang];
      case 'options':
        return t.optionsMissing[lang];
      case 'no-options':
        return t.optionsUnneeded[lang];
      default:
        return t.keyUnreadable[lang];
    }
  };
  return Object.fromEntries(Object.entries(problems).map(([field, problem]) => [field, sentence(problem)]));
}

function audit(
  context: Context,
  action: AuditAction,
  entityId: string,
  facts: { readonly before?: CustomField; readonly after?: CustomField },
): Sql {
  return auditEntry(context, { action, entity: 'custom_field', entityId, ...facts });
}

function sayUnknown(context: Context, typed: string): Promise<Done> {
  return answer(context, show(noticeCard(t.unknown(cleanText(typed, 40))[context.actor.lang], '')));
}

function show(card: ReturnType<typeof fieldsCard>): Reply {
  return { kind: 'card', card, audience: 'asker' };
}
