import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bigrams, normalizeName } from '../../../src/kernel/text/normalize.ts';

describe('normalizeName', () => {
  it.each([
    ['华为技术有限公司', '华为技术'],
    ['华为技术', '华为技术'],
    ['华 为 技 术 有 限 公 司', '华为技术'],
    ['华为公司', '华为'],
    ['小米科技有限责任公司', '小米科技'],
    ['中国石油股份有限公司', '中国石油'],
    ['Acme（中国）有限公司', 'acme中国'],
    ['ACME(中国)有限公司', 'acme中国'],
    ['Acme Co., Ltd.', 'acme'],
    ['ＡＣＭＥ　ＣＯ．，ＬＴＤ', 'acme'],
    ['acme', 'acme'],
    ['Acme, Inc.', 'acme'],
    ['Acme L.L.C.', 'acme'],
    ['Acme™ Ltd', 'acme'],
    ['Ac\u200Bme Ltd', 'acme'],
    ['Smith & Co. KG', 'smith'],
    ['Smith and Co', 'smith'],
    ['Straße GmbH', 'strasse'],
    ['STRASSE GMBH', 'strasse'],
    ['株式会社', '株式会社'],
    ['C++ Inc', 'c++'],
    ['Amazon.com, Inc.', 'amazoncom'],
    ['有限公司', '有限公司'],
    ['Co., Ltd.', 'co'],
    ['!!!', '!!!'],
    ['👍', '👍'],
    ['', ''],
  ])('%s → %s', (name, normalized) => {
    expect(normalizeName(name)).toBe(normalized);
  });

  it.each([
    ['华为技术有限公司', '华为终端有限公司'],
    ['华为上海分公司', '华为上海'],
    ['华为集团有限公司', '华为有限公司'],
    ['C++ Inc', 'C Inc'],
    ['Cisco', 'Cis'],
    ['Costco', 'Cost Co'],
    ['!!!', '???'],
  ])('keeps %s and %s apart', (a, b) => {
    expect(normalizeName(a)).not.toBe(normalizeName(b));
  });

  const pieces = fc.constantFrom(
    '华为',
    '有限',
    '公司',
    '有限公司',
    '分',
    ' ',
    '（',
    '）',
    'Acme',
    'Co',
    'l',
    'td',
    'Ltd',
    '.',
    ',',
    '&',
    'and',
    'ß',
    'ﬁ',
    'İ',
    'Σ',
    '™',
    '株式会社',
    '+',
  );
  const names = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(pieces, { maxLength: 10 }).map((each) => each.join('')),
  );

  it('has nothing to add to its own answer', () => {
    fc.assert(
      fc.property(names, (name) => {
        const normalized = normalizeName(name);
        expect(normalizeName(normalized)).toBe(normalized);
        expect(normalized).not.toMatch(/\s/);
        if (/[\p{L}\p{N}]/u.test(name)) expect(normalized).not.toBe('');
      }),
      { numRuns: 4000 },
    );
  });

  it('does not care for spaces around, width, case or a suffix', () => {
    const plain = fc.stringMatching(/^[a-z]{4,8}[0-9]$/);
    fc.assert(
      fc.property(
        plain,
        fc.constantFrom('', ' Ltd', ' Co., Ltd.', ', Inc.', ' GmbH', '有限公司', ' L.L.C.'),
        (name, suffix) => {
          expect(normalizeName(`  ${name.toUpperCase()}${suffix} `)).toBe(name);
        },
      ),
    );
  });
});

describe('bigrams', () => {
  it.each([
    ['华为技术', ['华为', '为技', '技术']],
    ['华', ['华']],
    ['', []],
    ['aaaa', ['aa']],
    ['𠮷野家', ['𠮷野', '野家']],
  ])('%s', (name, pairs) => {
    expect(bigrams(name)).toEqual(pairs);
  });
});
