import { describe, expect, test } from 'vitest';
import { readMemberAndRoles, readNewMember } from '../../src/people/members/read-roles.ts';
import { findRoleObstacle, guardedRoles, judgeSigner, settleState } from '../../src/people/members/rules.ts';

describe('a line that names a member and roles', () => {
  test.each([
    ['Li Wei finance', 'Li Wei', 'finance'],
    ['Li Wei as finance', 'Li Wei', 'finance'],
    ['Li Wei finance, hr and admin', 'Li Wei', 'finance,hr,admin'],
    ['"Li Wei" sales manager', '"Li Wei"', 'sales manager'],
    ['<@U123ABC> exec', '<@U123ABC>', 'exec'],
    ['finance to Li Wei', 'Li Wei', 'finance'],
    ['finance role from Li Wei', 'Li Wei', 'finance'],
    ['李伟 财务', '李伟', '财务'],
    ['李伟财务', '李伟', '财务'],
    ['李伟 财务、人事', '李伟', '财务,人事'],
    ['李伟为销售经理', '李伟', '销售经理'],
    ['李伟的管理员权限', '李伟', '管理员'],
    ['财务给李伟', '李伟', '财务'],
  ])('%s', (typed, member, roles) => {
    expect(readMemberAndRoles({ member: typed })).toEqual({ member, roles });
  });

  test.each(['Li Wei', 'Weiadmin', 'Li Wei boss', ''])('“%s” names no role', (typed) => {
    expect(readMemberAndRoles({ member: typed })).toEqual({ member: typed });
  });

  test('a new colleague has a name, an address and roles', () => {
    const read = (name: string) => readNewMember({ name });
    expect(read('Li Wei li@acme.com sales')).toEqual({
      name: 'Li Wei',
      email: 'li@acme.com',
      roles: 'sales',
    });
    expect(read('李伟 li@acme.com 销售、财务')).toEqual({
      name: '李伟',
      email: 'li@acme.com',
      roles: '销售,财务',
    });
    expect(read('Li Wei <li@acme.com>, sales')).toEqual({
      name: 'Li Wei',
      email: 'li@acme.com',
      roles: 'sales',
    });
    // What is no role is shown as such in the form.
    expect(read('Li li@acme.com boss')).toEqual({ name: 'Li', email: 'li@acme.com', roles: 'boss' });
    expect(read('Li Wei')).toEqual({ name: 'Li Wei' });
  });
});

describe('who may grant, take and sign', () => {
  const person = (memberId: string, ...roles: Parameters<typeof findRoleObstacle>[0]['roles'][number][]) => ({
    memberId,
    roles,
  });

  test('an admin all, HR sales and manager of others, nobody else any', () => {
    for (const gain of [true, false]) {
      for (const role of ['sales', 'manager', ...guardedRoles] as const) {
        const guarded = role !== 'sales' && role !== 'manager';
        expect(findRoleObstacle(person('a', 'admin'), 'x', role, gain)).toBeUndefined();
        expect(findRoleObstacle(person('a', 'hr'), 'x', role, gain)).toBe(
          guarded ? 'needs-admin' : undefined,
        );
        for (const other of ['sales', 'manager', 'finance', 'executive'] as const)
          expect(findRoleObstacle(person('a', other), 'x', role, gain)).toBe('needs-feeder');
      }
    }
  });

  test('nobody grants themselves what takes two; an admin may give it up', () => {
    expect(findRoleObstacle(person('a', 'admin'), 'a', 'finance', true)).toBe('own-role');
    expect(findRoleObstacle(person('a', 'admin'), 'a', 'admin', false)).toBeUndefined();
    expect(findRoleObstacle(person('a', 'admin'), 'a', 'sales', true)).toBeUndefined();
    expect(findRoleObstacle(person('a', 'hr'), 'a', 'manager', true)).toBe('own-role');
  });

  test('another admin or an executive signs, never who asked, stands behind it or gets the role', () => {
    const grant = { memberId: 'x', askedById: 'a', keeperId: 'k' };
    expect(judgeSigner(person('b', 'admin'), grant)).toBe('allowed');
    expect(judgeSigner(person('b', 'executive'), grant)).toBe('allowed');
    for (const asked of ['a', 'k']) expect(judgeSigner(person(asked, 'admin'), grant)).toBe('own-request');
    expect(judgeSigner(person('x', 'executive'), grant)).toBe('own-role');
    for (const role of ['sales', 'manager', 'finance', 'hr'] as const)
      expect(judgeSigner(person('b', role), grant)).toBe('needs-signer');
  });

  test('a signature counts only while what was asked still stands', () => {
    const subject = { active: true, roles: ['sales'] as const };
    const now = { expiresAt: 10, subject, role: 'finance', keeperStands: true } as const;
    expect(settleState('signed', now, 9)).toBe('signed');
    expect(settleState('refused', now, 9)).toBe('refused');
    for (const wanted of ['signed', 'refused'] as const) expect(settleState(wanted, now, 10)).toBe('expired');
    expect(settleState('withdrawn', now, 10)).toBe('withdrawn');
    expect(settleState('signed', { ...now, subject: { ...subject, active: false } }, 9)).toBe('lapsed');
    expect(settleState('signed', { ...now, subject: { active: true, roles: ['finance'] } }, 9)).toBe(
      'lapsed',
    );
    expect(settleState('signed', { ...now, keeperStands: false }, 9)).toBe('lapsed');
    expect(settleState('refused', { ...now, keeperStands: false }, 9)).toBe('refused');
  });
});
