import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createForge } from '../stage/forge.ts';
import { createStage, type Stage } from '../stage/stage.ts';

describe.each(['slack', 'feishu'] as const)('a deal on %s', (platform) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await createStage({ locale: platform === 'slack' ? 'en' : 'zh-CN' });
    await stage.on[platform].say('liWei', '新客户 华为技术有限公司');
  });
  afterAll(() => stage.close());
  const chat = () => stage.on[platform];
  const words = (en: string, zh: string) => (platform === 'slack' ? en : zh);

  test('is made, advanced by a button that asks for what is missing, won and found in the list', async () => {
    await chat().say(
      'liWei',
      words('deal new 华为技术 300k month end Phase two', '商机 新建 华为技术 30万 月底 二期扩容'),
    );
    await chat().see('liWei', [
      '300,000.00',
      words('Phase two', '二期扩容'),
      words('Contacted', '初步接触'),
      '10%',
    ]);
    await chat().press('liWei', words('Advance to Qualified', '推进到确认需求'));
    await chat().submit('liWei', { need: 'Two more sites' });
    await chat().see('liWei', ['Two more sites', words('is now: Qualified', '已推进到：确认需求')]);
    await chat().say('liWei', words('deal list', '商机 列表'));
    await chat().see('liWei', [words('Open deals: 1', '进行中的商机：1 个'), '25%']);
    await chat().say('liWei', words('won 华为技术', '赢单 华为技术'));
    await chat().see('liWei', [words('🎉 Won', '🎉 赢单'), '300,000.00']);
    const [deal] = await stage.store.db.deal.findMany();
    expect(deal).toMatchObject({ state: 'won', need: 'Two more sites', expectedOn: new Date('2026-11-30') });
  });

  test('is lost with one of the organization’s reasons, told in a form', async () => {
    await chat().say('liWei', words('deal new 华为技术 80k Support', '商机 新建 华为技术 8万 维保服务'));
    await chat().see('liWei', [words('New deal: Support', '已新建商机：维保服务')]);
    await chat().press('liWei', words('Lost', '输单'));
    await chat().submit('liWei', { reason: 'price', note: 'half the price', to: 'Initech' });
    await chat().see('liWei', [
      words('Lost: Support', '已登记输单：维保服务'),
      'Initech',
      words('Price', '价格太高'),
    ]);
  });

  test('is nobody else’s to touch, whatever a client makes of a button', async () => {
    const forge = createForge(stage, platform);
    const deals = await stage.store.db.deal.findMany();
    const before = await stage.store.db.dealStep.count();
    for (const { id } of deals)
      for (const action of ['deal.stage', 'deal.won', 'deal.lost', 'deal.reopen', 'deal.edit'])
        for (const target of [id, `${id}.1`, `${id}.2`, `${id}.3`, `${id}.4`])
          expect(await forge('wangFang', { action, target })).toBe(200);
    expect(await stage.store.db.dealStep.count()).toBe(before);
    expect(chat().read('wangFang').join('\n')).not.toContain('Two more sites');
  });
});
