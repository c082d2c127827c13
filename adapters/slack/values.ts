/** State of a view's inputs: block id → action id → what the element holds, in one of Slack's forms. */
export type ViewState = Readonly<Record<string, Readonly<Record<string, StateValue>>>>;

interface StateValue {
  readonly value?: string | null;
  readonly selected_date?: string | null;
  readonly selected_user?: string | null;
  readonly selected_option?: { readonly value: string } | null;
  readonly selected_options?: readonly { readonly value: string }[];
}

/** The inputs by field name; what was left empty is absent. */
export function readStateValues(state: ViewState): Readonly<Record<string, string>> {
  const values: Record<string, string> = {};
  for (const [name, elements] of Object.entries(state)) {
    const [element] = Object.values(elements);
    const value = element === undefined ? '' : readValue(element);
    // Kept even if empty: somebody who clears a field means it.
    values[name] = value;
  }
  return values;
}

function readValue(element: StateValue): string {
  const chosen = element.selected_options?.map((option) => option.value).join(',');
  return (
    element.value ??
    element.selected_date ??
    element.selected_user ??
    element.selected_option?.value ??
    chosen ??
    ''
  );
}
