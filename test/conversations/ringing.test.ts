import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
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
  // Long enough for the account in use to be noted anew, and for a card of its own.
  stage.clock.advance(16 * 60_000);
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
  await refOf('ranking');
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

test('a payment dated back and a refund amend what was sent, on both platforms, with the cause', async () => {
  const { slack, feishu } = stage.on;
  stage.clock.advance(1_000);
  await slack.say('chenJing', 'refund HT-2026-018 10,000 one unit came back');
  await slack.see('chenJing', ['10,000.00']);
  await slack.say('chenJing', 'payment HT-2026-018 50,000 received=2026-11-20');
  await slack.see('chenJing', ['50,000.00']);
  // The refund amends the payment's news in both channels, the payment the ranking and the summary.
  await vi.waitFor(async () => {
    const where = { key: { startsWith: 'amended|' }, state: 'pending' };
    expect(await stage.store.db.delivery.count({ where })).toBeGreaterThanOrEqual(4);
  });
  stage.clock.advance(61_000);
  await slack.see(
    'liWei',
    ['Corrected', '80,000.00', '130,000.00', 'Payment, dated Fri 20 Nov 2026'],
    'channel',
  );
  await feishu.see('liWei', ['已更正', '日报', '80,000.00', '130,000.00', 'HT-2026-018 回款'], 'channel');
  await slack.see(
    'liWei',
    ['Corrected', 'Payment less refunds', '70,000.00', 'Refund of ¥10,000.00'],
    'channel',
  );
});

describe('why', () => {
  test('the menu of a push tells its rule, who subscribed and what it rests on, to whoever presses alone', async () => {
    const { slack } = stage.on;
    const ref = await refOf('order-signed');
    const selectedOption = `push.why ${ref.id}`;
    const menu = findMenu(stage.slack.messages('CSALES'), ref.ts);
    await stage.slack.press(stage.company.members.liWei.slackUser, ref, menu, { selectedOption });
    await slack.see('liWei', ['An order was signed', 'Sun Yue subscribed to it', 'HT-2026-018'], 'channel');
    expect(slack.read('wangFang', 'channel').join()).not.toContain('An order was signed');
  });

  test('the shortcut does the same, and says kindly that a person’s message is none of ours', async () => {
    const { slackUser } = stage.company.members.wangFang;
    await stage.slack.shortcut(slackUser, 'why_message', await refOf('ranking'));
    await stage.on.slack.see('wangFang', ['confirmed payments less refunds', 'Figures as of'], 'channel');
    const said = await stage.slack.say(slackUser, 'CSALES', 'Hello everybody');
    const place = { conversationId: 'CSALES', ts: said.message.ts };
    await stage.slack.shortcut(slackUser, 'why_message', place);
    await stage.on.slack.see('wangFang', ['no message of mine'], 'channel');
  });

  test('a quoted digest on Feishu is explained in private, in the asker’s language', async () => {
    const { feishuUser } = stage.company.members.liWei;
    const digest = stage.feishu
      .posted({ chatId: 'oc_sales' })
      .find(({ content }) => content.includes('日报'));
    const options = { mentionBot: true, replyTo: digest?.messageId ?? '' };
    await stage.feishu.say(feishuUser, 'oc_sales', '为什么', options);
    const words = ['Why this message', 'Daily summary', 'Sun Yue subscribed', 'Due', 'Acme Corp'];
    await stage.on.feishu.see('liWei', words);
    expect(stage.on.feishu.read('wangFang').join()).not.toContain('Daily summary');
  });

  test('without a message the last ones are offered, and an answer tells what was asked', async () => {
    const { feishu } = stage.on;
    await feishu.say('liWei', 'why');
    await feishu.see('liWei', ['Which message?', 'Payment of ¥80,000.00 is handed to finance']);
    const [asked] = await stage.store.db.$queryRaw<{ message: string }[]>`
      SELECT message_ref->>'message' AS message FROM deliveries WHERE content->'asked'->>'said' LIKE '回款%'`;
    const { feishuUser } = stage.company.members.liWei;
    const chat = stage.feishu.p2p(feishuUser);
    await stage.feishu.say(feishuUser, chat, 'why', { replyTo: asked?.message ?? '' });
    await feishu.see('liWei', ['answers somebody', 'Asked by', '回款 Acme 8万 昨天']);
  });

  test('a line with one word that cannot be read keeps the choices that can', async () => {
    await stage.on.feishu.say('liWei', '订阅 排行榜 时间=Brown');
    await stage.on.feishu.see('liWei', ['Everything you typed is kept']);
    const { values } = await stage.store.db.draft.findFirstOrThrow({ orderBy: { createdAt: 'desc' } });
    expect(values).toMatchObject({ kind: 'ranking', at: 'Brown' });
  });

  test('a push is sent to its reader instead, by whoever decides on the channel’s', async () => {
    const { members } = stage.company;
    await stage.slack.shortcut(members.sunYue.slackUser, 'why_message', await refOf('ranking'));
    await stage.on.slack.press('sunYue', 'Send it to me instead', 'channel');
    await stage.on.slack.see('sunYue', ['no longer to the channel'], 'channel');
    const rows = await stage.store.db.subscription.findMany({
      where: { kind: 'ranking', state: 'active' },
      select: { conversation: true, memberId: true },
    });
    expect(rows).toEqual([{ conversation: null, memberId: members.sunYue.id }]);
  });
});

/** Where a push stands on Slack, once it does. */
function refOf(push: string) {
  return vi.waitFor(async () => {
    const [row] = await stage.store.db.$queryRaw<{ id: string; ts: string }[]>`
      SELECT id, message_ref->>'message' AS ts FROM deliveries
      WHERE content->>'push' = ${push} AND message_ref->>'platform' = 'slack'`;
    if (row === undefined) throw new Error(`no ${push} on Slack yet`);
    return { conversationId: 'CSALES', ...row };
  }, 5_000);
}

function findMenu(
  messages: readonly { readonly ts: string; readonly blocks: readonly unknown[] }[],
  ts: string,
): string {
  const blocks = JSON.stringify(messages.find((message) => message.ts === ts)?.blocks);
  return /"action_id":"(menu \d+)"/.exec(blocks)?.[1] ?? '';
}
