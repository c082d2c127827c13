import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createStage, type Stage } from '../stage/stage.ts';

describe.each(['slack', 'feishu'] as const)('names as they are typed, on %s', (platform) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await createStage();
    for (const name of [
      'Blue Harbor Shipping Ltd',
      'Blue Sky',
      'Blue Calling Services',
      '新华都购物',
      '华为',
    ]) {
      await stage.on[platform].say('liWei', `customer new name="${name}"`);
      await stage.on[platform].see('liWei', [name]);
    }
  });
  afterAll(() => stage.close());
  const chat = () => stage.on[platform];
  const newest = () =>
    stage.store.db.followUp.findFirstOrThrow({ orderBy: { id: 'desc' }, include: { customer: true } });

  test('a name is known by its first words, and the rest is what was said', async () => {
    await chat().say('liWei', 'log Blue Harbor called about the quote');
    await chat().see('liWei', ['Follow-up logged: Blue Harbor Shipping Ltd', 'called about the quote']);
    expect(await newest()).toMatchObject({ kind: 'call', text: 'called about the quote' });
  });

  test('a word that tells what happened is no part of a name without asking', async () => {
    const before = await newest();
    await chat().say('liWei', 'log Blue calling back tomorrow');
    await chat().see('liWei', [
      'Which customer',
      'Blue Calling Services',
      'Blue Sky',
      'Blue Harbor Shipping Ltd',
    ]);
    expect((await newest()).id).toBe(before.id);
  });

  test('half a word begins no name', async () => {
    await chat().say('liWei', 'log Blue Har called');
    await chat().see('liWei', ['Which customer']);
  });

  test('Chinese needs no space behind the name', async () => {
    await chat().say('liWei', '跟进华为电话报价30万下周三再联系');
    await chat().see('liWei', ['300,000.00', 'Wed 2 Dec 2026']);
    expect(await newest()).toMatchObject({ customer: { name: '华为' }, text: '电话报价30万下周三再联系' });
    await chat().say('liWei', '跟进 新华都微信聊了聊，预算20万，周五答复');
    await chat().see('liWei', ['新华都购物', 'not noted', '周五']);
    expect(await newest()).toMatchObject({ kind: 'message', amount: 20_000_000n, nextOn: null });
  });
});
