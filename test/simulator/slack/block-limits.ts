import {
  actions,
  button,
  cells,
  image,
  input,
  type Json,
  mrkdwn,
  of,
  option,
  options,
  plain,
  rich,
  section,
  select,
  times,
  typed,
} from './samples.ts';

/** Each limit: what just fits, and the least that does not. */
export const LIMITS: readonly (readonly [name: string, fits: Json[], over: Json[]])[] = [
  ['50 blocks', times(50, () => ({ type: 'divider' })), times(51, () => ({ type: 'divider' }))],
  ['block_id of 255', [section({ block_id: of(255) })], [section({ block_id: of(256) })]],
  ['action_id of 255', [actions(button({ action_id: of(255) }))], [actions(button({ action_id: of(256) }))]],
  [
    'section text of 3000',
    [{ type: 'section', text: mrkdwn(3000) }],
    [{ type: 'section', text: mrkdwn(3001) }],
  ],
  ['section text not empty', [{ type: 'section', text: mrkdwn(1) }], [{ type: 'section', text: mrkdwn(0) }]],
  [
    '10 fields',
    [section({ fields: times(10, () => plain(1)) })],
    [section({ fields: times(11, () => plain(1)) })],
  ],
  ['field of 2000', [section({ fields: [plain(2000)] })], [section({ fields: [plain(2001)] })]],
  ['header of 150', [{ type: 'header', text: plain(150) }], [{ type: 'header', text: plain(151) }]],
  ['header is plain text', [{ type: 'header', text: plain(1) }], [{ type: 'header', text: mrkdwn(1) }]],
  [
    '10 context elements',
    [{ type: 'context', elements: times(10, () => plain(1)) }],
    [{ type: 'context', elements: times(11, () => plain(1)) }],
  ],
  [
    '25 actions',
    [actions(...times(25, (at) => button({ action_id: `a${at}` })))],
    [actions(...times(26, (at) => button({ action_id: `a${at}` })))],
  ],
  ['actions not empty', [actions(button())], [actions()]],
  ['input label of 2000', [input(typed(), { label: plain(2000) })], [input(typed(), { label: plain(2001) })]],
  ['input hint of 2000', [input(typed(), { hint: plain(2000) })], [input(typed(), { hint: plain(2001) })]],
  ['image alt_text of 2000', [image({ alt_text: of(2000) })], [image({ alt_text: of(2001) })]],
  ['image title of 2000', [image({ title: plain(2000) })], [image({ title: plain(2001) })]],
  ['image needs a source', [image()], [{ type: 'image', alt_text: 'a' }]],
  ['markdown of 12000', [{ type: 'markdown', text: of(12_000) }], [{ type: 'markdown', text: of(12_001) }]],
  [
    'markdown of 12000 in all',
    times(2, () => ({ type: 'markdown', text: of(6_000) })),
    [...times(2, () => ({ type: 'markdown', text: of(6_000) })), { type: 'markdown', text: 'x' }],
  ],
  [
    '100 table rows',
    [{ type: 'table', rows: times(100, () => cells(1)) }],
    [{ type: 'table', rows: times(101, () => cells(1)) }],
  ],
  ['20 table cells', [{ type: 'table', rows: [cells(20)] }], [{ type: 'table', rows: [cells(21)] }]],
  [
    '20 column settings',
    [{ type: 'table', rows: [cells(1)], column_settings: times(20, () => ({ align: 'right' })) }],
    [{ type: 'table', rows: [cells(1)], column_settings: times(21, () => ({ align: 'right' })) }],
  ],
  [
    'cells are raw or rich',
    [{ type: 'table', rows: [[{ type: 'raw_number', value: 5, text: '5' }]] }],
    [{ type: 'table', rows: [[plain(1)]] }],
  ],
  ['button text of 75', [actions(button({ text: plain(75) }))], [actions(button({ text: plain(76) }))]],
  ['button value of 2000', [actions(button({ value: of(2000) }))], [actions(button({ value: of(2001) }))]],
  [
    'button url',
    [actions(button({ url: 'https://example.com' }))],
    [actions(button({ url: 'example.com' }))],
  ],
  [
    'button label of 75',
    [actions(button({ accessibility_label: of(75) }))],
    [actions(button({ accessibility_label: of(76) }))],
  ],
  ['button style', [actions(button({ style: 'danger' }))], [actions(button({ style: 'default' }))]],
  ['100 options', [actions(select({ options: options(100) }))], [actions(select({ options: options(101) }))]],
  [
    '100 groups',
    [
      actions(
        select({
          options: undefined,
          option_groups: times(100, (at) => ({ label: plain(1), options: [option(`${at}`)] })),
        }),
      ),
    ],
    [
      actions(
        select({
          options: undefined,
          option_groups: times(101, (at) => ({ label: plain(1), options: [option(`${at}`)] })),
        }),
      ),
    ],
  ],
  [
    'options or groups',
    [actions(select())],
    [actions(select({ option_groups: [{ label: plain(1), options: options(1) }] }))],
  ],
  [
    'preset among options',
    [actions(select({ initial_option: option('v0') }))],
    [actions(select({ initial_option: option('v1') }))],
  ],
  [
    'option text of 75',
    [actions(select({ options: [option('v', { text: plain(75) })] }))],
    [actions(select({ options: [option('v', { text: plain(76) })] }))],
  ],
  [
    'option value of 150',
    [actions(select({ options: [option(of(150))] }))],
    [actions(select({ options: [option(of(151))] }))],
  ],
  [
    'option description of 75',
    [actions(select({ options: [option('v', { description: plain(75) })] }))],
    [actions(select({ options: [option('v', { description: plain(76) })] }))],
  ],
  [
    '10 checkboxes',
    [actions({ type: 'checkboxes', options: options(10) })],
    [actions({ type: 'checkboxes', options: options(11) })],
  ],
  [
    '10 radio buttons',
    [actions({ type: 'radio_buttons', options: options(10) })],
    [actions({ type: 'radio_buttons', options: options(11) })],
  ],
  [
    '5 overflow options',
    [actions({ type: 'overflow', options: options(5) })],
    [actions({ type: 'overflow', options: options(6) })],
  ],
  [
    'confirm title of 100',
    [actions(button({ confirm: { title: plain(100), text: plain(1) } }))],
    [actions(button({ confirm: { title: plain(101), text: plain(1) } }))],
  ],
  [
    'confirm text of 300',
    [actions(button({ confirm: { text: plain(300) } }))],
    [actions(button({ confirm: { text: plain(301) } }))],
  ],
  [
    'confirm button of 30',
    [actions(button({ confirm: { text: plain(1), confirm: plain(30) } }))],
    [actions(button({ confirm: { text: plain(1), deny: plain(31) } }))],
  ],
  [
    'placeholder of 150',
    [actions(select({ placeholder: plain(150) }))],
    [actions(select({ placeholder: plain(151) }))],
  ],
  ['min_length of 3000', [input(typed({ min_length: 3000 }))], [input(typed({ min_length: 3001 }))]],
  [
    'a date',
    [input({ type: 'datepicker', initial_date: '2026-12-01' })],
    [input({ type: 'datepicker', initial_date: 'tomorrow' })],
  ],
  [
    'rich text says something',
    [rich({ type: 'rich_text_section', elements: [{ type: 'text', text: 'x' }] })],
    [rich({ type: 'rich_text_section', elements: [{ type: 'text', text: '' }] })],
  ],
  [
    'rich text indent of 8',
    [
      rich({
        type: 'rich_text_list',
        style: 'bullet',
        indent: 8,
        elements: [{ type: 'rich_text_section', elements: [] }],
      }),
    ],
    [
      rich({
        type: 'rich_text_list',
        style: 'bullet',
        indent: 9,
        elements: [{ type: 'rich_text_section', elements: [] }],
      }),
    ],
  ],
  [
    '13200 characters in all',
    [...times(4, () => ({ type: 'section', text: mrkdwn(3000) })), { type: 'section', text: mrkdwn(1200) }],
    [...times(4, () => ({ type: 'section', text: mrkdwn(3000) })), { type: 'section', text: mrkdwn(1201) }],
  ],
  ['known block types', [section()], [{ type: 'sectoin', text: plain(1) }]],
  ['block types that are not objects of nature', [section()], [{ type: 'constructor' }]],
  ['known element types', [actions(button())], [actions({ type: 'buton' })]],
  ['elements where they belong', [input(typed())], [actions(typed())]],
  ['no other property of a block', [section()], [section({ colour: 'red' })]],
  ['no other property of an element', [actions(button())], [actions(button({ disabled: true }))]],
  [
    'no other property of a text',
    [section()],
    [section({ text: { type: 'plain_text', text: 'x', bold: true } })],
  ],
  [
    'no other property of an option',
    [actions(select())],
    [actions(select({ options: [option('v', { type: 'option' })] }))],
  ],
  [
    'distinct block ids',
    [section({ block_id: 'a' }), section({ block_id: 'b' })],
    [section({ block_id: 'a' }), section({ block_id: 'a' })],
  ],
  ['distinct action ids in a block', [actions(button(), select())], [actions(button(), button())]],
  ['text or fields', [{ type: 'section', fields: [plain(1)] }], [{ type: 'section' }]],
];
