import { describe, expect, it } from 'vitest';
import { deriveSearchColumns, isNearName, measureLikeness } from '../../src/customers/names.ts';
import { choosePairs } from '../../src/customers/rare-pairs.ts';

describe('what a name is found by', () => {
  it.each([
    ['华润置地有限公司', '华润置地', 'huarunzhidi', 'hrzd'],
    ['重庆长安汽车', '重庆长安汽车', 'chongqingchanganqiche', 'cqcaqc'],
    ['TCL 集团', 'tcl集团', 'tcljituan', 'tcljt'],
    ['Acme Trading Co., Ltd.', 'acmetrading', '', 'atcl'],
    ['Globex', 'globex', '', ''],
  ])('%s', async (name, nameKey, pinyin, initials) => {
    expect(await deriveSearchColumns(name)).toMatchObject({ nameKey, pinyin, initials });
  });

  it('keeps the pairs of name, pinyin and initials, each once', async () => {
    const { grams } = await deriveSearchColumns('华为');
    expect(grams).toEqual(['华为', 'hu', 'ua', 'aw', 'we', 'ei', 'hw']);
  });
});

describe('likeness', () => {
  it.each([
    // Pairs {ac, cm, me} and {ac, cm, mo}: two shared, twice, by six.
    ['acme', 'acmo', 4 / 6],
    ['华为', '华为', 1],
    ['华为', '小米', 0],
    ['', '', 0],
  ])('of %s and %s', (a, b, expected) => {
    expect(measureLikeness(a, b)).toBeCloseTo(expected, 10);
  });

  it.each([
    ['上海华讯科技', '上海华信科技', true],
    ['华为', '华为技术', true],
    ['华为技术深圳', '华为', true],
    ['北京华信', '上海华信科技', false],
    ['acme robotics', 'acme robotic', true],
    ['acme', 'acmefoods', true],
    ['ac', 'acmefoods', false],
    ['borealis', 'globex', false],
    ['华为科技', '华为技术', true],
    ['华为技术有限公司', '华为信息技术', true],
    ['华为科技', '华为贸易', false],
    ['新东方科技', '新东方贸易', true],
    ['上海科技', '上海信息', false],
    ['深圳市技术', '深圳市网络', false],
    ['科技', '技术', false],
    ['青松科技', '青柏技术', false],
    ['华闰', '华润', true],
    ['huarun', '华润', true],
    ['华润', 'Hua Run', true],
  ])('%s is near %s: %s', async (typed, known, expected) => {
    expect(isNearName(await deriveSearchColumns(typed), await deriveSearchColumns(known))).toBe(expected);
  });
});

describe('the pairs that the index is asked for', () => {
  it.each([
    ['few are all asked for', ['ac', 'cm', 'me'], ['ac', 'cm', 'me']],
    ['each once', ['ac', 'cm', 'ac'], ['ac', 'cm']],
    [
      'the rare ones of many',
      ['zh', 'he', 'en', 'ng', 'gq', 'iu', 'ut', 'an', 'nm', 'ao'],
      ['gq', 'iu', 'ut', 'nm'],
    ],
    [
      'then the rarer of the common ones',
      ['公司', 'qx', '贸易', '科技', '集团'],
      ['qx', '公司', '贸易', '集团'],
    ],
    ['from all over the word', ['qa', 'qb', 'qc', 'qd', 'qf', 'qg', 'qh'], ['qa', 'qc', 'qf', 'qh']],
    ['of nothing none', [], []],
  ])('%s', (_, pairs, chosen) => {
    expect(choosePairs(pairs)).toEqual(chosen);
  });
});
