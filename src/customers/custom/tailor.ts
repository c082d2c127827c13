import type { ChoiceSpec, FieldSpec } from '../../chat/spec.ts';
import type { Context } from '../../people/context.ts';
import { listCategories } from '../categories/store.ts';
import { toFieldSpec } from './field.ts';
import { listCustomFields } from './store.ts';

/** The fields of a command about customers as the organization has them: its categories to choose from, its own fields. */
export async function tailorCustomerFields(
  { db, orgId }: Context,
  fields: readonly FieldSpec[],
): Promise<readonly FieldSpec[]> {
  const [categories, own] = await Promise.all([
    listCategories(db, orgId),
    listCustomFields(db, orgId, 'customer'),
  ]);
  const choices: readonly ChoiceSpec[] = categories.map(({ code, name }) => {
    const label = name === code ? code : `${code} · ${name}`;
    return { value: code, label: { en: label, zh: label }, aliases: [name.toLowerCase()] };
  });
  const ours = fields.map((field): FieldSpec => {
    if (field.name !== 'category' || choices.length === 0) return field;
    const { hint: _, ...plain } = field;
    return { ...plain, kind: 'choice', choices };
  });
  return [...ours, ...own.map(toFieldSpec)];
}
