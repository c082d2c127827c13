import { describe, expect, onTestFinished, test } from 'vitest';
import {
  ANN,
  APP,
  BO,
  BOT,
  button,
  cardOf,
  cardTo,
  dataOf,
  SALES,
  SECRET,
  type Stage,
  setStage,
  TO_CHAT,
  TO_PERSON,
  TOKEN_PATH,
  textTo,
} from './stage.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

async function stageOf(...options: Parameters<typeof setStage>): Promise<Stage> {
  const stage = await setStage(...options);
  onTestFinished(stage.end);
  return stage;
}

describe('tokens', () => {
  const ask = async ({ call }: Stage, secret = SECRET) =>
    (await call('POST', TOKEN_PATH, { app_id: APP, app_secret: secret }, undefined)).body;

  test('last two hours; the last half hour brings a new one, and both are good', async () => {
    const stage = await stageOf();
    const first = await ask(stage);
    expect(first).toMatchObject({ code: 0, expire: 7_200 });
    stage.pass(90 * MINUTE);
    expect(await ask(stage)).toMatchObject({ tenant_access_token: first.tenant_access_token, expire: 1_800 });
    stage.pass(1_000);
    const second = await ask(stage);
    expect(second.tenant_access_token).not.toBe(first.tenant_access_token);
    const info = (token: unknown) => stage.call('GET', '/bot/v3/info', undefined, String(token));
    expect((await info(first.tenant_access_token)).body.code).toBe(0);
    expect((await info(second.tenant_access_token)).body).toMatchObject({ code: 0, bot: { open_id: BOT } });
    stage.pass(30 * MINUTE);
    expect(await info(first.tenant_access_token)).toMatchObject({ status: 400, body: { code: 99991663 } });
  });

  test('are refused to a wrong secret, and calls without one are refused', async () => {
    const stage = await stageOf();
    expect(await ask(stage, 'wrong')).toMatchObject({ code: 10014 });
    expect((await stage.call('GET', '/bot/v3/info', undefined, undefined)).body.code).toBe(99991661);
    expect((await stage.call('GET', '/bot/v3/info', undefined, 't-forged')).body.code).toBe(99991663);
  });
});

describe('sending', () => {
  test.each([
    ['open_id', ANN],
    ['user_id', 'u1'],
    ['union_id', 'on_ann'],
    ['email', 'ann@example.com'],
  ])('reaches a person by %s', async (type, id) => {
    const { sim, api } = await stageOf();
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
    const { sim, api } = await stageOf();
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
    const { sim, api } = await stageOf();
    expect((await api('POST', TO_PERSON, body)).body.code).toBe(code);
    expect(sim.posted()).toHaveLength(0);
  });

  test('a post is read as its paragraphs, and mentions as names', async () => {
    const { sim, api } = await stageOf();
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
    const { sim, api, pass } = await stageOf();
    const send = async () => dataOf(await api('POST', TO_PERSON, textTo(ANN, 'x', 'u1'))).message_id;
    const first = await send();
    pass(60 * MINUTE - 1);
    expect(await send()).toBe(first);
    pass(1);
    expect(await send()).not.toBe(first);
    expect(sim.posted({ uuid: 'u1' })).toHaveLength(2);
  });

  test('that was refused has taken no effect', async () => {
    const { sim, api } = await stageOf();
    await api('POST', TO_PERSON, cardTo(ANN, cardOf({ tag: 'note' }), 'u2'));
    expect((await api('POST', TO_PERSON, textTo(ANN, 'x', 'u2'))).body.code).toBe(0);
    expect(sim.posted({ uuid: 'u2' })).toHaveLength(1);
  });

  test('also holds for replies', async () => {
    const { sim, api } = await stageOf();
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
    const { sim, api, postCard, pass } = await stageOf();
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
    const { api, postCard } = await stageOf();
    const id = await postCard(cardOf(button('Go')));
    const content = JSON.stringify({ elements: [] });
    expect((await api('PATCH', `/im/v1/messages/${id}`, { content })).body.code).toBe(200830);
  });

  test('words are changed up to twenty times, and only the bot’s own', async () => {
    const { sim, api } = await stageOf({ limits: 'off' });
    const { message_id } = dataOf(await api('POST', TO_PERSON, textTo(ANN, 'x')));
    const edit = (id: unknown) =>
      api('PUT', `/im/v1/messages/${id}`, { msg_type: 'text', content: '{"text":"y"}' });
    for (let count = 0; count < 20; count += 1) expect((await edit(message_id)).body.code).toBe(0);
    expect((await edit(message_id)).body.code).toBe(230072);
    const { message } = await sim.say(ANN, 'p2p', 'mine');
    expect((await edit(message.messageId)).body.code).toBe(230071);
  });

  test('what was taken back is gone: neither changed, nor answered, nor read', async () => {
    const { sim, api, postCard } = await stageOf();
    const id = await postCard(cardOf(button('Go')));
    expect((await api('DELETE', `/im/v1/messages/${id}`)).body.code).toBe(0);
    expect(sim.messages(sim.p2p(ANN))).toHaveLength(0);
    expect((await api('GET', `/im/v1/messages/${id}`)).body.code).toBe(230011);
    const reply = { msg_type: 'text', content: '{"text":"x"}' };
    expect((await api('POST', `/im/v1/messages/${id}/reply`, reply)).body.code).toBe(230011);
  });
});

describe('reading', () => {
  test('a chat’s messages come between two seconds, a page at a time, without their uuids', async () => {
    const { sim, api, pass } = await stageOf();
    const from = Math.floor(Date.UTC(2026, 10, 23, 9) / 1_000);
    for (const text of ['a', 'b', 'c']) {
      await api('POST', TO_CHAT, textTo(SALES, text, `u-${text}`));
      pass(10_000);
    }
    const list = async (query: string) =>
      dataOf(await api('GET', `/im/v1/messages?container_id_type=chat&container_id=${SALES}&${query}`));
    const first = await list(`start_time=${from}&end_time=${from + 10}&page_size=1`);
    expect(first).toMatchObject({ has_more: true, items: [{ body: { content: '{"text":"a"}' } }] });
    const second = await list(
      `start_time=${from}&end_time=${from + 10}&page_size=1&page_token=${first.page_token}`,
    );
    expect(second).toMatchObject({ has_more: false, items: [{ body: { content: '{"text":"b"}' } }] });
    expect(JSON.stringify(await list('page_size=50'))).not.toContain('u-a');
    expect(sim.calls.at(-1)).toMatchObject({ method: 'GET /im/v1/messages', chatId: SALES });
  });
});

describe('the directory', () => {
  test('finds people by the mailbox of their card alone, and nobody who has left', async () => {
    const { api } = await stageOf();
    const emails = ['ann@example.com', 'ann@corp.example', 'gus@example.com', 'eve@example.com'];
    const answer = await api('POST', '/contact/v3/users/batch_get_id?user_id_type=open_id', { emails });
    expect(dataOf(answer).user_list).toEqual([
      { email: 'ann@example.com', user_id: ANN },
      { email: 'ann@corp.example' },
      { email: 'gus@example.com' },
      { email: 'eve@example.com' },
    ]);
  });

  test('knows its own people and nobody else', async () => {
    const { api } = await stageOf();
    const user = await api('GET', `/contact/v3/users/${ANN}?user_id_type=open_id`);
    expect(dataOf(user).user).toMatchObject({
      name: '安娜',
      enterprise_email: 'ann@corp.example',
      status: { is_resigned: false },
    });
    expect((await api('GET', '/contact/v3/users/ou_eve?user_id_type=open_id')).body.code).toBe(41050);
  });

  test('knows the chats that the bot is in', async () => {
    const { api, sim } = await stageOf();
    expect(dataOf(await api('GET', '/im/v1/chats')).items).toMatchObject([
      { chat_id: SALES, name: '销售部' },
    ]);
    expect((await api('GET', '/im/v1/chats/oc_quiet')).body.code).toBe(232011);
    sim.invite('oc_quiet', BOT);
    expect(dataOf(await api('GET', '/im/v1/chats/oc_quiet'))).toMatchObject({
      name: 'quiet',
      chat_mode: 'group',
    });
  });

  test('keeps slash commands, each once', async () => {
    const { api } = await stageOf();
    const path = '/application/v7/app_slash_commands';
    const command = { command: 'crm', description: { default_value: 'CRM' } };
    expect((await api('POST', path, command)).body.code).toBe(0);
    expect((await api('POST', path, command)).body.code).not.toBe(0);
    expect((await api('POST', path, { ...command, command: '/x' })).body.code).not.toBe(0);
    expect(dataOf(await api('GET', path)).items).toMatchObject([command]);
  });
});

test('a path that leads nowhere is no method', async () => {
  const { api } = await stageOf();
  expect((await api('POST', '/im/v1/songs', {})).status).toBe(404);
});
