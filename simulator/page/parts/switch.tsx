type Props<T extends string> = {
  readonly label: string;
  readonly value: T;
  readonly choices: readonly (readonly [T, string])[];
  readonly choose: (value: T) => void;
};

/** One of a few, all in sight. */
export function Switch<T extends string>({ label, value, choices, choose }: Props<T>) {
  return (
    <fieldset class="switch" aria-label={label}>
      {choices.map(([each, text]) => (
        <button key={each} type="button" aria-pressed={each === value} onClick={() => choose(each)}>
          {text}
        </button>
      ))}
    </fieldset>
  );
}
