import { expect, test } from 'vitest';
import { parseNumber } from '../../src/kernel/numbers.ts';

test.each([
  ['30', '30'],
  ['007', '7'],
  ['1,200.50', '1200.5'],
  ['-2.5', '-2.5'],
  ['-0', '0'],
  ['+3', '3'],
  ['３万', '30000'],
  ['1.5 k', '1500'],
  ['.5', '0.5'],
  ['2.000', '2'],
])('%s is %s', (text, value) => {
  expect(parseNumber(text)).toMatchObject({ kind: 'ok', value });
});

test.each(['', 'x', '1,20', '1.2.3', '3x', '--1', '1e9', '9999999999999999', '0.1234567', 'NaN'])(
  '“%s” is none',
  (text) => {
    expect(parseNumber(text)).toMatchObject({ kind: 'refusal', code: 'number-unreadable' });
  },
);
