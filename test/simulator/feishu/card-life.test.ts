import { expect, test } from 'vitest';
import { decrypt, judgeCard } from '../../../simulator/feishu/index.ts';
import { ANN, button, cardOf, dataOf, KEY, openStage } from './stage.ts';

const DAY = 24 * 60 * 60_000;

test('what is on a card can be used for fourteen days', async () => {
  const { sim, bot, postCard, pass } = await openStage();
  const id = await postCard(cardOf(button('Go')));
  pass(14 * DAY);
  expect((await sim.press(ANN, id, { text: 'Go' })).ok).toBe(true);
  pass(1);
  expect(await sim.press(ANN, id, { text: 'Go' })).toMatchObject({ ok: false, isExpired: true });
  expect(bot.received).toHaveLength(1);
});

test.each([
  ['a title and an excuse', '', '请升级'],
  ['what was sent, when that is asked for', '?card_msg_content_type=user_card_content', '"schema":"2.0"'],
])('a card reads back as %s', async (_what, query, content) => {
  const { api, postCard } = await openStage();
  const id = await postCard(cardOf(button('Go')));
  const { items } = dataOf(await api('GET', `/im/v1/messages/${id}${query}`));
  expect(items).toMatchObject([{ body: { content: expect.stringContaining(content) } }]);
});

test('a card is not given as the platform describes it to itself', async () => {
  const { api, postCard } = await openStage();
  const id = await postCard(cardOf(button('Go')));
  const read = await api('GET', `/im/v1/messages/${id}?card_msg_content_type=raw_card_content`);
  expect(read.body).toMatchObject({ code: 230001 });
});

test('a frame around components calls back only when it says so', () => {
  const frame = { tag: 'interactive_container', has_border: true, elements: [{ tag: 'hr' }] };
  expect(judgeCard(cardOf(frame))).toEqual({ kind: 'card' });
});

test('the bot is told who opens its private chat', async () => {
  const { sim, bot, postCard } = await openStage();
  const id = await postCard(cardOf(button('Go')));
  await sim.enterChat(ANN);
  const { encrypt } = JSON.parse(bot.received[0]?.body ?? '{}') as { encrypt: string };
  expect(JSON.parse(decrypt(KEY, encrypt))).toMatchObject({
    header: { event_type: 'im.chat.access_event.bot_p2p_chat_entered_v1' },
    event: { chat_id: sim.p2p(ANN), operator_id: { open_id: ANN }, last_message_id: id },
  });
});
