import { buildForm } from '../chat/form.ts';
import type { RawValues } from '../chat/spec.ts';
import type { Command, Context } from '../people/context.ts';
import { commitAll, type Done } from '../store/commit.ts';
import { insertDraft } from '../store/drafts.ts';

export interface FormExtras {
  readonly intro?: string;
  /** Sentences by field name. */
  readonly errors?: Readonly<Record<string, string>>;
}

/** A command as its forms need it. */
export type FormCommand = Pick<Command, 'name' | 'title' | 'fields' | 'tailor'>;

/** Opens a command's form, as it fits what is known, with that filled in and kept. */
export async function openForm(
  context: Context,
  command: FormCommand,
  values: RawValues,
  { intro, errors = {} }: FormExtras = {},
): Promise<Done> {
  const draftId = context.ids.uuid();
  const fields = (await command.tailor?.(context, values)) ?? command.fields;
  const form = buildForm({
    spec: { title: command.title, fields },
    draftId,
    lang: context.actor.lang,
    values,
    errors,
  });
  return commitAll(context, { kind: 'form', form: intro === undefined ? form : { ...form, intro } }, [
    insertDraft(context, { id: draftId, command: command.name, values }),
  ]);
}
