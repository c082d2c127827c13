import type { FieldSpec, RawValues } from '../chat/spec.ts';
import type { Context } from '../people/context.ts';

/**
 * A new order's fields: how credit is shared only for those who may ever say so, or where it was typed, so that the answer can tell
 * who may.
 */
export function tailorSplit(
  { actor }: Pick<Context, 'actor'>,
  { split }: RawValues,
  fields: readonly FieldSpec[],
): readonly FieldSpec[] {
  const isManaging = actor.roles.includes('manager') || actor.roles.includes('admin');
  return fields.filter(({ name }) => name !== 'split' || isManaging || split !== undefined);
}
