import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createStage, type Stage } from '../stage/stage.ts';

/** Two days later, past the organization's reminder time. */
const TWO_DAYS_LATER = Date.UTC(2026, 10, 25, 1, 0, 5);

describe.each(['slack', 'feishu'] as const)('a collision on %s', (platform) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await createStage();
    const { db } = stage.store;
    const { liWei } = stage.company.members;
    // Li Wei reads Chinese, the others English.
    await db.member.update({
      where: { orgId_id: { orgId: stage.company.orgId, id: liWei.id } },
      data: { locale: 'zh' },
    });
  });
  afterAll(() => stage.close());
  const chat = () => stage.on[platform];
  const other = () => stage.on[platform === 'slack' ? 'feishu' : 'slack'];

  test('two create the same customer on two platforms at once, and one of them has it', async () => {
    await Promise.all([
      chat().say('liWei', '新客户 Simultan GmbH'),
      other().say('wangFang', 'customer new SIMULTAN Co., Ltd.'),
    ]);
    const customers = await stage.store.db.customer.findMany({ where: { nameKey: 'simultan' } });
    expect(customers).toHaveLength(1);
    const [customer] = customers;
    const won = customer?.ownerId === stage.company.members.liWei.id;
    await chat().see('liWei', [won ? '已新建客户' : '该客户已有人负责']);
    await other().see('wangFang', [won ? 'That customer is taken' : 'Customer created']);
  });

  test('who was refused asks for a ruling, and the one above both decides it in private', async () => {
    // Which account somebody uses is noted once a minute; what is told to them goes there.
    stage.clock.advance(120_000);
    await chat().say('wangFang', 'customer new Borealis Ltd phone=13800000001');
    await chat().say('wangFang', 'followup Borealis quoted 300k for the new hall kind=call');
    await chat().say('liWei', '新客户 Borealis');
    const refusal = await chat().see('liWei', ['该客户已有人负责', 'Borealis Ltd']);
    for (const secret of ['300', 'hall', '13800000001']) expect(refusal).not.toContain(secret);
    await chat().press('liWei', '申请裁决');
    await chat().submit('liWei', { reason: '五月展会上先谈的', since: '2026-05-12' });
    await chat().see('liWei', ['已提交撞单裁决']);
    await chat().see('wangFang', ['Li Wei says this customer should be theirs']);
    const asked = await stage.on.slack.see('zhaoLei', ['Whose customer is Borealis', '五月展会上先谈的']);
    expect(asked).toContain('12 May 2026');
  });

  test('the case is brought up again while it waits, and its ruling reaches both sides', async () => {
    stage.clock.set(TWO_DAYS_LATER);
    await stage.on.slack.see('zhaoLei', ['This case still waits for your ruling', 'Borealis']);
    await stage.on.slack.press('zhaoLei', 'Goes to Li Wei');
    await stage.on.slack.see('zhaoLei', ['Decided: Borealis Ltd belongs to Li Wei']);
    await chat().see('liWei', ['已裁决：Borealis Ltd 归 Li Wei', '100%']);
    await chat().see('wangFang', ['Decided: Borealis Ltd belongs to Li Wei']);
    await chat().say('liWei', '客户 动态 Borealis');
    await chat().see('liWei', ['Wang Fang → Li Wei', '撞单裁决', 'quoted 300k']);
  });
});
