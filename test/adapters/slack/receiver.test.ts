import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createSlackAdapter } from '../../../adapters/slack/index.ts';
import type { Inbound } from '../../../src/chat/inbound.ts';
import { createServer } from '../../../src/http/server.ts';
import { createManualClock } from '../../../src/kernel/clock.ts';
import { silentLog } from '../../../src/kernel/log.ts';
import { noFaces } from '../../fixtures/faces.ts';

const SECRET = 'a-signing-secret-of-tests';
const clock = createManualClock(Date.UTC(2026, 10, 23, 2));
const server = createServer({ registry: new Registry(), checks: [], log: silentLog });
const handled: Inbound[] = [];

beforeAll(async () => {
  const adapter = createSlackAdapter({
    clock,
    log: silentLog,
    apiUrl: 'http://127.0.0.1:9/api/',
    faces: noFaces,
    credentials: { signingSecrets: () => [SECRET], botToken: async () => undefined },
    handle: async (inbound) => {
      handled.push(inbound);
      return { kind: 'nothing' };
    },
  });
  await adapter.register(server);
  await adapter.warm();
});
afterAll(() => server.close());
beforeEach(() => {
  handled.length = 0;
});

const FORM = 'application/x-www-form-urlencoded';

function sign(body: string | Buffer, at = clock.now(), secret = SECRET) {
  const timestamp = String(Math.floor(at / 1000));
  const mac = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex');
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${mac}` };
}

const command = new URLSearchParams({
  command: '/crm',
  text: 'followup 华为 called',
  team_id: 'T1',
  user_id: 'U1',
  channel_id: 'D1',
  trigger_id: '1.2',
  response_url: 'http://127.0.0.1:9/r',
}).toString();

async function post(body: string | Buffer, headers: Record<string, string>, contentType = FORM) {
  return server.inject({
    method: 'POST',
    url: '/slack/events',
    payload: body,
    headers: { 'content-type': contentType, ...headers },
  });
}

test('a genuine command reaches the product, with whatever character set Slack names', async () => {
  expect((await post(command, sign(command))).statusCode).toBe(200);
  expect((await post(command, sign(command), `${FORM}; charset=utf-8`)).statusCode).toBe(200);
  expect(handled).toMatchObject([{ kind: 'text', text: 'followup 华为 called' }, { kind: 'text' }]);
});

test.each([
  ['unsigned', command, {}, FORM, 401],
  ['signed with another secret', command, sign(command, clock.now(), 'another'), FORM, 401],
  ['stale', command, sign(command, clock.now() - 301_000), FORM, 401],
  ['from the future', command, sign(command, clock.now() + 301_000), FORM, 401],
  ['changed after signing', `${command}&x=1`, sign(command), FORM, 401],
  ['empty', '', {}, FORM, 401],
  ['no JSON', '{"type":', sign('{"type":'), 'application/json', 400],
  ['a list', '[1]', sign('[1]'), 'application/json', 400],
  ['another type', 'x', sign('x'), 'text/plain', 400],
  [
    'cut in the middle of a character',
    Buffer.from('{"a":"华').subarray(0, 7),
    sign(Buffer.from('{"a":"华').subarray(0, 7)),
    'application/json',
    400,
  ],
  ['payload that is no JSON', 'payload=%7B', sign('payload=%7B'), FORM, 400],
  [
    'prototype pollution',
    '{"__proto__":{"a":1},"type":"url_verification","challenge":{"b":1}}',
    {},
    'application/json',
    401,
  ],
])('refuses what is %s', async (_name, body, headers, contentType, status) => {
  expect((await post(body, headers as Record<string, string>, contentType)).statusCode).toBe(status);
  expect(handled).toHaveLength(0);
});

test('refuses what is too large before reading it', async () => {
  const huge = 'x'.repeat(1_100_000);
  expect((await post(huge, sign(huge))).statusCode).toBe(413);
});

test('deep nesting and prototypes are refused although they are signed', async () => {
  const deep = `{"type":"event_callback","event":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
  const proto = '{"type":"event_callback","event":{"__proto__":{"polluted":true}}}';
  for (const body of [deep, proto]) {
    expect((await post(body, sign(body), 'application/json')).statusCode).toBe(400);
    const form = new URLSearchParams({ payload: body }).toString();
    expect((await post(form, sign(form))).statusCode).toBe(400);
  }
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  expect(handled).toHaveLength(0);
});

test('the address check needs a signature, the certificate check does not', async () => {
  const check = JSON.stringify({ type: 'url_verification', challenge: 'c1' });
  expect((await post(check, {}, 'application/json')).statusCode).toBe(401);
  expect((await post(check, sign(check), 'application/json')).json()).toEqual({ challenge: 'c1' });
  expect((await post('ssl_check=1', {})).statusCode).toBe(200);
  expect(handled).toHaveLength(0);
});

test('whatever is sent, signed or not, the server answers and lives', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.json(),
        fc.string({ maxLength: 300 }),
        fc.webQueryParameters(),
        fc.json().map((json) => `payload=${encodeURIComponent(json)}`),
      ),
      fc.boolean(),
      fc.constantFrom(FORM, 'application/json', 'text/plain', 'multipart/form-data'),
      async (body, signed, contentType) => {
        const { statusCode } = await post(body, signed ? sign(body) : {}, contentType);
        expect(statusCode).toBeLessThan(500);
        if (!signed && body !== 'ssl_check=1') expect(statusCode).toBe(401);
      },
    ),
    { numRuns: 200 },
  );
  expect((await server.inject('/healthz')).statusCode).toBe(200);
});
