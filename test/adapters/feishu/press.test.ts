import { afterEach, expect, test, vi } from 'vitest';
import type { Reply } from '../../../src/chat/reply.ts';
import { Fault } from '../../../src/kernel/result.ts';
import { type Answer, type Asked, createPlatform, type ScriptedPlatform } from './platform.ts';
import { createStage, deliver, messageOf, pressOf } from './stage.ts';

const press = () => pressOf({ value: { a: 'reminder.done', t: '42' } });
const replaced: Reply = {
  kind: 'replace',
  card: { title: 'Done', tone: 'good', blocks: [] },
  notice: 'Well done',
};
const done: Answer = { body: { code: 0 } };

const open: ScriptedPlatform[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((platform) => platform.close()));
});

async function createScripted(answer: (asked: Asked, count: number) => Answer): Promise<ScriptedPlatform> {
  const platform = await createPlatform(answer);
  open.push(platform);
  return platform;
}

/** Something that one side waits for and the other lets go on. */
function createGate(): { readonly wait: Promise<void>; readonly open: () => void } {
  let release = (): void => {};
  const wait = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { wait, open: () => release() };
}

test('an answer in time rides in the response', async () => {
  const stage = await createStage({ handle: async () => replaced });
  expect((await deliver(stage, press(), '/feishu/cards')).json()).toMatchObject({
    toast: { type: 'success', content: 'Well done', i18n: { zh_cn: 'Well done', en_us: 'Well done' } },
    card: { type: 'raw', data: { schema: '2.0', header: { title: { content: 'Done' } } } },
  });
});

test('a form with errors takes the place of the one that was sent', async () => {
  const form = {
    title: 'F',
    action: 'form.submit',
    target: 'd1',
    fields: [{ kind: 'text', name: 'a', label: 'A', required: true, error: 'Please fill this in.' }],
    submit: 'Save',
    cancel: 'Cancel',
    open: 'Open',
  } as const;
  const stage = await createStage({ handle: async () => ({ kind: 'errors', form }) });
  const answer = await deliver(
    stage,
    pressOf({ value: { a: 'form.submit', t: 'd1' }, form_value: { a: '' } }),
  );
  expect(answer.json()).toMatchObject({ card: { data: { header: { template: 'orange' } } } });
  expect(answer.payload).toContain('Please fill this in.');
});

test('nothing to say is nothing said', async () => {
  const stage = await createStage();
  expect((await deliver(stage, press())).json()).toEqual({});
});

test('a fault is a toast with its id, in both languages', async () => {
  const stage = await createStage({
    handle: async () => {
      throw new Fault('store-unavailable', { id: '7KQ2M9XD', retryable: true });
    },
  });
  const { toast } = (await deliver(stage, press())).json() as { toast: Record<string, unknown> };
  expect(toast).toMatchObject({ type: 'error' });
  expect(JSON.stringify(toast)).toMatch(/稍后再试一次。（编号 7KQ2M9XD）.*in a moment\. \(Id 7KQ2M9XD\)/);
});

test('a message that could not be taken is one that the platform delivers again', async () => {
  const outcomes = { ok: 200, away: 503, broken: 500 };
  for (const [text, status] of Object.entries(outcomes)) {
    const stage = await createStage({
      handle: async () => {
        if (text !== 'ok') throw new Fault(text, { retryable: text === 'away' });
        return { kind: 'nothing' };
      },
    });
    const answer = await deliver(stage, messageOf(text));
    // What is to be said goes through the ledger; an event's response says nothing.
    expect([answer.statusCode, answer.json()]).toEqual([status, {}]);
  }
});

test('a late answer changes the card once the press has been answered', async () => {
  const platform = await createScripted(() => done);
  const gate = createGate();
  const stage = await createStage({
    domain: platform.domain,
    lateAfterMs: 20,
    handle: async () => {
      await gate.wait;
      return replaced;
    },
  });
  const answer = await deliver(stage, press());
  expect(answer.json()).toMatchObject({ toast: { type: 'info', i18n: { en_us: 'Working on it…' } } });
  expect(platform.asked).toEqual([]);
  gate.open();
  await stage.server.close();
  expect(platform.asked).toMatchObject([
    {
      method: 'POST',
      path: '/open-apis/interactive/v1/card/update',
      body: { token: 'c-update', card: { schema: '2.0', header: { title: { content: 'Done' } } } },
    },
  ]);
});

test('a card that its token cannot change is changed by its message, and that is tried three times in all', async () => {
  const platform = await createScripted((_asked, count) =>
    count <= 2 ? { status: 500, body: { code: 1500 } } : done,
  );
  const stage = await createStage({
    domain: platform.domain,
    lateAfterMs: 5,
    handle: () => new Promise((resolve) => setTimeout(() => resolve(replaced), 30)),
  });
  await deliver(stage, press());
  await stage.server.close();
  expect(platform.asked.map((asked) => asked.path)).toEqual([
    '/open-apis/interactive/v1/card/update',
    '/open-apis/interactive/v1/card/update',
    '/open-apis/im/v1/messages/om_card',
  ]);
});

test('a fault that comes late is told to that person alone, and the card keeps its buttons', async () => {
  const platform = await createScripted(() => ({
    body: { code: 0, data: { message_id: 'om_2', chat_id: 'oc_p' } },
  }));
  const gate = createGate();
  const stage = await createStage({
    domain: platform.domain,
    lateAfterMs: 5,
    handle: async () => {
      await gate.wait;
      throw new Fault('broken', { id: '7KQ2M9XD' });
    },
  });
  await deliver(stage, press());
  gate.open();
  await vi.waitFor(() => expect(platform.asked).toHaveLength(1));
  expect(platform.asked).toMatchObject([
    {
      path: '/open-apis/im/v1/messages',
      query: { receive_id_type: 'open_id' },
      body: { receive_id: 'ou_person' },
    },
  ]);
  expect(JSON.stringify(platform.asked)).toContain('7KQ2M9XD');
  await stage.server.close();
});

test('an answer that nobody else carries is a message, and never takes the place of a card that others see', async () => {
  const platform = await createScripted(() => ({
    body: { code: 0, data: { message_id: 'om_2', chat_id: 'oc_p' } },
  }));
  const card = { title: 'Not connected', tone: 'warn', blocks: [] } as const;
  for (const [audience, content, to] of [
    ['same', messageOf('todo', { chat_id: 'oc_p' }), 'oc_p'],
    ['asker', messageOf('todo', { chat_id: 'oc_p' }), 'ou_person'],
    ['asker', press(), 'ou_person'],
  ] as const) {
    platform.asked.length = 0;
    const stage = await createStage({
      domain: platform.domain,
      handle: async () => ({ kind: 'card', card, audience }),
    });
    expect((await deliver(stage, content)).json()).toEqual({});
    await stage.server.close();
    expect(platform.asked).toMatchObject([{ path: '/open-apis/im/v1/messages', body: { receive_id: to } }]);
  }
});

test("the bot's own id is asked for once, at the first message that mentions somebody", async () => {
  const platform = await createScripted(() => ({ body: { code: 0, bot: { open_id: 'ou_bot' } } }));
  const stage = await createStage({ domain: platform.domain });
  const group = { chat_type: 'group', mentions: [{ key: '@_user_1', id: { open_id: 'ou_other' } }] };
  await deliver(stage, messageOf('todo'));
  expect(platform.asked).toEqual([]);
  await deliver(stage, messageOf('@_user_1 hello', group));
  await deliver(stage, messageOf('@_user_1 hello', { ...group, message_id: 'om_2' }));
  expect(platform.asked).toMatchObject([{ method: 'GET', path: '/open-apis/bot/v3/info' }]);
  // Somebody else was mentioned, not the bot.
  expect(stage.handled).toHaveLength(1);
});
