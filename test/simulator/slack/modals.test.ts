import { afterEach, beforeEach, expect, test } from 'vitest';
import { payloadOf, type Stage, section, setStage } from './stage.ts';

let stage: Stage;

beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.end());

type Json = Record<string, unknown>;
const plain = (text: string): Json => ({ type: 'plain_text', text });
const options = ['call', 'visit'].map((value) => ({ text: plain(value), value }));
const field = (blockId: string, element: Json, optional = false): Json => ({
  type: 'input',
  block_id: blockId,
  label: plain(blockId),
  optional,
  element: { action_id: 'it', ...element },
});

const form = (extra: Json = {}): Json => ({
  type: 'modal',
  callback_id: 'followup',
  private_metadata: 'm1',
  title: plain('Follow-up'),
  submit: plain('Save'),
  blocks: [
    field('note', { type: 'plain_text_input', max_length: 20 }),
    field('kind', { type: 'static_select', options }, true),
    field('next', { type: 'datepicker' }, true),
    field('tags', { type: 'checkboxes', options }, true),
    field('with', { type: 'users_select' }, true),
    field('customer', { type: 'external_select', min_query_length: 0 }, true),
  ],
  ...extra,
});

/** A trigger from a command, as old as nothing. */
async function trigger(userId = 'UANN'): Promise<string> {
  await stage.sim.command(userId, 'CSALES', '/crm', 'followup');
  return new URLSearchParams(stage.bot.received.at(-1)?.body).get('trigger_id') ?? '';
}

async function openForm(view: Json = form()): Promise<string> {
  const answer = await stage.api('views.open', { trigger_id: await trigger(), view });
  return (answer.view as { id: string }).id;
}

test('a trigger opens one view, once, within three seconds', async () => {
  const open = async (trigger_id: string): Promise<unknown> =>
    (await stage.api('views.open', { trigger_id, view: form() })).error;
  const first = await trigger();
  expect(await open(first)).toBeUndefined();
  expect(await open(first)).toBe('exchanged_trigger_id');
  const second = await trigger();
  stage.pass(3_000);
  expect(await open(second)).toBeUndefined();
  const third = await trigger();
  stage.pass(3_001);
  expect(await open(third)).toBe('expired_trigger_id');
  expect(await open('1.2.3')).toBe('invalid_trigger_id');
  expect(
    await stage.api('views.open', {
      trigger_id: await trigger(),
      view: form({ title: plain('x'.repeat(25)) }),
    }),
  ).toMatchObject({
    error: 'invalid_arguments',
    response_metadata: {
      messages: ['[ERROR] must be less than 25 characters [json-pointer:/view/title/text]'],
    },
  });
});

test('a submission carries every value in the shape of its element', async () => {
  const viewId = await openForm();
  const values = {
    note: '电话',
    kind: 'call',
    next: '2026-12-01',
    tags: ['visit'],
    with: 'UBO',
    customer: { text: 'Acme', value: 'c1' },
  };
  expect(await stage.sim.submit('UANN', viewId, values)).toMatchObject({ ok: true });
  expect(payloadOf(stage.bot.received.at(-1))).toMatchObject({
    type: 'view_submission',
    user: { id: 'UANN' },
    trigger_id: expect.any(String),
    view: {
      id: viewId,
      callback_id: 'followup',
      private_metadata: 'm1',
      hash: expect.any(String),
      root_view_id: viewId,
      state: {
        values: {
          note: { it: { type: 'plain_text_input', value: '电话' } },
          kind: { it: { type: 'static_select', selected_option: { value: 'call' } } },
          next: { it: { type: 'datepicker', selected_date: '2026-12-01' } },
          tags: { it: { type: 'checkboxes', selected_options: [{ value: 'visit' }] } },
          with: { it: { type: 'users_select', selected_user: 'UBO' } },
          customer: { it: { type: 'external_select', selected_option: { value: 'c1' } } },
        },
      },
    },
  });
  expect(stage.sim.views('UANN')).toEqual([]);
});

test('what was left empty comes as nothing, and what is required is not sent empty', async () => {
  const viewId = await openForm();
  const before = stage.bot.received.length;
  expect(await stage.sim.submit('UANN', viewId)).toMatchObject({ ok: false, missing: ['note'] });
  expect(await stage.sim.submit('UANN', viewId, { note: 'x'.repeat(21) })).toMatchObject({
    ok: false,
    missing: ['note'],
  });
  expect(stage.bot.received).toHaveLength(before);
  await stage.sim.submit('UANN', viewId, { note: 'x' });
  const { view } = payloadOf(stage.bot.received.at(-1)) as { view: { state: { values: Json } } };
  expect(view.state.values).toMatchObject({
    kind: { it: { selected_option: null } },
    next: { it: { selected_date: null } },
    tags: { it: { selected_options: [] } },
  });
});

test('errors are shown beside the fields, and only beside fields that are there', async () => {
  const viewId = await openForm();
  stage.bot.answerWith(() => ({ json: { response_action: 'errors', errors: { note: 'Say more' } } }));
  await stage.sim.submit('UANN', viewId, { note: 'x' });
  expect(stage.sim.views('UANN')).toMatchObject([{ id: viewId, errors: { note: 'Say more' } }]);
  stage.bot.answerWith(() => ({ json: { response_action: 'errors', errors: { nothing: 'Say more' } } }));
  expect(await stage.sim.submit('UANN', viewId)).toMatchObject({
    ok: false,
    error: expect.stringContaining('invalid_view_response'),
  });
});

test('an answer may update, push up to three deep, or clear', async () => {
  const viewId = await openForm();
  const answer = (response_action: string, title: string): void =>
    stage.bot.answerWith(() => ({ json: { response_action, view: form({ title: plain(title) }) } }));
  answer('update', 'Changed');
  await stage.sim.submit('UANN', viewId, { note: 'kept' });
  expect(stage.sim.views('UANN')).toMatchObject([{ id: viewId, content: { title: { text: 'Changed' } } }]);
  expect(stage.sim.inputsOf('UANN', { viewId })).toMatchObject({ note: { it: { value: 'kept' } } });
  answer('push', 'Second');
  await stage.sim.submit('UANN', viewId);
  const second = stage.sim.views('UANN').at(-1)?.id ?? '';
  await stage.sim.submit('UANN', second, { note: 'x' });
  const third = stage.sim.views('UANN').at(-1)?.id ?? '';
  expect(await stage.sim.submit('UANN', third, { note: 'x' })).toMatchObject({
    error: expect.stringContaining('push_limit_reached'),
  });
  expect(stage.sim.views('UANN')).toMatchObject([
    {},
    { previousId: viewId, rootId: viewId },
    { previousId: second },
  ]);
  stage.bot.answerWith(() => ({ json: { response_action: 'clear' } }));
  await stage.sim.submit('UANN', third);
  expect(stage.sim.views('UANN')).toEqual([]);
});

test('an answer in time that cannot be shown, or none in time, leaves the form as it is', async () => {
  const viewId = await openForm();
  stage.bot.answerWith(() => ({ json: { response_action: 'update', view: { type: 'modal' } } }));
  expect(await stage.sim.submit('UANN', viewId, { note: 'x' })).toMatchObject({ ok: false });
  stage.bot.answerWith(() => undefined);
  expect(await stage.sim.submit('UANN', viewId)).toMatchObject({ ok: false, error: 'operation_timeout' });
  expect(stage.sim.views('UANN')).toHaveLength(1);
});

test('a view is updated by the hash that is current', async () => {
  const opened = await stage.api('views.open', {
    trigger_id: await trigger(),
    view: form({ external_id: 'x1' }),
  });
  const { id: view_id, hash } = opened.view as { id: string; hash: string };
  expect(await stage.api('views.update', { view_id, hash, view: form() })).toMatchObject({ ok: true });
  expect(await stage.api('views.update', { view_id, hash, view: form() })).toMatchObject({
    error: 'hash_conflict',
  });
  expect(await stage.api('views.update', { view_id: 'V0', view: form() })).toMatchObject({
    error: 'not_found',
  });
  expect(await stage.api('views.push', { trigger_id: await trigger('UBO'), view: form() })).toMatchObject({
    error: 'not_found',
  });
});

test('a home tab is published for a person, and its elements can be pressed', async () => {
  const button = { type: 'button', action_id: 'go', text: plain('Go') };
  const view = {
    type: 'home',
    blocks: [section('Today'), { type: 'actions', block_id: 'b', elements: [button] }],
  };
  const published = await stage.api('views.publish', { user_id: 'UANN', view });
  const { hash } = published.view as { hash: string };
  expect(await stage.api('views.publish', { user_id: 'UANN', view, hash })).toMatchObject({ ok: true });
  expect(await stage.api('views.publish', { user_id: 'UANN', view, hash })).toMatchObject({
    error: 'hash_conflict',
  });
  const viewId = stage.sim.home('UANN')?.id ?? '';
  await stage.sim.press('UANN', { viewId }, 'go');
  expect(payloadOf(stage.bot.received[0])).toMatchObject({
    container: { type: 'view', view_id: viewId },
    view: { type: 'home', id: viewId },
    actions: [{ action_id: 'go' }],
  });
  await expect(stage.sim.press('UBO', { viewId }, 'go')).rejects.toThrow('sees no such view');
});

test('a closed view is told when it asked for it', async () => {
  const silent = await openForm();
  const before = stage.bot.received.length;
  expect(await stage.sim.closeView('UANN', silent)).toBeUndefined();
  expect(stage.bot.received).toHaveLength(before);
  const loud = await openForm(form({ notify_on_close: true }));
  await stage.sim.closeView('UANN', loud);
  expect(payloadOf(stage.bot.received.at(-1))).toMatchObject({
    type: 'view_closed',
    is_cleared: false,
    view: { id: loud },
  });
  await expect(stage.sim.submit('UANN', loud)).rejects.toThrow('has no modal');
});

test('a menu that asks the bot gets its options from it', async () => {
  const viewId = await openForm();
  stage.bot.answerWith(() => ({ json: { options } }));
  expect((await stage.sim.suggest('UANN', { viewId }, 'customer', 'ac')).options).toEqual(options);
  expect(payloadOf(stage.bot.received.at(-1))).toMatchObject({
    type: 'block_suggestion',
    value: 'ac',
    action_id: 'it',
    block_id: 'customer',
    view: { id: viewId },
  });
  await expect(stage.sim.suggest('UANN', { viewId }, 'note', 'ac')).rejects.toThrow('it asks nobody');
  stage.bot.answerWith(() => ({ status: 500 }));
  expect(await stage.sim.suggest('UANN', { viewId }, 'customer', 'ac')).toMatchObject({
    options: [],
    outcome: { ok: false, error: 'dispatch_failed' },
  });
});
