import type { FieldSpec, RawValues } from '../chat/spec.ts';
import type { Context } from '../people/context.ts';
import { orderNewSpec } from './specs.ts';

/**
 * A new order's fields: how credit is shared only for those who may ever say so, or where it was typed, so that the answer can tell
 * who may.
 */
export async function tailorSplit(
  { actor }: Pick<Context, 'actor'>,
  { split }: RawValues,
): Promise<readonly FieldSpec[]> {
  const isManaging = actor.roles.includes('manager') || actor.roles.includes('admin');
  return orderNewSpec.fields.filter(({ name }) => name !== 'split' || isManaging || split !== undefined);
}
