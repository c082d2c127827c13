import { describe, expect, test } from 'vitest';
import { decrypt, signRequest } from '../../../simulator/feishu/index.ts';
import { ANN, BO, BOT, KEY, openStage, SALES, type Stage } from './stage.ts';

const MINUTE = 60_000;

type Envelope = {
  readonly header: Record<string, string>;
  readonly event: { readonly message: { readonly message_id: string } };
};

function opened(body: string | undefined): Envelope {
  const { encrypt } = JSON.parse(body ?? '{}') as { encrypt: string };
  return JSON.parse(decrypt(KEY, encrypt)) as Envelope;
}

describe('what people say', () => {
  test('comes encrypted, and signed over its bytes at the time of the one clock', async () => {
    const { sim, bot } = await openStage();
    const { message } = await sim.say(ANN, 'p2p', '跟进 华为');
    expect(bot.received).toHaveLength(1);
    const [{ headers, body } = { headers: {}, body: '' }] = bot.received;
    const stamp = String(Date.UTC(2026, 10, 23, 9) / 1_000);
    expect(headers['x-lark-request-timestamp']).toBe(stamp);
    const nonce = String(headers['x-lark-request-nonce']);
    expect(headers['x-lark-signature']).toBe(signRequest(KEY, stamp, nonce, body));
    expect(body).not.toContain('华为');
    expect(opened(body)).toMatchObject({
      schema: '2.0',
      header: {
        event_type: 'im.message.receive_v1',
        token: 'vtoken',
        tenant_key: 't1',
        create_time: `${stamp}000`,
      },
      event: {
        sender: {
          sender_id: { open_id: ANN, union_id: 'on_ann', user_id: 'u1' },
          sender_type: 'user',
          tenant_key: 't1',
        },
        message: {
          message_id: message.messageId,
          chat_id: sim.p2p(ANN),
          chat_type: 'p2p',
          content: '{"text":"跟进 华为"}',
        },
      },
    });
  });

  test('in a group reaches the bot only when it is called', async () => {
    const { sim, bot } = await openStage();
    await sim.say(ANN, SALES, 'lunch?');
    expect(bot.received).toHaveLength(0);
    const { message } = await sim.say(ANN, SALES, 'transfer to @Bo', { mentionBot: true, mention: [BO] });
    expect(opened(bot.received[0]?.body).event.message).toMatchObject({
      chat_type: 'group',
      content: '{"text":"@_user_1 transfer to @_user_2"}',
      mentions: [
        { key: '@_user_1', id: { open_id: BOT }, name: '铃铛' },
        { key: '@_user_2', id: { open_id: BO, user_id: 'u2' }, name: 'Bo' },
      ],
    });
    expect(message.text).toBe('@铃铛 transfer to @Bo');
  });

  test('by somebody of another company carries that company’s key', async () => {
    const { sim, bot } = await openStage();
    await sim.say('ou_eve', SALES, 'hi', { mentionBot: true });
    expect(opened(bot.received[0]?.body)).toMatchObject({
      header: { tenant_key: 't1' },
      event: { sender: { tenant_key: 't2' } },
    });
  });

  test('is not said where somebody is not', async () => {
    const { sim } = await openStage();
    await expect(sim.say(BO, 'oc_quiet', 'x')).rejects.toThrow('is not in');
  });
});

describe('events that are not taken', () => {
  test('come again after 15 s, 5 min, 1 h and 6 h with the same ids, then never', async () => {
    const { sim, bot, pass } = await openStage();
    bot.answerWith(() => ({ status: 500 }));
    const { message } = await sim.say(ANN, 'p2p', 'x');
    for (const delay of [15_000, 5 * MINUTE, 60 * MINUTE, 360 * MINUTE]) {
      pass(delay - 1);
      expect(await sim.fireDueRetries()).toHaveLength(0);
      pass(1);
      expect(await sim.fireDueRetries()).toHaveLength(1);
    }
    expect(sim.nextRetryAt()).toBeUndefined();
    const all = bot.received.map(({ body }) => opened(body));
    expect(all).toHaveLength(5);
    expect(new Set(all.map(({ header }) => header.event_id)).size).toBe(1);
    expect(new Set(all.map(({ event }) => event.message.message_id))).toEqual(new Set([message.messageId]));
    expect(sim.requests.map(({ retryNum }) => retryNum)).toEqual([undefined, 1, 2, 3, 4]);
  });

  test('are signed anew each time, so that they are fresh', async () => {
    const { sim, bot, pass } = await openStage();
    bot.answerWith(() => undefined);
    await sim.say(ANN, 'p2p', 'x');
    expect(sim.requests[0]?.outcome?.kind).toBe('timeout');
    bot.answerWith(() => ({ json: {} }));
    pass(15_000);
    await sim.fireDueRetries();
    const stamps = bot.received.map(({ headers }) => Number(headers['x-lark-request-timestamp']));
    expect(stamps[1]).toBe(Number(stamps[0]) + 15);
    expect(sim.nextRetryAt()).toBeUndefined();
  });
});

describe('other events', () => {
  test.each([
    [
      'the menu',
      (sim: Stage['sim']) => sim.menu(ANN, 'today'),
      'application.bot.menu_v6',
      { event_key: 'today', operator: { operator_id: { open_id: ANN } } },
    ],
    [
      'a leaver',
      (sim: Stage['sim']) => sim.userDeleted(ANN),
      'contact.user.deleted_v3',
      { object: { open_id: ANN } },
    ],
  ])('%s', async (_what, act, type, event) => {
    const { sim, bot } = await openStage();
    await act(sim);
    expect(opened(bot.received[0]?.body)).toMatchObject({ header: { event_type: type }, event });
  });

  test('a message that its author takes back', async () => {
    const { sim, bot } = await openStage();
    const { message } = await sim.say(ANN, 'p2p', 'x');
    await sim.recall(ANN, message.messageId);
    expect(opened(bot.received[1]?.body)).toMatchObject({
      header: { event_type: 'im.message.recalled_v1' },
      event: { message_id: message.messageId, recall_type: 'message_owner' },
    });
    expect(sim.messages(sim.p2p(ANN))).toHaveLength(0);
  });

  test('the challenge is encrypted, unsigned, and wants its own word back', async () => {
    const { sim, bot } = await openStage();
    expect((await sim.challenge()).ok).toBe(false);
    bot.answerWith(({ body }) => ({
      json: { challenge: (opened(body) as unknown as { challenge: string }).challenge },
    }));
    expect(await sim.challenge('cards')).toMatchObject({ ok: true, status: 200 });
    expect(bot.received.every(({ headers }) => headers['x-lark-signature'] === undefined)).toBe(true);
  });
});

describe('requests of a test’s own', () => {
  test('are unsigned, forged or stale on demand', async () => {
    const { sim, bot } = await openStage();
    await sim.sendRaw({ body: '{}', sign: null });
    await sim.sendRaw({ plain: { type: 'x' }, sign: { encryptKey: 'guessed' } });
    await sim.sendRaw({ plain: { type: 'x' }, sign: { timestamp: 1, nonce: 'n' } });
    const [bare, forged, stale] = bot.received;
    expect(bare?.headers['x-lark-signature']).toBeUndefined();
    expect(() => opened(forged?.body)).toThrow();
    expect(stale?.headers['x-lark-request-timestamp']).toBe('1');
    expect(opened(stale?.body)).toEqual({ type: 'x' });
  });

  test('are replayed byte for byte, or signed anew', async () => {
    const { sim, bot, pass } = await openStage();
    const { requests } = await sim.say(ANN, 'p2p', 'x');
    pass(1_000);
    const id = requests[0]?.id ?? '';
    await sim.replay(id, 2);
    await sim.replay(id, 1, { fresh: true });
    const [first, second, third, fresh] = bot.received;
    expect(second).toEqual(first);
    expect(third).toEqual(first);
    expect(fresh?.body).toBe(first?.body);
    expect(fresh?.headers['x-lark-signature']).not.toBe(first?.headers['x-lark-signature']);
  });
});
