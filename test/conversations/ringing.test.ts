import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createStage, type Stage } from '../stage/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
  await stage.on.slack.say('sunYue', 'subscribe sales', 'channel');
  await stage.on.slack.see('sunYue', ['ales'], 'channel');
  await stage.on.feishu.say('sunYue', 'subscribe sales lang=zh', 'channel');
  await stage.on.feishu.say('sunYue', '订阅 日报 09:00 lang=zh', 'channel');
  await stage.on.slack.say('sunYue', 'subscribe ranking 18:00', 'channel');
  await vi.waitFor(async () => {
    expect(await stage.store.db.subscription.count({ where: { conversation: { not: null } } })).toBe(4);
  });
});
afterAll(() => stage.close());

const countRinging = (words: string) => ({
  slack: stage.slack
    .posted({ conversationId: 'CSALES' })
    .filter((each) => JSON.stringify(each.blocks).includes(words)).length,
  feishu: stage.feishu.posted({ chatId: 'oc_sales' }).filter((each) => each.content.includes(words)).length,
});

test('an order signed on Slack rings once in both channels', async () => {
  const { slack, feishu } = stage.on;
  await slack.say('liWei', 'customer new Acme Corp');
  await slack.see('liWei', ['Acme Corp']);
  await slack.say('liWei', 'order Acme Corp 800,000 number=HT-2026-018 signed=2026-11-20');
  await slack.see('liWei', ['HT-2026-018', 'Acme Corp', '800,000.00'], 'channel');
  await feishu.see('liWei', ['Acme Corp', '800,000.00'], 'channel');
  expect(countRinging('800,000.00')).toEqual({ slack: 1, feishu: 1 });
});

test('a payment that a salesperson proposes waits for finance, who confirms it from a card; then it rings', async () => {
  const { slack, feishu } = stage.on;
  // Long enough for the account in use to be noted anew.
  stage.clock.advance(6 * 60_000);
  await feishu.say('liWei', '回款 Acme 8万 昨天');
  await feishu.see('liWei', ['80,000.00']);
  await slack.see('chenJing', ['80,000.00', 'Acme Corp']);
  expect(countRinging('80,000.00').feishu).toBe(0);
  await slack.press('chenJing', 'Confirm');
  await feishu.see('liWei', ['80,000.00', 'Acme Corp'], 'channel');
  await slack.see('liWei', ['80,000.00', 'Acme Corp'], 'channel');
  await slack.press('chenJing', 'Confirm').catch(() => {});
  expect(await stage.store.db.paymentRevision.count({ where: { state: 'confirmed' } })).toBe(1);
  // The proposer hears of it in private, where they spoke last.
  await feishu.see('liWei', ['80,000.00', 'Chen Jing']);
});

test('the ranking comes at six, the digest at nine on the next workday, each once', async () => {
  const { slack, feishu } = stage.on;
  stage.clock.set(Date.UTC(2026, 10, 23, 10, 0, 5));
  await slack.see('liWei', ['Li Wei', '80,000.00', '1'], 'channel');
  stage.clock.set(Date.UTC(2026, 10, 24, 1, 0, 5));
  await feishu.see('liWei', ['日报'], 'channel');
  const slots = await stage.store.db.scheduleSlot.findMany({ where: { outcome: 'queued' } });
  expect(new Set(slots.map(({ subscriptionId, day }) => `${subscriptionId} ${day.toISOString()}`)).size).toBe(
    slots.length,
  );
  const doubled = await stage.store.db.$queryRaw<{ key: string }[]>`
    SELECT key FROM deliveries GROUP BY key HAVING count(*) > 1`;
  expect(doubled).toEqual([]);
});
