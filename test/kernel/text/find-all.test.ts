import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findAll } from '../../../src/kernel/text/find-all.ts';

test('it finds what matchAll finds, empty matches and signs beyond the basic plane included', () => {
  const patterns = [/a+/g, /b*/gu, /(?<=龑)|😀/gu, /b*/g, /$/g];
  const text = fc.array(fc.constantFrom('a', 'b', '龑', '😀', ' ')).map((signs) => signs.join(''));
  const read = (found: Iterable<RegExpExecArray>) =>
    [...found].map(({ 0: typed, index }) => ({ typed, index }));
  fc.assert(
    fc.property(text, fc.constantFrom(...patterns), (line, pattern) => {
      expect(read(findAll(line, pattern))).toEqual(read(line.matchAll(pattern)));
      expect(read(findAll(line, pattern))).toEqual(read(line.matchAll(pattern)));
    }),
  );
});
