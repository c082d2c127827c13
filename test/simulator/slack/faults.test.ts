import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Stage, setStage } from './stage.ts';

let stage: Stage;

beforeEach(async () => {
  stage = await setStage({ limits: 'off' });
});
afterEach(() => stage.end());

const post = (channel = 'CSALES'): Promise<Response> =>
  stage.fetchApi('chat.postMessage', { channel, text: 'x' });
const count = (): number => stage.sim.posted().length;

test('the connection drops after the message was taken, or before', async () => {
  stage.sim.fault({ kind: 'drop-after' }, { times: 1 });
  await expect(post()).rejects.toThrow();
  expect(count()).toBe(1);
  stage.sim.fault({ kind: 'drop-before' }, { times: 1 });
  await expect(post()).rejects.toThrow();
  expect(count()).toBe(1);
  expect((await post()).status).toBe(200);
  expect(stage.sim.calls.map(({ fault }) => fault)).toEqual(['drop-after', 'drop-before', undefined]);
});

test.each([
  [true, 1],
  [false, 0],
])('it hangs, having taken the message: %s', async (accepted, taken) => {
  stage.sim.fault({ kind: 'hang', accepted });
  const calling = fetch(`${stage.sim.apiUrl}chat.postMessage`, {
    method: 'POST',
    headers: { authorization: 'Bearer xoxb-test-token', 'content-type': 'application/json' },
    body: JSON.stringify({ channel: 'CSALES', text: 'x' }),
    signal: AbortSignal.timeout(100),
  });
  await expect(calling).rejects.toThrow('timeout');
  expect(count()).toBe(taken);
});

test('it answers with an error, a page, or too many requests', async () => {
  stage.sim.fault({ kind: 'rate-limited', retryAfter: null }, { times: 1 });
  stage.sim.fault({ kind: 'rate-limited', retryAfter: 3_600 }, { times: 1 });
  stage.sim.fault({ kind: 'html', status: 502 }, { times: 1 });
  stage.sim.fault({ kind: 'error', error: 'internal_error' }, { times: 1 });
  expect(await (await post()).json()).toEqual({ ok: false, error: 'internal_error' });
  const page = await post();
  expect([page.status, page.headers.get('content-type')]).toEqual([502, 'text/html']);
  const long = await post();
  expect([long.status, long.headers.get('retry-after')]).toEqual([429, '3600']);
  const bare = await post();
  expect([bare.status, bare.headers.get('retry-after')]).toEqual([429, null]);
  expect(count()).toBe(0);
  expect((await post()).status).toBe(200);
});

test('a fault is for one conversation, one method, or until it is removed', async () => {
  const jammed = stage.sim.fault(
    { kind: 'rate-limited', retryAfter: 1 },
    { conversation: 'CSALES', method: 'chat.postMessage' },
  );
  expect((await post()).status).toBe(429);
  expect((await post()).status).toBe(429);
  expect((await post('UANN')).status).toBe(200);
  expect(await stage.api('conversations.history', { channel: 'CSALES' })).toMatchObject({ ok: true });
  expect(jammed.hits()).toBe(2);
  jammed.remove();
  expect((await post()).status).toBe(200);
});

test('a response_url breaks like a method', async () => {
  stage.sim.fault({ kind: 'html', status: 500 }, { method: 'response_url' });
  await stage.sim.command('UANN', 'CSALES', '/crm', 'x');
  const url = new URLSearchParams(stage.bot.received[0]?.body).get('response_url') ?? '';
  expect((await fetch(url, { method: 'POST', body: '{"text":"x"}' })).status).toBe(500);
  expect(count()).toBe(0);
});

test('a barrier takes the message and holds the answer until it is released', async () => {
  const barrier = stage.sim.barrier('chat.postMessage');
  let answered = false;
  const calling = post().then((response) => {
    answered = true;
    return response;
  });
  const call = await barrier.reached;
  expect(call).toMatchObject({ method: 'chat.postMessage', answer: { ok: true }, fault: 'barrier' });
  expect(count()).toBe(1);
  expect(answered).toBe(false);
  barrier.release();
  expect((await calling).status).toBe(200);
  expect((await post()).status).toBe(200);
});

test('a caller that died at a barrier does no harm', async () => {
  const barrier = stage.sim.barrier('chat.postMessage', { conversation: 'CSALES' });
  const dying = new AbortController();
  const calling = fetch(`${stage.sim.apiUrl}chat.postMessage`, {
    method: 'POST',
    headers: { authorization: 'Bearer xoxb-test-token', 'content-type': 'application/json' },
    body: JSON.stringify({ channel: 'CSALES', text: 'x' }),
    signal: dying.signal,
  });
  await barrier.reached;
  dying.abort();
  await expect(calling).rejects.toThrow('abort');
  barrier.release();
  expect((await post()).status).toBe(200);
  expect(count()).toBe(2);
});

test('calls are logged without the token', async () => {
  await stage.api('chat.postMessage', { token: 'xoxb-test-token', channel: 'CSALES', text: 'x' });
  expect(JSON.stringify(stage.sim.calls)).not.toContain('xoxb');
});

test('a change on the screen is told, and what is waited for comes or is missed by name', async () => {
  const kinds: string[] = [];
  const stop = stage.sim.onChange(({ kind }) => kinds.push(kind));
  const waiting = stage.sim.waitFor(() => stage.sim.messages('CSALES')[0]);
  await post();
  expect(await waiting).toMatchObject({ text: 'x' });
  expect(kinds).toContain('message');
  stop();
  const seen = kinds.length;
  await post();
  expect(kinds).toHaveLength(seen);
  await expect(stage.sim.waitFor(() => false, { timeoutMs: 30, what: 'a miracle' })).rejects.toThrow(
    'a miracle did not come within 30 ms',
  );
});
