import { createFeishuSimulator, type FeishuSimulator } from '../../simulator/feishu/index.ts';
import { createSlackSimulator, type SlackSimulator } from '../../simulator/slack/index.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { createIds } from '../../src/kernel/ids.ts';
import { insertSubscription } from '../../src/pushes/subscription-store.ts';
import { createDb } from '../../src/store/client.ts';
import type { StoreContext } from '../../src/store/context.ts';
import { outboxEvent } from '../../src/store/outbox.ts';
import { type Company, createCompany } from '../fixtures/company.ts';
import { createOrder, type SalesSetting } from '../pushes/sales.ts';
import { scale } from './scale.ts';
import { createHome, type OwnPostgres, type OwnRedis, startOwnPostgres, startOwnRedis } from './servers.ts';
import type { WorkerOrders } from './worker.ts';
import { buildWorkerFile } from './worker-file.ts';

const SLACK_TOKEN = 'xoxb-faults';
const SLACK_BOT = 'UBOT';
const FEISHU_BOT = 'ou_bot';
/** Feishu's app ids end in sixteen hexadecimal digits. */
const SUFFIX = '00000000000000fa';
const FEISHU_APP = {
  appId: `cli_${SUFFIX}`,
  appSecret: 'an-app-secret-of-tests',
  encryptKey: 'an-encrypt-key-of-tests',
  verificationToken: 'a-token-of-tests',
};

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
  readonly orders: WorkerOrders;
  readonly workerFile: URL;
  readonly close: () => Promise<void>;
}

export interface FaultStageOptions {
  readonly queue: 'redis' | 'postgres';
  /** On each platform. */
  readonly conversations: number;
}

export async function createFaultStage({ queue, conversations }: FaultStageOptions): Promise<FaultStage> {
  const [home, workerFile] = await Promise.all([createHome(), buildWorkerFile()]);
  const postgres = await startOwnPostgres(home.dir);
  const redis = queue === 'redis' ? await startOwnRedis(home.dir) : undefined;
  const db = createDb({ url: postgres.url, poolSize: 4 });
  const store: StoreContext = { db, clock: systemClock, ids: createIds(systemClock) };
  const company = await createCompany(store, { suffix: SUFFIX });
  const numbers = Array.from({ length: conversations }, (_, index) => index + 1);
  const channels = numbers.map((number) => `C${number}`);
  const chats = numbers.map((number) => `oc_${number}`);
  const slack = createSlack(company, channels);
  const feishu = createFeishu(company, chats);
  await Promise.all([slack.start(), feishu.start()]);
  await subscribeAll(store, company, company.slack.id, channels);
  await subscribeAll(store, company, company.feishu.id, chats);
  return {
    store,
    company,
    clock: systemClock,
    postgres,
    redis,
    slack,
    feishu,
    places: 2 * conversations,
    workerFile: workerFile.url,
    orders: {
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
      await Promise.all([home.remove(), workerFile.remove()]);
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

function createSlack(company: Company, channels: readonly string[]): SlackSimulator {
  return createSlackSimulator({
    now: systemClock.now,
    signingSecret: 'a-signing-secret-of-tests',
    team: { id: company.slack.workspace, name: 'Acme', domain: 'acme' },
    appId: 'A1',
    botUserId: SLACK_BOT,
    botToken: SLACK_TOKEN,
    users: [{ id: 'UANN', name: 'ann', realName: 'Ann Li' }],
    channels: channels.map((id) => ({ id, name: id.toLowerCase(), members: ['UANN', SLACK_BOT] })),
    slashCommands: ['/crm'],
  });
}

function createFeishu(company: Company, chats: readonly string[]): FeishuSimulator {
  return createFeishuSimulator({
    ...FEISHU_APP,
    now: systemClock.now,
    tenantKey: company.feishu.workspace.split('/')[1] ?? '',
    botOpenId: FEISHU_BOT,
    users: [{ openId: 'ou_ann', unionId: 'on_ann', userId: 'u1', name: '安娜' }],
    chats: chats.map((chatId) => ({ chatId, name: chatId, members: ['ou_ann', FEISHU_BOT] })),
  });
}

async function subscribeAll(
  store: StoreContext,
  { orgId, org }: Company,
  workspaceId: string,
  conversations: readonly string[],
): Promise<void> {
  for (const conversation of conversations) {
    const wanted = {
      orgId,
      id: store.ids.uuid(),
      kind: 'sales',
      home: { kind: 'conversation', workspaceId, conversation },
      localTime: null,
      zone: org.zone,
      lang: 'zh',
      groupId: null,
      minAmount: null,
      startsAt: 0,
      createdBy: null,
    } as const;
    await store.db.$queryRaw(insertSubscription(wanted, 'replace'));
  }
}
