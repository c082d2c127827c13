import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { useWords } from '../wording.ts';
import type { Command } from '../world/api.ts';
import { complete, findBegun, type Place, writeExample } from '../world/completion.ts';
import { Suggestions } from './suggestions.tsx';

type Props = {
  readonly placeholder: string;
  readonly place: Place;
  readonly commands: readonly Command[];
  readonly send: (text: string) => Promise<boolean>;
};

/** The commands that a newcomer is shown first, where there are such. */
const FIRST_STEPS = ['followup', 'payment', 'todo', 'rank'];

/** Where somebody types, with commands that complete themselves and a few to begin with. */
export function Composer({ placeholder, place, commands, send }: Props) {
  const { t, lang } = useWords();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [draft, setDraft] = useState('');
  const [active, setActive] = useState(-1);
  const [isHidden, setHidden] = useState(false);
  const suggestions = isHidden ? [] : complete(draft, commands, place, lang);
  const begun = suggestions.length === 0 ? findBegun(draft, commands, place) : undefined;
  useGrowing(field, draft);

  const write = (line: string): void => {
    setDraft(line);
    setActive(-1);
    setHidden(false);
  };
  const take = (line: string): void => {
    write(line);
    field.current?.focus();
  };
  const submit = async (): Promise<void> => {
    const text = draft.trim();
    if (text === '') return;
    write('');
    const isSent = await send(text);
    // What could not be said is not lost.
    if (!isSent) setDraft((now) => (now === '' ? text : now));
  };
  const press = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const chosen = suggestions[active] ?? (event.key === 'Tab' ? suggestions[0] : undefined);
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    if (step !== undefined && suggestions.length > 0) {
      setActive((active + step + suggestions.length + (active < 0 && step < 0 ? 1 : 0)) % suggestions.length);
    } else if ((event.key === 'Enter' || event.key === 'Tab') && chosen !== undefined && !event.shiftKey) {
      take(chosen.line);
    } else if (event.key === 'Enter' && !event.shiftKey) void submit();
    else if (event.key === 'Escape' && suggestions.length > 0) setHidden(true);
    else return;
    event.preventDefault();
  };
  const firstSteps = commands.filter(({ name }) => FIRST_STEPS.includes(name));
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {suggestions.length > 0 && <Suggestions id={id} items={suggestions} active={active} take={take} />}
      <div class="chips">
        <span class="chips-label">{t.tryThis}</span>
        {(firstSteps.length > 0 ? firstSteps : commands.slice(0, 4)).map((command) => {
          const line = writeExample(command, place, lang);
          return (
            <button
              key={command.name}
              type="button"
              class="chip"
              title={command.summary[lang]}
              onClick={() => take(line)}
            >
              {line}
            </button>
          );
        })}
      </div>
      <div class="composer-row">
        <textarea
          ref={field}
          rows={1}
          value={draft}
          placeholder={placeholder}
          aria-label={placeholder}
          aria-controls={id}
          aria-autocomplete="list"
          {...(active >= 0 ? { 'aria-activedescendant': `${id}-${active}` } : {})}
          onInput={({ currentTarget }) => write(currentTarget.value)}
          onKeyDown={press}
        />
        <button type="submit" class="send" disabled={draft.trim() === ''}>
          {t.send}
        </button>
      </div>
      {begun !== undefined && (
        <p class="composer-hint">
          {begun.summary[lang]} · {t.example} <code>{writeExample(begun, place, lang)}</code>
        </p>
      )}
    </form>
  );
}

/** A field as high as its words. */
function useGrowing(field: { readonly current: HTMLTextAreaElement | null }, text: string): void {
  useEffect(() => {
    const area = field.current;
    if (area === null) return;
    area.style.height = 'auto';
    area.style.height = `${Math.min(area.scrollHeight + 2, 160)}px`;
  }, [text]);
}
