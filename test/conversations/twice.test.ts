import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createStage, type Stage } from '../stage/stage.ts';

/** The same request, sent once more, many times at once, or with another's id on its button. */
describe.each(['slack', 'feishu'] as const)('repeated and forged requests on %s', (platform) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await createStage();
    await stage.on[platform].say('liWei', 'customer new Acme Corp');
    await stage.on[platform].see('liWei', ['Acme Corp']);
  });
  afterAll(() => stage.close());

  const commands = [
    'followup Acme Corp called next=2026-12-01',
    'customer new Northwind Traders',
    'order Acme Corp 5000 number=HT-1',
    'payment HT-1 100',
    'todo',
    'rank payments month',
    'subscribe ranking',
    'help',
  ];

  test.each(commands)('“%s” delivered fifty times at once has one effect and one answer', async (command) => {
    const { store } = stage;
    const user = stage.company.members.liWei;
    const place = platform === 'slack' ? stage.slack.dm(user.slackUser) : stage.feishu.p2p(user.feishuUser);
    const answers = () => stage.on[platform].read('liWei').length;
    const before = answers();
    await stage.on[platform].say('liWei', command);
    await expect.poll(answers).toBe(before + 1);
    const effects = await countRows(stage);
    const request = (platform === 'slack' ? stage.slack : stage.feishu).requests.at(-1);
    await (platform === 'slack' ? stage.slack : stage.feishu).replay(request?.id ?? '', 50, { fresh: true });
    expect(await countRows(stage)).toEqual(effects);
    expect(answers()).toBe(before + 1);
    expect(place).not.toBe('');
    expect(await store.db.delivery.count({ where: { state: 'dead' } })).toBe(0);
  });

  test('a first delivery that comes five times at once has one effect', async () => {
    const user = stage.company.members.liWei;
    const before = await stage.store.db.followUp.count();
    if (platform === 'slack') {
      const body = JSON.stringify({
        type: 'event_callback',
        team_id: stage.company.slack.workspace,
        event_id: 'EvAtOnce',
        event: {
          type: 'message',
          channel_type: 'im',
          channel: stage.slack.dm(user.slackUser),
          user: user.slackUser,
          text: 'followup Acme Corp at once',
          ts: '1795400000.000100',
        },
      });
      await Promise.all(Array.from({ length: 5 }, () => stage.slack.sendRaw({ body })));
    } else {
      const said = await stage.feishu.say(user.feishuUser, 'p2p', 'followup Acme Corp at once');
      await stage.feishu.replay(said.requests.at(-1)?.id ?? '', 5, { fresh: true });
    }
    expect(await stage.store.db.followUp.count()).toBe(before + 1);
  });
});

async function countRows({ store: { db } }: Stage) {
  return {
    followUps: await db.followUp.count(),
    customers: await db.customer.count(),
    orders: await db.order.count(),
    payments: await db.payment.count(),
    subscriptions: await db.subscription.count({ where: { kind: 'ranking' } }),
    answers: await db.delivery.count({ where: { kind: 'answer' } }),
  };
}
