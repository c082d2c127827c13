import type { Address, Doubt, FindOutcome, Outgoing, Sender, SendOutcome } from '../../../src/chat/sender.ts';
import { createManualClock, type ManualClock } from '../../../src/kernel/clock.ts';
import { createIds } from '../../../src/kernel/ids.ts';
import { silentLog } from '../../../src/kernel/log.ts';
import type { AttemptDeps } from '../../../src/pushes/ledger/attempt.ts';
import { unlimited } from '../../../src/pushes/ledger/limiter.ts';
import { noMetrics } from '../../../src/pushes/ledger/metrics.ts';
import { attemptTimes } from '../../../src/pushes/ledger/schedule.ts';
import { createDb } from '../../../src/store/client.ts';
import type { StoreContext } from '../../../src/store/context.ts';
import { createTestDatabase } from '../../setup/database.ts';

export const START = Date.UTC(2026, 10, 23, 10);
export const slackChannel: Address = { platform: 'slack', workspace: 'T1', conversation: 'C1' };
export const card = { kind: 'card', card: { title: 'Hello', tone: 'plain', blocks: [] } } as const;

/** Deps of an attempt but for the store and the sender. */
export const plainDeps: Omit<AttemptDeps, 'store' | 'sender'> = {
  limiter: unlimited,
  render: async () => ({ kind: 'message', message: card }),
  log: silentLog,
  metrics: noMetrics,
  times: attemptTimes,
};

export interface Stage {
  readonly store: StoreContext;
  readonly clock: ManualClock;
  readonly orgId: string;
  readonly databaseUrl: string;
  readonly sender: ScriptedSender;
  readonly deps: AttemptDeps;
  readonly put: (changes?: Partial<DeliveryRow>) => Promise<string>;
  readonly read: (id: string) => Promise<DeliveryRow>;
  readonly close: () => Promise<void>;
}

export interface DeliveryRow {
  readonly state: string;
  readonly attempts: number;
  readonly address: Address;
  readonly content: object;
  readonly subscriptionId: string | null;
  readonly notBefore: Date;
  readonly leaseUntil: Date | null;
  readonly leaseToken: string | null;
  readonly firstAttemptAt: Date | null;
  readonly messageRef: unknown;
  readonly lastError: string | null;
}

/** Answers as it was told, `sent` when it was told nothing, and remembers what it was asked. */
export interface ScriptedSender extends Sender {
  readonly sent: Outgoing[];
  readonly looks: (readonly Doubt[])[];
  /** What the next sends and looks answer, in turn; a function may act before it does. */
  readonly script: (SendOutcome | (() => Promise<SendOutcome>))[];
  readonly findings: ((deliveryId: string) => FindOutcome)[];
}

export function createScriptedSender(): ScriptedSender {
  const sender: ScriptedSender = {
    sent: [],
    looks: [],
    script: [],
    findings: [],
    send: async (outgoing) => {
      sender.sent.push(outgoing);
      const planned = sender.script.shift();
      if (planned !== undefined) return typeof planned === 'function' ? planned() : planned;
      const { platform, workspace, conversation = 'D1' } = outgoing.to;
      return { kind: 'sent', ref: { platform, workspace, conversation, message: `m${sender.sent.length}` } };
    },
    find: async (_to, doubts) => {
      sender.looks.push(doubts);
      const tell = sender.findings.shift() ?? (() => ({ kind: 'absent' }));
      return new Map(doubts.map(({ deliveryId }) => [deliveryId, tell(deliveryId)]));
    },
    update: async (ref) => ({ kind: 'sent', ref }),
  };
  return sender;
}

/** An organization with an empty ledger, a clock that stands, and a sender that does as it is told. */
export async function createStage(): Promise<Stage> {
  const database = await createTestDatabase();
  const db = createDb({ url: database.url, poolSize: 4 });
  const clock = createManualClock(START);
  const store = { db, clock, ids: createIds(clock) };
  const orgId = store.ids.uuid();
  await db.organization.create({
    data: {
      id: orgId,
      name: 'Acme Sales',
      zone: 'Asia/Shanghai',
      locale: 'zh-CN',
      currency: 'CNY',
      adminEmail: 'admin@example.com',
      createdAt: new Date(START),
    },
  });
  const sender = createScriptedSender();
  return {
    store,
    clock,
    orgId,
    databaseUrl: database.url,
    sender,
    deps: { ...plainDeps, store, sender },
    put: async (changes = {}) => {
      const id = store.ids.uuid();
      const data = {
        orgId,
        id,
        key: `test|${id}`,
        kind: 'sales',
        address: { ...slackChannel },
        content: { kind: 'message', message: card },
        state: 'pending',
        notBefore: new Date(START),
        createdAt: new Date(START),
      };
      await db.delivery.create({ data: { ...data, ...changes } as never });
      return id;
    },
    read: async (id) =>
      (await db.delivery.findUniqueOrThrow({ where: { orgId_id: { orgId, id } } })) as never,
    close: async () => {
      await db.$disconnect();
      await database.drop();
    },
  };
}

/** Lets every lease of the ledger run out, as if so much time had passed. */
export async function endLeases({ store }: Stage): Promise<void> {
  await store.db
    .$executeRaw`UPDATE deliveries SET lease_until = now() - interval '1 second' WHERE lease_until IS NOT NULL`;
}
