import { CARD } from '../limits.ts';
import {
  flag,
  list,
  may,
  must,
  object,
  oneOf,
  type Properties,
  pattern,
  shape,
  text,
  whole,
} from './check.ts';
import {
  behaviors,
  confirm,
  icon,
  name,
  options,
  optionText,
  placeholder,
  space,
  textObject,
  width,
  words,
} from './parts.ts';

const FIELD: Properties = {
  name: may(name),
  required: may(flag),
  disabled: may(flag),
  width: may(width),
  placeholder: may(placeholder),
  behaviors: may(behaviors),
  confirm: may(confirm),
};

const TIPS: Properties = { hover_tips: may(words), disabled: may(flag), disabled_tips: may(words) };

const choice: Properties = { text: must(optionText), value: must(text(1)), icon: may(icon) };
const person: Properties = { value: must(text(1)), icon: may(icon) };
const urls = shape({ url: may(text()), android_url: may(text()), ios_url: may(text()), pc_url: may(text()) });

const ONE: Properties = {
  ...FIELD,
  type: may(oneOf('default', 'text')),
  initial_option: may(text()),
  initial_index: may(whole(1)),
};
const MANY: Properties = {
  ...FIELD,
  type: may(oneOf('default', 'text')),
  selected_values: may(list(text(1))),
};

const date = pattern(/^\d{4}-\d{2}-\d{2}$/u, 'a date like 2024-04-01');
const time = pattern(/^\d{2}:\d{2}$/u, 'a time like 07:30');
const dateTime = pattern(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/u, 'a date and time like 2024-04-01 07:30');

/** The components that people use, by their tags. */
export const INPUTS: Readonly<Record<string, Properties>> = {
  button: {
    ...TIPS,
    type: may(
      oneOf(
        'default',
        'primary',
        'danger',
        'text',
        'primary_text',
        'danger_text',
        'primary_filled',
        'danger_filled',
        'laser',
      ),
    ),
    size: may(oneOf('tiny', 'small', 'medium', 'large')),
    width: may(width),
    text: may(textObject({ max: CARD.buttonText })),
    icon: may(icon),
    confirm: may(confirm),
    behaviors: may(behaviors),
    name: may(name),
    required: may(flag),
    form_action_type: may(oneOf('submit', 'reset')),
  },
  input: {
    ...FIELD,
    default_value: may(text(0, CARD.inputLength)),
    max_length: may(whole(1, CARD.inputLength)),
    input_type: may(oneOf('text', 'multiline_text', 'password')),
    show_icon: may(flag),
    rows: may(whole(1, CARD.inputRows)),
    auto_resize: may(flag),
    max_rows: may(whole(1, CARD.inputRows)),
    label: may(words),
    label_position: may(oneOf('top', 'left')),
  },
  select_static: { ...ONE, options: must(options(choice)) },
  multi_select_static: { ...MANY, options: must(options(choice)) },
  select_person: { ...ONE, options: may(options(person)) },
  multi_select_person: { ...MANY, options: may(options(person)) },
  date_picker: { ...FIELD, initial_date: may(date) },
  picker_time: { ...FIELD, initial_time: may(time) },
  picker_datetime: { ...FIELD, initial_datetime: may(dateTime) },
  checker: {
    ...TIPS,
    name: may(name),
    checked: may(flag),
    text: may(words),
    overall_checkable: may(flag),
    button_area: may(object),
    checked_style: may(
      shape({ show_strikethrough: may(flag), opacity: may(pattern(/^[01](\.\d+)?$/u, 'a part')) }),
    ),
    padding: may(space),
    confirm: may(confirm),
    behaviors: may(behaviors),
  },
  overflow: {
    width: may(width),
    options: must(options({ text: must(optionText), value: may(text(1)), multi_url: may(urls) })),
    confirm: may(confirm),
    behaviors: may(behaviors),
  },
};
