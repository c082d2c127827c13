import { LIMITS } from '../limits.ts';
import { type Check, flag, list, may, must, oneOf, shape, text, variants, whole } from './check.ts';
import { identifier, url } from './objects.ts';

const NO_LIMIT = Number.MAX_SAFE_INTEGER;
const anyString = text(1, NO_LIMIT);

const textStyle = shape({
  bold: may(flag),
  italic: may(flag),
  strike: may(flag),
  code: may(flag),
  underline: may(flag),
});
const mentionStyle = shape({
  bold: may(flag),
  italic: may(flag),
  strike: may(flag),
  highlight: may(flag),
  client_highlight: may(flag),
  unlink: may(flag),
});

const run = shape({ text: must(anyString), style: may(textStyle) });
const link = shape({ url: must(url), text: may(anyString), unsafe: may(flag), style: may(textStyle) });

/** What a line of rich text is made of. */
const inline: Check = variants({
  text: run,
  link,
  emoji: shape({ name: must(anyString), unicode: may(anyString), url: may(url), style: may(textStyle) }),
  user: shape({ user_id: must(identifier), style: may(mentionStyle) }),
  usergroup: shape({ usergroup_id: must(identifier), style: may(mentionStyle) }),
  channel: shape({ channel_id: must(identifier), style: may(mentionStyle) }),
  team: shape({ team_id: must(identifier), style: may(mentionStyle) }),
  broadcast: shape({ range: must(oneOf('here', 'channel', 'everyone')), style: may(textStyle) }),
  color: shape({ value: must(anyString), style: may(textStyle) }),
  date: shape({
    timestamp: must(whole(0, NO_LIMIT)),
    format: must(anyString),
    url: may(url),
    fallback: may(anyString),
    style: may(textStyle),
  }),
});

const section = shape({ elements: must(list(inline, 0, NO_LIMIT)) });
const border = may(whole(0, 1));

/** The body of a rich_text block or of a table's cell. */
export const richTextElements: Check = list(
  variants({
    rich_text_section: section,
    rich_text_list: shape({
      elements: must(list(variants({ rich_text_section: section }), 1, NO_LIMIT)),
      style: must(oneOf('bullet', 'ordered')),
      indent: may(whole(0, LIMITS.richTextIndent)),
      offset: may(whole(0, NO_LIMIT)),
      border,
    }),
    rich_text_quote: shape({ elements: must(list(inline, 0, NO_LIMIT)), border }),
    rich_text_preformatted: shape({
      elements: must(list(variants({ text: run, link }), 0, NO_LIMIT)),
      border,
    }),
  }),
  1,
  NO_LIMIT,
);
