import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenize } from '../../../src/kernel/text/tokenize.ts';

/** `word`, `"quoted"`, `key=value`, `key="quoted"`. */
function show(line: string): string[] {
  return tokenize(line).map((token) => {
    const value = token.quoted ? `"${token.value}"` : token.value;
    return token.kind === 'pair' ? `${token.key}=${value}` : value;
  });
}

describe('tokenize', () => {
  it.each([
    ['Acme called next=2026-12-01 kind=call', ['Acme', 'called', 'next=2026-12-01', 'kind=call']],
    ['华为 电话 报价30万 下周三再联系', ['华为', '电话', '报价30万', '下周三再联系']],
    ['华为　技术  电话\t报价', ['华为', '技术', '电话', '报价']],
    ['"Acme Ltd" called', ['"Acme Ltd"', 'called']],
    ['“华为 技术” 电话', ['"华为 技术"', '电话']],
    ['跟进「华为 技术」电话', ['跟进', '"华为 技术"', '电话']],
    ['『华为 技术』电话', ['"华为 技术"', '电话']],
    ["'Acme Ltd' called", ['"Acme Ltd"', 'called']],
    ['‘Acme Ltd’ called', ['"Acme Ltd"', 'called']],
    ['“Acme Ltd" called', ['"Acme Ltd"', 'called']],
    ["Acme's boss doesn't mind", ["Acme's", 'boss', "doesn't", 'mind']],
    ["'tis fine, isn't it", ["'tis", 'fine,', "isn't", 'it']],
    ["'rock 'n' roll'", ['"rock \'n"', "roll'"]],
    ['name="a b" city=上海', ['name="a b"', 'city=上海']],
    ['客户＝“华为 技术” 金额＝30万', ['客户="华为 技术"', '金额=30万']],
    ['next= kind=call', ['next=', 'kind=call']],
    ['a=b=c ==x =y', ['a=b=c', '==x', '=y']],
    ['see https://a.example/?q=1', ['see', 'https://a.example/?q=1']],
    ['a "open end here ', ['a', '"open end here"']],
    ['note=“open end', ['note="open end"']],
    ['a 12" screen', ['a', '12"', 'screen']],
    ['"a""b"', ['"a"', '"b"']],
    ['"" x', ['""', 'x']],
    ['"a=b"', ['"a=b"']],
    ['', []],
    ['   ', []],
  ])('%s', (line, tokens) => {
    expect(show(line)).toEqual(tokens);
  });

  it('says where each token stands, with its quotes and key', () => {
    const line = '跟进 “华为 技术” next="2026 12"';
    expect(tokenize(line).map((token) => line.slice(token.start, token.end))).toEqual([
      '跟进',
      '“华为 技术”',
      'next="2026 12"',
    ]);
  });

  it('keeps every character that is no space, in order, whatever it is given', () => {
    const pieces = fc.constantFrom(
      'a',
      '华',
      ' ',
      '　',
      '=',
      '＝',
      '"',
      "'",
      '“',
      '”',
      '「',
      '」',
      '『',
      '』',
      '‘',
      '’',
      '=',
      'key',
      '\n',
      '😀',
    );
    const lines = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces, { maxLength: 30 }).map((each) => each.join('')),
    );
    fc.assert(
      fc.property(lines, (line) => {
        const tokens = tokenize(line);
        let end = 0;
        for (const token of tokens) {
          expect(line.slice(end, token.start).trim()).toBe('');
          expect(token.end).toBeGreaterThan(token.start);
          expect(line.slice(token.start, token.end)).toContain(token.value);
          end = token.end;
        }
        expect(line.slice(end).trim()).toBe('');
      }),
      { numRuns: 3000 },
    );
  });

  it('takes any word apart from any other and puts it in quotes as it was', () => {
    const words = fc
      .string({ minLength: 1, maxLength: 12 })
      .filter((word) => !/["”“]/.test(word) && word.trim() === word && word !== '');
    fc.assert(
      fc.property(fc.array(words, { maxLength: 6 }), (each) => {
        const tokens = tokenize(each.map((word) => `"${word}"`).join(' '));
        expect(tokens.map((token) => token.value)).toEqual(each);
      }),
    );
  });

  it.each(["'", '"', '‘“', "a' '", 'a“', '「', 'k=“', '＝'])(
    'reads 40 000 characters of %s at once',
    (piece) => {
      const line = piece.repeat(40_000 / piece.length);
      const started = performance.now();
      expect(tokenize(line).length).toBeGreaterThan(0);
      expect(performance.now() - started).toBeLessThan(1500);
    },
  );
});
