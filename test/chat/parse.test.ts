import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assignFields, buildVocabulary, listNameCandidates, parseLine } from '../../src/chat/parse.ts';
import type { CommandSpec, FieldSpec } from '../../src/chat/spec.ts';

const both = (word: string) => ({ en: word, zh: word });
const field = (name: string, rest: Partial<FieldSpec>): FieldSpec => ({
  name,
  aliases: [],
  label: both(name),
  kind: 'text',
  required: false,
  ...rest,
});
const spec = (name: string, aliases: string[], fields: FieldSpec[]): CommandSpec => ({
  name,
  aliases,
  title: both(name),
  summary: both(name),
  example: both(name),
  fields,
  roles: 'anyone',
  run: async () => undefined,
});

const followup = spec(
  'followup',
  ['log', '跟进'],
  [
    field('customer', { kind: 'customer', at: 'word', required: true }),
    field('text', { at: 'rest' }),
    field('next', { kind: 'date', aliases: ['下次'] }),
    field('kind', { kind: 'choice' }),
  ],
);
const payment = spec(
  'payment',
  ['回款', '到账'],
  [
    field('customer', { kind: 'customer', at: 'word' }),
    field('amount', { kind: 'amount', at: 'word' }),
    field('received', { kind: 'date', at: 'rest' }),
  ],
);
const specs = [
  followup,
  payment,
  spec('customer', ['客户'], [field('customer', { kind: 'customer', at: 'rest' })]),
  spec('customer new', ['客户 新建', '新客户'], [field('kept', { aliases: ['name'] })]),
];
const names = buildVocabulary(specs);

function read(text: string, nameWords = 1) {
  const parsed = parseLine(text, names);
  if (parsed.kind !== 'command') return parsed.kind;
  return { name: parsed.spec.name, ...assignFields(parsed.spec, parsed.line, nameWords) };
}

describe('a typed line', () => {
  test.each([
    [
      '/followup Acme called, wants a quote next=2026-12-01 kind=call',
      { name: 'followup', customer: 'Acme', text: 'called, wants a quote', next: '2026-12-01', kind: 'call' },
    ],
    ['LOG Acme   hello', { name: 'followup', customer: 'Acme', text: 'hello' }],
    ['／跟进 华为 电话 报价30万', { name: 'followup', customer: '华为', text: '电话 报价30万' }],
    ['跟进华为 电话', { name: 'followup', customer: '华为', text: '电话' }],
    [
      'followup “Acme Corp” 下次=明天 called',
      { name: 'followup', customer: 'Acme Corp', text: 'called', next: '明天' },
    ],
    [
      'followup Acme kind=call first line\nsecond line',
      { name: 'followup', customer: 'Acme', kind: 'call', text: 'first line\nsecond line' },
    ],
    [
      'followup Acme see http://x.test/?a=b now',
      { name: 'followup', customer: 'Acme', text: 'see http://x.test/?a=b now' },
    ],
    ['回款 华为 8万 昨天', { name: 'payment', customer: '华为', amount: '8万', received: '昨天' }],
    ['客户 新建 name=华为', { name: 'customer new', kept: '华为' }],
    ['customer', { name: 'customer' }],
  ])('%s', (text, wanted) => {
    expect(read(text)).toEqual(wanted);
  });

  test('several words of a name are candidates, and the words behind the found one are the text', () => {
    const parsed = parseLine('followup Acme Corp called twice', names);
    if (parsed.kind !== 'command') throw new Error('not read');
    expect(listNameCandidates(parsed.spec, parsed.line)).toEqual([
      'Acme',
      'Acme Corp',
      'Acme Corp called',
      'Acme Corp called twice',
    ]);
    expect(assignFields(parsed.spec, parsed.line, 2)).toEqual({
      customer: 'Acme Corp',
      text: 'called twice',
    });
  });

  test('what is no command says which ones look like it', () => {
    const parsed = parseLine('folowup Acme', names);
    expect(parsed).toMatchObject({
      kind: 'unknown',
      typed: 'folowup Acme',
      nearest: [{ spec: { name: 'followup' }, mended: 'followup Acme' }],
    });
    expect(parseLine('   ', names).kind).toBe('empty');
    expect(parseLine('你好', names)).toMatchObject({ kind: 'unknown', nearest: [] });
    expect(parseLine('跟近华为 电话', names)).toMatchObject({ nearest: [{ mended: '跟进 华为 电话' }] });
  });

  test('nothing that anybody types breaks it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.integer({ min: 1, max: 8 }),
        (tail, words) => {
          for (const head of ['', '/followup ', '回款', '客户 新建 ']) {
            const parsed = parseLine(head + tail, names);
            if (parsed.kind === 'command') assignFields(parsed.spec, parsed.line, words);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
