import { useRef, useState } from 'preact/hooks';
import { isRecord, type Json } from '../../common/json.ts';
import { useWords } from '../wording.ts';
import { type Choice, type Suggested, useChoosing, useSurface, wordsOf } from './surface.ts';

type Props = { readonly block: Json; readonly element: Json; readonly id?: string };

/** Not every key asks the bot; milliseconds. */
const PAUSE_MS = 150;

/** A menu that asks the bot for its options as somebody types. */
export function Lookup(props: Props) {
  const { t } = useWords();
  const { suggest } = useSurface();
  const [value, choose] = useChoosing(props);
  const [typed, setTyped] = useState<string>();
  const [options, setOptions] = useState<readonly Suggested[]>();
  const [active, setActive] = useState(0);
  const pause = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const turn = useRef(0);

  const look = (text: string): void => {
    setTyped(text);
    clearTimeout(pause.current);
    pause.current = setTimeout(() => void ask(text), text === '' ? 0 : PAUSE_MS);
  };
  const ask = async (text: string): Promise<void> => {
    turn.current += 1;
    const mine = turn.current;
    const found = await suggest(props.element, text);
    // Answers may overtake each other.
    if (mine !== turn.current) return;
    setOptions(found);
    setActive(0);
  };
  const close = (): void => {
    clearTimeout(pause.current);
    turn.current += 1;
    setTyped(undefined);
    setOptions(undefined);
  };
  const take = (option: Suggested | undefined): void => {
    if (option === undefined) return;
    choose(option);
    close();
  };
  const press = (event: KeyboardEvent): void => {
    if (options === undefined && event.key === 'ArrowDown') look('');
    if (options === undefined) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setActive((active + step + options.length) % Math.max(1, options.length));
    else if (event.key === 'Enter') take(options[active]);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
  };
  const list = `${props.id ?? 'lookup'}-list`;
  return (
    <div class="lookup">
      <input
        id={props.id}
        type="text"
        class="lookup-input"
        role="combobox"
        aria-expanded={options !== undefined}
        aria-controls={list}
        aria-autocomplete="list"
        autoComplete="off"
        placeholder={nameOf(value, props.element) || wordsOf(props.element, 'placeholder') || t.choose}
        value={typed ?? nameOf(value, props.element)}
        onClick={() => look('')}
        onBlur={close}
        onInput={({ currentTarget }) => look(currentTarget.value)}
        onKeyDown={press}
      />
      {typed === undefined && value !== null && value !== '' && (
        <button type="button" class="lookup-clear" aria-label={t.close} onClick={() => choose(null)}>
          ×
        </button>
      )}
      {options !== undefined && (
        <div class="lookup-list" id={list} role="listbox">
          {options.length === 0 && <p class="faint">{t.nothing}</p>}
          {options.map((option, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are pressed in the field
            <div
              key={option.value}
              class="lookup-option"
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              // The field keeps the focus until the choice is made.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(option)}
            >
              {option.text}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

function nameOf(value: Choice, element: Json): string {
  if (value === null || Array.isArray(value)) return '';
  if (typeof value === 'object' && 'text' in value) return value.text;
  const preset = element.initial_option;
  return isRecord(preset) && preset.value === value ? wordsOf(preset, 'text') : String(value);
}
