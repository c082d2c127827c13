import { expect, test } from 'vitest';
import { app, createStage, deliver, encryptBody, eventOf, messageOf, NOW, signBody } from './stage.ts';

const json = { 'content-type': 'application/json' };
const valid = encryptBody(messageOf('todo'));
const signed = (payload: string, at = NOW) => ({ payload, headers: signBody(payload, app.encryptKey, at) });
const without = (name: string) =>
  Object.fromEntries(Object.entries(signBody(valid)).filter(([key]) => key !== name));
const withToken = (token: string) => encryptBody(eventOf('im.message.receive_v1', {}, { token }));

const bad: readonly [
  name: string,
  status: number,
  request: { payload: string | Buffer; headers: Record<string, string> },
][] = [
  ['nothing at all', 401, { payload: '', headers: json }],
  ['no signature', 401, { payload: valid, headers: json }],
  ['no time stamp', 401, { payload: valid, headers: without('x-lark-request-timestamp') }],
  ['no nonce', 401, { payload: valid, headers: without('x-lark-request-nonce') }],
  [
    'a signature of nothing',
    401,
    { payload: valid, headers: { ...signBody(valid), 'x-lark-signature': '' } },
  ],
  [
    'a forged signature',
    401,
    { payload: valid, headers: { ...signBody(valid), 'x-lark-signature': 'f'.repeat(64) } },
  ],
  ['a signature with another key', 401, { payload: valid, headers: signBody(valid, 'another key') }],
  ['a signature of another body', 401, { payload: valid, headers: signBody(`${valid} `) }],
  [
    'a time stamp of words',
    401,
    { payload: valid, headers: { ...signBody(valid), 'x-lark-request-timestamp': 'now' } },
  ],
  ['a request that is six minutes old', 401, signed(valid, NOW - 360_000)],
  ['a request from six minutes ahead', 401, signed(valid, NOW + 360_000)],
  [
    'another kind of content',
    400,
    { payload: valid, headers: { ...signBody(valid), 'content-type': 'text/plain' } },
  ],
  ['a form', 401, { payload: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
  ['too much', 413, signed(JSON.stringify({ encrypt: 'A'.repeat(1_100_000) }))],
  ['what is not JSON', 400, signed('{"encrypt":')],
  ['a list', 400, signed('[1]')],
  ['what was encrypted with another key', 400, signed(encryptBody(messageOf('todo'), 'another key'))],
  ['a cut cipher text', 400, signed(JSON.stringify({ encrypt: 'AAECAwQFBgcICQoLDA0ODw==' }))],
  [
    'a cipher text with wrong padding',
    400,
    signed(JSON.stringify({ encrypt: Buffer.alloc(64, 1).toString('base64') })),
  ],
  ['a cipher text that hides no JSON', 400, signed(encryptBody('hello world'))],
  ['a wrong token', 401, signed(withToken('another token'))],
  ['an empty token', 401, signed(withToken(''))],
  ['another app', 401, signed(encryptBody(eventOf('im.message.receive_v1', {}, { app_id: 'cli_other' })))],
  ['an unsigned event that decrypts', 401, { payload: encryptBody(messageOf('todo')), headers: json }],
  [
    'an unsigned question for an echo in the clear',
    401,
    { payload: '{"challenge":"c","token":"the token","type":"url_verification"}', headers: json },
  ],
  [
    'an unsigned question for an echo with a wrong token',
    401,
    { payload: encryptBody({ challenge: 'c', token: 'x', type: 'url_verification' }), headers: json },
  ],
];

test.each(bad)('%s is refused with %i and reaches nobody', async (_name, status, request) => {
  const stage = await createStage();
  for (const url of ['/feishu/events', '/feishu/cards', `/feishu/events/${app.appId}`]) {
    const answer = await stage.server.inject({ method: 'POST', url, ...request });
    expect(answer.statusCode).toBe(status);
  }
  expect(stage.handled).toEqual([]);
});

test('an app that is not connected has no address', async () => {
  const stage = await createStage();
  const answer = await stage.server.inject({
    method: 'POST',
    url: '/feishu/events/cli_other',
    ...signed(valid),
  });
  expect(answer.statusCode).toBe(401);
  expect(stage.handled).toEqual([]);
});

test('without any app everything is refused', async () => {
  const stage = await createStage({ apps: [] });
  expect((await deliver(stage, messageOf('todo'))).statusCode).toBe(401);
});

test('an app without an Encrypt Key or a token trusts nobody', async () => {
  for (const weak of [
    { ...app, encryptKey: '' },
    { ...app, verificationToken: '' },
  ]) {
    const stage = await createStage({ apps: [weak] });
    const payload = encryptBody(
      eventOf('im.message.receive_v1', {}, { token: weak.verificationToken }),
      weak.encryptKey,
    );
    const headers = signBody(payload, weak.encryptKey);
    const answer = await stage.server.inject({ method: 'POST', url: '/feishu/events', payload, headers });
    expect(answer.statusCode).toBe(401);
    expect(stage.handled).toEqual([]);
  }
});

test('the platform gets its echo when an address is entered, signed or not', async () => {
  const stage = await createStage();
  const payload = encryptBody({
    challenge: 'ajls384',
    token: app.verificationToken,
    type: 'url_verification',
  });
  for (const headers of [json, signBody(payload)]) {
    const answer = await stage.server.inject({ method: 'POST', url: '/feishu/events', payload, headers });
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({ challenge: 'ajls384' });
  }
  expect(stage.handled).toEqual([]);
});

test('of several apps the signature tells which one it is', async () => {
  const other = { ...app, appId: 'cli_other', encryptKey: 'other key', verificationToken: 'other token' };
  const stage = await createStage({ apps: [app, other] });
  const content = messageOf('todo');
  const from = {
    ...content,
    header: { ...content.header, app_id: other.appId, token: other.verificationToken },
  };
  const payload = encryptBody(from, other.encryptKey);
  const headers = signBody(payload, other.encryptKey);
  const answer = await stage.server.inject({ method: 'POST', url: '/feishu/events', payload, headers });
  expect(answer.statusCode).toBe(200);
  expect(stage.handled).toMatchObject([{ source: { workspace: 'cli_other/tenant1' } }]);
});

test('deep nesting, prototypes and cut characters are refused although they are signed', async () => {
  const stage = await createStage();
  const text = JSON.stringify(eventOf('im.message.receive_v1', { message: 'HERE', sender: null }));
  const cut = Buffer.concat([Buffer.from('华').subarray(0, 2), Buffer.from('"')]);
  const [before = '', after = ''] = text.split('HERE"');
  const strange = [
    text.replace('"HERE"', `${'['.repeat(100_000)}${']'.repeat(100_000)}`),
    text.replace('"message":"HERE"', '"__proto__":{"polluted":true}'),
    Buffer.concat([Buffer.from(before), cut, Buffer.from(after)]),
  ];
  for (const content of strange) {
    const payload = encryptBody(content);
    const answer = await stage.server.inject({
      method: 'POST',
      url: '/feishu/events',
      payload,
      headers: signBody(payload),
    });
    expect(answer.statusCode).toBe(400);
  }
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  expect(stage.handled).toEqual([]);
});

test('unknown events do no harm', async () => {
  const stage = await createStage();
  const strange = [
    JSON.stringify(eventOf('im.message.receive_v1', 'words')),
    JSON.stringify(
      eventOf('card.action.trigger', { action: { value: 'text', form_value: [] }, operator: 7 }),
    ),
    JSON.stringify(eventOf('contact.user.deleted_v3', {})),
    JSON.stringify(eventOf('app_ticket', { app_ticket: 'x', app_id: 'y' })),
    JSON.stringify({ ...eventOf('toString', {}), event: null }),
    JSON.stringify({
      type: 'event_callback',
      token: app.verificationToken,
      uuid: 'u',
      event: { type: 'message' },
    }),
  ];
  for (const content of strange) {
    const answer = await deliver(stage, content);
    expect([answer.statusCode, answer.json()]).toEqual([200, {}]);
  }
  expect(stage.handled).toEqual([]);
});

test('other routes of the server keep their own parsers', async () => {
  const stage = await createStage();
  stage.server.post('/other', async (request) => request.body);
  const answer = await stage.server.inject({ method: 'POST', url: '/other', payload: { a: 1 } });
  expect(answer.json()).toEqual({ a: 1 });
});
