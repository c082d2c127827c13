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

  test('rings in the channel when it is won, and leads to its order', async () => {
    await chat().say(
      'sunYue',
      words('subscribe sales only=won,orders,stages', '订阅 销售通知 只看=赢单,签约,大单'),
      'channel',
    );
    await chat().see('sunYue', [words('Won deals', '赢单')], 'channel');
    await chat().say('liWei', words('deal new 华为技术 2m Cloud', '商机 新建 华为技术 200万 上云项目'));
    await chat().see('liWei', ['2,000,000.00']);
    await chat().say(
      'liWei',
      words(
        'advance 华为技术 quoted need=Speed decider=CTO closes=month-end',
        '推进 华为技术 报价 需求=提速 决策人=总工 预计=月底',
      ),
    );
    await chat().see(
      'wangFang',
      [
        words(
          '📈 华为技术有限公司, ¥2,000,000.00: now Quoted',
          '📈 华为技术有限公司 ¥2,000,000.00 进入“方案报价”阶段',
        ),
      ],
      'channel',
    );
    await chat().press('liWei', words('Won', '赢单'));
    await chat().see(
      'wangFang',
      [
        words('🎉 Li Wei won 华为技术', '🎉 Li Wei 赢单：华为技术'),
        words('Won in November', '11月赢单'),
        '2,300,000.00',
        words('no. 1', '第1名'),
      ],
      'channel',
    );
    await chat().press('liWei', words('Sign the order', '登记订单'));
    await chat().submit('liWei', { number: 'HT-77' });
    await chat().see('liWei', ['HT-77', '2,000,000.00']);
    const order = await stage.store.db.order.findFirstOrThrow({ include: { deal: true } });
    expect(order.deal).toMatchObject({ amount: 200_000_000n, state: 'won' });
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

  test('is won by an order that was signed for its customer, once asked', async () => {
    await chat().say('liWei', words('deal new 华为技术 50k Training', '商机 新建 华为技术 5万 培训'));
    await chat().see('liWei', ['50,000.00']);
    await chat().say('liWei', 'order 华为技术 45k number=HT-78');
    await chat().press('liWei', words('Wins: Training', '赢单：培训'));
    await chat().see('liWei', ['45,000.00', words('Order HT-78', '订单 HT-78')]);
    const deal = await stage.store.db.deal.findFirstOrThrow({
      where: { amount: 4_500_000n },
      include: { orderDeal: true },
    });
    expect(deal).toMatchObject({ state: 'won', orderDeal: [{ number: 'HT-78' }] });
    const told = await chat().see('wangFang', ['HT-78'], 'channel');
    expect(told).toContain('45,000.00');
    const all = chat().read('wangFang', 'channel');
    // What was lost is none of this channel's topics, and the order has told of the deal that it won.
    expect(all.join()).not.toContain('80,000.00');
    const training = all.filter((text) => text.includes(words('Training', '培训')));
    expect(training.filter((text) => text.includes('🎉'))).toEqual([]);
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
