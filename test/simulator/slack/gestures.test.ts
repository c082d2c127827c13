import { afterEach, beforeEach, expect, test } from 'vitest';
import { payloadOf, type Stage, section, setStage } from './stage.ts';

let stage: Stage;

beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.end());

const help = (): ReturnType<Stage['sim']['command']> => stage.sim.command('UANN', 'CSALES', '/crm', 'help');
const post = (url: string, body: unknown): Promise<Response> =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const lastForm = (): URLSearchParams => new URLSearchParams(stage.bot.received.at(-1)?.body);

/** A message with a button, a menu and a date. */
async function postCard(channel = 'CSALES'): Promise<{ conversationId: string; ts: string }> {
  const blocks = [
    section('Call Acme?'),
    {
      type: 'actions',
      block_id: 'row',
      elements: [
        { type: 'button', action_id: 'done', text: { type: 'plain_text', text: 'Done' }, value: 'r1' },
        {
          type: 'static_select',
          action_id: 'when',
          options: ['today', 'later'].map((value) => ({ text: { type: 'plain_text', text: value }, value })),
        },
        { type: 'datepicker', action_id: 'day', initial_date: '2026-12-01' },
      ],
    },
  ];
  const { ts } = await stage.api('chat.postMessage', { channel, text: 'Call Acme?', blocks });
  return { conversationId: channel, ts: String(ts) };
}

test('a command is a form with all that the platform sends', async () => {
  await help();
  const form = lastForm();
  expect(Object.fromEntries(form)).toMatchObject({
    team_id: 'T1',
    team_domain: 'northwind',
    channel_id: 'CSALES',
    channel_name: 'sales',
    user_id: 'UANN',
    user_name: 'ann',
    command: '/crm',
    text: 'help',
    api_app_id: 'A1',
    is_enterprise_install: 'false',
  });
  expect(form.get('trigger_id')).toMatch(/^\w+\.T1\.\w+$/u);
  expect(stage.bot.received[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded');
});

test('what the answer says is shown to the one who asked, or to all', async () => {
  stage.bot.answerWith(() => ({ json: { text: 'for you' } }));
  expect(await help()).toMatchObject({
    ok: true,
    status: 200,
    message: { text: 'for you', ephemeralFor: 'UANN' },
  });
  stage.bot.answerWith(() => ({ json: { response_type: 'in_channel', blocks: [section('for all')] } }));
  await help();
  stage.bot.answerWith(() => ({ text: 'plain words' }));
  await help();
  stage.bot.answerWith(() => ({}));
  expect((await help()).message).toBeUndefined();
  expect(stage.sim.messages('CSALES', { as: 'UANN' })).toHaveLength(3);
  expect(stage.sim.messages('CSALES', { as: 'UBO' })).toHaveLength(1);
});

test.each([
  ['an answer that comes too late', undefined, 'operation_timeout'],
  ['an error', { status: 500 }, 'dispatch_failed'],
  ['a refusal', { status: 401 }, 'dispatch_failed'],
  ['an answer that cannot be shown', { json: { blocks: [{ type: 'header' }] } }, 'invalid_command_response'],
])('%s is a failure that the person sees', async (_name, reply, error) => {
  stage.bot.answerWith(() => reply);
  const outcome = await help();
  expect(outcome).toMatchObject({ ok: false, error: expect.stringContaining(error) });
  expect(stage.sim.troubles).toMatchObject([
    { userId: 'UANN', error: outcome.error, requestId: outcome.requestId },
  ]);
  expect(stage.sim.messages('CSALES', { as: 'UANN' })).toMatchObject([
    { user: 'USLACKBOT', text: expect.stringContaining(error) },
  ]);
});

test('a bot that is away is a failure too', async () => {
  stage.sim.connect('http://127.0.0.1:9/');
  expect(await help()).toMatchObject({ ok: false, error: 'dispatch_failed' });
});

test('a response_url serves five times, within half an hour', async () => {
  await help();
  const url = lastForm().get('response_url') ?? '';
  for (const text of ['1', '2', '3', '4', '5']) expect((await post(url, { text })).status).toBe(200);
  const sixth = await post(url, { text: '6' });
  expect([sixth.status, await sixth.text()]).toEqual([404, 'used_url']);
  await help();
  stage.pass(30 * 60_000 + 1);
  const late = await post(lastForm().get('response_url') ?? '', { text: 'late' });
  expect([late.status, await late.text()]).toEqual([404, 'expired_url']);
  expect(stage.sim.messages('CSALES', { as: 'UANN' })).toHaveLength(5);
});

test('a response_url judges as the methods do', async () => {
  await help();
  const url = lastForm().get('response_url') ?? '';
  const long = await post(url, { blocks: [section('x'.repeat(3_001))] });
  expect([long.status, await long.text()]).toEqual([400, 'invalid_blocks']);
  expect((await post(url, { text: 'x', channel: 'CSALES' })).status).toBe(400);
  expect((await post(url, { delete_original: true })).status).toBe(404);
  expect(stage.sim.posted()).toEqual([]);
});

test('a pressed button says who, where, what and on which message', async () => {
  const ref = await postCard();
  expect(await stage.sim.press('UANN', ref, 'when', { selectedOption: 'later' })).toMatchObject({ ok: true });
  await stage.sim.press('UANN', ref, 'done');
  expect(payloadOf(stage.bot.received[0]).actions).toMatchObject([
    { type: 'static_select', action_id: 'when', block_id: 'row', selected_option: { value: 'later' } },
  ]);
  expect(payloadOf(stage.bot.received[1])).toMatchObject({
    type: 'block_actions',
    team: { id: 'T1', domain: 'northwind' },
    user: { id: 'UANN', team_id: 'T1' },
    container: { type: 'message', message_ts: ref.ts, channel_id: 'CSALES', is_ephemeral: false },
    channel: { id: 'CSALES', name: 'sales' },
    message: { ts: ref.ts, text: 'Call Acme?' },
    state: {
      values: {
        row: { when: { selected_option: { value: 'later' } }, day: { selected_date: '2026-12-01' } },
      },
    },
    actions: [
      { type: 'button', action_id: 'done', block_id: 'row', value: 'r1', action_ts: expect.any(String) },
    ],
    response_url: expect.stringContaining('http://127.0.0.1'),
    trigger_id: expect.any(String),
  });
});

test('nobody presses what is not before them, and a forger may change the value', async () => {
  const ref = await postCard();
  await expect(stage.sim.press('UANN', ref, 'pay')).rejects.toThrow('there is done, when, day');
  await expect(stage.sim.press('UANN', ref, 'when', { selectedOption: 'never' })).rejects.toThrow(
    'no option never',
  );
  await stage.api('chat.postEphemeral', { channel: 'CSALES', user: 'UBO', text: 'psst' });
  const hidden = stage.sim.messages('CSALES', { as: 'UBO' }).at(-1)?.ts ?? '';
  await expect(stage.sim.press('UANN', { conversationId: 'CSALES', ts: hidden }, 'x')).rejects.toThrow(
    'sees no message',
  );
  await stage.sim.press('UANN', ref, 'done', { value: 'r2' });
  expect(payloadOf(stage.bot.received[0]).actions).toMatchObject([{ value: 'r2' }]);
});

test('after a press the original can be replaced or deleted', async () => {
  const ref = await postCard();
  await stage.sim.press('UANN', ref, 'done');
  const url = String(payloadOf(stage.bot.received[0]).response_url);
  await post(url, { replace_original: true, text: 'Done.' });
  expect(stage.sim.messages('CSALES')).toMatchObject([{ ts: ref.ts, text: 'Done.', blocks: [] }]);
  await post(url, { delete_original: true });
  expect(stage.sim.messages('CSALES')).toEqual([]);
});

test('an ephemeral message stays one, even when its replacement asks for more', async () => {
  stage.bot.answerWith(() => ({
    json: {
      text: 'yes?',
      blocks: [
        {
          type: 'actions',
          elements: [{ type: 'button', action_id: 'yes', text: { type: 'plain_text', text: 'Yes' } }],
        },
      ],
    },
  }));
  const { message } = await help();
  stage.bot.answerWith(() => ({}));
  await stage.sim.press('UANN', { conversationId: 'CSALES', ts: message?.ts ?? '' }, 'yes');
  const payload = payloadOf(stage.bot.received.at(-1));
  expect(payload).toMatchObject({ container: { is_ephemeral: true } });
  expect(payload.message).toBeUndefined();
  await post(String(payload.response_url), {
    replace_original: true,
    response_type: 'in_channel',
    text: 'public?',
  });
  expect(stage.sim.messages('CSALES', { as: 'UBO' })).toEqual([]);
  expect(stage.sim.messages('CSALES', { as: 'UANN' })).toMatchObject([
    { text: 'public?', ephemeralFor: 'UANN' },
  ]);
});

test('a press that nobody takes is a failure that the person sees', async () => {
  const ref = await postCard();
  stage.bot.answerWith(() => ({ status: 404 }));
  expect(await stage.sim.press('UANN', ref, 'done')).toMatchObject({ ok: false, error: 'dispatch_failed' });
  stage.bot.answerWith(() => undefined);
  expect(await stage.sim.press('UANN', ref, 'done')).toMatchObject({ ok: false, error: 'operation_timeout' });
});
