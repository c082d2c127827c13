import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFeishuSimulator, type FeishuSimulator } from '../../../simulator/feishu/index.ts';
import { createPlayground } from '../../../simulator/playground/index.ts';
import type { PlaygroundState } from '../../../simulator/playground/state.ts';
import { createSlackSimulator, type SlackSimulator } from '../../../simulator/slack/index.ts';

/** Monday 2026-11-23 10:00 in Shanghai. */
const MONDAY = Date.UTC(2026, 10, 23, 2);
const HOST = { host: '127.0.0.1:3000' };

describe('the playground', () => {
  let now: number;
  let slack: SlackSimulator;
  let feishu: FeishuSimulator;
  let server: FastifyInstance;

  beforeEach(async () => {
    now = MONDAY;
    slack = createSlackSimulator({
      now: () => now,
      signingSecret: 'secret',
      team: { id: 'T1', name: 'Acme', domain: 'acme' },
      appId: 'A1',
      botUserId: 'UBOT',
      botName: 'Bell',
      botToken: 'xoxb-1',
      users: [{ id: 'UANN', name: 'ann', realName: 'Ann' }],
      channels: [{ id: 'CSALES', name: 'sales', members: ['UANN', 'UBOT'] }],
      slashCommands: ['/crm'],
    });
    feishu = createFeishuSimulator({
      now: () => now,
      appId: 'cli_0123456789abcdef',
      appSecret: 'secret',
      encryptKey: 'key',
      verificationToken: 'token',
      tenantKey: 't1',
      botOpenId: 'ou_bot',
      botName: 'Bell',
      users: [{ openId: 'ou_ann', unionId: 'on_ann', userId: 'ann', name: 'Ann' }],
      chats: [{ chatId: 'oc_sales', name: 'Sales', members: ['ou_ann', 'ou_bot'] }],
    });
    server = Fastify();
    const person = {
      name: { en: 'Ann', zh: '安' },
      role: { en: 'Sales', zh: '销售' },
      slackUser: 'UANN',
      feishuUser: 'ou_ann',
      lang: 'en' as const,
    };
    const clock = {
      now: () => now,
      set: (instant: number) => {
        now = instant;
      },
    };
    await server.register(
      createPlayground({
        ...{ slack, feishu, clock, zone: 'Asia/Shanghai', people: [person], commands: [] },
        staticDir: '/nowhere',
      }),
      { prefix: '/playground' },
    );
  });
  afterEach(async () => {
    await server.close();
    await Promise.all([slack.stop(), feishu.stop()]);
  });

  const look = async (): Promise<PlaygroundState> =>
    (await server.inject({ url: '/playground/state', headers: HOST })).json();
  const post = (path: string, payload: object, headers: object = {}) =>
    server.inject({
      method: 'POST',
      url: `/playground${path}`,
      payload,
      headers: { ...HOST, ...headers },
    });
  const say = async (platform: 'slack' | 'feishu', conversation: string, text: string) =>
    post('/act', {
      platform,
      person: (await look()).person,
      action: { kind: 'say', conversation, text },
    });

  test('shows what a person says on both platforms, with names called as the platforms want it', async () => {
    expect((await say('slack', 'CSALES', '@Bell hello')).json()).toEqual({ ok: true });
    expect((await say('feishu', 'oc_sales', '@Bell 你好')).json()).toEqual({ ok: true });
    const state = await look();
    expect(state.slack.conversations[0]?.messages.map(({ text }) => text)).toEqual(['<@UBOT> hello']);
    expect(state.feishu.conversations[0]?.messages.map(({ text }) => text)).toEqual(['@Bell 你好']);
    expect(feishu.requests.map(({ kind }) => kind)).toContain('event');
  });

  test('tells of a command that is none, a conversation that is none, and a body that is none', async () => {
    for (const [conversation, text] of [
      ['CSALES', '/nonsense'],
      ['CNOWHERE', 'hello'],
    ] as const) {
      const answer = await say('slack', conversation, text);
      expect(answer.statusCode).toBe(400);
      expect(answer.json().error).toMatch(/no command|no conversation/);
    }
    const bodies = [{}, { platform: 'irc' }, { platform: 'slack', person: 'x', action: { kind: 'dance' } }];
    for (const body of bodies) expect((await post('/act', body)).statusCode).toBe(400);
    const broken = await server.inject({
      method: 'POST',
      url: '/playground/act',
      payload: '{',
      headers: { ...HOST, 'content-type': 'application/json' },
    });
    expect(broken.statusCode).toBe(400);
    expect((await look()).clock.now).toBe(MONDAY);
  });

  test.each([
    ['18:00', '2026-11-23T18:00+08:00'],
    ['9:00', '2026-11-24T09:00+08:00'],
    ['next-monday', '2026-11-30T09:00+08:00'],
    ['2026-12-24T08:30', '2026-12-24T08:30+08:00'],
  ])('lets it be %s', async (to, expected) => {
    expect((await post('/clock', { to })).json()).toEqual({ now: Date.parse(expected) });
    expect(now).toBe(Date.parse(expected));
  });

  test.each(['25:00', '10:61', 'yesterday', '2026-11-22T09:00', '2031-01-01T00:00', '2026-13-01T09:00'])(
    'does not let it be %s',
    async (to) => {
      expect((await post('/clock', { to })).statusCode).toBe(400);
      expect(now).toBe(MONDAY);
    },
  );

  test.each([
    { host: 'playground.example' },
    { host: '127.0.0.1.example' },
    { origin: 'https://elsewhere.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
  ])('takes nothing from elsewhere: %o', async (headers) => {
    expect((await post('/clock', { to: '18:00' }, headers)).statusCode).toBe(403);
    expect(now).toBe(MONDAY);
  });

  test('sends a request again when its time has come', async () => {
    await say('slack', slack.dm('UANN'), 'hello');
    const before = slack.requests.length;
    await post('/clock', { to: '18:00' });
    expect(slack.requests.length).toBeGreaterThan(before);
  });

  test('says how to build a page that is not there, and keeps it to itself', async () => {
    const answer = await server.inject({ url: '/playground', headers: HOST });
    expect(answer.statusCode).toBe(503);
    expect(answer.body).toContain('npm run build');
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
  });
});
