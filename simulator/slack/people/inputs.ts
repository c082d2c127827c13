import { isRecord, type Json, recordsOf, textOf } from '../../common/json.ts';
import { elementsOf, type Placed } from '../blocks/elements-of.ts';
import type { World } from '../world.ts';

/** What a person chose or typed. A list for several choices, an object for an option that was suggested, null for nothing. */
export type Choice =
  | string
  | number
  | readonly string[]
  | { readonly text: string; readonly value: string }
  | null;

/** How an element tells its state: the property's name, the property with the preset, and what stands for nothing. */
const STATES: Readonly<
  Record<string, { readonly key: string; readonly preset: string; readonly empty: unknown }>
> = {
  plain_text_input: { key: 'value', preset: 'initial_value', empty: null },
  email_text_input: { key: 'value', preset: 'initial_value', empty: null },
  url_text_input: { key: 'value', preset: 'initial_value', empty: null },
  number_input: { key: 'value', preset: 'initial_value', empty: null },
  static_select: { key: 'selected_option', preset: 'initial_option', empty: null },
  external_select: { key: 'selected_option', preset: 'initial_option', empty: null },
  radio_buttons: { key: 'selected_option', preset: 'initial_option', empty: null },
  users_select: { key: 'selected_user', preset: 'initial_user', empty: null },
  conversations_select: { key: 'selected_conversation', preset: 'initial_conversation', empty: null },
  channels_select: { key: 'selected_channel', preset: 'initial_channel', empty: null },
  datepicker: { key: 'selected_date', preset: 'initial_date', empty: null },
  timepicker: { key: 'selected_time', preset: 'initial_time', empty: null },
  datetimepicker: { key: 'selected_date_time', preset: 'initial_date_time', empty: null },
  checkboxes: { key: 'selected_options', preset: 'initial_options', empty: [] },
  multi_static_select: { key: 'selected_options', preset: 'initial_options', empty: [] },
  multi_users_select: { key: 'selected_users', preset: 'initial_users', empty: [] },
  multi_channels_select: { key: 'selected_channels', preset: 'initial_channels', empty: [] },
};

const keyOf = (placed: Pick<Placed, 'blockId' | 'actionId'>): string =>
  `${placed.blockId}\n${placed.actionId}`;

/** What this person has filled in on this message or view, by block and element: `state.values` of a payload. */
export function statesOf(
  world: World,
  surfaceId: string,
  userId: string,
  blocks: readonly Json[],
): Readonly<Record<string, Readonly<Record<string, Json>>>> {
  const filled = world.inputs.get(`${surfaceId} ${userId}`);
  const values: Record<string, Record<string, Json>> = {};
  for (const placed of elementsOf(blocks)) {
    const state = filled?.get(keyOf(placed)) ?? presetOf(placed);
    if (state === undefined) continue;
    const block = values[placed.blockId] ?? {};
    block[placed.actionId] = state;
    values[placed.blockId] = block;
  }
  return values;
}

/** Remembers what somebody filled in. */
export function fillIn(world: World, surfaceId: string, userId: string, placed: Placed, state: Json): void {
  const key = `${surfaceId} ${userId}`;
  const filled = world.inputs.get(key) ?? new Map<string, Json>();
  filled.set(keyOf(placed), state);
  world.inputs.set(key, filled);
}

function presetOf({ type, element }: Placed): Json | undefined {
  const facts = STATES[type];
  return facts && { type, [facts.key]: element[facts.preset] ?? facts.empty };
}

/** Nothing is filled in. */
export function isEmptyState(state: Json): boolean {
  const facts = STATES[textOf(state, 'type') ?? ''];
  const value = facts && state[facts.key];
  return (
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
  );
}

/**
 * What an element's state becomes by a choice.
 * @throws Error when nobody could choose that on the screen: an option that is not offered, a date that is none
 */
export function stateBy({ type, element, actionId }: Placed, choice: Choice): Json {
  const facts = STATES[type];
  if (facts === undefined) throw new Error(`${actionId}: a ${type} holds no value`);
  if (choice === null) return { type, [facts.key]: facts.empty };
  switch (facts.key) {
    case 'selected_option':
      return { type, selected_option: optionBy(element, choice, type === 'external_select') };
    case 'selected_options':
      return { type, selected_options: listOf(choice).map((value) => optionBy(element, value, false)) };
    case 'selected_users':
    case 'selected_channels':
      return { type, [facts.key]: listOf(choice) };
    case 'selected_date_time':
      return { type, selected_date_time: Number(choice) };
    case 'selected_date':
      if (!/^\d{4}-\d{2}-\d{2}$/u.test(String(choice)))
        throw new Error(`${actionId}: ${String(choice)} is no date`);
      return { type, selected_date: choice };
    default:
      return { type, [facts.key]: String(choice) };
  }
}

function listOf(choice: Choice): readonly string[] {
  return Array.isArray(choice) ? choice.map(String) : [String(choice)];
}

/** The offered option with this value. */
export function optionBy(element: Json, choice: Choice, suggested: boolean): Json {
  if (suggested && isRecord(choice)) {
    return { text: { type: 'plain_text', text: choice.text, emoji: true }, value: choice.value };
  }
  const groups = recordsOf(element, 'option_groups').flatMap((group) => recordsOf(group, 'options'));
  const options = [...recordsOf(element, 'options'), ...groups];
  const value = isRecord(choice) ? choice.value : choice;
  const found = options.find((option) => option.value === value);
  if (found === undefined) {
    const offered = options.map((option) => String(option.value)).join(', ');
    throw new Error(`no option ${String(value)}; offered: ${offered}`);
  }
  return found;
}
