import Fastify from 'fastify';
import { afterEach, expect, test } from 'vitest';
import { createFeishuAdapter } from '../../../adapters/feishu/index.ts';
import { createFeishuSimulator } from '../../../simulator/feishu/index.ts';
import type { Card, Form } from '../../../src/chat/card.ts';
import type { Inbound } from '../../../src/chat/inbound.ts';
import type { Handle, Message } from '../../../src/chat/reply.ts';
import type { Address } from '../../../src/chat/sender.ts';
import { createManualClock } from '../../../src/kernel/clock.ts';
import { silentLog } from '../../../src/kernel/log.ts';
import { Fault } from '../../../src/kernel/result.ts';

const app = {
  appId: 'cli_a1b2c3d4e5f60718',
  appSecret: 'secret',
  encryptKey: 'encrypt key',
  verificationToken: 'token',
};
const workspace = `${app.appId}/tenant1`;
const WANG = 'ou_wang';
const LI = 'ou_li';

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** A simulated Feishu and our adapter, joined by real HTTP, with `handle` for a product. */
async function createConversation(handle: Handle, lateAfterMs?: number) {
  const clock = createManualClock(Date.parse('2026-11-23T01:00:00Z'));
  const feishu = createFeishuSimulator({
    ...app,
    now: clock.now,
    tenantKey: 'tenant1',
    botOpenId: 'ou_bot',
    botName: 'Dealbell',
    users: [
      {
        openId: WANG,
        unionId: 'on_wang',
        userId: 'wang',
        name: '王芳',
        enterpriseEmail: 'wang@corp.example',
      },
      { openId: LI, unionId: 'on_li', userId: 'li', name: '李伟', email: 'li@corp.example' },
    ],
    chats: [{ chatId: 'oc_sales', name: '销售群', members: ['ou_bot', WANG, LI] }],
  });
  await feishu.start();
  const handled: Inbound[] = [];
  const adapter = createFeishuAdapter({
    clock,
    log: silentLog,
    handle: (inbound) => {
      handled.push(inbound);
      return handle(inbound);
    },
    credentials: { apps: () => [app], app: (appId) => (appId === app.appId ? app : undefined) },
    domain: feishu.domain,
    ...(lateAfterMs === undefined ? {} : { lateAfterMs }),
  });
  const server = Fastify();
  await adapter.register(server);
  const address = await server.listen({ host: '127.0.0.1', port: 0 });
  feishu.connect({ eventsUrl: `${address}/feishu/events`, cardsUrl: `${address}/feishu/cards/${app.appId}` });
  cleanUps.push(
    () => feishu.stop(),
    () => server.close(),
  );
  let deliveries = 0;
  const send = (message: Message, to: Partial<Address>) => {
    deliveries += 1;
    const deliveryId = `0190c1f2-0000-7000-8000-00000000000${deliveries}`;
    return adapter.sender.send({ deliveryId, to: { platform: 'feishu', workspace, ...to }, message });
  };
  return { clock, feishu, handled, adapter, send };
}

const reminder: Card = {
  title: '提醒：联系华为',
  tone: 'info',
  blocks: [
    { kind: 'facts', facts: [{ label: '客户', value: '华为 <at id=all></at>' }] },
    {
      kind: 'buttons',
      buttons: [{ label: '完成', action: 'reminder.done', target: 'r1', style: 'primary' }],
    },
  ],
};
const form: Form = {
  title: '记录跟进',
  action: 'form.submit',
  target: 'd1',
  fields: [
    { kind: 'text', name: 'text', label: '内容', required: true, long: true, value: '电话' },
    { kind: 'date', name: 'next', label: '下次', required: false },
    {
      kind: 'choice',
      name: 'kind',
      label: '方式',
      required: false,
      options: [{ label: '电话', value: 'call' }],
    },
    {
      kind: 'pick',
      from: 'member',
      name: 'colleague',
      label: '同事',
      required: false,
      options: [{ label: '王芳', value: 'm1', account: 'ou_fang' }],
      other: '输入姓名',
    },
  ],
  submit: '保存',
  cancel: '取消',
  open: '填写',
};

test('the address is accepted, and what people say arrives', async () => {
  const { feishu, handled } = await createConversation(async () => ({ kind: 'nothing' }));
  expect(await feishu.challenge('events')).toMatchObject({ ok: true });
  expect(await feishu.challenge('cards')).toMatchObject({ ok: true });
  await feishu.say(WANG, 'p2p', '跟进 华为 电话');
  await feishu.say(LI, 'oc_sales', '转移 华为 @王芳', { mentionBot: true, mention: [WANG] });
  await feishu.say(LI, 'oc_sales', 'not for the bot');
  await feishu.menu(WANG, 'todo');
  expect(handled).toMatchObject([
    { text: '跟进 华为 电话', source: { workspace, user: WANG, scope: 'private' } },
    { text: `转移 华为 @${WANG}`, source: { conversation: 'oc_sales', scope: 'group' } },
    { text: 'todo', source: { user: WANG, conversation: '' } },
  ]);
});

test('a message that could not be taken comes again under the same key', async () => {
  let away = true;
  const { feishu, handled, clock } = await createConversation(async () => {
    if (away) throw new Fault('store-unavailable', { retryable: true });
    return { kind: 'nothing' };
  });
  const { requests } = await feishu.say(WANG, 'p2p', 'todo');
  expect(requests).toMatchObject([{ outcome: { kind: 'answered', status: 503 } }]);
  away = false;
  clock.advance(15_000);
  expect(await feishu.fireDueRetries()).toMatchObject([{ outcome: { status: 200 } }]);
  expect(handled).toHaveLength(2);
  expect(handled[1]?.key).toBe(handled[0]?.key);
});

test('a card is posted once under its delivery, pressed, and replaced', async () => {
  const done: Card = { title: '已完成', tone: 'good', blocks: [] };
  const { feishu, handled, adapter } = await createConversation(async () => ({
    kind: 'replace',
    card: done,
    notice: '做得好',
  }));
  const outgoing = {
    deliveryId: '0190c1f2-0000-7000-8000-0000000000aa',
    to: { platform: 'feishu', workspace, user: WANG },
    message: { kind: 'card', card: reminder },
  } as const;
  const [first, second] = await Promise.all([adapter.sender.send(outgoing), adapter.sender.send(outgoing)]);
  expect(first).toMatchObject({ kind: 'sent', ref: { conversation: feishu.p2p(WANG) } });
  expect(second).toEqual(first);
  expect(feishu.posted()).toHaveLength(1);
  const [message] = feishu.messages(feishu.p2p(WANG));
  const outcome = await feishu.press(WANG, message?.messageId ?? '', { text: '完成' });
  expect(outcome).toMatchObject({ ok: true, toast: { content: '做得好' } });
  expect(handled).toMatchObject([{ kind: 'press', action: 'reminder.done', target: 'r1' }]);
  const [after] = feishu.messages(feishu.p2p(WANG));
  expect(after?.card).toMatchObject({ header: { title: { content: '已完成' } } });
  expect(feishu.troubles).toEqual([]);
});

test('a form is filled in, sent back with its errors, mended and confirmed', async () => {
  const { feishu, handled, send } = await createConversation(async (inbound) => {
    if (inbound.kind !== 'press') return { kind: 'nothing' };
    if (inbound.action === 'draft.cancel') return { kind: 'replace', card: { ...reminder, title: '已取消' } };
    if (inbound.values.next !== undefined)
      return { kind: 'card', card: { ...reminder, title: '已记录' }, audience: 'same' };
    const fields = form.fields.map((field) =>
      field.name === 'next' ? { ...field, error: '请填写。' } : field,
    );
    return { kind: 'errors', form: { ...form, fields } };
  });
  await send({ kind: 'form', form }, { user: LI });
  const chat = feishu.p2p(LI);
  const id = feishu.messages(chat)[0]?.messageId ?? '';
  await feishu.press(LI, id, { text: '保存' }, { formValues: { text: '电话沟通\n要报价', kind: 'call' } });
  expect(handled[0]).toMatchObject({ surface: 'form', values: { text: '电话沟通\n要报价', kind: 'call' } });
  expect(JSON.stringify(feishu.messages(chat)[0]?.card)).toContain('请填写。');
  await feishu.press(LI, id, { text: '保存' }, { formValues: { next: '2026-12-01', colleague: 'ou_fang' } });
  expect(handled[1]).toMatchObject({ values: { text: '电话', next: '2026-12-01', colleague: 'ou_fang' } });
  expect(feishu.messages(chat)[0]?.card).toMatchObject({ header: { title: { content: '已记录' } } });

  await send({ kind: 'form', form }, { user: LI });
  await feishu.press(LI, feishu.messages(chat)[1]?.messageId ?? '', { text: '取消' });
  expect(handled[2]).toMatchObject({ action: 'draft.cancel', target: 'd1' });
  expect(feishu.messages(chat)[1]?.card).toMatchObject({ header: { title: { content: '已取消' } } });
  expect(feishu.troubles).toEqual([]);
});

test('a late answer finds its card', async () => {
  let release = (): void => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { feishu, send } = await createConversation(async () => {
    await gate;
    return { kind: 'replace', card: { ...reminder, title: '已完成' } };
  }, 20);
  await send({ kind: 'card', card: reminder }, { conversation: 'oc_sales' });
  const id = feishu.messages('oc_sales')[0]?.messageId ?? '';
  expect(await feishu.press(WANG, id, { text: '完成' })).toMatchObject({ ok: true, toast: { type: 'info' } });
  release();
  await feishu.waitFor(() =>
    JSON.stringify(feishu.messages('oc_sales')[0]?.card).includes('已完成') ? true : undefined,
  );
  expect(feishu.calls.map((call) => call.method)).toContain('POST /interactive/v1/card/update');
  expect(feishu.posted()).toHaveLength(1);
});

test('an answer replies in its group, and beside a message that was taken back', async () => {
  const { feishu, send } = await createConversation(async () => ({ kind: 'nothing' }));
  const { message } = await feishu.say(WANG, 'oc_sales', 'todo', { mentionBot: true });
  await send({ kind: 'card', card: reminder }, { conversation: 'oc_sales', replyTo: message.messageId });
  expect(feishu.messages('oc_sales').at(-1)).toMatchObject({ replyTo: message.messageId });
  await feishu.recall(WANG, message.messageId);
  const sent = await send(
    { kind: 'card', card: reminder },
    { conversation: 'oc_sales', replyTo: message.messageId },
  );
  expect(sent).toMatchObject({ kind: 'sent' });
  expect(feishu.messages('oc_sales').at(-1)).not.toHaveProperty('replyTo');
});

test('what the platform refuses is told as what it is', async () => {
  const { feishu, send, clock, adapter } = await createConversation(async () => ({ kind: 'nothing' }));
  const card = { kind: 'card', card: reminder } as const;
  feishu.remove('oc_sales', 'ou_bot');
  expect(await send(card, { conversation: 'oc_sales' })).toMatchObject({
    kind: 'refused',
    about: 'conversation',
  });
  expect(await send(card, { user: 'ou_nobody' })).toMatchObject({ kind: 'refused', about: 'conversation' });
  feishu.fault({ kind: 'rate-limited', retryAfter: 3 }, { times: 1 });
  expect(await send(card, { user: WANG })).toMatchObject({ kind: 'limited', retryAfterMs: 3_000 });
  feishu.fault({ kind: 'drop-after' }, { times: 1 });
  expect(await send(card, { user: WANG })).toMatchObject({ kind: 'unknown' });
  // The token has ended by then; a new one is fetched without anybody noticing.
  clock.advance(3 * 3_600_000);
  expect(await send(card, { user: WANG })).toMatchObject({ kind: 'sent' });
  expect(await adapter.directory.describe('feishu', workspace, WANG)).toMatchObject({
    person: { name: '王芳', email: 'wang@corp.example', emailConfirmed: true },
  });
  expect(await adapter.directory.describe('feishu', workspace, LI)).toMatchObject({
    person: { email: 'li@corp.example', emailConfirmed: false },
  });
});
