import { afterEach, expect, test } from 'vitest';
import type { Address, Outgoing } from '../../../src/chat/sender.ts';
import { type Answer, type Asked, createPlatform, type ScriptedPlatform } from './platform.ts';
import { app, createStage, NOW } from './stage.ts';

const workspace = `${app.appId}/tenant1`;
const outgoing = (to: Partial<Address> = {}): Outgoing => ({
  deliveryId: '0190c1f2-0000-7000-8000-000000000001',
  to: { platform: 'feishu', workspace, conversation: 'oc_1', ...to },
  message: {
    kind: 'card',
    card: { title: 'Payment <in>', tone: 'good', blocks: [{ kind: 'text', text: '¥80,000' }] },
  },
});
const posted: Answer = { body: { code: 0, data: { message_id: 'om_new', chat_id: 'oc_1' } } };
const refusal = (code: number, status = 400, headers: Record<string, string> = {}): Answer => ({
  status,
  headers,
  body: { code, msg: 'no' },
});

const open: ScriptedPlatform[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((platform) => platform.close()));
});

async function stageOn(answer: (asked: Asked, count: number) => Answer, token?: () => Answer | undefined) {
  const platform = await createPlatform(answer, token);
  open.push(platform);
  const stage = await createStage({ domain: platform.domain, timeoutMs: 300 });
  return { platform, ...stage, sender: stage.adapter.sender };
}

test('a card goes to its chat under the id of its delivery', async () => {
  const { platform, sender } = await stageOn(() => posted);
  expect(await sender.send(outgoing())).toEqual({
    kind: 'sent',
    ref: { platform: 'feishu', workspace, conversation: 'oc_1', message: 'om_new' },
  });
  expect(platform.asked).toMatchObject([
    {
      method: 'POST',
      path: '/open-apis/im/v1/messages',
      query: { receive_id_type: 'chat_id' },
      token: 'Bearer t-1',
      body: { receive_id: 'oc_1', msg_type: 'interactive', uuid: outgoing().deliveryId },
    },
  ]);
  expect(JSON.parse(String(platform.asked[0]?.body.content))).toMatchObject({ schema: '2.0' });
});

test('a person without a chat is addressed by open id', async () => {
  const { platform, sender } = await stageOn(() => posted);
  const { conversation: _none, ...to } = { ...outgoing().to, user: 'ou_1' };
  await sender.send({ ...outgoing(), to });
  expect(platform.asked).toMatchObject([
    { query: { receive_id_type: 'open_id' }, body: { receive_id: 'ou_1' } },
  ]);
});

test('an answer replies to its message, or stands alone if that is gone', async () => {
  const { platform, sender } = await stageOn((asked) =>
    asked.path.endsWith('/reply') ? refusal(230011) : posted,
  );
  expect(await sender.send(outgoing({ replyTo: 'om_old' }))).toMatchObject({ kind: 'sent' });
  expect(platform.asked.map((asked) => asked.path)).toEqual([
    '/open-apis/im/v1/messages/om_old/reply',
    '/open-apis/im/v1/messages',
  ]);
});

test('a card that is refused goes out as words', async () => {
  const { platform, sender } = await stageOn((asked) =>
    asked.body.msg_type === 'text' ? posted : refusal(230099),
  );
  expect(await sender.send(outgoing())).toMatchObject({ kind: 'sent' });
  expect(JSON.parse(String(platform.asked[1]?.body.content))).toEqual({ text: 'Payment ＜in>\n¥80,000' });
});

test.each<[name: string, answer: Answer, outcome: Record<string, unknown>]>([
  [
    'a limit of the app',
    refusal(99991400, 400, { 'x-ogw-ratelimit-reset': '7' }),
    { kind: 'limited', retryAfterMs: 7_000, scope: 'workspace' },
  ],
  [
    'a limit with 429 and no code',
    { status: 429, body: 'slow down' },
    { kind: 'limited', retryAfterMs: 1_000 },
  ],
  ['a limit of the chat', refusal(230020, 200), { kind: 'limited', scope: 'conversation' }],
  ['a bot outside of the chat', refusal(230002), { kind: 'refused', about: 'conversation', code: '230002' }],
  ['a code in a success', refusal(230002, 200), { kind: 'refused', about: 'conversation' }],
  ['a person out of range', refusal(230013), { kind: 'refused', about: 'conversation' }],
  ['a chat that is gone', refusal(232009), { kind: 'refused', about: 'conversation' }],
  ['an app without the scope', refusal(99991672), { kind: 'refused', about: 'workspace' }],
  ['a card and its words refused', refusal(230099), { kind: 'refused', about: 'content', code: '230099' }],
  ['an error of the platform', refusal(1500, 500), { kind: 'unknown', code: '1500' }],
  ['a page of HTML', { status: 502, body: '<html>' }, { kind: 'unknown', code: 'http-502' }],
  ['a success that says nothing', { body: 'ok' }, { kind: 'unknown' }],
  ['a hang-up', 'drop', { kind: 'unknown', code: 'UND_ERR_SOCKET' }],
  ['silence', 'hang', { kind: 'unknown', code: 'UND_ERR_HEADERS_TIMEOUT' }],
])('%s is told as what it is', async (_name, answer, outcome) => {
  const { sender } = await stageOn(() => answer);
  expect(await sender.send(outgoing())).toMatchObject(outcome);
});

test('where nobody listens nothing was posted', async () => {
  const { sender, platform } = await stageOn(() => posted);
  await platform.close();
  expect(await sender.send(outgoing())).toMatchObject({ kind: 'failed' });
});

test('without a token nothing was posted either', async () => {
  const silent = await stageOn(
    () => posted,
    () => 'drop',
  );
  expect(await silent.sender.send(outgoing())).toMatchObject({
    kind: 'failed',
    code: 'token-UND_ERR_SOCKET',
  });
  const wrong = await stageOn(
    () => posted,
    () => ({ body: { code: 10014, msg: 'app secret invalid' } }),
  );
  expect(await wrong.sender.send(outgoing())).toMatchObject({ kind: 'refused', about: 'workspace' });
  expect([...silent.platform.asked, ...wrong.platform.asked]).toEqual([]);
});

test('an app that is not connected is gone', async () => {
  const { sender } = await stageOn(() => posted);
  expect(await sender.send(outgoing({ workspace: 'cli_other/t' }))).toMatchObject({
    kind: 'refused',
    about: 'workspace',
  });
});

test('one token serves all who wait for it, until it ends or is refused', async () => {
  const { sender, platform, clock } = await stageOn((asked) =>
    asked.token === 'Bearer t-1' && platform.asked.length > 20 ? refusal(99991663) : posted,
  );
  await Promise.all(Array.from({ length: 20 }, () => sender.send(outgoing())));
  expect(platform.tokensGiven()).toBe(1);
  expect(await sender.send(outgoing())).toMatchObject({ kind: 'sent' });
  expect(platform.tokensGiven()).toBe(2);
  clock.advance(7_100_000);
  await sender.send(outgoing());
  expect(platform.tokensGiven()).toBe(3);
});

test('a token that is refused again and again ends the attempt', async () => {
  const { sender, platform } = await stageOn(() => refusal(99991663));
  expect(await sender.send(outgoing())).toMatchObject({ kind: 'refused', about: 'workspace' });
  expect(platform.asked).toHaveLength(2);
});

test('within the hour an uncertain message may go again; later nobody can tell', async () => {
  const { sender } = await stageOn(() => posted);
  const doubts = [
    { deliveryId: 'old', attemptedAt: NOW },
    { deliveryId: 'young', attemptedAt: NOW + 60_000 },
  ];
  const find = (minutes: number) => sender.find(outgoing().to, doubts, NOW + minutes * 60_000);
  expect((await find(55)).get('old')).toEqual({ kind: 'resend-is-safe' });
  expect((await find(56)).get('old')).toMatchObject({ kind: 'unreadable' });
  expect((await find(56)).get('young')).toEqual({ kind: 'resend-is-safe' });
});

test('a message is changed in its place', async () => {
  const { sender, platform } = await stageOn(() => ({ body: { code: 0 } }));
  const ref = { platform: 'feishu', workspace, conversation: 'oc_1', message: 'om_1' } as const;
  expect(await sender.update(ref, outgoing().message)).toEqual({ kind: 'sent', ref });
  expect(platform.asked).toMatchObject([{ method: 'PATCH', path: '/open-apis/im/v1/messages/om_1' }]);
});

test('the directory vouches for the mailbox that the company gave out, and for no other', async () => {
  const people: Record<string, unknown> = {
    ou_1: {
      name: '王芳',
      email: 'wf@gmail.com',
      enterprise_email: 'wang@corp.cn',
      time_zone: 'Asia/Shanghai',
    },
    ou_2: { name: 'Li', email: 'li@corp.cn', enterprise_email: '' },
    ou_3: { name: 'Zhao', enterprise_email: 'zhao@corp.cn', status: { is_resigned: true } },
  };
  const { adapter, platform } = await stageOn(({ path }) => {
    const user = people[path.split('/').at(-1) ?? ''];
    return user === undefined ? refusal(41050) : { body: { code: 0, data: { user } } };
  });
  const describe = (user: string) => adapter.directory.describe('feishu', workspace, user);
  expect(await describe('ou_1')).toEqual({
    kind: 'found',
    person: {
      kind: 'person',
      name: '王芳',
      email: 'wang@corp.cn',
      emailConfirmed: true,
      zone: 'Asia/Shanghai',
    },
  });
  expect(await describe('ou_2')).toMatchObject({ person: { email: 'li@corp.cn', emailConfirmed: false } });
  expect(await describe('ou_3')).toMatchObject({ person: { kind: 'deleted' } });
  expect(await describe('ou_4')).toEqual({ kind: 'unavailable', code: '41050' });
  expect(platform.asked[0]?.query).toEqual({ user_id_type: 'open_id' });
});
