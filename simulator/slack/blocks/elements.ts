import { isRecord, type Json } from '../../common/json.ts';
import { LIMITS } from '../limits.ts';
import {
  type Check,
  type Field,
  flag,
  list,
  may,
  must,
  oneOf,
  pattern,
  shape,
  text,
  variants,
  whole,
} from './check.ts';
import {
  choice,
  confirm,
  date,
  dispatchConfig,
  identifier,
  imageFields,
  option,
  optionGroup,
  overflowOption,
  placeholder,
  plainText,
  time,
  url,
} from './objects.ts';

type Fields = Readonly<Record<string, Field>>;

const actionable: Fields = { action_id: may(identifier) };
const asking: Fields = { ...actionable, confirm: may(confirm) };
const focusing: Fields = { focus_on_load: may(flag) };
const holding: Fields = { placeholder: may(placeholder) };
const menu: Fields = { ...asking, ...focusing, ...holding };
const many: Fields = { ...menu, max_selected_items: may(whole(1, LIMITS.select.options)) };
const typed: Fields = {
  ...actionable,
  ...focusing,
  ...holding,
  dispatch_action_config: may(dispatchConfig),
};
const ids = may(list(identifier, 1, LIMITS.select.options));

/** A preset must be one of what is offered, to the letter. */
function presetIsOffered(element: Json): string | undefined {
  const groups = Array.isArray(element.option_groups) ? element.option_groups : [];
  const offered = [element.options, ...groups.map((group: unknown) => isRecord(group) && group.options)]
    .flatMap((options) => (Array.isArray(options) ? options : []))
    .map((entry) => JSON.stringify(entry));
  const presets = [element.initial_option, element.initial_options]
    .flat()
    .filter((preset) => preset !== undefined);
  const stray = presets.some((preset) => !offered.includes(JSON.stringify(preset)));
  return stray ? 'initial option does not match any of the options' : undefined;
}

function optionsOrGroups(element: Json): string | undefined {
  const both = element.options !== undefined && element.option_groups !== undefined;
  const none = element.options === undefined && element.option_groups === undefined;
  return both || none ? 'must define either `options` or `option_groups`' : presetIsOffered(element);
}

const offering: Fields = {
  options: may(list(option, 1, LIMITS.select.options)),
  option_groups: may(list(optionGroup, 1, LIMITS.select.groups)),
};

const ticking: Fields = {
  ...asking,
  ...focusing,
  options: must(list(choice, 1, LIMITS.choices)),
};

const button = shape({
  ...asking,
  text: must(plainText(LIMITS.button.text)),
  value: may(text(1, LIMITS.button.value)),
  url: may(url),
  style: may(oneOf('primary', 'danger')),
  accessibility_label: may(text(1, LIMITS.button.label)),
});

const overflow = shape({ ...asking, options: must(list(overflowOption, 1, LIMITS.overflow)) });

const selects = {
  static_select: shape({ ...menu, ...offering, initial_option: may(option) }, optionsOrGroups),
  external_select: shape({ ...menu, initial_option: may(option), min_query_length: may(whole(0, 3_000)) }),
  users_select: shape({ ...menu, initial_user: may(identifier) }),
  conversations_select: shape({
    ...menu,
    initial_conversation: may(identifier),
    default_to_current_conversation: may(flag),
    response_url_enabled: may(flag),
    filter: may(
      shape({
        include: may(list(oneOf('im', 'mpim', 'private', 'public'), 1, 4)),
        exclude_external_shared_channels: may(flag),
        exclude_bot_users: may(flag),
      }),
    ),
  }),
  channels_select: shape({ ...menu, initial_channel: may(identifier), response_url_enabled: may(flag) }),
  multi_static_select: shape(
    { ...many, ...offering, initial_options: may(list(option, 1, LIMITS.select.options)) },
    optionsOrGroups,
  ),
  multi_users_select: shape({ ...many, initial_users: ids }),
  multi_channels_select: shape({ ...many, initial_channels: ids }),
} satisfies Record<string, Check>;

const pickers = {
  checkboxes: shape({ ...ticking, initial_options: may(list(choice, 1, LIMITS.choices)) }, presetIsOffered),
  radio_buttons: shape({ ...ticking, initial_option: may(choice) }, presetIsOffered),
  datepicker: shape({ ...menu, initial_date: may(date) }),
  timepicker: shape({ ...menu, initial_time: may(time), timezone: may(text(1, 255)) }),
  datetimepicker: shape({ ...asking, ...focusing, initial_date_time: may(whole(1e9, 9_999_999_999)) }),
} satisfies Record<string, Check>;

const decimal = pattern(/^-?\d+(\.\d+)?$/u, 'a number as text');

const inputs = {
  plain_text_input: shape({
    ...typed,
    initial_value: may(text(0, LIMITS.plainTextInput.length)),
    multiline: may(flag),
    min_length: may(whole(0, LIMITS.plainTextInput.length)),
    max_length: may(whole(1, LIMITS.plainTextInput.length)),
  }),
  email_text_input: shape({ ...typed, initial_value: may(text(1, LIMITS.plainTextInput.length)) }),
  url_text_input: shape({ ...typed, initial_value: may(text(1, LIMITS.plainTextInput.length)) }),
  number_input: shape({
    ...typed,
    is_decimal_allowed: must(flag),
    initial_value: may(decimal),
    min_value: may(decimal),
    max_value: may(decimal),
  }),
} satisfies Record<string, Check>;

export const imageElement: Check = shape(imageFields, (image) =>
  (image.image_url === undefined) === (image.slack_file === undefined)
    ? 'must define either `image_url` or `slack_file`'
    : undefined,
);

/** What may stand at the right of a section. */
export const accessory: Check = variants({ button, overflow, image: imageElement, ...selects, ...pickers });

/** What may stand in an actions block. */
export const actionElement: Check = variants({ button, overflow, ...selects, ...pickers });

/** What may stand in an input block. */
export const inputElement: Check = variants({ ...selects, ...pickers, ...inputs });
