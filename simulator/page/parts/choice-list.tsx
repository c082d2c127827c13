type Props = {
  readonly id?: string | undefined;
  readonly options: readonly { readonly value: string; readonly text: string }[];
  readonly chosen: readonly string[];
  readonly choose: (values: readonly string[]) => void;
};

/** Several of a list, each with its own box. */
export function ChoiceList({ id, options, chosen, choose }: Props) {
  return (
    <fieldset class="choice-list" id={id}>
      {options.map(({ value, text }) => (
        <label key={value}>
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={({ currentTarget: { checked } }) =>
              choose(checked ? [...chosen, value] : chosen.filter((each) => each !== value))
            }
          />
          {text}
        </label>
      ))}
    </fieldset>
  );
}
