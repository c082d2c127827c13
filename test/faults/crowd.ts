import { randomBytes } from 'node:crypto';
import { createFeishuSimulator, type FeishuSimulator } from '../../simulator/feishu/index.ts';
import { createSlackSimulator, type SlackSimulator } from '../../simulator/slack/index.ts';
import { createApp } from '../../src/app/app.ts';
import { workspaceBinding } from '../../src/app/credentials.ts';
import type { Platform } from '../../src/chat/inbound.ts';
import { silentLog } from '../../src/kernel/log.ts';
import { sealSecret } from '../../src/store/secrets.ts';
import { type Name, names } from '../rights/people.ts';
import { createWorld, type World } from '../rights/world.ts';

/** Feishu's app ids end in sixteen hexadecimal digits. */
const SUFFIX = '00000000000000ab';
const SLACK = { botToken: 'xoxb-of-the-crowd', signingSecret: 'signing-secret-of-the-crowd' };
const FEISHU = {
  appId: `cli_${SUFFIX}`,
  appSecret: 'app-secret-of-the-crowd',
  encryptKey: 'encrypt-key-of-the-crowd',
  verificationToken: 'verification-token-of-the-crowd',
};
const TENANT = `tenant${SUFFIX}`;
const PATIENCE_MS = 30_000;

/** What one transaction did, by table and kind of change: `orders INSERT`. */
export type Happened = ReadonlyMap<string, readonly string[]>;

/** The world of the rights' matrix with both platforms in front of it, and a book of what each transaction changes. */
export interface Crowd {
  readonly world: World;
  /** Delivers one and the same event so many times at once; the statuses that came back. */
  readonly deliver: (
    platform: Platform,
    who: Name,
    text: string,
    copies: number,
  ) => Promise<readonly number[]>;
  /** Messages of the bot that anybody was shown so far. */
  readonly countShown: () => number;
  /** By transaction, what has changed since it was asked last, once every answer is out. */
  readonly drain: () => Promise<Happened>;
  readonly close: () => Promise<void>;
}

export async function createCrowd(): Promise<Crowd> {
  const world = await createWorld({ suffix: SUFFIX });
  const secretKey = randomBytes(32);
  await sealCredentials(world, secretKey);
  const slack = createSlack(world);
  const feishu = createFeishu(world);
  await Promise.all([slack.start(), feishu.start()]);
  const app = await createApp({
    databaseUrl: world.databaseUrl,
    secretKey,
    role: 'web',
    clock: world.clock,
    log: silentLog,
    slackApiUrl: slack.apiUrl,
    feishuDomain: feishu.domain,
    poolSize: 8,
  });
  const address = await app.listen('127.0.0.1', 0);
  slack.connect(`${address}/slack/events`);
  feishu.connect({ eventsUrl: `${address}/feishu/events`, cardsUrl: `${address}/feishu/cards` });
  await keepBook(world);
  let events = 0;
  return {
    world,
    deliver: async (platform, who, text, copies) => {
      events += 1;
      const request = { world, who, text, event: events };
      const send = () => (platform === 'slack' ? sendToSlack(slack, request) : sendToFeishu(feishu, request));
      return Promise.all(Array.from({ length: copies }, send));
    },
    countShown: () => slack.posted().length + feishu.posted().length,
    drain: () => drain(world),
    close: async () => {
      await app.stop();
      await Promise.all([slack.stop(), feishu.stop()]);
      // The same setting saved again is written down as a change here; the rooms' own tests look at what is written.
      await world.close().catch(() => undefined);
    },
  };
}

interface Said {
  readonly world: World;
  readonly who: Name;
  readonly text: string;
  readonly event: number;
}

async function sendToSlack(slack: SlackSimulator, { world, who, text, event }: Said): Promise<number> {
  const user = world.people.of[who].slack;
  const body = JSON.stringify({
    type: 'event_callback',
    team_id: world.people.company.slack.workspace,
    event_id: `EvCrowd${event}`,
    event: {
      ...{ type: 'message', channel_type: 'im', channel: slack.dm(user), user, text },
      ts: `${Math.floor(world.clock.now() / 1_000)}.${String(event).padStart(6, '0')}`,
    },
  });
  const { outcome } = await slack.sendRaw({ body });
  return outcome.kind === 'answered' ? outcome.status : 0;
}

async function sendToFeishu(feishu: FeishuSimulator, { world, who, text, event }: Said): Promise<number> {
  const user = world.people.of[who].feishu;
  const { outcome } = await feishu.sendRaw({
    plain: {
      schema: '2.0',
      header: {
        ...{ event_id: `crowd-${event}`, token: FEISHU.verificationToken, app_id: FEISHU.appId },
        ...{ create_time: `${world.clock.now()}`, event_type: 'im.message.receive_v1', tenant_key: TENANT },
      },
      event: {
        sender: { sender_id: { open_id: user }, sender_type: 'user', tenant_key: TENANT },
        message: {
          ...{ message_id: `om_crowd_${event}`, chat_id: feishu.p2p(user), chat_type: 'p2p' },
          ...{ message_type: 'text', content: JSON.stringify({ text }) },
        },
      },
    },
  });
  return outcome.kind === 'answered' ? outcome.status : 0;
}

/** What may change at any time: that somebody was seen, and that an answer has gone out. */
const BESIDE: Readonly<Record<string, string>> = {
  chat_identities: 'INSERT OR DELETE',
  deliveries: 'INSERT OR DELETE',
};

async function keepBook({ store: { db } }: World): Promise<void> {
  await db.$executeRawUnsafe(
    'CREATE TABLE happened (what text NOT NULL, xid text NOT NULL DEFAULT pg_current_xact_id()::text)',
  );
  await db.$executeRawUnsafe(`CREATE FUNCTION note_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO happened (what) VALUES (TG_TABLE_NAME || ' ' || TG_OP); RETURN NULL; END $$`);
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN ('happened', 'touched')`;
  for (const { name } of tables) {
    const when = BESIDE[name] ?? 'INSERT OR UPDATE OR DELETE';
    await db.$executeRawUnsafe(
      `CREATE TRIGGER zz_note AFTER ${when} ON "${name}" FOR EACH ROW EXECUTE FUNCTION note_change()`,
    );
  }
}

async function drain({ store: { db } }: World): Promise<Happened> {
  const end = performance.now() + PATIENCE_MS;
  while ((await db.delivery.count({ where: { kind: 'answer', settledAt: null } })) > 0)
    if (performance.now() > end) throw new Error('an answer does not come');
  const rows = await db.$queryRaw<{ what: string; xid: string }[]>`DELETE FROM happened RETURNING what, xid`;
  const happened = new Map<string, string[]>();
  for (const { what, xid } of rows) happened.set(xid, [...(happened.get(xid) ?? []), what]);
  return happened;
}

/** The other organization of the world is not connected here. */
async function sealCredentials({ store, people, others, clock }: World, key: Buffer): Promise<void> {
  const { company } = people;
  const values = { slack: SLACK, feishu: FEISHU };
  for (const platform of ['slack', 'feishu'] as const) {
    const { id } = company[platform];
    await store.db.workspace.update({
      where: { orgId_id: { orgId: company.orgId, id } },
      data: { credentials: sealSecret(key, workspaceBinding(company.orgId, id), values[platform]) },
    });
  }
  await store.db.workspace.updateMany({
    where: { orgId: others.company.orgId },
    data: { disconnectedAt: new Date(clock.now()) },
  });
}

const everybody = Object.keys(names) as readonly Name[];

function createSlack({ clock, people }: World): SlackSimulator {
  return createSlackSimulator({
    now: clock.now,
    signingSecret: SLACK.signingSecret,
    team: { id: people.company.slack.workspace, name: 'Acme', domain: 'acme' },
    appId: 'A1',
    botUserId: 'UBOT',
    botToken: SLACK.botToken,
    users: everybody.map((who) => {
      const { slack, name } = people.of[who];
      return { id: slack, name, realName: name };
    }),
    channels: [],
    slashCommands: ['/crm'],
    limits: 'off',
    deadlineMs: PATIENCE_MS,
  });
}

function createFeishu({ clock, people }: World): FeishuSimulator {
  return createFeishuSimulator({
    ...FEISHU,
    now: clock.now,
    tenantKey: TENANT,
    botOpenId: 'ou_bot',
    users: everybody.map((who) => {
      const { feishu, name } = people.of[who];
      return { openId: feishu, unionId: `on_${feishu}`, userId: feishu, name };
    }),
    chats: [],
    limits: 'off',
    deadlineMs: PATIENCE_MS,
  });
}
