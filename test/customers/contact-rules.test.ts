import { describe, expect, test } from 'vitest';
import { readContact, refineContact } from '../../src/customers/contacts/rules.ts';

describe('a typed line', () => {
  test.each([
    [
      { name: 'Ann', phone: 'Lee 13800138000' },
      { name: 'Ann Lee', phone: '13800138000' },
    ],
    [
      { name: '李工', phone: '13800138000 li@huawei.example' },
      { name: '李工', phone: '13800138000', email: 'li@huawei.example' },
    ],
    [{ name: 'Ann', phone: 'Lee' }, { name: 'Ann Lee' }],
    [
      { name: 'Ann', phone: '+86 138 0013 8000, 021-62780000' },
      { name: 'Ann', phone: '+86 138 0013 8000, 021-62780000' },
    ],
    [
      { name: 'Ann', phone: 'ann@acme.example' },
      { name: 'Ann', email: 'ann@acme.example' },
    ],
    [
      { name: 'Ann', email: 'a@b.example' },
      { name: 'Ann', email: 'a@b.example' },
    ],
  ])('%j is %j', (typed, read) => {
    expect(refineContact(typed)).toEqual(read);
  });
});

describe('a contact', () => {
  test('keeps its phones once each, in their order', () => {
    expect(readContact({ name: ' Ann   Lee ', phone: '13800138000、021-62780000；+8613800138000' })).toEqual({
      kind: 'contact',
      patch: { name: 'Ann Lee', phones: ['+8613800138000', '+862162780000'] },
    });
  });

  test('may be emptied of everything but the name', () => {
    expect(readContact({ title: '', phone: '', email: '' })).toEqual({
      kind: 'contact',
      patch: { title: '', phones: [], email: '' },
    });
    expect(readContact({ name: ' ' })).toEqual({ kind: 'unreadable', fields: ['name'] });
  });

  test.each([
    [{ phone: '123' }, ['phone']],
    [{ phone: '13800138000, 123' }, ['phone']],
    [{ phone: '13800138000,13800138001,13800138002,13800138003,13800138004,13800138005' }, ['phone']],
    [{ email: 'nonsense', phone: 'x' }, ['phone', 'email']],
  ])('%j is not read', (typed, fields) => {
    expect(readContact(typed)).toEqual({ kind: 'unreadable', fields });
  });
});
