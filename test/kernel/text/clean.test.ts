import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText, cutText } from '../../../src/kernel/text/clean.ts';

describe('cleanText', () => {
  it.each([
    ['NUL and controls', 'a\u0000b\u0007c', 'abc'],
    ['overrides of direction', 'invoice\u202Efdp.exe', 'invoicefdp.exe'],
    ['isolates and marks', '\u2066a\u2069\u200E\u200F\u061Cb', 'ab'],
    ['zero-width characters', 'a\u200Bb\uFEFFc\u2060d\u00ADe', 'abcde'],
    ['tags', 'a\u{E0041}\u{E0042}b', 'ab'],
    ['half surrogates', 'a\uD800b', 'a\uFFFDb'],
    ['line ends', 'a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
    ['space around', ' \n a b \t', 'a b'],
    ['a stray joiner', 'pay\u200Dpal', 'paypal'],
    ['joined emoji stay', '👩\u200D💻 ok', '👩\u200D💻 ok'],
    ['Persian joiners stay', 'می\u200Cخواهم', 'می\u200Cخواهم'],
    ['tabs and Chinese stay', '华为\t“报价”', '华为\t“报价”'],
  ])('%s', (_, text, clean) => {
    expect(cleanText(text)).toBe(clean);
  });

  it.each([
    ['abcdef', 6, 'abcdef'],
    ['abcdef', 5, 'abcd…'],
    ['abcdef', 1, '…'],
    ['abcdef', 0, ''],
    ['ab cdef', 4, 'ab…'],
    ['😀😀😀', 4, '😀…'],
    ['👍🏽👍🏽', 5, '👍🏽…'],
    ['👩\u200D💻👩\u200D💻', 9, '👩\u200D💻…'],
    ['e\u0301e\u0301e\u0301', 4, 'e\u0301…'],
    ['🇨🇳🇨🇳', 6, '🇨🇳…'],
  ])('cuts %s to %i: %s', (text, max, cut) => {
    expect(cleanText(text, max)).toBe(cut);
  });

  it('gives text that PostgreSQL takes, short enough, and has nothing to add to it', () => {
    const pieces = fc.constantFrom(
      'a',
      '\u0301',
      '😀',
      '\u200D',
      '👩',
      '\uD83D',
      '\uDE00',
      '\uFE0F',
      '🏽',
      '\n',
      ' ',
      '\u0000',
      '\u202E',
      '华',
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces, { maxLength: 40 }).map((each) => each.join('')),
    );
    fc.assert(
      fc.property(texts, fc.integer({ min: 0, max: 30 }), (text, max) => {
        const clean = cleanText(text, max);
        expect(clean.length).toBeLessThanOrEqual(max);
        expect(clean).not.toMatch(/\p{Surrogate}/u);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may be left
        expect(clean).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u202A-\u202E\u200B]/);
        const whole = cleanText(text);
        expect(cleanText(whole)).toBe(whole);
      }),
      { numRuns: 3000 },
    );
  });

  it('cuts inside a character that has no end, and in good time', () => {
    const heap = `e${'\u0301'.repeat(40_000)}`;
    expect(cutText(heap, 100)).toHaveLength(100);
    expect(cleanText('😀'.repeat(20_000), 3000).length).toBeLessThanOrEqual(3000);
    expect(cutText(`${'x'.repeat(200)}${heap}`, 300)).toHaveLength(300);
  });
});
