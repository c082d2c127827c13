import { randomBytes } from 'node:crypto';
import { createFeishuSimulator, type FeishuSimulator } from '../../simulator/feishu/index.ts';
import { createSlackSimulator, type SlackSimulator } from '../../simulator/slack/index.ts';
import { type App, createApp } from '../../src/app/app.ts';
import { workspaceBinding } from '../../src/app/credentials.ts';
import { createManualClock, type ManualClock } from '../../src/kernel/clock.ts';
import { createIds } from '../../src/kernel/ids.ts';
import { silentLog } from '../../src/kernel/log.ts';
import { createDb } from '../../src/store/client.ts';
import type { StoreContext } from '../../src/store/context.ts';
import { sealSecret } from '../../src/store/secrets.ts';
import { type Company, type CompanyOptions, createCompany, everybody } from '../fixtures/company.ts';
import { createTestDatabase } from '../setup/database.ts';
import type { Chat } from './chat.ts';
import { createFeishuChat, FEISHU_BOT, FEISHU_GROUP } from './feishu-chat.ts';
import { createSlackChat, SLACK_BOT, SLACK_CHANNEL } from './slack-chat.ts';

/** The whole product between two simulated platforms, with one clock that the test moves. */
export interface Stage {
  readonly app: App;
  readonly store: StoreContext;
  readonly company: Company;
  readonly clock: ManualClock;
  readonly slack: SlackSimulator;
  readonly feishu: FeishuSimulator;
  readonly on: Readonly<Record<'slack' | 'feishu', Chat>>;
  readonly close: () => Promise<void>;
}

export interface StageOptions extends CompanyOptions {
  readonly role?: 'all' | 'web';
  /** The address at which the product reaches the database of this address; the same one unless given. */
  readonly wire?: (databaseUrl: string) => Promise<string>;
  /** Epoch ms; Monday 2026-11-23 10:00 in Shanghai unless given. */
  readonly now?: number;
}

const SIGNING_SECRET = 'signing-secret-of-the-stage';
const BOT_TOKEN = 'xoxb-of-the-stage';
const FEISHU_APP = {
  appId: 'cli_0123456789abcdef',
  appSecret: 'app-secret-of-the-stage',
  encryptKey: 'encrypt-key-of-the-stage',
  verificationToken: 'verification-token-of-the-stage',
};
/** Conversations are about what is said; a busy machine must not make a platform give up in the middle of one. */
const PATIENCE_MS = 20_000;
const TENANT = 'tenant1';
/** What every genuine request of the simulated Feishu carries. */
export const FEISHU_IDS = { ...FEISHU_APP, tenantKey: TENANT } as const;

/** Starts the product, a company and both platforms. */
export async function createStage(options: StageOptions = {}): Promise<Stage> {
  const database = await createTestDatabase();
  const clock = createManualClock(options.now ?? Date.UTC(2026, 10, 23, 2));
  const db = createDb({ url: database.url, poolSize: 4 });
  const store: StoreContext = { db, clock, ids: createIds(clock) };
  const company = await createCompany(store, options);
  const secretKey = randomBytes(32);
  await sealCredentials(store, company, secretKey);
  const slack = createSlackSimulator(slackOptions(clock, company));
  const feishu = createFeishuSimulator(feishuOptions(clock, company));
  await Promise.all([slack.start(), feishu.start()]);
  const app = await createApp({
    databaseUrl: (await options.wire?.(database.url)) ?? database.url,
    secretKey,
    role: options.role ?? 'all',
    clock,
    log: silentLog,
    slackApiUrl: slack.apiUrl,
    feishuDomain: feishu.domain,
    poolSize: 8,
  });
  const address = await app.listen('127.0.0.1', 0);
  slack.connect(`${address}/slack/events`);
  feishu.connect({ eventsUrl: `${address}/feishu/events`, cardsUrl: `${address}/feishu/cards` });
  const on = { slack: createSlackChat(slack, company), feishu: createFeishuChat(feishu, company) };
  const close = async (): Promise<void> => {
    await app.stop();
    await Promise.all([slack.stop(), feishu.stop()]);
    await db.$disconnect();
    await database.drop();
  };
  return { app, store, company, clock, slack, feishu, on, close };
}

async function sealCredentials(store: StoreContext, company: Company, key: Buffer): Promise<void> {
  const secrets = {
    slack: {
      externalKey: company.slack.workspace,
      value: { botToken: BOT_TOKEN, signingSecret: SIGNING_SECRET },
    },
    feishu: { externalKey: `${FEISHU_APP.appId}/${TENANT}`, value: FEISHU_APP },
  };
  for (const platform of ['slack', 'feishu'] as const) {
    const { id } = company[platform];
    const credentials = sealSecret(key, workspaceBinding(company.orgId, id), secrets[platform].value);
    await store.db.workspace.update({
      where: { orgId_id: { orgId: company.orgId, id } },
      data: { credentials, externalKey: secrets[platform].externalKey },
    });
  }
}

function slackOptions(clock: ManualClock, company: Company) {
  const people = everybody.map((who) => company.members[who]);
  return {
    now: clock.now,
    signingSecret: SIGNING_SECRET,
    team: { id: company.slack.workspace, name: 'Acme', domain: 'acme' },
    appId: 'ADEALBELL',
    botUserId: SLACK_BOT,
    botToken: BOT_TOKEN,
    slashCommands: ['/crm', '/followup'],
    unfurlDomains: ['crm.acme.test'],
    shortcuts: [
      { type: 'message' as const, callbackId: 'log_followup', name: 'Log as follow-up' },
      { type: 'message' as const, callbackId: 'why_message', name: 'Why this message?' },
    ],
    limits: 'off' as const,
    deadlineMs: PATIENCE_MS,
    users: people.map(({ slackUser, name, email }) => ({
      id: slackUser,
      name,
      realName: name,
      email,
      emailConfirmed: true,
    })),
    channels: [
      { id: SLACK_CHANNEL, name: 'sales', members: [SLACK_BOT, ...people.map(({ slackUser }) => slackUser)] },
    ],
  };
}

function feishuOptions(clock: ManualClock, company: Company) {
  const people = everybody.map((who) => company.members[who]);
  return {
    now: clock.now,
    ...FEISHU_APP,
    tenantKey: TENANT,
    botOpenId: FEISHU_BOT,
    linkRules: ['https://crm.acme.test/r/'],
    limits: 'off' as const,
    deadlineMs: PATIENCE_MS,
    users: people.map(({ feishuUser, name, email }) => ({
      openId: feishuUser,
      unionId: `on_${feishuUser}`,
      userId: feishuUser,
      name,
      email,
      enterpriseEmail: email,
    })),
    chats: [
      {
        chatId: FEISHU_GROUP,
        name: 'Sales',
        members: [FEISHU_BOT, ...people.map(({ feishuUser }) => feishuUser)],
      },
    ],
  };
}
