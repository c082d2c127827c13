import { buildForm } from '../chat/form.ts';
import type { CommandSpec, RawValues } from '../chat/spec.ts';
import { chatText } from '../chat/text.ts';
import { commitAll, type Done } from '../store/commit.ts';
import { insertDraft } from '../store/drafts.ts';
import type { Context } from './context.ts';

/** What a field's value is refused for, by field name, in the reader's language. */
export type FieldErrors = Readonly<Record<string, string>>;

/** Opens the command's form again, with everything that was typed and, at its field, what is wrong. Nothing is saved yet. */
export function askAgain(
  context: Context,
  spec: CommandSpec<never>,
  values: RawValues,
  errors: FieldErrors,
): Promise<Done> {
  const { lang } = context.actor;
  const draftId = context.ids.uuid();
  const form = buildForm({ spec, draftId, lang, values, errors });
  return commitAll(context, { kind: 'form', form: { ...form, intro: chatText.mend[lang] } }, [
    insertDraft(context, { id: draftId, command: spec.name, values }),
  ]);
}
