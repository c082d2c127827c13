import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { ANN, APP, button, cardOf, KEY, openStage, SECRET } from './stage.ts';

// The vendor's own SDK is a second opinion on what goes over the wire, in both directions.
const lark = createRequire(import.meta.url)(
  '@larksuiteoapi/node-sdk',
) as typeof import('@larksuiteoapi/node-sdk');

test('the vendor’s SDK understands what it is sent, and is understood', async () => {
  const { sim, bot } = await openStage();
  const silent = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {}, trace: () => {} };
  const client = new lark.Client({ appId: APP, appSecret: SECRET, domain: sim.domain, logger: silent });
  const seen: unknown[] = [];
  const dispatcher = new lark.EventDispatcher({
    encryptKey: KEY,
    verificationToken: 'vtoken',
    logger: silent,
  }).register({
    'im.message.receive_v1': async (data) => {
      const answer = await client.im.v1.message.reply({
        path: { message_id: data.message.message_id },
        data: { msg_type: 'interactive', content: JSON.stringify(cardOf(button('Go'))), uuid: 'reply-1' },
      });
      seen.push(data.message.content, answer.code);
    },
    'card.action.trigger': async (data: { action: { value: unknown } }) => {
      seen.push(data.action.value);
      return { toast: { type: 'info', content: 'ok' } };
    },
  });
  bot.answerWith(async ({ headers, body }) => {
    const request = Object.assign(Object.create({ headers }), JSON.parse(body)) as object;
    return { json: (await dispatcher.invoke(request)) ?? {} };
  });

  await sim.say(ANN, 'p2p', '跟进 华为');
  const card = await sim.waitFor(() => sim.messages(sim.p2p(ANN)).find(({ isBot }) => isBot));
  await sim.press(ANN, card.messageId, { text: 'Go' });

  expect(seen).toEqual(['{"text":"跟进 华为"}', 0, { a: 'Go' }]);
  expect(sim.toasts(ANN)).toMatchObject([{ content: 'ok' }]);
});
