import { describe, expect, test } from 'vitest';
import { ANN, BO, button, cardOf, lastCallback, openStage, words } from './stage.ts';

const MINUTE = 60_000;

describe('a press', () => {
  test('says who, where, and what the button carries', async () => {
    const { sim, bot, postCard } = await openStage();
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
    const { sim, bot, postCard } = await openStage();
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
    const { sim, bot, postCard } = await openStage();
    const id = await postCard(cardOf(button('Go')));
    await sim.press(ANN, id, { value: { a: 'Go' } }, { forgedValue: { a: 'Steal' } });
    expect(lastCallback(bot).event.action.value).toEqual({ a: 'Steal' });
  });

  test('is for those who see the card', async () => {
    const { sim, postCard } = await openStage();
    const id = await postCard(cardOf(button('Go')));
    await expect(sim.press(BO, id, { text: 'Go' })).rejects.toThrow('sees no message');
  });

  test('opens a page without telling the bot', async () => {
    const { sim, bot, postCard } = await openStage();
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
    const { sim, bot, postCard } = await openStage();
    const value = { a: 'choose' };
    const id = await postCard(cardOf({ tag, ...more, behaviors: [{ type: 'callback', value }] }));
    await sim.press(ANN, id, { tag }, { option });
    expect(lastCallback(bot).event.action).toEqual({ value, tag, ...action });
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
    const { sim, bot, postCard } = await openStage();
    const id = await postCard(cardOf(button('Go')));
    bot.answerWith(() => reply);
    expect(await sim.press(ANN, id, { text: 'Go' })).toMatchObject({ ok: false, error: code });
    expect(sim.troubles).toMatchObject([{ openId: ANN, code }]);
    expect(sim.messages(sim.p2p(ANN))).toMatchObject([{ card: cardOf(button('Go')) }]);
  });

  test('none at all is an error, and never asked for again', async () => {
    const { sim, bot, postCard, pass } = await openStage();
    const id = await postCard(cardOf(button('Go')));
    bot.answerWith(() => undefined);
    expect(await sim.press(ANN, id, { text: 'Go' })).toMatchObject({ error: 200341 });
    await bot.stop();
    expect(await sim.press(ANN, id, { text: 'Go' })).toMatchObject({ error: 200342 });
    pass(24 * 60 * MINUTE);
    expect(await sim.fireDueRetries()).toHaveLength(0);
  });
});
