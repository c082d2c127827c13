import { describe, expect, test } from 'vitest';
import { ANN, BO, button, cardOf, dataOf, lastCallback, openStage, SALES, type Stage } from './stage.ts';

const MINUTE = 60_000;

describe('a card changed after the press', () => {
  const update = ({ api }: Stage, token: string, card: unknown = cardOf(button('Later'))) =>
    api('POST', '/interactive/v1/card/update', { token, card });

  async function pressed(stage: Stage): Promise<string> {
    const id = await stage.postCard(cardOf(button('Go')));
    await stage.sim.press(ANN, id, { text: 'Go' });
    return lastCallback(stage.bot).event.token;
  }

  test('is changed twice and no third time', async () => {
    const stage = await openStage();
    const token = await pressed(stage);
    expect((await update(stage, token)).body.code).toBe(0);
    expect(stage.sim.messages(stage.sim.p2p(ANN))).toMatchObject([{ card: cardOf(button('Later')) }]);
    expect((await update(stage, token)).body.code).toBe(0);
    expect((await update(stage, token)).body.code).not.toBe(0);
  });

  test('is changed within thirty minutes', async () => {
    const stage = await openStage();
    const token = await pressed(stage);
    stage.pass(30 * MINUTE);
    expect((await update(stage, token)).body.code).toBe(0);
    stage.pass(1);
    expect((await update(stage, token)).body.code).not.toBe(0);
  });

  test('is changed only when the press has been answered', async () => {
    const stage = await openStage();
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
    const stage = await openStage();
    const token = await pressed(stage);
    expect((await update(stage, token, cardOf({ tag: 'note' }))).body.code).toBe(230099);
    expect((await update(stage, token, { elements: [] })).body.code).toBe(200830);
    expect((await update(stage, 'c-forged')).body.code).not.toBe(0);
  });
});

test('a card for one person is seen by that person alone, in groups only', async () => {
  const { sim, api } = await openStage();
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
