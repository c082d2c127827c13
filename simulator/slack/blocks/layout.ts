import { LIMITS } from '../limits.ts';
import {
  type Check,
  complain,
  flag,
  list,
  may,
  must,
  oneOf,
  type Surface,
  shape,
  text,
  variants,
} from './check.ts';
import { accessory, actionElement, imageElement, inputElement } from './elements.ts';
import { anyText, identifier, imageFields, plainText, textShapes } from './objects.ts';
import { richTextElements } from './rich-text.ts';

const named = { block_id: may(identifier) };

/** A block that some surfaces do not show. */
function only(surfaces: readonly Surface[], check: Check): Check {
  return (value, pointer, walk) => {
    if (surfaces.includes(walk.surface)) check(value, pointer, walk);
    else complain(walk, `${pointer}/type`, `unsupported type for a ${walk.surface}`);
  };
}

const section = shape(
  {
    ...named,
    text: may(anyText(LIMITS.section.text)),
    fields: may(list(anyText(LIMITS.section.fieldText), 1, LIMITS.section.fields)),
    accessory: may(accessory),
    expand: may(flag),
  },
  (block) =>
    block.text === undefined && block.fields === undefined
      ? 'must define either `text` or `fields`'
      : undefined,
);

const image = shape({ ...named, ...imageFields, title: may(plainText(LIMITS.image.title)) }, (block) =>
  (block.image_url === undefined) === (block.slack_file === undefined)
    ? 'must define either `image_url` or `slack_file`'
    : undefined,
);

const cell = variants({
  raw_text: shape({ text: must(text(1, LIMITS.table.charactersPerMessage)) }),
  raw_number: shape({
    text: must(text(1, LIMITS.table.charactersPerMessage)),
    value: must((value, pointer, walk) => {
      if (typeof value !== 'number') complain(walk, pointer, 'must be a number');
    }),
  }),
  rich_text: shape({ ...named, elements: must(richTextElements) }),
});

const table = shape({
  ...named,
  rows: must(list(list(cell, 1, LIMITS.table.cells), 1, LIMITS.table.rows)),
  column_settings: may(
    list(
      // A column may be skipped with null.
      (value, pointer, walk) => {
        if (value !== null) columnSetting(value, pointer, walk);
      },
      1,
      LIMITS.table.columns,
    ),
  ),
});

const columnSetting = shape({ align: may(oneOf('left', 'center', 'right')), is_wrapped: may(flag) });

const input = shape({
  ...named,
  label: must(plainText(LIMITS.input.label)),
  element: must(inputElement),
  hint: may(plainText(LIMITS.input.hint)),
  optional: may(flag),
  dispatch_action: may(flag),
});

const context = variants({ image: imageElement, ...textShapes(LIMITS.text) });

/** Any block that the simulator knows. */
export const block: Check = variants({
  section,
  header: shape({ ...named, text: must(plainText(LIMITS.header)) }),
  divider: shape(named),
  image,
  context: shape({ ...named, elements: must(list(context, 1, LIMITS.context)) }),
  actions: shape({ ...named, elements: must(list(actionElement, 1, LIMITS.actions)) }),
  input,
  rich_text: shape({ ...named, elements: must(richTextElements) }),
  table: only(['message', 'home'], table),
  markdown: only(['message'], shape({ ...named, text: must(text(1, LIMITS.message.markdownCharacters)) })),
});

export const blocksOfMessage: Check = list(block, 0, LIMITS.message.blocks);
export const blocksOfView: Check = list(block, 0, LIMITS.view.blocks);
