import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { type Json, recordsOf, textOf } from '../../common/json.ts';
import { isField } from './fields.tsx';
import { OnCard, pointAt, presetOf, useCard, useFeishu, type Value, type Values } from './surface.ts';

/** A form container: what is entered into it is sent together. */
export function Form({ form, children }: { readonly form: Json; readonly children: ComponentChildren }) {
  const { act } = useFeishu();
  const { messageId } = useCard();
  const [values, setValues] = useState<Values>(() => presets(form));
  const [missing, setMissing] = useState<readonly string[]>([]);
  const submit = async (button: Json): Promise<void> => {
    const which = pointAt(button);
    const entered = Object.entries(values).map(([name, value]): [string, string | string[] | boolean] => [
      name,
      typeof value === 'object' ? [...value] : value,
    ]);
    const acted = await act({
      kind: 'press',
      message: messageId,
      which,
      values: Object.fromEntries(entered),
    });
    setMissing(acted.missing ?? []);
  };
  const change = (name: string, value: Value): void => {
    setValues((now) => ({ ...now, [name]: value }));
    setMissing((now) => now.filter((each) => each !== name));
  };
  const reset = (): void => {
    setValues(presets(form));
    setMissing([]);
  };
  return (
    <OnCard.Provider value={{ messageId, form: { values, missing, change, submit, reset } }}>
      <fieldset class="card-form">{children}</fieldset>
    </OnCard.Provider>
  );
}

function presets(form: Json): Values {
  const known = fieldsIn(form).flatMap((field): readonly (readonly [string, Value])[] => {
    const name = textOf(field, 'name');
    const value = presetOf(field);
    return name === undefined || value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(known);
}

function fieldsIn(parent: Json): readonly Json[] {
  return [...recordsOf(parent, 'elements'), ...recordsOf(parent, 'columns')].flatMap((each) => [
    ...(isField(each) ? [each] : []),
    ...fieldsIn(each),
  ]);
}
