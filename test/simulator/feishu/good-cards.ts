import {
  counted,
  form,
  headed,
  MARKDOWN_TABLE,
  many,
  md,
  nest,
  submit,
  table,
  table50,
} from './card-parts.ts';
import { button, cardOf, words } from './stage.ts';

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
