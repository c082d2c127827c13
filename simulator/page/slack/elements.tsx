import { useState } from 'preact/hooks';
import { isRecord, type Json, textOf } from '../../common/json.ts';
import { ChoiceList } from '../parts/choice-list.tsx';
import { Overflow } from '../parts/overflow.tsx';
import { useWords } from '../wording.ts';
import { Lookup } from './lookup.tsx';
import { optionsOf, useChoosing, useSlack, useSurface, wordsOf } from './surface.ts';

type Props = { readonly block: Json; readonly element: Json; readonly id?: string };

/** Something that can be pressed, chosen or typed into. */
export function Element(props: Props) {
  const { t } = useWords();
  const { users, conversations } = useSlack();
  const { element } = props;
  const people = users.filter(({ isBot }) => !isBot).map(({ id, name }) => ({ value: id, text: name }));
  const channels = conversations
    .filter(({ kind }) => kind === 'channel')
    .map(({ id, name }) => ({ value: id, text: `#${name}` }));
  const options = optionsOf(element).map((option) => ({
    value: textOf(option, 'value') ?? '',
    text: wordsOf(option, 'text'),
  }));
  switch (element.type) {
    case 'button':
      return <SlackButton {...props} />;
    case 'static_select':
    case 'radio_buttons':
      return <Pick {...props} options={options} />;
    case 'overflow':
      return <Menu {...props} options={options} />;
    case 'external_select':
      return <Lookup {...props} />;
    case 'users_select':
      return <Pick {...props} options={people} />;
    case 'conversations_select':
    case 'channels_select':
      return <Pick {...props} options={channels} />;
    case 'multi_static_select':
    case 'checkboxes':
      return <Several {...props} options={options} />;
    case 'multi_users_select':
      return <Several {...props} options={people} />;
    case 'datepicker':
      return <Typed {...props} type="date" />;
    case 'timepicker':
      return <Typed {...props} type="time" />;
    case 'number_input':
      return <Typed {...props} type="number" />;
    case 'email_text_input':
      return <Typed {...props} type="email" />;
    case 'url_text_input':
    case 'plain_text_input':
      return <Typed {...props} type="text" />;
    default:
      return <span class="faint">{t.unknownPart(String(element.type))}</span>;
  }
}

function SlackButton({ block, element }: Props) {
  const { t } = useWords();
  const { ask, notify } = useSlack();
  const { press } = useSurface();
  const [isBusy, setBusy] = useState(false);
  const go = async (): Promise<void> => {
    setBusy(true);
    await press(block, element);
    setBusy(false);
    const url = textOf(element, 'url');
    if (url !== undefined) notify('info', t.opened(url));
  };
  const { confirm } = element;
  const start = (): void => {
    if (!isRecord(confirm)) return void go();
    const question = {
      title: wordsOf(confirm, 'title'),
      text: wordsOf(confirm, 'text'),
      yes: wordsOf(confirm, 'confirm') || t.confirm,
      no: wordsOf(confirm, 'deny') || t.cancel,
    };
    ask({ ...question, go: () => void go() });
  };
  return (
    <button
      type="button"
      class={textOf(element, 'style') ?? ''}
      disabled={isBusy}
      aria-busy={isBusy}
      onClick={start}
    >
      {wordsOf(element, 'text')}
    </button>
  );
}

type Options = { readonly options: readonly { readonly value: string; readonly text: string }[] };

function Pick({ options, ...props }: Props & Options) {
  const { t } = useWords();
  const [value, choose] = useChoosing(props);
  const placeholder = wordsOf(props.element, 'placeholder') || t.choose;
  return (
    <select
      id={props.id}
      aria-label={props.id === undefined ? placeholder : undefined}
      value={typeof value === 'string' ? value : ''}
      onChange={({ currentTarget }) => choose(currentTarget.value === '' ? null : currentTarget.value)}
    >
      <option value="">{placeholder}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.text}
        </option>
      ))}
    </select>
  );
}

function Menu({ options, ...props }: Props & Options) {
  const { t } = useWords();
  const [, choose] = useChoosing(props);
  return <Overflow label={t.more} options={options} choose={choose} />;
}

function Several({ options, ...props }: Props & Options) {
  const [value, choose] = useChoosing(props);
  return (
    <ChoiceList
      id={props.id}
      options={options}
      chosen={Array.isArray(value) ? value.map(String) : []}
      choose={choose}
    />
  );
}

function Typed({ type, ...props }: Props & { readonly type: 'date' | 'time' | 'number' | 'email' | 'text' }) {
  const { element } = props;
  const [value, choose] = useChoosing(props);
  const common = {
    id: props.id,
    value: typeof value === 'string' ? value : '',
    placeholder: wordsOf(element, 'placeholder'),
    maxLength: typeof element.max_length === 'number' ? element.max_length : undefined,
  };
  const read = (text: string): void => choose(text === '' ? null : text);
  return element.multiline === true ? (
    <textarea rows={3} {...common} onInput={({ currentTarget }) => read(currentTarget.value)} />
  ) : (
    <input type={type as 'text'} {...common} onInput={({ currentTarget }) => read(currentTarget.value)} />
  );
}
