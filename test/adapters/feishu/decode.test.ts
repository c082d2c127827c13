import { expect, test } from 'vitest';
import { decodePress } from '../../../adapters/feishu/decode.ts';
import { createStage, deliver, eventOf, messageOf, pressOf } from './stage.ts';
import vectors from './vectors.json' with { type: 'json' };

/** What reaches the product from one event. */
async function decodeOne(content: unknown) {
  const stage = await createStage();
  const answer = await deliver(stage, content);
  expect(answer.statusCode).toBe(200);
  return stage.handled;
}

const bot = { key: '@_user_1', id: { open_id: 'ou_bot' }, name: 'Dealbell', mentioned_type: 'bot' };
const wang = { key: '@_user_2', id: { open_id: 'ou_wang' }, name: '王芳' };

test('a private message is a command line', async () => {
  expect(await decodeOne(messageOf('/followup Acme called & wants <a quote>'))).toEqual([
    {
      kind: 'text',
      key: 'feishu:message:om_1',
      source: {
        platform: 'feishu',
        workspace: 'cli_a5fb0ae6a4000000/tenant1',
        user: 'ou_person',
        conversation: 'oc_private',
        scope: 'private',
      },
      answers: [],
      text: '/followup Acme called & wants <a quote>',
      messageId: 'om_1',
    },
  ]);
});

test('in a group the bot listens when it is mentioned, and keeps who else is', async () => {
  const group = { chat_type: 'group', chat_id: 'oc_group', mentions: [bot, wang] };
  const [inbound] = await decodeOne(messageOf('@_user_1 转移 华为 @_user_2 ', group));
  expect(inbound).toMatchObject({
    text: '转移 华为 @ou_wang',
    source: { conversation: 'oc_group', scope: 'group' },
  });
  expect(await decodeOne(messageOf('转移 华为', { chat_type: 'group' }))).toEqual([]);
  const [twelve] = await decodeOne(
    messageOf('@_user_1 a @_user_12 b', {
      ...group,
      mentions: [bot, { key: '@_user_12', id: { open_id: 'ou_twelve' } }],
    }),
  );
  expect(twelve).toMatchObject({ text: 'a @ou_twelve b' });
});

test('a post is read for its words', async () => {
  const content = JSON.stringify({
    title: '跟进',
    content: [
      [
        { tag: 'at', user_id: '@_user_1' },
        { tag: 'text', text: ' 华为 ' },
        { tag: 'img', image_key: 'i' },
      ],
      [{ tag: 'a', text: '报价', href: 'https://a.b' }],
    ],
  });
  const [inbound] = await decodeOne(messageOf('', { message_type: 'post', content, mentions: [bot] }));
  expect(inbound).toMatchObject({ text: '跟进\n 华为 \n报价' });
});

test('what is no command of a person is passed over', async () => {
  expect(await decodeOne(messageOf('hi', {}, { sender_type: 'app' }))).toEqual([]);
  expect(await decodeOne(messageOf('', { message_type: 'image', content: '{"image_key":"x"}' }))).toEqual([]);
  expect(await decodeOne(messageOf('', { content: 'no json' }))).toEqual([]);
  expect(await decodeOne(messageOf('hi', { message_id: undefined }))).toEqual([]);
});

test('a key of the menu is a command', async () => {
  const event = {
    operator: { operator_id: { open_id: 'ou_person' } },
    event_key: 'customer_new',
    timestamp: 1,
  };
  const [inbound] = await decodeOne(eventOf('application.bot.menu_v6', event, { event_id: 'e7' }));
  expect(inbound).toMatchObject({
    kind: 'text',
    key: 'feishu:event:e7',
    text: 'customer new',
    answers: [],
    source: { user: 'ou_person', conversation: '', scope: 'private' },
  });
});

test('a button, an option and a submitted form are presses', async () => {
  const [button] = await decodeOne(pressOf({ value: { a: 'reminder.done', t: '42' } }));
  expect(button).toMatchObject({
    kind: 'press',
    action: 'reminder.done',
    target: '42',
    surface: 'card',
    values: {},
    answers: ['nothing', 'replace'],
    messageId: 'om_card',
    source: { conversation: 'oc_chat', scope: 'group', user: 'ou_person' },
  });
  const [select] = await decodeOne(
    pressOf({ tag: 'select_static', option: 'B', value: { a: 'draft.choose', t: 'd1', n: 'choice' } }),
  );
  expect(select).toMatchObject({ action: 'draft.choose', target: 'd1', values: { choice: 'B' } });
  const form_value = {
    text: 'called\nagain',
    next: '2024-04-01 +0800',
    kinds: ['a', 'b'],
    person: 'ou_x',
    cleared: '',
    missing: null,
  };
  const [form] = await decodeOne(
    pressOf({ name: '_submit', value: { a: 'form.submit', t: 'd1' }, form_value }),
  );
  expect(form).toMatchObject({
    surface: 'form',
    action: 'form.submit',
    answers: ['nothing', 'card', 'form', 'errors', 'replace'],
    source: { scope: 'private' },
    values: {
      text: 'called\nagain',
      next: '2024-04-01',
      kinds: 'a,b',
      person: 'ou_x',
      cleared: '',
      missing: '',
    },
  });
});

test("the platform's own sample of a card's callback is read", () => {
  const { header, event } = vectors.cardAction;
  const decoded = decodePress({ ...header, ...event });
  expect(decoded?.updateToken).toBe('c-295ee57216a5dc9de90fefd0aadb4b1d7d000000');
  expect(decoded?.inbound).toMatchObject({
    key: 'feishu:event:f7984f25108f8137722bb63c00000000',
    source: { workspace: 'cli_a5fb0ae6a4000000/2df7399175000000' },
    values: {
      DatePicker_bpqdq5puvn4: '2024-04-01',
      'field name1': 'selectDemo1,selectDemo2',
      PersonSelect_2ejys7ype7m: 'ou_3c14f3a59eaf2825dbe25359f1500000',
    },
  });
});

test('somebody of another tenant is a stranger', async () => {
  const stage = await createStage();
  await deliver(stage, messageOf('todo', {}, { tenant_key: 'tenant2' }));
  const workspace = stage.handled[0]?.source.workspace ?? '';
  expect(workspace).toBe('cli_a5fb0ae6a4000000/tenant1');
  expect(await stage.adapter.directory.describe('feishu', workspace, 'ou_person')).toMatchObject({
    kind: 'found',
    person: { kind: 'stranger', emailConfirmed: false },
  });
});
