import type { FieldSpec, RawValues } from '../chat/spec.ts';
import {
  type CustomField,
  nameCustomField,
  readCustomValues,
  showCustomValue,
  toFieldSpec,
} from '../customers/custom/field.ts';
import { listCustomFields } from '../customers/custom/store.ts';
import type { Context } from '../people/context.ts';
import { listRequiredOwn, type Stage } from './rules.ts';
import type { DealRow } from './store.ts';
import { dealProblems } from './text.ts';

/** The fields that the organization defined for its deals, in their order. */
export function listOwnFields({ db, orgId }: Pick<Context, 'db' | 'orgId'>): Promise<readonly CustomField[]> {
  return listCustomFields(db, orgId, 'deal');
}

/** The organization's fields as a form asks for them; `stage` makes those required that it asks for. */
export function specifyOwn(
  own: readonly CustomField[],
  stages: readonly Stage[] = [],
  stage = '',
): readonly FieldSpec[] {
  const required = listRequiredOwn(stages, stage);
  return own.map((field) => ({
    ...toFieldSpec(field),
    required: required.includes(nameCustomField(field.id)),
  }));
}

/** What is filled in of a deal's own fields, by their names in forms. */
export function writeOwn({ own }: Pick<DealRow, 'own'>): RawValues {
  return Object.fromEntries(own.map(({ fieldId, value }) => [nameCustomField(fieldId), value]));
}

/**
 * What is to be filled in, by field id; an empty text clears. `complete`: all fields stood before the person, so that one
 * without a value was emptied.
 */
export function readOwn(
  own: readonly CustomField[],
  values: RawValues,
  complete: boolean,
): ReadonlyMap<string, string> {
  const told = readCustomValues(values);
  const read = new Map<string, string>();
  for (const { id } of own) {
    const value = told.get(id) ?? (complete ? '' : undefined);
    if (value !== undefined) read.set(id, value);
  }
  return read;
}

/** The fields that a stage asks for and nobody has filled in. */
export function findMissingOwn(
  own: readonly CustomField[],
  stages: readonly Stage[],
  stage: string,
  known: RawValues,
): readonly CustomField[] {
  const required = listRequiredOwn(stages, stage);
  return own.filter(({ id }) => {
    const name = nameCustomField(id);
    return required.includes(name) && (known[name] ?? '') === '';
  });
}

/** The same as sentences at their fields. */
export function tellMissingOwn(
  missing: readonly CustomField[],
  { actor }: Context,
): Readonly<Record<string, string>> {
  const sentence = dealProblems.missing[actor.lang];
  return Object.fromEntries(missing.map(({ id }) => [nameCustomField(id), sentence]));
}

/** What of a deal's own fields is changed, as it was and as it is, for the audit log. */
export function compareOwn(
  own: readonly CustomField[],
  deal: Pick<DealRow, 'own'>,
  told: ReadonlyMap<string, string>,
): { readonly before: RawValues; readonly after: RawValues } {
  const before: Record<string, string> = {};
  const after: Record<string, string> = {};
  for (const { id, key } of own) {
    const was = deal.own.find(({ fieldId }) => fieldId === id)?.value ?? '';
    const is = told.get(id);
    if (is === undefined || is === was) continue;
    before[key] = was;
    after[key] = is;
  }
  return { before, after };
}

/** A deal's own fields for its card. */
export function describeOwn({ own }: Pick<DealRow, 'own'>, lang: 'en' | 'zh') {
  return own.map(({ label, kind, value }) => ({ label, value: showCustomValue(kind, value, lang) }));
}
