import type { Suggestion } from '../world/completion.ts';

type Props = {
  readonly id: string;
  readonly items: readonly Suggestion[];
  readonly active: number;
  readonly take: (line: string) => void;
};

/** Commands that go on with what is typed. */
export function Suggestions({ id, items, active, take }: Props) {
  return (
    <div class="suggestions" id={id} role="listbox">
      {items.map(({ line, name, summary, example }, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are pressed in the field, which names the active option
        <div
          key={line}
          id={`${id}-${index}`}
          class="suggestion"
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          // The field keeps the focus.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => take(line)}
        >
          <span class="suggestion-name">{name}</span>
          <span class="suggestion-summary">{summary}</span>
          <span class="suggestion-example">{example}</span>
        </div>
      ))}
    </div>
  );
}
