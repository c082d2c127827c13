import { button, cardOf, words } from './stage.ts';

export type CardFault = readonly [what: string, card: unknown, code: number, where: string];

const MALFORMED = 200621;
const many = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const md = (content: string) => ({ tag: 'markdown', content });
const table = (more: Record<string, unknown> = {}) => ({
  tag: 'table',
  columns: [{ name: 'c', display_name: 'C', data_type: 'text' }],
  rows: [{ c: 'x' }],
  ...more,
});
export const MARKDOWN_TABLE = '| a | b |\n| --- | :-: |\n| 1 | 2 |';
const submit = button('Send', { name: 'send', form_action_type: 'submit' });
const form = (...elements: readonly unknown[]) => ({ tag: 'form', name: 'form', elements });
const headed = (header: Record<string, unknown>) => ({ ...cardOf(md('x')), header });
/** So many containers, one in the other. */
export function nest(levels: number): Record<string, unknown> {
  if (levels === 0) return md('x');
  return { tag: 'column_set', columns: [{ tag: 'column', elements: [nest(levels - 1)] }] };
}
/** A card of exactly so many components and parts; the header's title is one. */
export function counted(elements: number): Record<string, unknown> {
  return cardOf(...many(elements - 1, () => ({ tag: 'hr' })));
}
export const table50 = table({
  columns: many(50, (index) => ({ name: `c${index}`, data_type: 'text' })),
  rows: [],
});

/** Cards with one fault each, the code that the platform has for it, and a piece of what it says. */
export const CARD_FAULTS: readonly CardFault[] = [
  ['no object', 'card', MALFORMED, 'ROOT'],
  ['no schema', { body: { elements: [] } }, MALFORMED, 'property: schema'],
  ['the first schema', { ...cardOf(md('x')), schema: '1.0' }, MALFORMED, 'ROOT -> schema'],
  ['elements at the top', { ...cardOf(md('x')), elements: [] }, MALFORMED, 'property: elements, path: ROOT'],
  [
    'an unknown property',
    cardOf({ ...md('x'), colour: 'red' }),
    MALFORMED,
    'property: colour, path: ROOT -> body -> elements -> [0](tag: markdown)',
  ],
  ['an unknown tag', cardOf({ tag: 'song' }), MALFORMED, 'unknown tag: song'],
  ['no tag', cardOf({ content: 'x' }), MALFORMED, 'unknown tag'],
  ['an action', cardOf({ tag: 'action', actions: [] }), 200861, 'unsupported tag action'],
  ['a note', cardOf({ tag: 'note', elements: [] }), 200861, 'unsupported tag note'],
  ['201 elements', counted(201), 11310, 'element exceeds the limit'],
  ['30 KB and a bit', cardOf(md('x'.repeat(30 * 1_024))), 230025, 'bytes'],
  ['six tables', cardOf(...many(6, () => table())), 11310, 'table number over limit'],
  ['five tables of Markdown', cardOf(...many(5, () => md(MARKDOWN_TABLE))), 11310, 'table number over limit'],
  [
    'six tables of both kinds',
    cardOf(...many(4, () => table()), md(`${MARKDOWN_TABLE}\n\n${MARKDOWN_TABLE}`)),
    11310,
    'table number over limit',
  ],
  [
    'a table in a column',
    cardOf({ tag: 'column_set', columns: [{ tag: 'column', elements: [table()] }] }),
    MALFORMED,
    'in the body only',
  ],
  ['a table in a form', cardOf(form(table(), submit)), MALFORMED, 'in the body only'],
  [
    'a table of 51 columns',
    cardOf(table({ columns: many(51, (index) => ({ name: `c${index}`, data_type: 'text' })), rows: [] })),
    MALFORMED,
    'no more than 50',
  ],
  ['a table without columns', cardOf(table({ columns: [], rows: [] })), MALFORMED, 'no fewer than 1'],
  [
    'two columns of one name',
    cardOf(table({ columns: many(2, () => ({ name: 'c', data_type: 'text' })) })),
    MALFORMED,
    'not unique',
  ],
  ['a cell without a column', cardOf(table({ rows: [{ d: 1 }] })), MALFORMED, 'no column d'],
  ['a page of eleven rows', cardOf(table({ page_size: 11 })), MALFORMED, 'page_size'],
  ['a page of no rows', cardOf(table({ page_size: 0 })), MALFORMED, 'page_size'],
  [
    'a column of an unknown type',
    cardOf(table({ columns: [{ name: 'c', data_type: 'song' }] })),
    MALFORMED,
    'data_type',
  ],
  ['an input of 1001 characters', cardOf({ tag: 'input', max_length: 1_001 }), MALFORMED, 'max_length'],
  ['an input of no characters', cardOf({ tag: 'input', max_length: 0 }), MALFORMED, 'max_length'],
  [
    'a placeholder of 101 characters',
    cardOf({ tag: 'input', placeholder: words('x'.repeat(101)) }),
    MALFORMED,
    'placeholder',
  ],
  [
    'a form in a column',
    cardOf({ tag: 'column_set', columns: [{ tag: 'column', elements: [form(submit)] }] }),
    MALFORMED,
    'in the body only',
  ],
  ['a form in a form', cardOf(form(form(submit), submit)), MALFORMED, 'in the body only'],
  ['a form without a name', cardOf({ tag: 'form', elements: [submit] }), MALFORMED, 'property: name'],
  ['a form that nothing submits', cardOf(form({ tag: 'input', name: 'a' })), MALFORMED, 'needs a button'],
  ['a field without a name', cardOf(form({ tag: 'input' }, submit)), 200530, 'name is empty'],
  ['a field with an empty name', cardOf(form({ tag: 'input', name: '' }, submit)), 200530, 'name is empty'],
  [
    'two fields of one name',
    cardOf(form({ tag: 'input', name: 'a' }, { tag: 'date_picker', name: 'a' }, submit)),
    MALFORMED,
    'not unique',
  ],
  ['six levels of containers', cardOf(nest(6)), 11310, '5 levels'],
  ['a column that is none', cardOf({ tag: 'column_set', columns: [md('x')] }), MALFORMED, 'columns only'],
  ['a button of 101 characters', cardOf(button('x'.repeat(101))), MALFORMED, 'text'],
  ['a button of an unknown type', cardOf(button('x', { type: 'loud' })), MALFORMED, 'loud'],
  ['a button with a value of its own', cardOf(button('x', { value: {} })), MALFORMED, 'property: value'],
  [
    'a callback with a string',
    cardOf(button('x', { behaviors: [{ type: 'callback', value: 'x' }] })),
    MALFORMED,
    'value',
  ],
  [
    'a behavior that is not known',
    cardOf(button('x', { behaviors: [{ type: 'sing' }] })),
    MALFORMED,
    'unknown behavior',
  ],
  [
    'an element_id that begins with a digit',
    cardOf({ tag: 'hr', element_id: '1a' }),
    MALFORMED,
    'element_id',
  ],
  [
    'an element_id of 21 characters',
    cardOf({ tag: 'hr', element_id: 'a'.repeat(21) }),
    MALFORMED,
    'element_id',
  ],
  [
    'two elements of one id',
    cardOf({ tag: 'hr', element_id: 'a' }, { tag: 'hr', element_id: 'a' }),
    MALFORMED,
    'not unique',
  ],
  ['a header without a title', headed({ template: 'blue' }), MALFORMED, 'property: title'],
  ['a title of five lines', headed({ title: words('1\n2\n3\n4\n5') }), MALFORMED, '4 lines'],
  ['a subtitle of two lines', headed({ title: words('x'), subtitle: words('1\n2') }), MALFORMED, '1 lines'],
  ['a header of an unknown colour', headed({ title: words('x'), template: 'pink' }), MALFORMED, 'pink'],
  [
    'a header with a tag',
    headed({ title: words('x'), tag: 'header' }),
    MALFORMED,
    'property: tag, path: ROOT -> header',
  ],
  [
    'four tags in the header',
    headed({ title: words('x'), text_tag_list: many(4, () => ({ tag: 'text_tag', text: words('x') })) }),
    MALFORMED,
    'no more than 3',
  ],
  [
    'a card that is not one for all',
    { ...cardOf(md('x')), config: { update_multi: false } },
    MALFORMED,
    'update_multi',
  ],
  [
    'an unknown setting',
    { ...cardOf(md('x')), config: { wide_screen_mode: true } },
    MALFORMED,
    'wide_screen_mode',
  ],
  [
    'a text in a hex colour',
    cardOf({ tag: 'div', text: { ...words('x'), text_color: '#999999' } }),
    MALFORMED,
    '#999999',
  ],
  [
    'a weight of text',
    cardOf({ tag: 'div', text: { ...words('x'), text_weight: 'bold' } }),
    MALFORMED,
    'text_weight',
  ],
  [
    'rounded columns',
    cardOf({ tag: 'column_set', columns: [], corner_radius: '4px' }),
    MALFORMED,
    'corner_radius',
  ],
  ['a margin without a unit', cardOf({ tag: 'hr', margin: '4' }), MALFORMED, 'margin'],
  ['a chart without a spec', cardOf({ tag: 'chart', chart_spec: 'pie' }), 200550, 'chart_spec'],
  [
    'an option without a value',
    cardOf({ tag: 'select_static', options: [{ text: words('x') }] }),
    MALFORMED,
    'property: value',
  ],
  [
    'a date that is none',
    cardOf({ tag: 'date_picker', initial_date: 'tomorrow' }),
    MALFORMED,
    'initial_date',
  ],
  ['a picture without a key', cardOf({ tag: 'img', alt: words('x') }), MALFORMED, 'img_key'],
];

/** Cards that just pass, and one of everything. */
export const GOOD_CARDS: readonly (readonly [what: string, card: unknown])[] = [
  ['200 elements', counted(200)],
  ['five tables', cardOf(...many(5, () => table()))],
  [
    'four tables of Markdown and one of the other kind',
    cardOf(table(), ...many(4, () => md(MARKDOWN_TABLE))),
  ],
  ['fifty columns', cardOf(table50)],
  ['five levels of containers', cardOf(nest(5))],
  ['a button of a hundred characters', cardOf(button('x'.repeat(100)))],
  [
    'an input with all its room',
    cardOf({ tag: 'input', max_length: 1_000, placeholder: words('x'.repeat(100)) }),
  ],
  [
    'a title of four lines',
    headed({
      title: words('1\n2\n3\n4'),
      text_tag_list: many(3, () => ({ tag: 'text_tag', text: words('x'), color: 'lime' })),
    }),
  ],
  [
    'a form',
    cardOf(
      form(
        { tag: 'input', name: 'a' },
        { tag: 'picker_datetime', name: 'b', initial_datetime: '2024-04-29 07:07' },
        submit,
      ),
    ),
  ],
  [
    'one of everything',
    {
      ...cardOf(
        {
          tag: 'div',
          text: { tag: 'lark_md', content: '**x**', text_color: 'grey' },
          icon: { tag: 'standard_icon', token: 'chat_outlined' },
        },
        { tag: 'hr', element_id: 'line', margin: '0px 0px 4px 0px' },
        { tag: 'img', img_key: 'img_x', alt: words('x') },
        { tag: 'select_person', placeholder: words('who') },
        { tag: 'multi_select_person', options: [{ value: 'ou_ann' }] },
        { tag: 'multi_select_static', options: [{ text: words('A'), value: 'a' }], selected_values: ['a'] },
        { tag: 'picker_time', initial_time: '07:07' },
        { tag: 'checker', checked: true, text: words('done') },
        { tag: 'overflow', options: [{ text: words('more'), value: 'more' }] },
        {
          tag: 'collapsible_panel',
          expanded: false,
          header: { title: words('x') },
          border: { color: 'grey', corner_radius: '5px' },
          elements: [md('x')],
        },
        {
          tag: 'interactive_container',
          behaviors: [{ type: 'open_url', default_url: 'https://example.com' }],
          elements: [md('x')],
        },
        { tag: 'chart', chart_spec: { type: 'bar', data: { values: [] } } },
        { tag: 'person', user_id: 'ou_ann' },
        { tag: 'person_list', persons: [{ id: 'ou_ann' }] },
      ),
      config: {
        update_multi: true,
        summary: { content: 'x' },
        width_mode: 'fill',
        enable_forward: false,
        streaming_mode: false,
        locales: ['zh_cn'],
        style: { text_size: {}, color: {} },
      },
    },
  ],
];
