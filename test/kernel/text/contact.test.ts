import { describe, expect, it } from 'vitest';
import { foldEmail, normalizePhone } from '../../../src/kernel/text/contact.ts';

it('e-mail addresses differ neither by case nor by space around', () => {
  expect(foldEmail(' Li.Wei@Example.COM ')).toBe('li.wei@example.com');
  expect(foldEmail('li.wei+crm@example.com')).toBe('li.wei+crm@example.com');
});

describe('normalizePhone', () => {
  it.each([
    ['13800138000', '+8613800138000'],
    ['138 0013 8000', '+8613800138000'],
    ['１３８００１３８０００', '+8613800138000'],
    ['+86 138-0013-8000', '+8613800138000'],
    ['0086 13800138000', '+8613800138000'],
    ['8613800138000', '+8613800138000'],
    ['010-8888 8888', '+861088888888'],
    ['(021) 66668888 转 123', '+862166668888'],
    ['0755-26780000', '+8675526780000'],
    ['+86 (0)21 66668888', '+862166668888'],
    ['400-810-8888', '+864008108888'],
    ['+1 (415) 555-2671', '+14155552671'],
    ['+44 (0)20 7946 0958', '+442079460958'],
  ])('%s → %s', (text, phone) => {
    expect(normalizePhone(text)).toEqual({ kind: 'ok', value: phone });
  });

  it.each([
    ['(415) 555-2671', 'US', '+14155552671'],
    ['1-415-555-2671 ext. 12', 'US', '+14155552671'],
    ['020 7946 0958', 'GB', '+442079460958'],
    ['2123 4567', 'HK', '+85221234567'],
    ['+86 13800138000', 'US', '+8613800138000'],
  ] as const)('%s in %s → %s', (text, region, phone) => {
    expect(normalizePhone(text, region)).toEqual({ kind: 'ok', value: phone });
  });

  it.each([
    '',
    'abc',
    '12345',
    '88888888',
    '1380013800',
    '138001380000',
    '+0123456789',
    '+86 12345',
    '138-abcd-8000',
    '9'.repeat(40),
  ])('refuses %s', (text) => {
    expect(normalizePhone(text)).toEqual({ kind: 'refusal', code: 'phone-unreadable', facts: { text } });
  });
});
