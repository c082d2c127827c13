import { afterEach, expect, test } from 'vitest';
import { type Stage, setStage } from './stage.ts';

let stage: Stage;
afterEach(() => stage.end());

async function post(channel: string): Promise<[number, string | null]> {
  const response = await stage.fetchApi('chat.postMessage', { channel, text: 'x' });
  return [response.status, response.headers.get('retry-after')];
}

test('a channel takes a short burst, then about one message a second', async () => {
  stage = await setStage();
  for (let count = 0; count < 3; count += 1) expect(await post('CSALES')).toEqual([200, null]);
  expect(await post('CSALES')).toEqual([429, '1']);
  expect(await post('UANN')).toEqual([200, null]);
  stage.pass(1_000);
  expect(await post('CSALES')).toEqual([200, null]);
  expect(await post('CSALES')).toEqual([429, '1']);
  expect(stage.sim.posted({ conversationId: 'CSALES' })).toHaveLength(4);
});

test('a limited call says how it is limited', async () => {
  stage = await setStage({ limits: { postBurst: 1, postPerChannelPerSecond: 0.1 } });
  await post('CSALES');
  const response = await stage.fetchApi('chat.postMessage', { channel: 'CSALES', text: 'x' });
  expect(response.headers.get('retry-after')).toBe('10');
  expect(await response.json()).toEqual({ ok: false, error: 'ratelimited' });
});

test('each method has its tier, by the minute', async () => {
  stage = await setStage();
  const update = { channel: 'CSALES', ts: '1.000000', text: 'x' };
  const statuses = [];
  for (let count = 0; count < 51; count += 1)
    statuses.push((await stage.fetchApi('chat.update', update)).status);
  expect(statuses.slice(0, 50).every((status) => status === 200)).toBe(true);
  expect(statuses[50]).toBe(429);
  expect((await stage.fetchApi('chat.delete', { channel: 'CSALES', ts: '1.000000' })).status).toBe(200);
  stage.pass(1_200);
  expect((await stage.fetchApi('chat.update', update)).status).toBe(200);
});

test('the workspace can have a limit too, and all limits can be off', async () => {
  stage = await setStage({ limits: { postPerWorkspacePerSecond: 2 } });
  expect([await post('CSALES'), await post('UANN'), await post('UBO')].map(([status]) => status)).toEqual([
    200, 200, 429,
  ]);
  await stage.end();
  stage = await setStage({ limits: 'off' });
  for (let count = 0; count < 20; count += 1) expect(await post('CSALES')).toEqual([200, null]);
});
