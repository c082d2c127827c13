import fc from 'fast-check';
import { expect, test } from 'vitest';
import { limits } from '../../../adapters/feishu/limits.ts';
import { renderCard } from '../../../adapters/feishu/render/card.ts';
import type { Json } from '../../../adapters/feishu/render/elements.ts';
import { renderForm } from '../../../adapters/feishu/render/form.ts';
import { escapeMarkdown } from '../../../adapters/feishu/render/markdown.ts';
import { judgeCard } from '../../../simulator/feishu/cards/judge.ts';
import type { Card, Form } from '../../../src/chat/card.ts';
import { anyCard, anyForm } from '../../fixtures/cards.ts';
import { bodyOf, collect, listOf } from './look.ts';

function countElements(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const own = 'tag' in value ? 1 : 0;
  return Object.values(value).reduce<number>((sum, each) => sum + countElements(each), own);
}

/** The form after a bad try: values and errors everywhere, and more than one choice at once. */
function fillIn(form: Form, length: number): Form {
  const fields = form.fields.map((field): Form['fields'][number] => {
    const tried = { value: '龑'.repeat(length * 10), error: '<*'.repeat(length) };
    if (field.kind !== 'choice') return { ...field, ...tried };
    const value = field.options.map((option) => option.value).join(',');
    return { ...field, ...tried, value, several: true };
  });
  return { ...form, fields };
}

test('the platform takes every card and every form, with room to spare', () => {
  const check = (card: Json) => {
    expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThanOrEqual(limits.cardBytes);
    expect(countElements(card)).toBeLessThanOrEqual(limits.cardElements);
    expect(judgeCard(card)).toEqual({ kind: 'card' });
  };
  fc.assert(
    fc.property(anyCard, (card) => check(renderCard(card))),
    { numRuns: 200 },
  );
  fc.assert(
    fc.property(anyForm, fc.nat(300), (form, length) => {
      check(renderForm(form));
      check(renderForm(fillIn(form, length)));
    }),
    { numRuns: 200 },
  );
});

test("people's text stays text: no mention, no link, no mark-up comes out of it", () => {
  const nasty = '<at id=all></at> **x** [a](https://evil.example) :OK: `c` ~~d~~ # e &#60;';
  const card = renderCard({
    title: nasty,
    tone: 'plain',
    blocks: [
      { kind: 'text', text: nasty },
      { kind: 'text', text: [{ text: nasty }, { text: nasty, bold: true }] },
      { kind: 'facts', facts: [{ label: nasty, value: nasty }] },
      { kind: 'list', items: [{ text: nasty, note: nasty }] },
    ],
  });
  for (const { content } of collect(card, 'markdown')) {
    const ours = String(content).replace(/<font color='grey'>|<\/font>|\*\*/g, '');
    expect(ours).not.toMatch(/[<>*[\]()`~]|(?<!&)#(?!\d)|:/);
  }
  expect(collect(card, 'lark_md')).toEqual([]);
});

test('an escaped text means itself, also at the start of a line', () => {
  const decodeEntities = (text: string) =>
    text.replace(/&#(\d+);/g, (_all, code) => String.fromCharCode(Number(code)));
  const text = '- item\n+ more\n12. twelve\n=====\n---\n    code\na_b*c\\d|e$f';
  const escaped = escapeMarkdown(text);
  expect(decodeEntities(escaped)).toBe(text.replace('    code', ' code'));
  expect(escaped).not.toMatch(/^[-+=]|^\d+\.|^ {4}|[_*\\|$]/m);
});

test('bold, struck and linked words carry their marks right at the words', () => {
  const card = renderCard({
    title: 't',
    tone: 'info',
    blocks: [
      {
        kind: 'text',
        text: [
          { text: '共' },
          { text: '¥80,000', bold: true },
          { text: ' and ' },
          { text: 'old', strike: true },
          { text: ' ', bold: true },
          { text: 'here', link: 'https://a.b/(c)?d=e f' },
          { text: 'nowhere', link: 'javascript:alert(1)' },
        ],
      },
    ],
  });
  expect(bodyOf(card)).toEqual([
    {
      tag: 'markdown',
      content: '共 **¥80,000** and ~~old~~ [here](https://a.b/%28c%29?d=e%20f)nowhere',
    },
  ]);
});

test('a card says its title to notifications and its tone by colour', () => {
  const templates = (['plain', 'info', 'good', 'warn', 'bad'] as const).map((tone) => {
    const { config, header } = renderCard({ title: '签约', tone, blocks: [] }) as {
      config: Json;
      header: Json;
    };
    expect(config).toEqual({ update_multi: true, summary: { content: '签约' } });
    return header.template;
  });
  expect(templates).toEqual(['default', 'blue', 'green', 'orange', 'red']);
});

test('buttons and selects carry an action and an opaque id', () => {
  const card = renderCard({
    title: 't',
    tone: 'info',
    blocks: [
      {
        kind: 'select',
        name: 'choice',
        action: 'draft.choose',
        target: 'd1',
        placeholder: 'Which one?',
        options: [{ label: 'A', value: 'a' }],
      },
      {
        kind: 'buttons',
        buttons: [
          {
            label: 'Done',
            action: 'reminder.done',
            target: 'r1',
            style: 'primary',
            confirm: { title: 'Sure?', text: 'It is gone then.', yes: 'Yes', no: 'No' },
          },
        ],
      },
    ],
  });
  expect(collect(card, 'select_static')[0]?.behaviors).toEqual([
    { type: 'callback', value: { a: 'draft.choose', t: 'd1', n: 'choice' } },
  ]);
  expect(collect(card, 'button')[0]).toMatchObject({
    type: 'primary_filled',
    confirm: { title: { tag: 'plain_text', content: 'Sure?' } },
    behaviors: [{ type: 'callback', value: { a: 'reminder.done', t: 'r1' } }],
  });
});

test('what does not fit gives way with a mark, and the last buttons stay', () => {
  const card: Card = {
    title: 'Long',
    tone: 'plain',
    blocks: [
      ...Array.from({ length: 200 }, (_, index) => ({ kind: 'text', text: `line ${index}` }) as const),
      { kind: 'buttons', buttons: [{ label: 'Claim', action: 'customer.claim', target: 'c1' }] },
    ],
  };
  const elements = bodyOf(renderCard(card));
  expect(JSON.stringify(elements.at(-2))).toContain('⋯');
  expect(JSON.stringify(elements.at(-1))).toContain('Claim');
  expect(JSON.stringify(elements[0])).toContain('line 0');
});

test('a table too long is cut with a mark, and the sixth becomes lines', () => {
  const table = (rows: number) =>
    ({
      kind: 'table',
      columns: [{ title: 'Name' }, { title: 'Amount', align: 'right' }],
      rows: Array.from({ length: rows }, (_, index) => [`华为技术有限公司 ${index}`, '¥80,000.00']),
    }) as const;
  const [long] = collect(renderCard({ title: 't', tone: 'plain', blocks: [table(500)] }), 'table');
  expect(long).toMatchObject({
    page_size: 10,
    columns: [{ display_name: 'Name' }, { horizontal_align: 'right' }],
  });
  expect(listOf(long, 'rows').at(-1)).toEqual({ c0: '⋯' });
  const six = renderCard({ title: 't', tone: 'plain', blocks: Array.from({ length: 6 }, () => table(1)) });
  expect(collect(six, 'table')).toHaveLength(5);
  expect(JSON.stringify(bodyOf(six).at(-1))).toContain('华为技术有限公司 0 | ¥80,000.00');
});
