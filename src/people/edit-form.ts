import { buildForm, FIXED } from '../chat/form.ts';
import type { CommandSpec, RawValues } from '../chat/spec.ts';
import { commitAll, type Done } from '../store/commit.ts';
import { insertDraft } from '../store/drafts.ts';
import type { Context } from './context.ts';

/** Under this name a draft keeps what its form showed; no field is called so. */
const STOOD = '_stood';

export interface EditedRow {
  /** Which row it is, by field; they stay with the draft and are not asked. */
  readonly key: RawValues;
  /** What people call it; shown above the fields. */
  readonly name: string;
  /** What stands, by field, as a person would type it. */
  readonly standing: RawValues;
}

/**
 * Opens a command's form filled with what stands. What is sent back is told from what stood by `listChanges`, so that a
 * value which somebody else changed in the meantime and this person left alone is not set back.
 */
export function openEditForm(
  context: Context,
  spec: CommandSpec<never>,
  { key, name, standing }: EditedRow,
): Promise<Done> {
  const draftId = context.ids.uuid();
  const values = {
    ...standing,
    ...key,
    [FIXED]: Object.keys(key).join(','),
    [STOOD]: JSON.stringify(standing),
  };
  const form = buildForm({ spec, draftId, lang: context.actor.lang, values });
  return commitAll(context, { kind: 'form', form: { ...form, intro: [{ text: name, bold: true }] } }, [
    insertDraft(context, { id: draftId, command: spec.name, values }),
  ]);
}

/**
 * What somebody wants changed, by field: an empty text clears the field. Of a typed line that is what it names; of a form
 * opened by `openEditForm` what differs from what it showed, and a field that was emptied counts.
 */
export function listChanges(fields: readonly string[], values: RawValues): RawValues {
  const stood = readStanding(values);
  const changes: Record<string, string> = {};
  for (const field of fields) {
    const value = values[field];
    if (stood === undefined ? value !== undefined : (value ?? '') !== (stood[field] ?? ''))
      changes[field] = value ?? '';
  }
  return changes;
}

/** Whether the values come from a form that `openEditForm` opened. */
export function isFromEditForm(values: RawValues): boolean {
  return values[STOOD] !== undefined;
}

function readStanding(values: RawValues): RawValues | undefined {
  return values[STOOD] === undefined ? undefined : (JSON.parse(values[STOOD]) as RawValues);
}
