import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  createSlackSimulator,
  type SlackSimulator,
  type SlackSimulatorOptions,
} from '../../../simulator/slack/index.ts';

/** What the platform sent to the bot. */
export type Received = { readonly headers: IncomingHttpHeaders; readonly body: string };
/** What the bot answers; undefined never answers. */
export type Reply = {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly json?: unknown;
  readonly text?: string;
};

/** A bot of a few lines: it notes what it gets and answers what the test says. */
export type Bot = {
  readonly received: Received[];
  readonly answerWith: (
    answer: (request: Received) => Reply | undefined | Promise<Reply | undefined>,
  ) => void;
  readonly url: string;
  readonly stop: () => Promise<void>;
};

export async function startBot(): Promise<Bot> {
  const received: Received[] = [];
  let answer: (request: Received) => Reply | undefined | Promise<Reply | undefined> = () => ({});
  const server = createServer((message, response) => {
    const chunks: Buffer[] = [];
    message.on('data', (chunk: Buffer) => chunks.push(chunk));
    message.on('end', async () => {
      const request = { headers: message.headers, body: Buffer.concat(chunks).toString('utf8') };
      received.push(request);
      const reply = await answer(request);
      if (reply === undefined) return;
      const type = reply.json === undefined ? 'text/plain' : 'application/json';
      response.writeHead(reply.status ?? 200, { 'content-type': type, ...reply.headers });
      response.end(reply.json === undefined ? reply.text : JSON.stringify(reply.json));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    received,
    answerWith: (next) => {
      answer = next;
    },
    url: `http://127.0.0.1:${port}/slack/events`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export const TOKEN = 'xoxb-test-token';
export const SECRET = '8f742231b10e8888abcd99yyyzzz85a5';

/** Ann and Bo in #sales with the bot, Ann alone in #quiet. */
export type Stage = {
  readonly sim: SlackSimulator;
  readonly bot: Bot;
  /** Moves the clock. */
  readonly pass: (ms: number) => void;
  /** Calls a method with JSON. */
  readonly api: (
    method: string,
    args?: Record<string, unknown>,
  ) => Promise<Record<string, unknown> & { ok: boolean }>;
  /** Calls a method and gives the bare response. */
  readonly fetchApi: (method: string, args?: Record<string, unknown>) => Promise<Response>;
  readonly end: () => Promise<void>;
};

export async function setStage(options: Partial<SlackSimulatorOptions> = {}): Promise<Stage> {
  let now = Date.UTC(2026, 10, 23, 9);
  const bot = await startBot();
  const sim = createSlackSimulator({
    now: () => now,
    signingSecret: SECRET,
    eventsUrl: bot.url,
    team: { id: 'T1', name: 'Northwind', domain: 'northwind' },
    appId: 'A1',
    botUserId: 'UBOT',
    botToken: TOKEN,
    users: [
      {
        id: 'UANN',
        name: 'ann',
        realName: 'Ann Li',
        email: 'ann@example.com',
        locale: 'zh-CN',
        tz: 'Asia/Shanghai',
      },
      { id: 'UBO', name: 'bo', realName: 'Bo Berg', email: 'bo@example.com', emailConfirmed: false },
      { id: 'UGONE', name: 'gone', realName: 'Gus Gone', email: 'gone@example.com', deleted: true },
    ],
    channels: [
      { id: 'CSALES', name: 'sales', members: ['UANN', 'UBO', 'UBOT'] },
      { id: 'CQUIET', name: 'quiet', members: ['UANN'] },
    ],
    slashCommands: ['/crm'],
    deadlineMs: 300,
    ...options,
  });
  await sim.start();
  const fetchApi = (method: string, args: Record<string, unknown> = {}): Promise<Response> =>
    fetch(`${sim.apiUrl}${method}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(args),
    });
  return {
    sim,
    bot,
    pass: (ms) => {
      now += ms;
    },
    fetchApi,
    api: async (method, args) =>
      (await (await fetchApi(method, args)).json()) as Record<string, unknown> & { ok: boolean },
    end: async () => {
      await sim.stop();
      await bot.stop();
    },
  };
}

/** The payload of an interaction. */
export function payloadOf(request: Received | undefined): Record<string, unknown> {
  const payload = new URLSearchParams(request?.body ?? '').get('payload');
  return JSON.parse(payload ?? '{}') as Record<string, unknown>;
}

/** A section of plain words. */
export function section(text: string): Record<string, unknown> {
  return { type: 'section', text: { type: 'mrkdwn', text } };
}
