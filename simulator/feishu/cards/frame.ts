import { CARD } from '../limits.ts';
import { type Check, complain, flag, list, may, must, object, oneOf, shape, text } from './check.ts';
import { body } from './layout.ts';
import { ANY, icon, space, textObject } from './parts.ts';

const COLOURS = [
  'blue',
  'wathet',
  'turquoise',
  'green',
  'yellow',
  'orange',
  'red',
  'carmine',
  'violet',
  'purple',
  'indigo',
];

/** A card of this kind is always one for all who see it. */
const alwaysTrue: Check = (value, path, walk) => {
  if (value !== true) complain(walk, path, 'must be true');
};

const config = shape({
  streaming_mode: may(flag),
  streaming_config: may(object),
  summary: may(shape({ content: may(text()), i18n_content: may(object) })),
  locales: may(list(text(1))),
  enable_forward: may(flag),
  enable_forward_interaction: may(flag),
  update_multi: may(alwaysTrue),
  width_mode: may(oneOf('default', 'compact', 'fill')),
  use_custom_translation: may(flag),
  style: may(shape({ text_size: may(object), color: may(object) })),
});

const textTag = shape({
  tag: must(oneOf('text_tag')),
  element_id: ANY.element_id ?? may(text()),
  text: must(textObject({ tags: ['plain_text', 'lark_md'], lines: 1 })),
  color: may(oneOf('neutral', 'lime', ...COLOURS)),
});

const header = shape({
  title: must(textObject({ lines: CARD.headerTitleLines })),
  subtitle: may(textObject({ lines: 1 })),
  text_tag_list: may(list(textTag, CARD.textTags)),
  i18n_text_tag_list: may(object),
  template: may(oneOf('default', 'grey', ...COLOURS)),
  icon: may(icon),
  padding: may(space),
});

const link = shape({ url: may(text()), android_url: may(text()), ios_url: may(text()), pc_url: may(text()) });

/** The whole card. */
export const frame = shape({
  schema: must(oneOf('2.0')),
  config: may(config),
  card_link: may(link),
  header: may(header),
  body: must(body),
});
