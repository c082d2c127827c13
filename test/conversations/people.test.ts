import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createStage, type Stage } from '../stage/stage.ts';

describe.each(['slack', 'feishu'] as const)('members, roles and groups on %s', (platform) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await createStage({ locale: platform === 'slack' ? 'en' : 'zh-CN' });
    // Whoever speaks here is reached here from now on.
    stage.clock.advance(6 * 60_000);
    for (const who of ['sunYue', 'zhaoLei', 'liWei', 'huangLi'] as const)
      await chat().say(who, words('home', '工作台'));
  });
  afterAll(() => stage.close());
  const chat = () => stage.on[platform];
  const words = (en: string, zh: string) => (platform === 'slack' ? en : zh);
  const rolesOf = async (name: string) =>
    (await stage.store.db.member.findFirstOrThrow({ where: { name, active: true } })).roles;

  test('a role that takes two is asked for, turned down with a reason, asked for again and signed', async () => {
    await chat().say('sunYue', words('member list', '成员列表'));
    await chat().see('sunYue', [words('Members', '成员列表'), 'Li Wei', words('sales', '销售')]);
    await chat().say('sunYue', words('grant Li Wei finance', '授予 Li Wei 财务'));
    await chat().see('sunYue', [words('waits for a signature', '待签字'), 'Zhao Lei']);
    await chat().see('zhaoLei', [words('Please sign: finance for Li Wei', '待签字：授予 Li Wei 财务角色')]);
    await chat().press('zhaoLei', words('Turn down', '不同意'));
    await chat().submit('zhaoLei', { reason: 'not before January' });
    await chat().see('sunYue', [
      words('Turned down: finance', '未通过：授予 Li Wei 财务'),
      'not before January',
    ]);
    // The card that asked is redrawn by its own message: pressed before, it would be the old request that is signed.
    await vi.waitFor(
      () => expect(chat().read('zhaoLei').join()).not.toContain(words('Please sign', '待签字')),
      {
        timeout: 5_000,
        interval: 20,
      },
    );
    expect(await rolesOf('Li Wei')).toEqual(['sales']);
    await chat().say('sunYue', words('grant Li Wei finance', '授予 Li Wei 财务'));
    await chat().see('zhaoLei', [words('Please sign: finance for Li Wei', '待签字：授予 Li Wei 财务角色')]);
    await chat().press('zhaoLei', words('Sign', '签字同意'));
    await chat().see('liWei', [words('You have a new role: finance', '你已获得财务角色')]);
    await chat().see('huangLi', [words('New role for Li Wei: finance', 'Li Wei 已获得财务角色')]);
    expect(await rolesOf('Li Wei')).toEqual(['finance', 'sales']);
    await chat().say('sunYue', words('revoke Li Wei finance', '收回 Li Wei 财务'));
    await chat().see('liWei', [words('Your roles have changed', '你的角色有调整')]);
    expect(await rolesOf('Li Wei')).toEqual(['sales']);
  });

  test('groups are made, named anew from a day on and managed; a member moves; the past stays as it was', async () => {
    await chat().say(
      'sunYue',
      words('group new West managers="Zhao Lei"', '新建分组 West 负责人="Zhao Lei"'),
    );
    await chat().see('sunYue', [words('Group added: West', '已新建分组：West')]);
    await chat().say(
      'sunYue',
      words('group edit West name="Far West" from=2026-12-01', '修改分组 West 名称="Far West" 起=2026-12-01'),
    );
    await chat().see('sunYue', [words('Far West: saved', '已保存：Far West')]);
    await chat().say('sunYue', words('member edit "Li Wei" group=West', '修改成员 "Li Wei" 分组=West'));
    await chat().see('sunYue', [words('Li Wei: saved', '已保存：Li Wei'), 'West']);
    await chat().say('sunYue', words('group list', '分组列表'));
    await chat().see('sunYue', [
      words('Sales groups', '销售分组'),
      'West',
      words('managed by Zhao Lei', '负责人 Zhao Lei'),
      words('1 person', '1 人'),
    ]);
    const [history, memberships] = await Promise.all([
      stage.store.db.$queryRaw<
        object[]
      >`SELECT name, valid_from::text AS from, until::text FROM sales_group_history
        WHERE name LIKE '%West' ORDER BY valid_from`,
      stage.store.db.groupMembershipRevision.count({ where: { member: { name: 'Li Wei' } } }),
    ]);
    expect(history).toEqual([
      { name: 'West', from: '2026-11-23', until: '2026-12-01' },
      { name: 'Far West', from: '2026-12-01', until: null },
    ]);
    expect(memberships).toBe(2);
    await chat().say('liWei', words('group list', '分组列表'));
    await chat().see('liWei', [words('admin', '管理员')]);
  });

  test('admins see who wrote and could not be linked', async () => {
    await stage.store.db.newcomer.create({
      data: {
        orgId: stage.company.orgId,
        id: stage.store.ids.uuid(),
        workspaceId: stage.company[platform].id,
        externalUser: 'unknown-account',
        name: 'Ma Li',
        reason: 'nobody',
        firstSeenAt: new Date(stage.clock.now()),
        lastSeenAt: new Date(stage.clock.now()),
      },
    });
    await chat().say('sunYue', words('newcomers', '未关联账号'));
    await chat().see('sunYue', [
      words('Unlinked accounts', '未关联的账号'),
      'Ma Li',
      words('last wrote', '最近一次'),
    ]);
  });
});
