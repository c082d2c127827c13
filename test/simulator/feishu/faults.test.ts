import { describe, expect, test } from 'vitest';
import { ANN, APP, openStage, SALES, SECRET, TO_CHAT, TO_PERSON, TOKEN_PATH, textTo } from './stage.ts';

const SEND = '/im/v1/messages';

describe('faults', () => {
  test.each([
    ['drop-after', 1],
    ['drop-before', 0],
  ] as const)('%s closes the connection; %i message was posted', async (kind, posted) => {
    const { sim, api } = await openStage();
    const fault = sim.fault({ kind }, { method: SEND, times: 1 });
    await expect(api('POST', TO_PERSON, textTo(ANN, 'x', 'u'))).rejects.toThrow();
    expect(sim.posted()).toHaveLength(posted);
    expect((await api('POST', TO_PERSON, textTo(ANN, 'x', 'u'))).body.code).toBe(0);
    expect(sim.posted()).toHaveLength(1);
    expect(fault.hits()).toBe(1);
    expect(sim.calls.filter(({ fault: befell }) => befell === kind)).toHaveLength(1);
  });

  test.each([[true], [false]])('hang never answers; accepted: %s', async (accepted) => {
    const { sim, api, call } = await openStage();
    sim.fault({ kind: 'hang', accepted }, { method: `POST ${SEND}` });
    const sent = api('POST', TO_PERSON, textTo(ANN, 'x')).catch(() => 'gone');
    await sim.waitFor(() => sim.calls.some(({ fault }) => fault === 'hang'));
    expect(sim.posted()).toHaveLength(accepted ? 1 : 0);
    expect((await call('GET', '/bot/v3/info', undefined, undefined)).body.code).toBe(99991661);
    await sim.stop();
    expect(await sent).toBe('gone');
  });

  test('error is a refusal with status 200', async () => {
    const { sim, api } = await openStage();
    sim.fault({ kind: 'error', code: 230099, msg: 'no' }, { conversation: SALES });
    expect(await api('POST', TO_CHAT, textTo(SALES, 'x'))).toMatchObject({
      status: 200,
      body: { code: 230099, msg: 'no' },
    });
    expect((await api('POST', TO_PERSON, textTo(ANN, 'x'))).body.code).toBe(0);
  });

  test('html is a page of a proxy', async () => {
    const { sim, api } = await openStage();
    sim.fault({ kind: 'html', status: 502 }, { method: SEND });
    const answer = await api('POST', TO_PERSON, textTo(ANN, 'x'));
    expect(answer.status).toBe(502);
    expect(String(answer.body.text)).toContain('<html>');
  });

  test.each([[7], [null]])('rate-limited says to wait %s seconds', async (retryAfter) => {
    const { sim, api } = await openStage();
    sim.fault({ kind: 'rate-limited', retryAfter }, { conversation: sim.p2p(ANN) });
    const answer = await api('POST', TO_PERSON, textTo(ANN, 'x'));
    expect(answer).toMatchObject({ status: 429, body: { code: 99991400 } });
    expect(answer.headers.get('x-ogw-ratelimit-reset')).toBe(retryAfter === null ? null : '7');
    expect(sim.posted()).toHaveLength(0);
  });

  test('a fault about no method there is would never happen, so it is refused', async () => {
    const { sim } = await openStage();
    expect(() => sim.fault({ kind: 'drop-after' }, { method: '/im/v1/message' })).toThrow(
      'there is no method',
    );
    expect(() => sim.barrier('/im/v1/message')).toThrow('there is no method');
  });

  test('a barrier holds the answer of what was carried out', async () => {
    const { sim, api } = await openStage();
    const barrier = sim.barrier(SEND);
    let isAnswered = false;
    const sent = api('POST', TO_PERSON, textTo(ANN, 'x')).finally(() => {
      isAnswered = true;
    });
    const call = await barrier.reached;
    expect(call).toMatchObject({ method: `POST ${SEND}`, chatId: sim.p2p(ANN), answer: { code: 0 } });
    expect(sim.posted()).toHaveLength(1);
    expect(isAnswered).toBe(false);
    barrier.release();
    expect((await sent).body.code).toBe(0);
  });
});

describe('frequency limits', () => {
  test('a chat takes five messages a second, of replies as well', async () => {
    const { sim, api, pass } = await openStage();
    const send = async () => (await api('POST', TO_CHAT, textTo(SALES, 'x'))).body.code;
    for (let count = 0; count < 5; count += 1) expect(await send()).toBe(0);
    expect(await send()).toBe(230020);
    const [first] = sim.messages(SALES);
    const reply = await api('POST', `${SEND}/${first?.messageId}/reply`, {
      msg_type: 'text',
      content: '{"text":"x"}',
    });
    expect(reply).toMatchObject({ status: 400, body: { code: 230020 } });
    expect((await api('POST', TO_PERSON, textTo(ANN, 'x'))).body.code).toBe(0);
    pass(1_000);
    expect(await send()).toBe(0);
    expect(sim.posted({ chatId: SALES })).toHaveLength(6);
  });

  test('an app may call a method so often a second, and so often a minute', async () => {
    const { call, pass } = await openStage({ limits: { perSecond: 2, perMinute: 3 } });
    const { body } = await call('POST', TOKEN_PATH, { app_id: APP, app_secret: SECRET }, undefined);
    const ask = () => call('GET', '/bot/v3/info', undefined, String(body.tenant_access_token));
    expect((await ask()).status).toBe(200);
    expect((await ask()).status).toBe(200);
    const limited = await ask();
    expect(limited).toMatchObject({ status: 429, body: { code: 99991400 } });
    expect(limited.headers.get('x-ogw-ratelimit-reset')).toBe('1');
    pass(1_000);
    expect((await ask()).status).toBe(200);
    const minute = await ask();
    expect(minute.headers.get('x-ogw-ratelimit-reset')).toBe('19');
    pass(20_000);
    expect((await ask()).status).toBe(200);
  });

  test('are off when they are switched off', async () => {
    const { sim, api } = await openStage({ limits: 'off' });
    await Promise.all(Array.from({ length: 60 }, () => api('POST', TO_CHAT, textTo(SALES, 'x'))));
    expect(sim.posted()).toHaveLength(60);
  });
});
