import { expect, it } from 'vitest';
import { parseWireObject } from '../../src/kernel/wire-json.ts';

const nested = (depth: number) => `{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`;

it.each([
  ['an object', '{"a":{"b":[1,"华"]}}'],
  ['one that is nested as deep as messages are', nested(40)],
  ['words that are dangerous only as keys', '{"a":"__proto__","constructor":1}'],
])('takes %s', (_what, text) => {
  expect(parseWireObject(text)).toEqual(JSON.parse(text));
  expect(parseWireObject(Buffer.from(text))).toEqual(JSON.parse(text));
});

it.each([
  ['nothing', ''],
  ['a list', '[1]'],
  ['null', 'null'],
  ['a text', '"a"'],
  ['what was cut off', '{"a":'],
  ['a prototype', '{"__proto__":{"a":1}}'],
  ['a prototype within', '{"a":[{"b":{"__proto__":null}}]}'],
  ['what is nested too deep', nested(200)],
  ['what is nested so deep that no stack would hold it', nested(200_000)],
])('refuses %s', (_what, text) => {
  expect(parseWireObject(text)).toBeUndefined();
});

it('refuses a character that was cut in two, wherever it stands', () => {
  const bytes = Buffer.from('{"a":"华"}');
  for (const cut of [1, 2])
    expect(parseWireObject(Buffer.concat([bytes.subarray(0, 6 + cut), Buffer.from('"}')]))).toBeUndefined();
  expect(({} as Record<string, unknown>).a).toBeUndefined();
});
