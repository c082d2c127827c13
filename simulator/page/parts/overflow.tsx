/** A menu of what is wanted less often: choosing an entry presses it, and the menu is closed again. */
export function Overflow({
  label,
  options,
  choose,
}: {
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly text: string }[];
  readonly choose: (value: string) => void;
}) {
  return (
    <select
      class="overflow"
      aria-label={label}
      value=""
      onChange={({ currentTarget }) => {
        const { value } = currentTarget;
        currentTarget.value = '';
        if (value !== '') choose(value);
      }}
    >
      <option value="">⋯</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.text}
        </option>
      ))}
    </select>
  );
}
