import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createStage, type Stage } from '../stage/stage.ts';

const words = {
  slack: {
    ask: 'quiet 21:00-08:00',
    set: ['Quiet hours and limit here', '21:00 to 08:00 next day', 'Shanghai'],
    refused: 'admin decides',
    order: (name: string) => `order ${name} 5,000 signed=2026-11-23`,
    gathered: ['Sales notification', 'the quiet hours were over', 'Acme One', 'Acme Two'],
    open: 'Open',
    opened: ['Acme One', '5,000.00', 'Signed'],
    before: 'Before that',
  },
  feishu: {
    ask: '免打扰 晚9点到早8点',
    set: ['Quiet hours and limit here', '21:00 to 08:00 next day', 'Shanghai'],
    refused: 'admin decides',
    order: (name: string) => `order ${name} 5,000 signed=2026-11-23`,
    gathered: ['销售通知 2 条', '免打扰时段暂缓', 'Acme One', 'Acme Two'],
    open: '查看',
    opened: ['Acme One', '5,000.00', '签约'],
    before: '此前进展',
  },
} as const;

describe.each(['slack', 'feishu'] as const)('quiet hours of a group on %s', (platform) => {
  const say = words[platform];
  let stage: Stage;
  beforeAll(async () => {
    stage = await createStage();
  });
  afterAll(() => stage.close());

  test('an admin sets them; others are told who may', async () => {
    const here = stage.on[platform];
    await here.say('sunYue', `subscribe sales lang=${platform === 'slack' ? 'en' : 'zh'}`, 'channel');
    await here.see('sunYue', ['Sales notification'], 'channel');
    await here.say('liWei', say.ask, 'channel');
    await here.see('liWei', [say.refused]);
    await here.say('sunYue', say.ask, 'channel');
    await here.see('sunYue', say.set, 'channel');
    expect(await stage.store.db.attentionSetting.findMany()).toMatchObject([
      { scope: 'conversation', quiet: '21:00-08:00', budget: null },
    ]);
  });

  test('what comes at night comes as one in the morning, and each part can be opened', async () => {
    const here = stage.on[platform];
    stage.clock.set(Date.UTC(2026, 10, 23, 14));
    for (const name of ['Acme One', 'Acme Two']) {
      await here.say('liWei', `customer new ${name}`);
      await here.see('liWei', [name]);
      await here.say('liWei', say.order(name));
      await here.see('liWei', [name, '5,000.00']);
    }
    const countHeld = () => stage.store.db.delivery.count({ where: { bearerId: { not: null } } });
    await expect.poll(countHeld, { timeout: 5_000 }).toBe(2);
    stage.clock.set(Date.UTC(2026, 10, 24, 0, 0, 1));
    await here.see('liWei', say.gathered, 'channel');
    const states = async () =>
      (await stage.store.db.delivery.findMany({ where: { kind: { in: ['sales', 'gathered'] } } })).map(
        ({ state }) => state,
      );
    await expect.poll(states, { timeout: 5_000 }).toEqual(['sent', 'sent', 'sent']);
    await here.press('liWei', say.open, 'channel');
    await here.see('liWei', say.opened);
  });

  test('by day two orders of one customer grow one card', async () => {
    const here = stage.on[platform];
    stage.clock.set(Date.UTC(2026, 10, 24, 2));
    for (const amount of ['7,000', '9,000']) {
      await here.say('liWei', `order Acme One ${amount} signed=2026-11-24`);
      await here.see('liWei', [`${amount}.00`], 'channel');
    }
    await here.see('liWei', ['9,000.00', say.before, '7,000.00'], 'channel');
    expect(here.read('liWei', 'channel').filter((text) => text.includes('7,000.00'))).toHaveLength(1);
  });
});
