import type { FieldSpec } from '../../chat/spec.ts';
import type { Context } from '../context.ts';
import { listGroups } from './store.ts';
import { memberText as t } from './text.ts';

/** What stands for belonging to no group. */
export const NO_GROUP = 'none';

/** The fields with the groups that the company has today; where it has none, nothing is asked about them. */
export async function tailorGroup(
  { db, orgId, today }: Context,
  fields: readonly FieldSpec[],
): Promise<readonly FieldSpec[]> {
  const groups = await listGroups(db, orgId, today);
  if (groups.length === 0) return fields.filter(({ name }) => name !== 'group' && name !== 'from');
  const choices = [
    ...groups.map(({ id, name }) => ({ value: id, label: { en: name, zh: name }, aliases: [] })),
    { value: NO_GROUP, label: t.noGroup, aliases: ['nobody', '没有', '不分组'] },
  ];
  return fields.map((field) => (field.name === 'group' ? { ...field, choices } : field));
}
