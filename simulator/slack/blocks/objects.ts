import { LIMITS } from '../limits.ts';
import { type Check, flag, list, may, must, oneOf, pattern, shape, text, variants } from './check.ts';

/** A plain_text object of 1 to `max` characters. */
export function plainText(max: number): Check {
  return variants({ plain_text: shape({ text: must(text(1, max)), emoji: may(flag) }) });
}

/** The two kinds of text object, of 1 to `max` characters, by their type. */
export function textShapes(max: number): { readonly plain_text: Check; readonly mrkdwn: Check } {
  return {
    plain_text: shape({ text: must(text(1, max)), emoji: may(flag) }),
    mrkdwn: shape({ text: must(text(1, max)), verbatim: may(flag) }),
  };
}

/** A plain_text or mrkdwn object of 1 to `max` characters. */
export function anyText(max: number): Check {
  return variants(textShapes(max));
}

export const identifier: Check = text(1, LIMITS.identifier);
export const url: Check = pattern(
  /^(https?|slack|mailto|tel):.{1,2990}$/u,
  'a valid url of at most 3000 characters',
);
export const webUrl: Check = pattern(/^https?:\/\/.{1,2990}$/u, 'a valid web url of at most 3000 characters');
export const date: Check = pattern(/^\d{4}-\d{2}-\d{2}$/u, 'a date like YYYY-MM-DD');
export const time: Check = pattern(/^([01]\d|2[0-3]):[0-5]\d$/u, 'a time like HH:mm');
export const placeholder: Check = plainText(LIMITS.placeholder);

const optionFields = {
  value: must(text(1, LIMITS.option.value)),
  description: may(plainText(LIMITS.option.description)),
};

/** An entry of a select menu. */
export const option: Check = shape({ text: must(plainText(LIMITS.option.text)), ...optionFields });

/** An entry of checkboxes or radio buttons, which may use mrkdwn. */
export const choice: Check = shape({
  text: must(anyText(LIMITS.option.text)),
  value: must(text(1, LIMITS.option.value)),
  description: may(anyText(LIMITS.option.description)),
});

/** An entry of an overflow menu, which may lead to a page. */
export const overflowOption: Check = shape({
  text: must(plainText(LIMITS.option.text)),
  ...optionFields,
  url: may(url),
});

export const optionGroup: Check = shape({
  label: must(plainText(LIMITS.select.label)),
  options: must(list(option, 1, LIMITS.select.options)),
});

/** The question that is asked before an action goes out. */
export const confirm: Check = shape({
  title: may(plainText(LIMITS.confirm.title)),
  text: must(anyText(LIMITS.confirm.text)),
  confirm: may(plainText(LIMITS.confirm.button)),
  deny: may(plainText(LIMITS.confirm.button)),
  style: may(oneOf('primary', 'danger')),
});

export const dispatchConfig: Check = shape({
  trigger_actions_on: may(list(oneOf('on_enter_pressed', 'on_character_entered'), 1, 2)),
});

/** An image by its address, or by a file that Slack keeps. */
export const imageFields = {
  alt_text: must(text(1, LIMITS.image.alt)),
  image_url: may(webUrl),
  slack_file: may(shape({ id: may(identifier), url: may(webUrl) })),
};
