import { randomBytes } from 'node:crypto';
import { createFeishuSimulator, type FeishuSimulator } from '../../simulator/feishu/index.ts';
import { createSlackSimulator, type SlackSimulator } from '../../simulator/slack/index.ts';
import { workspaceBinding } from '../../src/app/credentials.ts';
import { type Clock, systemClock } from '../../src/kernel/clock.ts';
import { createIds } from '../../src/kernel/ids.ts';
import { subscribeByDefault } from '../../src/pushes/default-subscriptions.ts';
import { insertSubscription, type NewSubscription } from '../../src/pushes/subscription-store.ts';
import { createDb } from '../../src/store/client.ts';
import type { StoreContext } from '../../src/store/context.ts';
import { outboxEvent } from '../../src/store/outbox.ts';
import { sealSecret } from '../../src/store/secrets.ts';
import { type Company, createCompany, everybody } from '../fixtures/company.ts';
import { createOrder, type SalesSetting } from '../pushes/sales.ts';
import { scale } from './scale.ts';
import { createHome, type OwnPostgres, type OwnRedis, startOwnPostgres, startOwnRedis } from './servers.ts';
import type { WorkerOrders } from './worker.ts';
import { buildWorkerFile } from './worker-file.ts';

/** Each is a string that is nowhere else, so that it can be looked for. */
const SLACK_TOKEN = 'xoxb-canary-of-the-bot-token-7431';
const SIGNING_SECRET = 'canary-of-the-signing-secret-7432';
const SLACK_BOT = 'UBOT';
const FEISHU_BOT = 'ou_bot';
/** Feishu's app ids end in sixteen hexadecimal digits. */
const SUFFIX = '00000000000000fa';
const FEISHU_APP = {
  appId: `cli_${SUFFIX}`,
  appSecret: 'canary-of-the-app-secret-7433',
  encryptKey: 'canary-of-the-encrypt-key-7434',
  verificationToken: 'canary-of-the-verification-token-7435',
};

/** What only the platforms and we know. */
export const secrets = { SLACK_TOKEN, SIGNING_SECRET, ...FEISHU_APP } as const;

/** What the simulators call the posting of a message. */
export const posting = { slack: 'chat.postMessage', feishu: 'POST /im/v1/messages' } as const;

/** The product's data on servers that may be killed, and the platforms that its workers post to. */
export interface FaultStage extends SalesSetting {
  readonly company: Company;
  readonly postgres: OwnPostgres;
  readonly redis: OwnRedis | undefined;
  readonly slack: SlackSimulator;
  readonly feishu: FeishuSimulator;
  /** Conversations that an order rings in, of both platforms together. */
  readonly places: number;
  readonly orders: Omit<WorkerOrders, 'ahead'> & { readonly ahead: () => number };
  readonly workerFile: URL;
  /** With which the workspaces' secrets are sealed in the database. */
  readonly secretKey: Buffer;
  /** Where its servers keep their files. */
  readonly home: string;
  /** The time of the product and of the platforms goes on from so much later. Workers that are started then see it. */
  readonly travel: (milliseconds: number) => void;
  readonly close: () => Promise<void>;
}

export interface FaultStageOptions {
  readonly queue: 'redis' | 'postgres';
  /** On each platform. */
  readonly conversations: number;
  /** What each of them subscribes; `sales` unless given. */
  readonly wanted?: Pick<NewSubscription, 'kind' | 'localTime'>;
  /** The instant at which the product's time begins, in ISO 8601; now unless given. */
  readonly begins?: string;
}

const SALES = { kind: 'sales', localTime: null } as const;

export async function createFaultStage(options: FaultStageOptions): Promise<FaultStage> {
  const { queue, conversations, begins } = options;
  const startsAt = begins === undefined ? 0 : Date.parse(begins);
  const wanted = { ...(options.wanted ?? SALES), startsAt };
  let ahead = begins === undefined ? 0 : Date.parse(begins) - systemClock.now();
  const clock: Clock = { now: () => systemClock.now() + ahead };
  const [home, workerFile] = await Promise.all([createHome(), buildWorkerFile()]);
  const postgres = await startOwnPostgres(home.dir);
  const redis = queue === 'redis' ? await startOwnRedis(home.dir) : undefined;
  const db = createDb({ url: postgres.url, poolSize: 4 });
  const store: StoreContext = { db, clock, ids: createIds(clock) };
  const company = await createCompany(store, { suffix: SUFFIX });
  const numbers = Array.from({ length: conversations }, (_, index) => index + 1);
  const channels = numbers.map((number) => `C${number}`);
  const chats = numbers.map((number) => `oc_${number}`);
  const slack = createSlack(company, channels, clock);
  const feishu = createFeishu(company, chats, clock);
  await Promise.all([slack.start(), feishu.start()]);
  const secretKey = randomBytes(32);
  await sealCredentials(store, company, secretKey);
  await muteOwnWork({ store, company });
  await subscribeAll(store, company, wanted, { workspaceId: company.slack.id, conversations: channels });
  await subscribeAll(store, company, wanted, { workspaceId: company.feishu.id, conversations: chats });
  return {
    store,
    company,
    clock,
    postgres,
    redis,
    slack,
    feishu,
    places: 2 * conversations,
    workerFile,
    secretKey,
    home: home.dir,
    travel: (milliseconds) => {
      ahead += milliseconds;
    },
    orders: {
      ahead: () => ahead,
      databaseUrl: postgres.url,
      ...(redis === undefined ? {} : { redisUrl: redis.url }),
      times: scale.times,
      pace: scale.pace,
      slack: { apiUrl: slack.apiUrl, token: SLACK_TOKEN },
      feishu: { domain: feishu.domain, app: FEISHU_APP },
    },
    close: async () => {
      await Promise.all([slack.stop(), feishu.stop()]);
      await db.$disconnect();
      await redis?.stop();
      await postgres.stop();
      await home.remove();
    },
  };
}

/** Records an order and its event in the outbox, as the command does; it rings in every subscribed conversation. */
export async function signOrder(stage: FaultStage): Promise<void> {
  const { store, company } = stage;
  const orderId = await createOrder(stage, { amount: 8_000_000n, credited: [['liWei', 10_000]] });
  await store.db.$executeRaw(
    outboxEvent({ ...store, orgId: company.orgId }, { kind: 'order.signed', orderId }),
  );
}

function createSlack(company: Company, channels: readonly string[], { now }: Clock): SlackSimulator {
  return createSlackSimulator({
    now,
    signingSecret: SIGNING_SECRET,
    team: { id: company.slack.workspace, name: 'Acme', domain: 'acme' },
    appId: 'A1',
    botUserId: SLACK_BOT,
    botToken: SLACK_TOKEN,
    users: everybody.map((who) => {
      const { slackUser, name } = company.members[who];
      return { id: slackUser, name, realName: name };
    }),
    channels: channels.map((id) => ({ id, name: id.toLowerCase(), members: [SLACK_BOT] })),
    slashCommands: ['/crm'],
  });
}

function createFeishu(company: Company, chats: readonly string[], { now }: Clock): FeishuSimulator {
  return createFeishuSimulator({
    ...FEISHU_APP,
    now,
    tenantKey: company.feishu.workspace.split('/')[1] ?? '',
    botOpenId: FEISHU_BOT,
    users: everybody.map((who) => {
      const { feishuUser, name } = company.members[who];
      return { openId: feishuUser, unionId: `on_${feishuUser}`, userId: feishuUser, name };
    }),
    chats: chats.map((chatId) => ({ chatId, name: chatId, members: [FEISHU_BOT] })),
  });
}

async function sealCredentials(store: StoreContext, company: Company, key: Buffer): Promise<void> {
  const values = {
    slack: { botToken: SLACK_TOKEN, signingSecret: SIGNING_SECRET },
    feishu: FEISHU_APP,
  };
  for (const platform of ['slack', 'feishu'] as const) {
    const { id } = company[platform];
    const credentials = sealSecret(key, workspaceBinding(company.orgId, id), values[platform]);
    await store.db.workspace.update({
      where: { orgId_id: { orgId: company.orgId, id } },
      data: { credentials },
    });
  }
}

/** Only what a test subscribes is sent: nobody gets the pushes that people have of their own accord. */
async function muteOwnWork({ store, company }: Pick<FaultStage, 'store' | 'company'>): Promise<void> {
  await subscribeByDefault(store);
  await store.db.subscription.updateMany({ where: { orgId: company.orgId }, data: { state: 'removed' } });
}

async function subscribeAll(
  store: StoreContext,
  { orgId, org }: Company,
  wanted: Pick<NewSubscription, 'kind' | 'localTime' | 'startsAt'>,
  { workspaceId, conversations }: { readonly workspaceId: string; readonly conversations: readonly string[] },
): Promise<void> {
  for (const conversation of conversations) {
    const subscription = {
      ...wanted,
      orgId,
      id: store.ids.uuid(),
      home: { kind: 'conversation', workspaceId, conversation },
      zone: org.zone,
      lang: 'zh',
      groupId: null,
      minAmount: null,
      startsAt: wanted.startsAt,
      createdBy: null,
    } as const;
    await store.db.$queryRaw(insertSubscription(subscription, 'replace'));
  }
}
