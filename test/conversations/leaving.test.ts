import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createStage, type Stage } from '../stage/stage.ts';

const words = {
  slack: {
    locale: 'en',
    gone: ['Li Wei is gone', 'nothing has moved'],
    start: 'Hand over to …',
    ask: ['Hand over what Li Wei has?', '2 customers'],
    confirm: 'Hand over',
    done: ['Li Wei is handed over', '0 left'],
    brief: ['You take over from Li Wei', 'Northwind', 'Due next'],
    left: ['no longer'],
  },
  feishu: {
    locale: 'zh-CN',
    gone: ['Li Wei 的账号已被移除', '没有任何变动'],
    start: '办理交接',
    ask: ['办理 Li Wei 的离职交接', '2 个客户'],
    confirm: '确认交接',
    done: ['离职交接已完成', '0 项'],
    brief: ['你接手了 Li Wei 的工作', 'Northwind', '接下来要跟进'],
    left: ['离职'],
  },
} as const;

describe.each(['slack', 'feishu'] as const)('somebody leaves, on %s', (platform) => {
  const say = words[platform];
  let stage: Stage;
  beforeAll(async () => {
    stage = await createStage({ locale: say.locale });
    const { db } = stage.store;
    // Everybody is reached where this conversation is.
    await db.chatIdentity.updateMany({
      where: { workspaceId: stage.company[platform].id },
      data: { lastSeenAt: new Date(stage.clock.now()) },
    });
  });
  afterAll(() => stage.close());
  const chat = () => stage.on[platform];

  test('the platform says so: the account is dead at once, nothing moves, those who decide are told', async () => {
    await chat().say('liWei', 'customer new Northwind');
    await chat().say('liWei', 'customer new Tailspin');
    await chat().say('liWei', 'followup Northwind called next=2026-11-24');
    await chat().leave('liWei');
    await chat().see('zhangMin', say.gone);
    await chat().see('sunYue', say.gone);
    const { id } = stage.company.members.liWei;
    expect(await stage.store.db.customer.count({ where: { ownerId: id } })).toBe(2);
    const posted = chat().countPosted();
    await chat().leave('liWei');
    expect(chat().countPosted()).toBe(posted);
  });

  test('one card hands everything over, and the successor is briefed', async () => {
    await chat().press('zhangMin', say.start);
    await chat().submit('zhangMin', { to: 'Zhang Min' });
    await chat().see('zhangMin', say.ask);
    await chat().press('zhangMin', say.confirm);
    await chat().see('zhangMin', say.done);
    await chat().see('zhangMin', say.brief);
    const { liWei, zhangMin } = stage.company.members;
    expect(await stage.store.db.customer.count({ where: { ownerId: zhangMin.id } })).toBe(2);
    expect(await stage.store.db.member.findFirst({ where: { id: liWei.id } })).toMatchObject({
      active: false,
    });
  });

  test('what was agreed comes to the successor on its day', async () => {
    stage.clock.set(Date.UTC(2026, 10, 24, 1, 0, 5));
    await chat().see('zhangMin', ['Northwind', 'called']);
  });
});
