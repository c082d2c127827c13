import { describe, expect, onTestFinished, test } from 'vitest';
import { decrypt } from '../../../simulator/feishu/index.ts';
import {
  ANN,
  BO,
  type Bot,
  button,
  cardOf,
  cardTo,
  dataOf,
  KEY,
  SALES,
  type Stage,
  setStage,
  TO_CHAT,
  words,
} from './stage.ts';

const MINUTE = 60_000;

async function stageOf(): Promise<Stage> {
  const stage = await setStage();
  onTestFinished(stage.end);
  return stage;
}

type Callback = {
  readonly header: Record<string, string>;
  readonly event: { readonly token: string; readonly action: Record<string, unknown> };
};

function lastCallback({ received }: Bot): Callback {
  const { encrypt } = JSON.parse(received.at(-1)?.body ?? '{}') as { encrypt: string };
  return JSON.parse(decrypt(KEY, encrypt)) as Callback;
}

const FORM = {
  tag: 'form',
  name: 'form',
  elements: [
    { tag: 'input', name: 'note', required: true, max_length: 5 },
    { tag: 'input', name: 'more', default_value: 'as before' },
    {
      tag: 'select_static',
      name: 'stage',
      options: [
        { text: words('Won'), value: 'won' },
        { text: words('Lost'), value: 'lost' },
      ],
    },
    {
      tag: 'multi_select_static',
      name: 'tags',
      options: [
        { text: words('A'), value: 'a' },
        { text: words('B'), value: 'b' },
      ],
    },
    { tag: 'date_picker', name: 'day', initial_date: '2024-03-01' },
    { tag: 'picker_time', name: 'hour' },
    { tag: 'picker_datetime', name: 'moment' },
    { tag: 'select_person', name: 'owner' },
    button('Send', { name: 'send', form_action_type: 'submit' }),
  ],
};

describe('a press', () => {
  test('says who, where, and what the button carries', async () => {
    const { sim, bot, postCard } = await stageOf();
    const id = await postCard(cardOf(button('Go')));
    expect(await sim.press(ANN, id, { text: 'Go' })).toMatchObject({ ok: true, status: 200, body: '{}' });
    expect(lastCallback(bot)).toMatchObject({
      schema: '2.0',
      header: {
        event_type: 'card.action.trigger',
        token: 'vtoken',
        create_time: `${Date.UTC(2026, 10, 23, 9)}000`,
      },
      event: {
        operator: { tenant_key: 't1', open_id: ANN, union_id: 'on_ann', user_id: 'u1' },
        token: expect.stringMatching(/^c-/u),
        action: { value: { a: 'Go' }, tag: 'button' },
        host: 'im_message',
        context: { open_message_id: id, open_chat_id: sim.p2p(ANN) },
      },
    });
  });

  test('shows the toast and puts the card in its place', async () => {
    const { sim, bot, postCard } = await stageOf();
    const id = await postCard(cardOf(button('Go')));
    const toast = { type: 'success', content: '好了', i18n: { zh_cn: '好了', en_us: 'Done' } };
    bot.answerWith(() => ({ json: { toast, card: { type: 'raw', data: cardOf(button('Again')) } } }));
    expect(await sim.press(ANN, id, { text: 'Go' })).toMatchObject({ ok: true, toast });
    expect(sim.toasts(ANN)).toMatchObject([toast]);
    expect(sim.toasts(BO)).toHaveLength(0);
    expect(sim.messages(sim.p2p(ANN))).toMatchObject([{ messageId: id, card: cardOf(button('Again')) }]);
    await expect(sim.press(ANN, id, { text: 'Go' })).rejects.toThrow('there is Again');
  });

  test('carries another value when that is forged', async () => {
    const { sim, bot, postCard } = await stageOf();
    const id = await postCard(cardOf(button('Go')));
    await sim.press(ANN, id, { value: { a: 'Go' } }, { forgedValue: { a: 'Steal' } });
    expect(lastCallback(bot).event.action.value).toEqual({ a: 'Steal' });
  });

  test('is for those who see the card', async () => {
    const { sim, postCard } = await stageOf();
    const id = await postCard(cardOf(button('Go')));
    await expect(sim.press(BO, id, { text: 'Go' })).rejects.toThrow('sees no message');
  });

  test('opens a page without telling the bot', async () => {
    const { sim, bot, postCard } = await stageOf();
    const id = await postCard(
      cardOf(button('Read', { behaviors: [{ type: 'open_url', default_url: 'https://example.com' }] })),
    );
    expect(await sim.press(ANN, id, { text: 'Read' })).toMatchObject({ opened: 'https://example.com' });
    expect(bot.received).toHaveLength(0);
  });

  test.each([
    ['select_static', { options: [{ text: words('Won'), value: 'won' }] }, 'won', { option: 'won' }],
    ['multi_select_person', {}, [ANN, BO], { options: [ANN, BO] }],
    ['date_picker', {}, '2024-04-01', { option: '2024-04-01 +0800', timezone: 'Asia/Shanghai' }],
    ['input', {}, 'words', { input_value: 'words' }],
    ['checker', {}, true, { checked: true }],
  ])('on a %s says what was chosen', async (tag, more, option, action) => {
    const { sim, bot, postCard } = await stageOf();
    const value = { a: 'choose' };
    const id = await postCard(cardOf({ tag, ...more, behaviors: [{ type: 'callback', value }] }));
    await sim.press(ANN, id, { tag }, { option });
    expect(lastCallback(bot).event.action).toEqual({ value, tag, ...action });
  });
});

describe('a form', () => {
  test('is sent by the names of its fields, in the platform’s formats', async () => {
    const { sim, bot, postCard } = await stageOf();
    const id = await postCard(cardOf(FORM));
    await sim.press(
      ANN,
      id,
      { name: 'send' },
      {
        formValues: {
          note: 'too long',
          stage: 'won',
          tags: ['a', 'b'],
          day: '2024-04-01',
          hour: '00:00',
          moment: '2024-04-29 07:07',
          owner: BO,
        },
      },
    );
    expect(lastCallback(bot).event.action).toEqual({
      value: { a: 'Send' },
      tag: 'button',
      name: 'send',
      timezone: 'Asia/Shanghai',
      form_value: {
        note: 'too l',
        more: 'as before',
        stage: 'won',
        tags: ['a', 'b'],
        day: '2024-04-01 +0800',
        hour: '00:00 +0800',
        moment: '2024-04-29 07:07 +0800',
        owner: BO,
      },
    });
  });

  test('has the offset of the day that was chosen', async () => {
    const { sim, bot, api } = await stageOf();
    const id = String(dataOf(await api('POST', TO_CHAT, cardTo(SALES, cardOf(FORM)))).message_id);
    await sim.press(
      BO,
      id,
      { text: 'Send' },
      { formValues: { note: 'x', day: '2024-07-01', moment: '2024-12-01 07:07' } },
    );
    expect(lastCallback(bot).event.action.form_value).toMatchObject({
      day: '2024-07-01 -0400',
      moment: '2024-12-01 07:07 -0500',
    });
  });

  test('is not sent while a demanded field is empty', async () => {
    const { sim, bot, postCard } = await stageOf();
    const id = await postCard(cardOf(FORM));
    expect(await sim.press(ANN, id, { name: 'send' })).toEqual({ ok: false, body: '', missing: ['note'] });
    expect(bot.received).toHaveLength(0);
  });

  test('takes only what its fields offer', async () => {
    const { sim, postCard } = await stageOf();
    const id = await postCard(cardOf(FORM));
    const send = (formValues: Record<string, string>) => sim.press(ANN, id, { name: 'send' }, { formValues });
    await expect(send({ note: 'x', stage: 'maybe' })).rejects.toThrow('not offered');
    await expect(send({ note: 'x', colour: 'red' })).rejects.toThrow('no field colour');
    await expect(send({ note: 'x', day: 'tomorrow' })).rejects.toThrow('not what this picker gives');
  });
});

describe('an answer that is no use', () => {
  test.each([
    ['another status', { status: 500 }, 200671],
    ['nothing', { text: '' }, 200672],
    ['no JSON', { text: 'ok' }, 200672],
    ['a member that is not known', { json: { cards: {} } }, 200672],
    ['a toast of no known type', { json: { toast: { type: 'loud', content: 'x' } } }, 200672],
    ['a card with a fault', { json: { card: { type: 'raw', data: cardOf({ tag: 'note' }) } } }, 200673],
    ['a template', { json: { card: { type: 'template', data: { template_id: 'x' } } } }, 200673],
    ['a card of the first kind', { json: { card: { type: 'raw', data: { elements: [] } } } }, 200830],
  ])('%s is an error that the person sees', async (_what, reply, code) => {
    const { sim, bot, postCard } = await stageOf();
    const id = await postCard(cardOf(button('Go')));
    bot.answerWith(() => reply);
    expect(await sim.press(ANN, id, { text: 'Go' })).toMatchObject({ ok: false, error: code });
    expect(sim.troubles).toMatchObject([{ openId: ANN, code }]);
    expect(sim.messages(sim.p2p(ANN))).toMatchObject([{ card: cardOf(button('Go')) }]);
  });

  test('none at all is an error, and never asked for again', async () => {
    const { sim, bot, postCard, pass } = await stageOf();
    const id = await postCard(cardOf(button('Go')));
    bot.answerWith(() => undefined);
    expect(await sim.press(ANN, id, { text: 'Go' })).toMatchObject({ error: 200341 });
    await bot.stop();
    expect(await sim.press(ANN, id, { text: 'Go' })).toMatchObject({ error: 200342 });
    pass(24 * 60 * MINUTE);
    expect(await sim.fireDueRetries()).toHaveLength(0);
  });
});

describe('a card changed after the press', () => {
  const update = ({ api }: Stage, token: string, card: unknown = cardOf(button('Later'))) =>
    api('POST', '/interactive/v1/card/update', { token, card });

  async function pressed(stage: Stage): Promise<string> {
    const id = await stage.postCard(cardOf(button('Go')));
    await stage.sim.press(ANN, id, { text: 'Go' });
    return lastCallback(stage.bot).event.token;
  }

  test('is changed twice and no third time', async () => {
    const stage = await stageOf();
    const token = await pressed(stage);
    expect((await update(stage, token)).body.code).toBe(0);
    expect(stage.sim.messages(stage.sim.p2p(ANN))).toMatchObject([{ card: cardOf(button('Later')) }]);
    expect((await update(stage, token)).body.code).toBe(0);
    expect((await update(stage, token)).body.code).not.toBe(0);
  });

  test('is changed within thirty minutes', async () => {
    const stage = await stageOf();
    const token = await pressed(stage);
    stage.pass(30 * MINUTE);
    expect((await update(stage, token)).body.code).toBe(0);
    stage.pass(1);
    expect((await update(stage, token)).body.code).not.toBe(0);
  });

  test('is changed only when the press has been answered', async () => {
    const stage = await stageOf();
    const id = await stage.postCard(cardOf(button('Go')));
    let early: unknown;
    stage.bot.answerWith(async () => {
      early = (await update(stage, lastCallback(stage.bot).event.token)).body.code;
      return { json: {} };
    });
    await stage.sim.press(ANN, id, { text: 'Go' });
    expect(early).not.toBe(0);
    expect((await update(stage, lastCallback(stage.bot).event.token)).body.code).toBe(0);
  });

  test('is judged, and stays of the second kind', async () => {
    const stage = await stageOf();
    const token = await pressed(stage);
    expect((await update(stage, token, cardOf({ tag: 'note' }))).body.code).toBe(230099);
    expect((await update(stage, token, { elements: [] })).body.code).toBe(200830);
    expect((await update(stage, 'c-forged')).body.code).not.toBe(0);
  });
});

test('a card for one person is seen by that person alone, in groups only', async () => {
  const { sim, api } = await stageOf();
  const send = (chat_id: string) =>
    api('POST', '/ephemeral/v1/send', {
      chat_id,
      open_id: ANN,
      msg_type: 'interactive',
      card: cardOf(button('Go')),
    });
  const { message_id } = dataOf(await send(SALES));
  expect(sim.messages(SALES, { as: ANN })).toHaveLength(1);
  expect(sim.messages(SALES, { as: BO })).toHaveLength(0);
  expect(sim.messages(SALES)).toHaveLength(0);
  expect((await api('GET', `/im/v1/messages/${String(message_id)}`)).body.code).not.toBe(0);
  expect((await send(sim.p2p(ANN))).body.code).not.toBe(0);
  await expect(sim.press(BO, String(message_id), { text: 'Go' })).rejects.toThrow('sees no message');
  expect(await sim.press(ANN, String(message_id), { text: 'Go' })).toMatchObject({ ok: true });
});
