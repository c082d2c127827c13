import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Stage, section, setStage, TOKEN } from './stage.ts';

let stage: Stage;

beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.end());

test("the platform's own client can talk to it", async () => {
  const client = new WebClient(TOKEN, { slackApiUrl: stage.sim.apiUrl });
  expect(await client.auth.test()).toMatchObject({
    ok: true,
    team_id: 'T1',
    user_id: 'UBOT',
    bot_id: 'BBOT',
  });
  const posted = await client.chat.postMessage({
    channel: 'CSALES',
    text: 'Deal & done',
    blocks: [{ type: 'section', text: { type: 'mrkdwn', text: '*华为*' } }],
    metadata: { event_type: 'delivery', event_payload: { delivery_id: 'd1' } },
  });
  expect(posted).toMatchObject({ ok: true, channel: 'CSALES' });
  const { messages } = await client.conversations.history({ channel: 'CSALES', include_all_metadata: true });
  expect(messages).toMatchObject([
    {
      ts: posted.ts,
      text: 'Deal & done',
      bot_id: 'BBOT',
      metadata: { event_payload: { delivery_id: 'd1' } },
    },
  ]);
  expect(stage.sim.posted({ deliveryId: 'd1' })).toHaveLength(1);
  expect(stage.sim.posted({ deliveryId: 'd2' })).toHaveLength(0);
});

test('without a token, with a wrong one, or for no method at all it says so', async () => {
  const call = async (method: string, headers: Record<string, string>): Promise<unknown> =>
    (await fetch(`${stage.sim.apiUrl}${method}`, { method: 'POST', headers })).json();
  expect(await call('auth.test', {})).toEqual({ ok: false, error: 'not_authed' });
  expect(await call('auth.test', { authorization: 'Bearer xoxb-other' })).toEqual({
    ok: false,
    error: 'invalid_auth',
  });
  expect(await call('chat.shout', { authorization: `Bearer ${TOKEN}` })).toEqual({
    ok: false,
    error: 'unknown_method',
  });
});

test('arguments are looked at before anything is done', async () => {
  expect(await stage.api('chat.postMessage', { text: 'x' })).toMatchObject({
    error: 'invalid_arguments',
    response_metadata: { messages: ['[ERROR] missing required field: channel'] },
  });
  expect(
    await stage.api('chat.postMessage', { channel: 'CSALES', text: 'x', idempotency_key: 'k' }),
  ).toMatchObject({
    error: 'invalid_arguments',
    response_metadata: {
      messages: ['[ERROR] unknown argument: idempotency_key [json-pointer:/idempotency_key]'],
    },
  });
  expect(await stage.api('chat.postMessage', { channel: 7, text: { x: 1 } })).toMatchObject({
    error: 'invalid_arguments',
  });
  expect(stage.sim.posted()).toEqual([]);
});

test('methods that read forms only ignore a JSON body', async () => {
  expect(await stage.api('users.info', { user: 'UANN' })).toMatchObject({ error: 'invalid_arguments' });
  const form = await fetch(`${stage.sim.apiUrl}users.info`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}` },
    body: new URLSearchParams({ user: 'UANN', include_locale: 'true' }),
  });
  expect(await form.json()).toMatchObject({
    user: {
      id: 'UANN',
      locale: 'zh-CN',
      tz: 'Asia/Shanghai',
      tz_offset: 28_800,
      profile: { email: 'ann@example.com' },
    },
  });
});

test.each([
  ['no text', { channel: 'CSALES' }, 'no_text'],
  ['a channel that is none', { channel: 'CNONE', text: 'x' }, 'channel_not_found'],
  ['a channel without the bot', { channel: 'CQUIET', text: 'x' }, 'not_in_channel'],
  ['a person who left', { channel: 'UGONE', text: 'x' }, 'channel_not_found'],
  [
    'a thread that is none',
    { channel: 'CSALES', text: 'x', thread_ts: '1.000001' },
    'cannot_reply_to_message',
  ],
  ['blocks that are no list', { channel: 'CSALES', blocks: '{' }, 'invalid_blocks_format'],
  [
    'a block too big',
    { channel: 'CSALES', text: 'x', blocks: [section('x'.repeat(3_001))] },
    'invalid_blocks',
  ],
  [
    'metadata without a payload',
    { channel: 'CSALES', text: 'x', metadata: { event_type: 'a' } },
    'invalid_metadata_schema',
  ],
  ['two kinds of text', { channel: 'CSALES', text: 'x', markdown_text: 'y' }, 'markdown_text_conflict'],
])('chat.postMessage refuses %s', async (_name, args, error) => {
  expect(await stage.api('chat.postMessage', args)).toMatchObject({ ok: false, error });
  expect(stage.sim.posted()).toEqual([]);
});

test('a message has one table at most, with 10,000 characters at most, wherever it stands', async () => {
  const table = (length: number): unknown => ({
    type: 'table',
    rows: [[{ type: 'raw_text', text: 'x'.repeat(length) }]],
  });
  const send = (blocks: unknown[], attached: unknown[]): Promise<unknown> =>
    stage.api('chat.postMessage', {
      channel: 'CSALES',
      text: 'x',
      blocks,
      attachments: [{ blocks: attached }],
    });
  expect(await send([table(10_000)], [])).toMatchObject({ ok: true });
  expect(await send([table(1)], [table(1)])).toMatchObject({
    error: 'invalid_attachments',
    response_metadata: { messages: ['[ERROR] only_one_table_allowed'] },
  });
  expect(await send([], [table(10_001)])).toMatchObject({ error: 'invalid_blocks' });
});

test('text beyond 40,000 characters is cut with a warning, and refused beyond 4,000 bytes in an update', async () => {
  const posted = await stage.api('chat.postMessage', { channel: 'CSALES', text: 'x'.repeat(40_001) });
  expect(posted).toMatchObject({ ok: true, warning: 'message_truncated' });
  expect(stage.sim.messages('CSALES')[0]?.text).toHaveLength(40_000);
  const update = (text: string): Promise<unknown> =>
    stage.api('chat.update', { channel: 'CSALES', ts: posted.ts, text });
  expect(await update('王'.repeat(1_334))).toMatchObject({ error: 'msg_too_long' });
  expect(await update('王'.repeat(1_333))).toMatchObject({ ok: true });
});

test('only the bot can change or delete what the bot said', async () => {
  const { message } = await stage.sim.say('UANN', 'CSALES', 'mine');
  const theirs = { channel: 'CSALES', ts: message.ts };
  expect(await stage.api('chat.update', { ...theirs, text: 'x' })).toMatchObject({
    error: 'cant_update_message',
  });
  expect(await stage.api('chat.delete', theirs)).toMatchObject({ error: 'cant_delete_message' });
  const { ts } = await stage.api('chat.postMessage', {
    channel: 'CSALES',
    text: 'first',
    blocks: [section('first')],
  });
  await stage.api('chat.update', { channel: 'CSALES', ts, text: 'second' });
  expect(stage.sim.messages('CSALES')[1]).toMatchObject({
    text: 'second',
    blocks: [],
    edited: { user: 'UBOT' },
  });
  await stage.api('chat.delete', { channel: 'CSALES', ts });
  expect(stage.sim.messages('CSALES')).toHaveLength(1);
  expect(stage.sim.posted()).toHaveLength(1);
  expect(await stage.api('chat.update', { channel: 'CSALES', ts, text: 'x' })).toMatchObject({
    error: 'message_not_found',
  });
});

test('an ephemeral message is for one person and is in no history', async () => {
  const sent = await stage.api('chat.postEphemeral', { channel: 'CSALES', user: 'UANN', text: 'psst' });
  expect(sent).toMatchObject({ ok: true, message_ts: expect.any(String) });
  expect(stage.sim.messages('CSALES', { as: 'UANN' })).toMatchObject([
    { text: 'psst', ephemeralFor: 'UANN' },
  ]);
  expect(stage.sim.messages('CSALES', { as: 'UBO' })).toEqual([]);
  expect(await stage.api('conversations.history', { channel: 'CSALES' })).toMatchObject({ messages: [] });
  const update = { channel: 'CSALES', ts: sent.message_ts, text: 'x' };
  expect(await stage.api('chat.update', update)).toMatchObject({ error: 'message_not_found' });
  stage.sim.remove('CSALES', 'UBO');
  const away = { channel: 'CSALES', user: 'UBO', text: 'psst' };
  expect(await stage.api('chat.postEphemeral', away)).toMatchObject({ error: 'user_not_in_channel' });
});

test('history goes backwards, in pages, between two moments, without the threads', async () => {
  const ts: string[] = [];
  for (const text of ['one', 'two', 'three']) {
    stage.pass(2_000);
    ts.push(String((await stage.api('chat.postMessage', { channel: 'CSALES', text })).ts));
  }
  stage.pass(2_000);
  await stage.api('chat.postMessage', { channel: 'CSALES', text: 'in the thread', thread_ts: ts[0] });
  const texts = async (args: Record<string, unknown>): Promise<unknown> => {
    const answer = await stage.api('conversations.history', { channel: 'CSALES', ...args });
    return (answer.messages as { text: string }[]).map(({ text }) => text);
  };
  expect(await texts({})).toEqual(['three', 'two', 'one']);
  expect(await texts({ oldest: ts[0] })).toEqual(['three', 'two']);
  expect(await texts({ oldest: ts[0], inclusive: true })).toEqual(['three', 'two', 'one']);
  expect(await texts({ latest: ts[2] })).toEqual(['two', 'one']);
  const page = await stage.api('conversations.history', { channel: 'CSALES', limit: 2 });
  expect(page).toMatchObject({ has_more: true });
  const { next_cursor: cursor } = page.response_metadata as { next_cursor: string };
  expect(await texts({ limit: 2, cursor })).toEqual(['one']);
  expect(await stage.api('conversations.history', { channel: 'CSALES', cursor: 'zz' })).toMatchObject({
    error: 'invalid_cursor',
  });
  expect(await stage.api('conversations.history', { channel: 'CSALES', oldest: 'then' })).toMatchObject({
    error: 'invalid_ts_oldest',
  });
  expect(await stage.api('conversations.history', { channel: 'CQUIET' })).toMatchObject({
    error: 'not_in_channel',
  });
  const client = new WebClient(TOKEN, { slackApiUrl: stage.sim.apiUrl });
  const thread = await client.conversations.replies({ channel: 'CSALES', ts: ts[0] ?? '' });
  expect(thread.messages?.map(({ text }) => text)).toEqual(['one', 'in the thread']);
});

test('a private conversation has one id, however it is reached', async () => {
  const opened = await stage.api('conversations.open', { users: 'UANN' });
  expect(opened.channel).toEqual({ id: stage.sim.dm('UANN') });
  const posted = await stage.api('chat.postMessage', { channel: 'UANN', text: 'hello' });
  expect(posted.channel).toBe(stage.sim.dm('UANN'));
  expect(await stage.api('conversations.open', { users: 'UGONE' })).toMatchObject({ error: 'user_disabled' });
  expect(await stage.api('conversations.open', { users: 'UNONE' })).toMatchObject({
    error: 'user_not_found',
  });
});

test('people are found by id, by email while they are there, and in a list', async () => {
  const client = new WebClient(TOKEN, { slackApiUrl: stage.sim.apiUrl });
  const bo = await client.users.lookupByEmail({ email: 'BO@example.com' });
  expect(bo.user).toMatchObject({ id: 'UBO', is_email_confirmed: false });
  await expect(client.users.lookupByEmail({ email: 'gone@example.com' })).rejects.toThrow('users_not_found');
  await expect(client.users.info({ user: 'UNONE' })).rejects.toThrow('user_not_found');
  const first = await client.users.list({ limit: 3 });
  expect(first.members?.map(({ id }) => id)).toEqual(['UBOT', 'UANN', 'UBO']);
  const second = await client.users.list({ limit: 3, cursor: first.response_metadata?.next_cursor ?? '' });
  expect(second.members).toMatchObject([{ id: 'UGONE', deleted: true }]);
  const link = await client.chat.postMessage({ channel: 'CSALES', text: 'x' });
  const { permalink } = await client.chat.getPermalink({ channel: 'CSALES', message_ts: link.ts ?? '' });
  expect(permalink).toBe(`https://northwind.slack.com/archives/CSALES/p${link.ts?.replace('.', '')}`);
});
