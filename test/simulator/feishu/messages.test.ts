import { describe, expect, test } from 'vitest';
import {
  ANN,
  APP,
  BO,
  BOT,
  button,
  cardOf,
  cardTo,
  dataOf,
  openStage,
  SALES,
  TO_CHAT,
  TO_PERSON,
  textTo,
} from './stage.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

describe('sending', () => {
  test.each([
    ['open_id', ANN],
    ['user_id', 'u1'],
    ['union_id', 'on_ann'],
    ['email', 'ann@example.com'],
  ])('reaches a person by %s', async (type, id) => {
    const { sim, api } = await openStage();
    const answer = await api('POST', `/im/v1/messages?receive_id_type=${type}`, textTo(id, '你好'));
    expect(dataOf(answer)).toMatchObject({ chat_id: sim.p2p(ANN), msg_type: 'text', sender: { id: APP } });
    expect(sim.messages(sim.p2p(ANN))).toMatchObject([{ text: '你好', isBot: true, sender: BOT }]);
  });

  test.each([
    ['a group without the bot', TO_CHAT, 'oc_quiet', 230002],
    ['a chat that is not there', TO_CHAT, 'oc_none', 230002],
    ['nobody', TO_PERSON, 'ou_none', 230034],
    ['somebody who has left', TO_PERSON, 'ou_gus', 230029],
    ['somebody of another company', TO_PERSON, 'ou_eve', 230038],
    ['somebody outside the availability range', TO_PERSON, 'ou_far', 230013],
  ])('to %s is refused', async (_what, path, id, code) => {
    const { sim, api } = await openStage();
    expect(await api('POST', path, textTo(id, 'x'))).toMatchObject({ status: 400, body: { code } });
    expect(sim.posted()).toHaveLength(0);
  });

  test.each([
    ['an unknown field', { ...textTo(ANN, 'x'), colour: 'red' }, 99992402],
    ['a missing field', { receive_id: ANN, msg_type: 'text' }, 99992402],
    ['content that is no string', { receive_id: ANN, msg_type: 'text', content: { text: 'x' } }, 99992402],
    ['content that is no JSON', { receive_id: ANN, msg_type: 'text', content: 'x' }, 230001],
    ['an unknown type', { receive_id: ANN, msg_type: 'song', content: '{}' }, 230001],
    ['an empty text', textTo(ANN, ''), 230001],
    ['a uuid of 51 characters', textTo(ANN, 'x', 'u'.repeat(51)), 230001],
    ['a text beyond 150 KB', textTo(ANN, 'x'.repeat(150 * 1_024)), 230025],
    [
      'a card beyond 30 KB',
      cardTo(ANN, cardOf({ tag: 'markdown', content: 'x'.repeat(30 * 1_024) })),
      230025,
    ],
    ['a card with a fault', cardTo(ANN, cardOf({ tag: 'note' })), 230099],
  ])('%s is refused', async (_what, body, code) => {
    const { sim, api } = await openStage();
    expect((await api('POST', TO_PERSON, body)).body.code).toBe(code);
    expect(sim.posted()).toHaveLength(0);
  });

  test('a post is read as its paragraphs, and mentions as names', async () => {
    const { sim, api } = await openStage();
    const post = {
      zh_cn: {
        title: '日报',
        content: [
          [
            { tag: 'text', text: '早 ' },
            { tag: 'at', user_id: ANN },
          ],
        ],
      },
    };
    await api('POST', TO_CHAT, { receive_id: SALES, msg_type: 'post', content: JSON.stringify(post) });
    await api('POST', TO_CHAT, textTo(SALES, `hi <at user_id="${BO}"></at>`));
    expect(sim.messages(SALES).map(({ text }) => text)).toEqual(['日报\n早 @安娜', 'hi @Bo']);
  });
});

describe('a uuid', () => {
  test('takes effect once within the hour, and again after it', async () => {
    const { sim, api, pass } = await openStage();
    const send = async () => dataOf(await api('POST', TO_PERSON, textTo(ANN, 'x', 'u1'))).message_id;
    const first = await send();
    pass(60 * MINUTE - 1);
    expect(await send()).toBe(first);
    pass(1);
    expect(await send()).not.toBe(first);
    expect(sim.posted({ uuid: 'u1' })).toHaveLength(2);
  });

  test('that was refused has taken no effect', async () => {
    const { sim, api } = await openStage();
    await api('POST', TO_PERSON, cardTo(ANN, cardOf({ tag: 'note' }), 'u2'));
    expect((await api('POST', TO_PERSON, textTo(ANN, 'x', 'u2'))).body.code).toBe(0);
    expect(sim.posted({ uuid: 'u2' })).toHaveLength(1);
  });

  test('also holds for replies', async () => {
    const { sim, api } = await openStage();
    const { message } = await sim.say(ANN, 'p2p', 'help');
    const reply = { msg_type: 'text', content: '{"text":"yes"}', uuid: 'u3' };
    const path = `/im/v1/messages/${message.messageId}/reply`;
    const [one, two] = [await api('POST', path, reply), await api('POST', path, reply)];
    expect(dataOf(one).message_id).toBe(dataOf(two).message_id);
    expect(dataOf(one)).toMatchObject({ parent_id: message.messageId, root_id: message.messageId });
    expect(sim.messages(sim.p2p(ANN)).map(({ replyTo }) => replyTo)).toEqual([undefined, message.messageId]);
  });
});

describe('changing', () => {
  test('a card is changed in its place, within fourteen days', async () => {
    const { sim, api, postCard, pass } = await openStage();
    const id = await postCard(cardOf(button('Go')));
    const change = { content: JSON.stringify(cardOf(button('Done'))) };
    pass(14 * DAY);
    expect((await api('PATCH', `/im/v1/messages/${id}`, change)).body.code).toBe(0);
    expect(sim.messages(sim.p2p(ANN))).toMatchObject([{ messageId: id, card: cardOf(button('Done')) }]);
    expect(sim.posted()).toHaveLength(1);
    pass(1);
    expect((await api('PATCH', `/im/v1/messages/${id}`, change)).body.code).toBe(230031);
  });

  test('a card of the second kind never becomes one of the first', async () => {
    const { api, postCard } = await openStage();
    const id = await postCard(cardOf(button('Go')));
    const content = JSON.stringify({ elements: [] });
    expect((await api('PATCH', `/im/v1/messages/${id}`, { content })).body.code).toBe(200830);
  });

  test('words are changed up to twenty times, and only the bot’s own', async () => {
    const { sim, api } = await openStage({ limits: 'off' });
    const { message_id } = dataOf(await api('POST', TO_PERSON, textTo(ANN, 'x')));
    const edit = (id: unknown) =>
      api('PUT', `/im/v1/messages/${id}`, { msg_type: 'text', content: '{"text":"y"}' });
    for (let count = 0; count < 20; count += 1) expect((await edit(message_id)).body.code).toBe(0);
    expect((await edit(message_id)).body.code).toBe(230072);
    const { message } = await sim.say(ANN, 'p2p', 'mine');
    expect((await edit(message.messageId)).body.code).toBe(230071);
  });

  test('what was taken back is gone: neither changed, nor answered, nor read', async () => {
    const { sim, api, postCard } = await openStage();
    const id = await postCard(cardOf(button('Go')));
    expect((await api('DELETE', `/im/v1/messages/${id}`)).body.code).toBe(0);
    expect(sim.messages(sim.p2p(ANN))).toHaveLength(0);
    expect((await api('GET', `/im/v1/messages/${id}`)).body.code).toBe(230011);
    const reply = { msg_type: 'text', content: '{"text":"x"}' };
    expect((await api('POST', `/im/v1/messages/${id}/reply`, reply)).body.code).toBe(230011);
  });
});
