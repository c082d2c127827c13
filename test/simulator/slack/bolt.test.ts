import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver } from '@slack/bolt';
import { expect, onTestFinished, test } from 'vitest';
import { SECRET, type Stage, section, setStage, TOKEN } from './stage.ts';

/** A bot made with the vendor's own framework, which reads every payload its own way. */
async function startBolt(
  stage: Stage,
): Promise<{ readonly heard: unknown[]; readonly stop: () => Promise<unknown> }> {
  const heard: unknown[] = [];
  const receiver = new HTTPReceiver({ signingSecret: SECRET, port: 0 });
  const app = new App({ token: TOKEN, receiver, clientOptions: { slackApiUrl: stage.sim.apiUrl } });
  app.command('/crm', async ({ ack, respond, client, body }) => {
    if (body.text === 'form') {
      await ack();
      const blocks = [
        {
          type: 'input' as const,
          block_id: 'note',
          label: { type: 'plain_text' as const, text: 'Note' },
          element: { type: 'plain_text_input' as const, action_id: 'it' },
        },
      ];
      const words = (text: string) => ({ type: 'plain_text' as const, text });
      const view = {
        type: 'modal' as const,
        callback_id: 'form',
        title: words('Form'),
        submit: words('Save'),
        blocks,
      };
      await client.views.open({ trigger_id: body.trigger_id, view });
      return;
    }
    await ack({ text: 'at once' });
    await respond({ text: 'a little later' });
  });
  app.action('done', async ({ ack, respond, action }) => {
    await ack();
    heard.push('value' in action ? action.value : undefined);
    await respond({ text: 'Done.', replace_original: true });
  });
  app.view('form', async ({ ack, view }) => {
    heard.push(view.state.values.note?.it?.value);
    await ack();
  });
  app.message(async ({ message, say }) => {
    heard.push('text' in message ? message.text : undefined);
    await say('heard you');
  });
  const server = await app.start(0);
  stage.sim.connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`);
  return { heard, stop: () => app.stop() };
}

test("a bot made with the vendor's framework lives here as it does on the platform", async () => {
  // The framework checks signatures against the real time.
  const stage = await setStage({ now: Date.now, deadlineMs: 3_000 });
  onTestFinished(stage.end);
  const { heard, stop } = await startBolt(stage);
  onTestFinished(async () => void (await stop()));
  const { sim } = stage;
  const dm = sim.dm('UANN');

  await sim.say('UANN', dm, 'hello');
  await sim.waitFor(() => sim.messages(dm).find(({ text }) => text === 'heard you'));

  expect(await sim.command('UANN', 'CSALES', '/crm', '')).toMatchObject({
    ok: true,
    message: { text: 'at once' },
  });
  await sim.waitFor(() =>
    sim.messages('CSALES', { as: 'UANN' }).find(({ text }) => text === 'a little later'),
  );

  const button = {
    type: 'button',
    action_id: 'done',
    value: 'r1',
    text: { type: 'plain_text', text: 'Done' },
  };
  const blocks = [section('Call Acme?'), { type: 'actions', elements: [button] }];
  const { ts } = await stage.api('chat.postMessage', { channel: 'CSALES', text: 'Call Acme?', blocks });
  expect(await sim.press('UANN', { conversationId: 'CSALES', ts: String(ts) }, 'done')).toMatchObject({
    ok: true,
  });
  await sim.waitFor(() =>
    sim.messages('CSALES').find((message) => message.ts === ts && message.text === 'Done.'),
  );

  await sim.command('UANN', 'CSALES', '/crm', 'form');
  const view = await sim.waitFor(() => sim.views('UANN')[0]);
  expect(await sim.submit('UANN', view.id, { note: '报价' })).toMatchObject({ ok: true });
  expect(sim.views('UANN')).toEqual([]);

  expect(heard).toEqual(['hello', 'r1', '报价']);
  expect(sim.troubles).toEqual([]);
});
