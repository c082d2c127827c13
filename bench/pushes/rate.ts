import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { jobPace } from '../../jobs/pace.ts';
import { addDays, type LocalDate } from '../../src/kernel/calendar.ts';
import { recordDecisions, type ScheduleDecision } from '../../src/pushes/slot-store.ts';
import { outboxEvent } from '../../src/store/outbox.ts';
import { type MeasuredProcess, startMeasured } from '../measured-process.ts';
import { type BenchOrg, insertOrgs, planOrgs, signOrders, subscribeAll } from './company.ts';
import { type PushStage, readSpent, residentMb, type Spent } from './stage.ts';
import { type SinkTold, until } from './told.ts';

/** One round of one side. */
export interface RateRound {
  readonly side: 'ours' | 'peer';
  readonly processes: number;
  readonly messages: number;
  readonly seconds: number;
  readonly perSecond: number;
  /** From the commit of what caused it (ours), or from being added to the queue (peer), to the mark; ms. */
  readonly p50: number;
  readonly p99: number;
  /** Milliseconds of processor time a message. */
  readonly nodeCpu: number;
  readonly postgresCpu: number;
  readonly redisCpu: number;
  readonly rssMb: readonly number[];
  /** Each process's part of the processor time of all, in percent. */
  readonly shares: readonly number[];
  /** Posted more than once, and not at all. */
  readonly doubled: number;
  readonly lost: number;
}

export const CONVERSATIONS = 20;
const PAGE = 500;
const ROUND_MS = 40_000;
/** The first day whose summaries are sent; each round is about the day after. */
const FIRST_DAY = '2026-01-05';

export interface RateBench {
  /** Sends one round's messages by ours, with so many processes. */
  readonly ours: (processes: number) => Promise<RateRound>;
  readonly peer: () => Promise<RateRound>;
  readonly stop: () => Promise<void>;
}

/** Makes the organizations and starts the sink. `messages`: of one round. */
export async function prepareRate(stage: PushStage, messages: number): Promise<RateBench> {
  const now = Date.now();
  const orgs = planOrgs(Math.max(2, Math.round(messages / CONVERSATIONS)), CONVERSATIONS, now);
  const { db } = stage.store;
  const createdAt = new Date('2026-01-01T00:00:00Z');
  await insertOrgs(db, orgs, stage.secretKey, createdAt);
  await subscribeAll(db, orgs, 'sales', null, createdAt);
  // Without a time of its own, so that no tick comes in between.
  const daily = await subscribeAll(db, orgs, 'daily', null, createdAt);
  await signOrders(db, orgs, FIRST_DAY, new Date(now));
  await db.$executeRaw`CREATE TABLE peer_messages (id uuid PRIMARY KEY, state text NOT NULL, content jsonb NOT NULL,
    claimed_at timestamptz, sent_at timestamptz, ref text)`;
  await db.$executeRaw`ANALYZE`;
  const sink = await startMeasured('push-sink', {});
  const connection = new Redis(stage.redis.url, { maxRetriesPerRequest: null });
  const queue = new Queue('peer', { connection, prefix: '{peer}' });
  let peers: MeasuredProcess[] = [];
  let ours: MeasuredProcess[] = [];
  let day = FIRST_DAY;
  return {
    ours: async (processes) => {
      ours = await resize(ours, processes, () => startOurs(stage, sink.port));
      day = addDays(day, 1);
      return runOurs(stage, sink, ours, { orgs, daily, day });
    },
    peer: async () => {
      peers = await resize(peers, 1, () => startPeer(stage, sink.port));
      return runPeer(stage, sink, peers, queue, orgs.length * CONVERSATIONS);
    },
    stop: async () => {
      await queue.close();
      connection.disconnect();
      await Promise.all([...peers, ...ours, sink].map((each) => each.stop()));
    },
  };
}

function startOurs(stage: PushStage, port: number): Promise<MeasuredProcess> {
  return startMeasured('ours', {
    BENCH_ROLE: 'worker',
    BENCH_DATABASE_URL: stage.postgres.url,
    BENCH_REDIS: stage.redis.url,
    BENCH_SECRET_KEY: stage.secretKey.toString('base64'),
    BENCH_SLACK_API: `http://127.0.0.1:${port}/api/`,
    BENCH_FEISHU_DOMAIN: `http://127.0.0.1:${port}`,
    BENCH_LOG: 'errors',
  });
}

function startPeer(stage: PushStage, port: number): Promise<MeasuredProcess> {
  return startMeasured('push-peer', {
    BENCH_DATABASE_URL: stage.postgres.url,
    BENCH_REDIS: stage.redis.url,
    BENCH_SINK: `http://127.0.0.1:${port}`,
    BENCH_AT_ONCE: String(jobPace.atOnce),
  });
}

async function resize(
  running: MeasuredProcess[],
  wanted: number,
  start: () => Promise<MeasuredProcess>,
): Promise<MeasuredProcess[]> {
  await Promise.all(running.slice(wanted).map((each) => each.stop()));
  const missing = Array.from({ length: Math.max(0, wanted - running.length) }, start);
  return [...running.slice(0, wanted), ...(await Promise.all(missing))];
}

interface Work {
  readonly orgs: readonly BenchOrg[];
  readonly daily: ReadonlyMap<string, readonly string[]>;
  readonly day: LocalDate;
}

/** Half of the organizations sign an order, which rings everywhere; a daily summary falls due everywhere in the other half. */
async function runOurs(
  stage: PushStage,
  sink: MeasuredProcess,
  processes: readonly MeasuredProcess[],
  { orgs, daily, day }: Work,
): Promise<RateRound> {
  const { store } = stage;
  const half = (at: number) => orgs.filter((_, index) => Math.floor(index / 2) % 2 === at);
  const [signing, summing] = [half(Number(day.slice(-1)) % 2), half((Number(day.slice(-1)) + 1) % 2)];
  const orders = await signOrders(store.db, signing, day, new Date());
  const dueAt = Date.now() - 120_000;
  const decisions: ScheduleDecision[] = summing.flatMap(({ id: orgId }) =>
    (daily.get(orgId) ?? []).map((subscriptionId) => ({
      orgId,
      subscriptionId,
      kind: 'daily' as const,
      day,
      dueAt,
      outcome: 'queued' as const,
      reason: '',
    })),
  );
  const messages = orgs.length * CONVERSATIONS;
  const before = await readSpent(stage, processes);
  const each = await Promise.all(processes.map((one) => one.usage()));
  const began = Date.now();
  for (let from = 0; from < decisions.length; from += PAGE)
    await recordDecisions(store, decisions.slice(from, from + PAGE));
  for (const [index, orderId] of orders.entries()) {
    const orgId = signing[index]?.id ?? '';
    await store.db.$executeRaw(outboxEvent({ ...store, orgId }, { kind: 'order.signed', orderId }));
  }
  const settled = () => countOurs(stage, began);
  await until(
    'our messages',
    async () => (await countSent(stage, began)) >= messages,
    ROUND_MS,
    () => describeLedger(stage),
  );
  const after = await readSpent(stage, processes);
  const { lastAt, p50, p99 } = await settled();
  const eachAfter = await Promise.all(processes.map((one) => one.usage()));
  const used = eachAfter.map(({ cpuMicros }, index) => cpuMicros - (each[index]?.cpuMicros ?? 0));
  const all = used.reduce((sum, one) => sum + one, 0);
  const shares = used.map((one) => Math.round((100 * one) / all));
  const told = await tellSink(sink);
  return summarize('ours', processes.length, {
    messages,
    seconds: (lastAt - began) / 1_000,
    p50,
    p99,
    spent: subtract(after, before),
    rssMb: await residentMb(processes),
    shares,
    told,
  });
}

/** Cheap, since it is asked again and again while the processor's time is measured. */
async function countSent({ store }: PushStage, since: number): Promise<number> {
  const at = new Date(since);
  const [row] = await store.db.$queryRaw<{ done: number }[]>`SELECT count(*)::int AS done FROM deliveries
    WHERE state = 'sent' AND settled_at >= ${at}::timestamptz AND created_at >= ${at}::timestamptz`;
  return row?.done ?? 0;
}

/** What became of the messages, for whoever has to find out why some are missing. */
async function describeLedger({ store }: PushStage): Promise<string> {
  const rows = await store.db.$queryRaw<{ told: string }[]>`
    SELECT concat_ws(' ', kind, state, last_error, count(*)) AS told FROM deliveries GROUP BY kind, state, last_error
    UNION ALL SELECT concat_ws(' ', 'event', kind, last_error, count(*)) FROM outbox_events WHERE done_at IS NULL
    GROUP BY kind, last_error`;
  return rows.map(({ told }) => told).join(', ');
}

async function countOurs({ store }: PushStage, since: number) {
  const [row] = await store.db.$queryRaw<{ done: number; last: Date | null; p50: number; p99: number }[]>`
    SELECT count(*)::int AS done, max(d.settled_at) AS last,
      (1000 * percentile_disc(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM d.settled_at - e.occurred_at)))::float8 AS p50,
      (1000 * percentile_disc(0.99) WITHIN GROUP (ORDER BY extract(epoch FROM d.settled_at - e.occurred_at)))::float8 AS p99
    FROM deliveries d JOIN outbox_events e ON e.org_id = d.org_id AND e.id = d.event_id
    WHERE d.state = 'sent' AND d.settled_at >= ${new Date(since)}::timestamptz AND d.created_at >= ${new Date(since)}::timestamptz`;
  return { done: row?.done ?? 0, lastAt: row?.last?.getTime() ?? 0, p50: row?.p50 ?? 0, p99: row?.p99 ?? 0 };
}

async function runPeer(
  stage: PushStage,
  sink: MeasuredProcess,
  processes: readonly MeasuredProcess[],
  queue: Queue,
  messages: number,
): Promise<RateRound> {
  const { db } = stage.store;
  await db.$executeRaw`TRUNCATE peer_messages`;
  // As long as a card of ours.
  const content = JSON.stringify({ text: 'x'.repeat(1_500) });
  const rows = await db.$queryRaw<{ id: string }[]>`INSERT INTO peer_messages (id, state, content)
    SELECT gen_random_uuid(), 'pending', ${content}::jsonb FROM generate_series(1, ${messages}::int) RETURNING id::text`;
  const before = await readSpent(stage, processes);
  const began = Date.now();
  for (let from = 0; from < rows.length; from += PAGE)
    await queue.addBulk(rows.slice(from, from + PAGE).map(({ id }) => ({ name: 'post', data: { id } })));
  const done = async () => {
    const [row] = await db.$queryRaw<{ done: number; last: Date | null; p50: number; p99: number }[]>`
      SELECT count(*)::int AS done, max(sent_at) AS last,
        (1000 * percentile_disc(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM sent_at - ${new Date(began)}::timestamptz)))::float8 AS p50,
        (1000 * percentile_disc(0.99) WITHIN GROUP (ORDER BY extract(epoch FROM sent_at - ${new Date(began)}::timestamptz)))::float8 AS p99
      FROM peer_messages WHERE state = 'sent'`;
    return {
      done: row?.done ?? 0,
      lastAt: row?.last?.getTime() ?? 0,
      p50: row?.p50 ?? 0,
      p99: row?.p99 ?? 0,
    };
  };
  await until('the peer’s messages', async () => (await countPosted(db)) >= messages, ROUND_MS);
  const after = await readSpent(stage, processes);
  const { lastAt, p50, p99 } = await done();
  return summarize('peer', processes.length, {
    messages,
    seconds: (lastAt - began) / 1_000,
    p50,
    p99,
    spent: subtract(after, before),
    rssMb: await residentMb(processes),
    shares: [100],
    told: await tellSink(sink),
  });
}

async function countPosted(db: PushStage['store']['db']): Promise<number> {
  const [row] = await db.$queryRaw<{ done: number }[]>`
    SELECT count(*)::int AS done FROM peer_messages WHERE state = 'sent'`;
  return row?.done ?? 0;
}

async function tellSink(sink: MeasuredProcess): Promise<SinkTold> {
  return (await (await fetch(`http://127.0.0.1:${sink.port}/told`)).json()) as SinkTold;
}

function subtract(after: Spent, before: Spent): Spent {
  return {
    node: after.node - before.node,
    postgres: after.postgres - before.postgres,
    redis: after.redis - before.redis,
  };
}

interface Measured {
  readonly messages: number;
  readonly seconds: number;
  readonly p50: number;
  readonly p99: number;
  readonly spent: Spent;
  readonly rssMb: readonly number[];
  readonly shares: readonly number[];
  readonly told: SinkTold;
}

function summarize(side: RateRound['side'], processes: number, measured: Measured): RateRound {
  const { messages, seconds, spent, told } = measured;
  return {
    side,
    processes,
    messages,
    seconds,
    perSecond: messages / seconds,
    p50: measured.p50,
    p99: measured.p99,
    nodeCpu: spent.node / 1_000 / messages,
    postgresCpu: spent.postgres / 1_000 / messages,
    redisCpu: spent.redis / 1_000 / messages,
    rssMb: measured.rssMb,
    shares: measured.shares,
    doubled: told.doubled,
    lost: Math.max(0, messages - told.messages),
  };
}
