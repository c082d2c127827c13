import { expect, test } from 'vitest';
import { isSignedBySlack } from '../../../adapters/slack/verify.ts';

// The vendor's published example.
const secret = '8f742231b10e8888abcd99yyyzzz85a5';
const timestamp = '1531420618';
const signature = 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503';
const body = Buffer.from(
  'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c',
);
const at = 1_531_420_618_000;
const genuine = { body, signature, timestamp };

test('takes the published example', () => {
  expect(isSignedBySlack(genuine, [secret], at)).toBe(true);
  expect(isSignedBySlack(genuine, ['another', secret], at + 299_000)).toBe(true);
});

test.each([
  ['another secret', genuine, ['another'], at],
  ['no secret at all', genuine, [], at],
  ['301 seconds old', genuine, [secret], at + 301_000],
  ['301 seconds ahead', genuine, [secret], at - 301_000],
  ['a year ahead', genuine, [secret], at - 31_536_000_000],
  ['one byte more', { ...genuine, body: Buffer.concat([body, Buffer.from('x')]) }, [secret], at],
  ['no signature', { ...genuine, signature: undefined }, [secret], at],
  ['a short signature', { ...genuine, signature: 'v0=' }, [secret], at],
  ['no time', { ...genuine, timestamp: undefined }, [secret], at],
  ['a time that is none', { ...genuine, timestamp: '1e99' }, [secret], at],
])('refuses %s', (_name, request, secrets, now) => {
  expect(isSignedBySlack(request, secrets, now)).toBe(false);
});
