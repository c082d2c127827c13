import { useId, useState } from 'preact/hooks';
import { type Json, recordsOf, textOf } from '../../common/json.ts';
import { ChoiceList } from '../parts/choice-list.tsx';
import { Overflow } from '../parts/overflow.tsx';
import { useWords } from '../wording.ts';
import { pointAt, presetOf, useCard, useFeishu, type Value, wordsOf } from './surface.ts';

const FIELDS = [
  'input',
  'select_static',
  'multi_select_static',
  'select_person',
  'multi_select_person',
  'date_picker',
  'picker_time',
  'picker_datetime',
  'checker',
  'overflow',
];

export function isField(component: Json): boolean {
  return FIELDS.includes(String(component.tag));
}

/** Something to enter. In a form it waits for the form's button; elsewhere it is told at once. */
export function Field({ component }: { readonly component: Json }) {
  const { t } = useWords();
  const { act } = useFeishu();
  const { messageId, form } = useCard();
  const [alone, setAlone] = useState<Value>(presetOf(component) ?? '');
  const id = useId();
  const name = textOf(component, 'name') ?? '';
  const isMissing = form?.missing.includes(name) ?? false;
  const change = (value: Value, isDone = true): void => {
    if (form !== undefined) {
      form.change(name, value);
      return;
    }
    setAlone(value);
    const option = typeof value === 'object' ? [...value] : value;
    if (isDone) void act({ kind: 'press', message: messageId, which: pointAt(component), option });
  };
  const value = form === undefined ? alone : (form.values[name] ?? '');
  return (
    <div class={isMissing ? 'field has-error' : 'field'}>
      {wordsOf(component, 'label') !== '' && <label for={id}>{wordsOf(component, 'label')}</label>}
      <Control component={component} id={id} value={value} change={change} />
      {isMissing && (
        <p class="field-error" role="alert">
          {t.required}
        </p>
      )}
    </div>
  );
}

type ControlProps = {
  readonly component: Json;
  readonly id: string;
  readonly value: Value;
  readonly change: (value: Value, isDone?: boolean) => void;
};

function Control({ component, id, value, change }: ControlProps) {
  const { t } = useWords();
  const options = useOptions(component);
  const placeholder = wordsOf(component, 'placeholder');
  const text = typeof value === 'string' ? value : '';
  // The words over a field are a part of the card of their own, so the field carries its name.
  const common = { id, 'aria-label': textOf(component, 'name') ?? placeholder, placeholder };
  switch (component.tag) {
    case 'input':
      return <Written {...{ component, value: text, change, common }} />;
    case 'date_picker':
      return (
        <input
          type="date"
          {...common}
          value={text.slice(0, 10)}
          onChange={({ currentTarget }) => change(currentTarget.value)}
        />
      );
    case 'picker_time':
      return (
        <input
          type="time"
          {...common}
          value={text.slice(0, 5)}
          onChange={({ currentTarget }) => change(currentTarget.value)}
        />
      );
    case 'picker_datetime':
      return (
        <input
          type="datetime-local"
          {...common}
          value={text.slice(0, 16).replace(' ', 'T')}
          onChange={({ currentTarget }) => change(currentTarget.value.replace('T', ' '))}
        />
      );
    case 'checker':
      return (
        <label class="checker">
          <input
            type="checkbox"
            checked={value === true}
            onChange={({ currentTarget }) => change(currentTarget.checked)}
          />
          {wordsOf(component, 'text')}
        </label>
      );
    case 'overflow':
      return <Overflow label={t.more} options={options} choose={change} />;
    case 'multi_select_static':
    case 'multi_select_person':
      return (
        <ChoiceList id={id} options={options} chosen={Array.isArray(value) ? value : []} choose={change} />
      );
    default:
      return (
        <select {...common} value={text} onChange={({ currentTarget }) => change(currentTarget.value)}>
          <option value="">{placeholder || t.choose}</option>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.text}
            </option>
          ))}
        </select>
      );
  }
}

type WrittenProps = Omit<ControlProps, 'id'> & {
  readonly common: Readonly<Record<string, string>>;
  readonly value: string;
};

function Written({ component, value, change, common }: WrittenProps) {
  const props = {
    ...common,
    value,
    maxLength: typeof component.max_length === 'number' ? component.max_length : 1_000,
    onInput: ({ currentTarget }: { readonly currentTarget: { readonly value: string } }) =>
      change(currentTarget.value, false),
    onChange: ({ currentTarget }: { readonly currentTarget: { readonly value: string } }) =>
      change(currentTarget.value),
  };
  return component.input_type === 'multiline_text' ? (
    <textarea rows={Number(component.rows ?? 3)} {...props} />
  ) : (
    <input type="text" {...props} />
  );
}

function useOptions(component: Json): readonly { readonly value: string; readonly text: string }[] {
  const { users } = useFeishu();
  const offered = recordsOf(component, 'options').map((option) => textOf(option, 'value') ?? '');
  if (component.tag === 'select_person' || component.tag === 'multi_select_person') {
    return users
      .filter(({ id, isBot }) => !isBot && (offered.length === 0 || offered.includes(id)))
      .map(({ id, name }) => ({ value: id, text: name }));
  }
  return recordsOf(component, 'options').map((option) => ({
    value: textOf(option, 'value') ?? '',
    text: wordsOf(option, 'text'),
  }));
}
