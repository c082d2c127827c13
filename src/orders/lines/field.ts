import type { FieldSpec } from '../../chat/spec.ts';
import type { Context } from '../../people/context.ts';
import { listProducts } from './store.ts';
import { lineText as t } from './text.ts';

const SUGGESTED = 6;

export const linesField: FieldSpec = {
  name: 'lines',
  aliases: ['line', 'products', 'product', 'items', '产品', '产品明细', '明细', '产品行'],
  label: t.field,
  hint: t.hint,
  kind: 'text',
  required: false,
  long: true,
};

/** The fields with what the organization sells in the hint of its product lines. */
export async function tailorLines(
  { db, orgId }: Context,
  fields: readonly FieldSpec[],
): Promise<readonly FieldSpec[]> {
  const names = (await listProducts(db, orgId, SUGGESTED)).map(({ name }) => name);
  if (names.length === 0) return fields;
  const hint = { en: t.hintKnown(names.join(', ')).en, zh: t.hintKnown(names.join('、')).zh };
  return fields.map((field) => (field.name === linesField.name ? { ...field, hint } : field));
}
