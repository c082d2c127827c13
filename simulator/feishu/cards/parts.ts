import { isRecord, recordsOf } from '../../common/json.ts';
import { CARD } from '../limits.ts';
import {
  type Check,
  complain,
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

/** One to four lengths: `4px`, `0px 12px`. Margins may be negative. */
export const space = pattern(/^-?\d+px( -?\d+px){0,3}$/u, 'one to four lengths in px');
export const spacing = pattern(/^(small|medium|large|extra_large|\d+px)$/u, 'a spacing');
/** A colour's name, a shade of it, one that the card defines itself, or rgba; a hex value is refused. */
export const colour = pattern(/^([a-z][a-z0-9_-]*|rgba\([\d., %]+\))$/u, 'the name of a colour');
export const radius = pattern(/^(\d+px|\d+%)$/u, 'a radius');
export const align = oneOf('left', 'center', 'right');
export const verticalAlign = oneOf('top', 'center', 'bottom');
const textSize = pattern(/^[a-zA-Z][\w-]*$/u, 'a size of text');

/** Names that are unique in the whole card. */
const elementId: Check = (value, path, walk) => {
  const isWellFormed = typeof value === 'string' && /^[A-Za-z]\w*$/u.test(value);
  if (!isWellFormed || value.length > CARD.elementId) {
    complain(walk, path, `invalid element_id: ${String(value)}`);
  } else if (walk.seen.ids.has(value)) complain(walk, path, `element_id is not unique: ${value}`);
  else walk.seen.ids.add(value);
};

/** What every component may have. */
export const ANY: Properties = { element_id: may(elementId), margin: may(space) };

/** A text object of one of these tags, with so many characters and lines. */
export function textObject(options: { tags?: readonly string[]; max?: number; lines?: number } = {}): Check {
  const { tags = ['plain_text', 'lark_md'], max, lines } = options;
  const check = shape({
    tag: must(oneOf(...tags)),
    element_id: may(elementId),
    content: must(text(0, max)),
    i18n_content: may(object),
    text_size: may(textSize),
    text_color: may(colour),
    text_align: may(align),
    lines: may(whole(1)),
  });
  return (value, path, walk) => {
    check(value, path, walk);
    const content = isRecord(value) && typeof value.content === 'string' ? value.content : '';
    if (lines !== undefined && content.split('\n').length > lines)
      complain(walk, path, `no more than ${lines} lines`);
  };
}

export const words = textObject();
export const plainWords = textObject({ tags: ['plain_text'] });
export const placeholder = textObject({ tags: ['plain_text'], max: CARD.placeholder });

export const icon = shape({
  tag: must(oneOf('standard_icon', 'custom_icon')),
  token: may(text(1)),
  img_key: may(text(1)),
  color: may(colour),
  size: may(text(1)),
});

export const confirm = shape({ title: must(plainWords), text: must(plainWords) });

const BEHAVIORS: Readonly<Record<string, Properties>> = {
  callback: { type: must(text()), value: must(object) },
  open_url: {
    type: must(text()),
    default_url: must(text(1)),
    android_url: may(text()),
    ios_url: may(text()),
    pc_url: may(text()),
  },
};

const behavior: Check = (value, path, walk) => {
  const properties = isRecord(value) ? BEHAVIORS[String(value.type)] : undefined;
  if (properties === undefined) complain(walk, path, 'unknown behavior');
  else shape(properties)(value, path, walk);
};

export const behaviors = list(behavior);

/** What a field is called in `form_value`; within a form it is demanded and unique. */
export const name: Check = (value, path, walk) => {
  if (typeof value !== 'string' || value === '') complain(walk, path, 'name is empty', 200530);
  else if (walk.isInForm && walk.seen.names.has(value)) complain(walk, path, `name is not unique: ${value}`);
  else walk.seen.names.add(value);
};

export const width = pattern(/^(default|fill|auto|weighted|\d+px)$/u, 'a width');

/** The tables that a text of Markdown holds, told by the line of dashes under their heads. */
export function countTables(markdown: string): number {
  return markdown.split('\n').filter((line) => /^\s*\|?(\s*:?-+:?\s*\|)+\s*(:?-+:?\s*)?$/u.test(line)).length;
}

/** The options of a choice. */
export function options(option: Properties): Check {
  return list(shape(option));
}

export const optionText = textObject({ tags: ['plain_text'], max: CARD.buttonText });

/** Whether one of the components, at any depth, is what is looked for. */
export function someComponent(
  parent: Readonly<Record<string, unknown>>,
  test: (component: Readonly<Record<string, unknown>>) => boolean,
): boolean {
  return [...recordsOf(parent, 'elements'), ...recordsOf(parent, 'columns')].some(
    (component) => test(component) || someComponent(component, test),
  );
}
