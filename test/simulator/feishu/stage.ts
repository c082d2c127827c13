import { onTestFinished } from 'vitest';
import {
  createFeishuSimulator,
  decrypt,
  type FeishuSimulator,
  type FeishuSimulatorOptions,
} from '../../../simulator/feishu/index.ts';
import { type Bot, startBot } from '../slack/stage.ts';

export type { Bot } from '../slack/stage.ts';

export const APP = 'cli_a5fb0ae6a4000001';
export const SECRET = 'app-secret';
export const KEY = 'test key';
export const BOT = 'ou_bot';
export const ANN = 'ou_ann';
export const BO = 'ou_bo';
export const SALES = 'oc_sales';

export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
};

/** Ann and Bo in 销售部 with the bot, Ann alone in a second group. Eve is of another company, Gus has left. */
export type Stage = {
  readonly sim: FeishuSimulator;
  readonly bot: Bot;
  /** Moves the clock. */
  readonly pass: (ms: number) => void;
  /** Calls a method with a good token. */
  readonly api: (verb: string, path: string, body?: unknown) => Promise<Answer>;
  /** Calls a method with whatever token. */
  readonly call: (verb: string, path: string, body: unknown, token: string | undefined) => Promise<Answer>;
  /** Posts a card to Ann and gives its id. */
  readonly postCard: (card: Record<string, unknown>) => Promise<string>;
  readonly end: () => Promise<void>;
};

/** A stage that is taken down when the test is over. */
export async function openStage(options: Partial<FeishuSimulatorOptions> = {}): Promise<Stage> {
  const stage = await setStage(options);
  onTestFinished(stage.end);
  return stage;
}

async function setStage(options: Partial<FeishuSimulatorOptions>): Promise<Stage> {
  let now = Date.UTC(2026, 10, 23, 9);
  const bot = await startBot();
  bot.answerWith(() => ({ json: {} }));
  const sim = createFeishuSimulator({
    now: () => now,
    appId: APP,
    appSecret: SECRET,
    encryptKey: KEY,
    verificationToken: 'vtoken',
    tenantKey: 't1',
    botOpenId: BOT,
    botName: '铃铛',
    eventsUrl: bot.url,
    users: [
      {
        openId: ANN,
        unionId: 'on_ann',
        userId: 'u1',
        name: '安娜',
        email: 'ann@example.com',
        enterpriseEmail: 'ann@corp.example',
      },
      {
        openId: BO,
        unionId: 'on_bo',
        userId: 'u2',
        name: 'Bo',
        email: 'bo@example.com',
        timeZone: 'America/New_York',
      },
      {
        openId: 'ou_eve',
        unionId: 'on_eve',
        userId: 'u3',
        name: 'Eve',
        email: 'eve@example.com',
        tenantKey: 't2',
      },
      {
        openId: 'ou_gus',
        unionId: 'on_gus',
        userId: 'u4',
        name: 'Gus',
        email: 'gus@example.com',
        status: { isResigned: true },
      },
      { openId: 'ou_far', unionId: 'on_far', userId: 'u5', name: 'Far', isAvailable: false },
    ],
    chats: [
      { chatId: SALES, name: '销售部', members: [ANN, BO, 'ou_eve', BOT] },
      { chatId: 'oc_quiet', name: 'quiet', members: [ANN] },
    ],
    deadlineMs: 300,
    ...options,
  });
  await sim.start();
  const call: Stage['call'] = async (verb, path, body, token) => {
    const response = await fetch(`${sim.domain}/open-apis${path}`, {
      method: verb,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : { text } };
  };
  const api: Stage['api'] = async (verb, path, body) => {
    const answer = await call('POST', TOKEN_PATH, { app_id: APP, app_secret: SECRET }, undefined);
    return call(verb, path, body, String(answer.body.tenant_access_token));
  };
  return {
    sim,
    bot,
    pass: (ms) => {
      now += ms;
    },
    api,
    call,
    postCard: async (card) => {
      const answer = await api('POST', TO_PERSON, cardTo(ANN, card));
      return String(dataOf(answer).message_id);
    },
    end: async () => {
      await sim.stop();
      await bot.stop();
    },
  };
}

export const TOKEN_PATH = '/auth/v3/tenant_access_token/internal';
export const TO_PERSON = '/im/v1/messages?receive_id_type=open_id';
export const TO_CHAT = '/im/v1/messages?receive_id_type=chat_id';

export function textTo(receive_id: string, text: string, uuid?: string): Record<string, unknown> {
  const body = { receive_id, msg_type: 'text', content: JSON.stringify({ text }) };
  return uuid === undefined ? body : { ...body, uuid };
}

export function cardTo(receive_id: string, card: unknown, uuid?: string): Record<string, unknown> {
  const body = { receive_id, msg_type: 'interactive', content: JSON.stringify(card) };
  return uuid === undefined ? body : { ...body, uuid };
}

export function dataOf(answer: Answer): Record<string, unknown> {
  return answer.body.data as Record<string, unknown>;
}

/** A card with these components in its body. */
export function cardOf(...elements: readonly unknown[]): Record<string, unknown> {
  return {
    schema: '2.0',
    config: { update_multi: true },
    header: { title: { tag: 'plain_text', content: '示例标题' }, template: 'blue' },
    body: { elements },
  };
}

export function words(content: string): Record<string, unknown> {
  return { tag: 'plain_text', content };
}

export function button(label: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    tag: 'button',
    text: words(label),
    behaviors: [{ type: 'callback', value: { a: label } }],
    ...more,
  };
}

export type Callback = {
  readonly header: Record<string, string>;
  readonly event: { readonly token: string; readonly action: Record<string, unknown> };
};

/** The last press that the bot was told of. */
export function lastCallback({ received }: Bot): Callback {
  const { encrypt } = JSON.parse(received.at(-1)?.body ?? '{}') as { encrypt: string };
  return JSON.parse(decrypt(KEY, encrypt)) as Callback;
}
