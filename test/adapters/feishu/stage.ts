import { createCipheriv, createHash, randomUUID } from 'node:crypto';
import Fastify, { type FastifyInstance } from 'fastify';
import { createFeishuAdapter, type FeishuAdapter } from '../../../adapters/feishu/index.ts';
import type { FeishuApp } from '../../../src/chat/credentials.ts';
import type { Inbound } from '../../../src/chat/inbound.ts';
import type { Handle, Reply } from '../../../src/chat/reply.ts';
import { createManualClock, type ManualClock } from '../../../src/kernel/clock.ts';
import { silentLog } from '../../../src/kernel/log.ts';

export const NOW = Date.parse('2026-11-23T01:00:00Z');

export const app: FeishuApp = {
  appId: 'cli_a5fb0ae6a4000000',
  appSecret: 'secret',
  encryptKey: 'test key',
  verificationToken: 'the token',
};

export interface Stage {
  readonly server: FastifyInstance;
  readonly adapter: FeishuAdapter;
  readonly clock: ManualClock;
  /** All that reached the product. */
  readonly handled: Inbound[];
}

export interface StageOptions {
  readonly apps?: readonly FeishuApp[];
  readonly handle?: Handle;
  readonly domain?: string;
  readonly lateAfterMs?: number;
  readonly timeoutMs?: number;
}

/** The adapter in a server of its own, with a product that writes down what reaches it. */
export async function createStage(options: StageOptions = {}): Promise<Stage> {
  const { apps = [app], handle = async (): Promise<Reply> => ({ kind: 'nothing' }) } = options;
  const clock = createManualClock(NOW);
  const handled: Inbound[] = [];
  const adapter = createFeishuAdapter({
    clock,
    log: silentLog,
    handle: (inbound) => {
      handled.push(inbound);
      return handle(inbound);
    },
    credentials: { apps: () => apps, app: (appId) => apps.find((each) => each.appId === appId) },
    domain: options.domain ?? 'http://127.0.0.1:9',
    ...(options.lateAfterMs === undefined ? {} : { lateAfterMs: options.lateAfterMs }),
    ...(options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs }),
  });
  const server = Fastify();
  await adapter.register(server);
  return { server, adapter, clock, handled };
}

/** A body as Feishu encrypts it. */
export function encryptBody(content: unknown, encryptKey = app.encryptKey): string {
  const key = createHash('sha256').update(encryptKey).digest();
  const iv = Buffer.alloc(16, 7);
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  const isRaw = typeof content === 'string' || Buffer.isBuffer(content);
  const bytes = Buffer.from(isRaw ? content : JSON.stringify(content));
  const encrypted = Buffer.concat([iv, cipher.update(bytes), cipher.final()]);
  return JSON.stringify({ encrypt: encrypted.toString('base64') });
}

/** The headers that Feishu signs a body with. `at`: epoch ms. */
export function signBody(body: string, encryptKey = app.encryptKey, at = NOW): Record<string, string> {
  const timestamp = String(Math.floor(at / 1_000));
  const nonce = '1372904';
  const hash = createHash('sha256').update(timestamp + nonce + encryptKey + body);
  return {
    'content-type': 'application/json; charset=utf-8',
    'x-lark-request-timestamp': timestamp,
    'x-lark-request-nonce': nonce,
    'x-lark-signature': hash.digest('hex'),
  };
}

/** Delivers an event as Feishu does: encrypted and signed. */
export function deliver(stage: Stage, content: unknown, url = '/feishu/events') {
  const payload = encryptBody(content);
  return stage.server.inject({ method: 'POST', url, payload, headers: signBody(payload) });
}

/** An event's envelope. */
export function eventOf(type: string, event: unknown, header: Record<string, unknown> = {}) {
  return {
    schema: '2.0',
    header: {
      event_id: `event-${randomUUID()}`,
      event_type: type,
      create_time: String(NOW),
      token: app.verificationToken,
      app_id: app.appId,
      tenant_key: 'tenant1',
      ...header,
    },
    event,
  };
}

/** Somebody's message to the bot. */
export function messageOf(
  text: string,
  message: Record<string, unknown> = {},
  sender: Record<string, unknown> = {},
) {
  return eventOf('im.message.receive_v1', {
    sender: {
      sender_id: { open_id: 'ou_person', union_id: 'on_person' },
      sender_type: 'user',
      tenant_key: 'tenant1',
      ...sender,
    },
    message: {
      message_id: 'om_1',
      chat_id: 'oc_private',
      chat_type: 'p2p',
      message_type: 'text',
      content: JSON.stringify({ text }),
      ...message,
    },
  });
}

/** Somebody's press. */
export function pressOf(action: Record<string, unknown>, event: Record<string, unknown> = {}) {
  return eventOf('card.action.trigger', {
    operator: { tenant_key: 'tenant1', open_id: 'ou_person' },
    token: 'c-update',
    action: { tag: 'button', ...action },
    host: 'im_message',
    context: { open_message_id: 'om_card', open_chat_id: 'oc_chat' },
    ...event,
  });
}
