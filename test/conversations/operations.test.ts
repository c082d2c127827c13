import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createStage, type Stage } from '../stage/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage.close());

describe.each(['slack', 'feishu'] as const)('an admin on %s', (platform) => {
  test('sends what failed in a channel again, once the bot is back in it', async () => {
    const chat = stage.on[platform];
    const { store, company } = stage;
    const conversation = platform === 'slack' ? 'CSALES' : 'oc_sales';
    const { externalKey } = await store.db.workspace.findFirstOrThrow({ where: { platform } });
    const to = { platform, workspace: externalKey, conversation };
    const now = new Date(stage.clock.now());
    const message = {
      kind: 'card',
      card: { title: `Lost on ${platform}`, tone: 'plain', blocks: [{ kind: 'text', text: 'It rings.' }] },
    };
    for (const each of [1, 2])
      await store.db.delivery.create({
        data: {
          orgId: company.orgId,
          id: store.ids.uuid(),
          key: `lost ${platform} ${each}`,
          kind: 'sales',
          address: to,
          content: { kind: 'message', message },
          state: 'dead',
          attempts: 1,
          lastError: platform === 'slack' ? 'not_in_channel' : '230002',
          notBefore: now,
          createdAt: now,
          settledAt: now,
        },
      });
    await chat.say('sunYue', 'deliveries');
    await chat.see('sunYue', ['2 messages', 'send again']);
    await chat.press('sunYue', 'Send all 2 again');
    await chat.see('liWei', [`Lost on ${platform}`], 'channel');
    expect(await store.db.auditEntry.count({ where: { action: 'delivery.retried', origin: platform } })).toBe(
      2,
    );
  });

  test('sets the work calendar', async () => {
    const chat = stage.on[platform];
    const [day, shown] = platform === 'slack' ? ['12-24', 'Thu 24 Dec'] : ['12-31', 'Thu 31 Dec'];
    await chat.say('sunYue', `settings calendar add ${day} rest Party on ${platform}`);
    await chat.see('sunYue', [shown, `Party on ${platform}`]);
    await chat.say('sunYue', '设置 日历 周末 周五 周六');
    await chat.see('sunYue', ['Fri, Sat']);
  });
});
