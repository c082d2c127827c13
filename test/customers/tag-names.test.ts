import { expect, test } from 'vitest';
import { foldTag, readTags } from '../../src/customers/tags/names.ts';

test.each([
  ['vip', ['vip']],
  ['#VIP vip  ＶＩＰ', ['VIP']],
  ['重点 大客户', ['重点', '大客户']],
  ['重点，大客户、华东', ['重点', '大客户', '华东']],
  ['key account, vip', ['key account', 'vip']],
  ['"key account" vip', ['key account', 'vip']],
  ['「长期 合作」 重点', ['长期 合作', '重点']],
  [' , ', []],
])('%s is %j', (typed, tags) => {
  expect(readTags(typed)).toEqual(tags);
});

test('too long or too many are refused', () => {
  expect(readTags('x'.repeat(31))).toBeUndefined();
  expect(readTags(Array.from({ length: 21 }, (_, index) => `t${index}`).join(' '))).toBeUndefined();
});

test('a tag is compared without case, width and its mark', () => {
  expect(foldTag(' #ＶＩＰ  Plus ')).toBe('vip plus');
});
