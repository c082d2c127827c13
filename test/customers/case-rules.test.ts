import { describe, expect, it, test } from 'vitest';
import { applyDefaultSplit, planReminder, readPart, readSides } from '../../src/customers/cases/rules.ts';
import { createWorkCalendar } from '../../src/kernel/workdays.ts';

const sides = { claimantId: 'li', respondentId: 'wang' };
const nobody = { memberId: 'x', roles: ['sales'], below: new Set<string>(), deciders: [] };

describe('what somebody is in a case', () => {
  it.each([
    ['who opened it', { ...nobody, memberId: 'li' }, 'claimant'],
    ['who has the customer', { ...nobody, memberId: 'wang' }, 'respondent'],
    [
      'a side that is asked to decide all the same',
      { ...nobody, memberId: 'li', deciders: ['li'] },
      'claimant',
    ],
    ['a side that is an admin', { ...nobody, memberId: 'wang', roles: ['admin'] }, 'respondent'],
    ['who is asked', { ...nobody, deciders: ['x'] }, 'decider'],
    ['who manages both', { ...nobody, roles: ['manager'], below: new Set(['li', 'wang']) }, 'decider'],
    ['who manages one side', { ...nobody, roles: ['manager'], below: new Set(['li']) }, 'nobody'],
    ['who managed both, and is no manager now', { ...nobody, below: new Set(['li', 'wang']) }, 'nobody'],
    ['an admin', { ...nobody, roles: ['admin'] }, 'decider'],
    ['an executive who is not asked', { ...nobody, roles: ['executive'] }, 'onlooker'],
    ['finance', { ...nobody, roles: ['finance'] }, 'nobody'],
  ] as const)('%s', (_, standing, part) => {
    expect(readPart(sides, standing)).toBe(part);
  });
});

test('a ruling names the owner and leaves the rest to the other side', () => {
  expect(readSides(sides, 'claimant')).toEqual({ ownerId: 'li', otherId: 'wang' });
  expect(readSides(sides, 'holder')).toEqual({ ownerId: 'wang', otherId: 'li' });
});

it.each([
  ['Monday', '2026-11-23T02:00:00Z', '2026-11-25T01:00:00Z'],
  ['Thursday: not on Saturday', '2026-11-26T02:00:00Z', '2026-11-30T01:00:00Z'],
  ['Friday: not on Sunday', '2026-11-27T02:00:00Z', '2026-11-30T01:00:00Z'],
  ['late on Wednesday, which is Thursday there', '2026-11-25T17:00:00Z', '2026-11-30T01:00:00Z'],
])('reminds two days after %s', (_, now, due) => {
  const week = createWorkCalendar({ region: 'none' });
  const at = planReminder(Date.parse(now), { zone: 'Asia/Shanghai', reminderTime: '09:00' }, week);
  expect(new Date(at).toISOString()).toBe(new Date(due).toISOString());
});

describe('the split that an order copies', () => {
  const owner = { memberId: 'chen', name: 'Chen' };
  const ofOwner = { memberId: null, name: '', active: true, basisPoints: 7_000 };
  const ofWang = { memberId: 'wang', name: 'Wang', active: true, basisPoints: 3_000 };
  it.each([
    ['gives the owner’s part to whoever owns it now', [ofOwner, ofWang], ['chen 7000', 'wang 3000']],
    ['gives a leaver’s part to the owner', [ofOwner, { ...ofWang, active: false }], ['chen 10000']],
    ['adds up who has two parts', [ofOwner, { ...ofWang, memberId: 'chen' }], ['chen 10000']],
  ])('%s', (_, shares, expected) => {
    const credited = applyDefaultSplit(shares, owner);
    expect(credited.map(({ memberId, basisPoints }) => `${memberId} ${basisPoints}`)).toEqual(expected);
  });
});
