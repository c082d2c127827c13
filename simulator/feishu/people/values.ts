import { type Json, recordsOf, textOf } from '../../common/json.ts';

/** What somebody enters: words, the value of an option, an open id, a date like `2024-04-01`, several of them, a tick. */
export type Entry = string | readonly string[] | boolean;

/** A zone's distance from Greenwich at a moment (milliseconds), like `+0800`. */
export function offsetOf(zone: string, at: number): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    timeZoneName: 'longOffset',
  }).formatToParts(at);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  return name === 'GMT' ? '+0000' : name.slice('GMT'.length).replace(':', '');
}

/**
 * What a component holds after somebody has entered something, in the platform's format.
 * @throws Error for what the client would not let anybody enter
 */
export function readEntry(component: Json, entry: Entry, zone: string, now: number): Entry {
  switch (component.tag) {
    case 'input':
      // The client takes no more keys once the field is full.
      return String(entry).slice(0, typeof component.max_length === 'number' ? component.max_length : 1_000);
    case 'select_static':
    case 'overflow':
      return oneOption(component, entry);
    case 'multi_select_static':
      return manyOf(entry).map((each) => oneOption(component, each));
    case 'multi_select_person':
      return manyOf(entry).map((each) => onePerson(component, each));
    case 'select_person':
      return onePerson(component, String(entry));
    case 'date_picker':
      return withOffset(entry, /^\d{4}-\d{2}-\d{2}$/u, zone, now);
    case 'picker_time':
      return withOffset(entry, /^\d{2}:\d{2}$/u, zone, now);
    case 'picker_datetime':
      return withOffset(entry, /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/u, zone, now);
    case 'checker':
      return entry === true || entry === 'true';
    default:
      throw new Error(`nothing can be entered into a ${String(component.tag)}`);
  }
}

/** What a component holds before anybody has touched it; undefined when it is empty. */
export function initialEntry(component: Json): Entry | undefined {
  switch (component.tag) {
    case 'input':
      return textOf(component, 'default_value');
    case 'date_picker':
      return textOf(component, 'initial_date');
    case 'picker_time':
      return textOf(component, 'initial_time');
    case 'picker_datetime':
      return textOf(component, 'initial_datetime');
    case 'multi_select_static':
    case 'multi_select_person':
      return Array.isArray(component.selected_values) ? component.selected_values.map(String) : undefined;
    case 'checker':
      return component.checked === true;
    default:
      return initialOption(component);
  }
}

function initialOption(component: Json): string | undefined {
  const index = component.initial_index;
  const byIndex = typeof index === 'number' ? recordsOf(component, 'options')[index - 1] : undefined;
  return byIndex === undefined ? textOf(component, 'initial_option') : textOf(byIndex, 'value');
}

export function isEmpty(entry: Entry | undefined): boolean {
  return (
    entry === undefined || entry === '' || entry === false || (Array.isArray(entry) && entry.length === 0)
  );
}

function manyOf(entry: Entry): readonly string[] {
  if (typeof entry === 'boolean') throw new Error('a tick is no choice');
  return typeof entry === 'string' ? entry.split(',').filter((each) => each !== '') : entry;
}

function oneOption(component: Json, entry: Entry): string {
  const values = recordsOf(component, 'options').map((option) => option.value);
  if (!values.includes(entry))
    throw new Error(`${String(entry)} is not offered; there is ${values.join(', ')}`);
  return String(entry);
}

/** A person picker without options of its own offers everybody in the chat. */
function onePerson(component: Json, openId: string): string {
  return component.options === undefined ? openId : oneOption(component, openId);
}

function withOffset(entry: Entry, form: RegExp, zone: string, now: number): string {
  const typed = String(entry);
  if (!form.test(typed)) throw new Error(`${typed} is not what this picker gives`);
  const day = /^\d{4}-\d{2}-\d{2}/u.exec(typed)?.[0];
  return `${typed} ${offsetOf(zone, day === undefined ? now : Date.parse(`${day}T12:00:00Z`))}`;
}
