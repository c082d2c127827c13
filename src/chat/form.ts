import type { Field, Form } from './card.ts';
import type { Lang } from './language.ts';
import type { CommandSpec, FieldSpec, RawValues } from './spec.ts';
import { chatText } from './text.ts';

export interface FormInput {
  readonly spec: Pick<CommandSpec<never>, 'title' | 'fields'>;
  readonly draftId: string;
  readonly lang: Lang;
  /** What is known already, raw as typed or read. */
  readonly values: RawValues;
  /** Sentences by field name. */
  readonly errors?: Readonly<Record<string, string>>;
}

/**
 * Under this name a draft's values list the fields, joined by a comma, that are settled: they say which row its form is
 * about. They are not asked, and what is sent back for them is not heard.
 */
export const FIXED = '_fixed';

/** Whether the draft of these values still asks for this field. */
export function isAsked(field: string, values: RawValues): boolean {
  return !(values[FIXED] ?? '').split(',').includes(field);
}

/** The form of a command: its fields, with what is known filled in and what was wrong said at its field. */
export function buildForm({ spec, draftId, lang, values, errors = {} }: FormInput): Form {
  return {
    title: spec.title[lang],
    action: 'form.submit',
    target: draftId,
    fields: spec.fields
      .filter(({ name }) => isAsked(name, values))
      .map((field) => buildField(field, lang, values[field.name], errors[field.name])),
    submit: chatText.submit[lang],
    cancel: chatText.cancel[lang],
    open: chatText.openForm[lang],
  };
}

function buildField(
  field: FieldSpec,
  lang: Lang,
  value: string | undefined,
  error: string | undefined,
): Field {
  const base = {
    name: field.name,
    label: field.label[lang],
    required: field.required,
    ...(field.hint ? { hint: field.hint[lang] } : {}),
    ...(value === undefined ? {} : { value }),
    ...(error === undefined ? {} : { error }),
  };
  switch (field.kind) {
    case 'date':
      return { ...base, kind: 'date' };
    case 'choice':
      return {
        ...base,
        kind: 'choice',
        ...(field.several ? { several: true } : {}),
        options: (field.choices ?? []).map((choice) => ({ label: choice.label[lang], value: choice.value })),
      };
    case 'customer':
    case 'member':
    case 'order':
      return {
        ...base,
        kind: 'pick',
        from: field.kind,
        options: [],
        other: chatText.other[field.kind][lang],
      };
    case 'text':
    case 'amount':
    case 'number':
    case 'time':
    case 'period':
      return { ...base, kind: 'text', long: field.long ?? false };
  }
}
