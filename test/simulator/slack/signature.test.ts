import { expect, onTestFinished, test } from 'vitest';
import { signRequest } from '../../../simulator/slack/sign.ts';
import { setStage } from './stage.ts';

test('signs as the published example does', () => {
  const body =
    'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';
  expect(signRequest('8f742231b10e8888abcd99yyyzzz85a5', '1531420618', body)).toBe(
    'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
  );
});

test('every request carries the signature of its bytes and the time of the one clock', async () => {
  const stage = await setStage();
  onTestFinished(stage.end);
  await stage.sim.say('UANN', stage.sim.dm('UANN'), '跟进 华为');
  await stage.sim.command('UANN', 'CSALES', '/crm', 'help');
  const stamp = String(Date.UTC(2026, 10, 23, 9) / 1_000);
  expect(stage.bot.received).toHaveLength(2);
  for (const { headers, body } of stage.bot.received) {
    expect(headers['x-slack-request-timestamp']).toBe(stamp);
    expect(headers['x-slack-signature']).toBe(signRequest('8f742231b10e8888abcd99yyyzzz85a5', stamp, body));
  }
});

test('sends unsigned, forged, stale and future requests on demand', async () => {
  const stage = await setStage();
  onTestFinished(stage.end);
  const body = '{"type":"event_callback"}';
  await stage.sim.sendRaw({ body, sign: null });
  await stage.sim.sendRaw({ body, sign: { secret: 'wrong' } });
  await stage.sim.sendRaw({ body, sign: { timestamp: 1_000 }, headers: { 'x-extra': '1' } });
  const [unsigned, forged, stale] = stage.bot.received;
  expect(unsigned?.headers['x-slack-signature']).toBeUndefined();
  expect(forged?.headers['x-slack-signature']).toBe(
    signRequest('wrong', String(forged?.headers['x-slack-request-timestamp']), body),
  );
  expect(stale?.headers).toMatchObject({ 'x-slack-request-timestamp': '1000', 'x-extra': '1' });
});

test('replays the same bytes, or the same body signed for now, many times at once', async () => {
  const stage = await setStage();
  onTestFinished(stage.end);
  const outcome = await stage.sim.command('UANN', 'CSALES', '/crm', 'help');
  stage.pass(60_000);
  await stage.sim.replay(outcome.requestId, 5);
  const [first, ...copies] = stage.bot.received;
  expect(copies).toHaveLength(5);
  for (const copy of copies) {
    expect(copy.body).toBe(first?.body);
    expect(copy.headers['x-slack-signature']).toBe(first?.headers['x-slack-signature']);
  }
  await stage.sim.replay(outcome.requestId, 1, { fresh: true });
  const fresh = stage.bot.received.at(-1);
  expect(fresh?.body).toBe(first?.body);
  expect(Number(fresh?.headers['x-slack-request-timestamp'])).toBe(
    Number(first?.headers['x-slack-request-timestamp']) + 60,
  );
  expect(fresh?.headers['x-slack-signature']).not.toBe(first?.headers['x-slack-signature']);
});
