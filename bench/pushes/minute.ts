import { setTimeout as wait } from 'node:timers/promises';
import { localDateOf } from '../../src/kernel/zones.ts';
import { slotOf } from '../../src/pushes/slots.ts';
import { startMeasured } from '../measured-process.ts';
import { insertOrgs, planOrgs, signOrders, subscribeAll, ZONE } from './company.ts';
import { type PushStage, residentMb } from './stage.ts';
import { until } from './told.ts';

/** How the messages of one minute left. Times are seconds after the slot. */
export interface MinuteRow {
  readonly organizations: number;
  readonly conversations: number;
  readonly processes: number;
  readonly messages: number;
  readonly shown: number;
  readonly doubled: number;
  /** Calls that the platforms refused as too many. */
  readonly limited: number;
  readonly first: number;
  readonly last: number;
  /** From each message's own instant within the spread until it was shown; ms. */
  readonly p50: number;
  readonly p99: number;
  readonly busiestSecond: number;
  readonly rssMb: readonly number[];
}

export interface MinuteSize {
  readonly organizations: number;
  readonly conversations: number;
  readonly processes: number;
}

const MINUTE = 60_000;
/** Organizations and workers have to be there before the minute begins. */
const LEAD_MS = 25_000;
const PATIENCE_MS = 120_000;
const LIMIT_SECONDS = 90;

/** Every conversation of every organization gets its daily summary at the same local time; each shown message is timed. */
export async function benchMinute(
  stage: PushStage,
  size: MinuteSize,
  say: (line: string) => void,
): Promise<MinuteRow> {
  const { db } = stage.store;
  // The platforms make the same plan in their process; ids are random, places are not.
  const orgs = planOrgs(size.organizations, size.conversations, Date.now());
  const createdAt = new Date(Date.now() - 30 * 24 * 60 * MINUTE);
  await insertOrgs(db, orgs, stage.secretKey, createdAt);
  await signOrders(db, orgs, localDateOf(Date.now() - 24 * 60 * MINUTE, ZONE), new Date());
  const dueAt = (Math.floor((Date.now() + LEAD_MS) / MINUTE) + 1) * MINUTE;
  const localTime = new Date(dueAt + 8 * 60 * MINUTE).toISOString().slice(11, 16);
  await subscribeAll(db, orgs, 'daily', localTime, new Date(Date.now()));
  await db.$executeRaw`ANALYZE`;
  const slot = slotOf({ localTime, zone: ZONE }, localDateOf(dueAt, ZONE));
  if (slot?.dueAt !== dueAt) throw new Error('the slot is not where it was meant to be');
  const platforms = await startMeasured('push-platforms', {
    BENCH_SIZE: `${size.organizations}x${size.conversations}`,
  });
  const workers = await Promise.all(
    Array.from({ length: size.processes }, () =>
      startMeasured('ours', {
        BENCH_ROLE: 'worker',
        BENCH_DATABASE_URL: stage.postgres.url,
        BENCH_REDIS: stage.redis.url,
        BENCH_SECRET_KEY: stage.secretKey.toString('base64'),
        BENCH_SLACK_API: `http://127.0.0.1:${platforms.port}/api/`,
        BENCH_FEISHU_DOMAIN: `http://127.0.0.1:${platforms.port}`,
        BENCH_LOG: 'errors',
      }),
    ),
  );
  const messages = size.organizations * size.conversations;
  try {
    say(`${messages} messages are due in ${((dueAt - Date.now()) / 1_000).toFixed(0)} s`);
    await wait(Math.max(0, dueAt - Date.now()));
    const settled = async () =>
      (await db.delivery.count({ where: { kind: 'daily', state: 'sent' } })) >= messages;
    await until('the minute’s messages', settled, PATIENCE_MS, () => describe(stage)).catch(
      (error: unknown) => say(String(error)),
    );
    const told = (await (await fetch(`http://127.0.0.1:${platforms.port}/told`)).json()) as Told;
    return summarize(stage, size, told, dueAt, await residentMb(workers));
  } finally {
    await Promise.all([...workers, platforms].map((each) => each.stop()));
  }
}

/** Whether it is what was promised. */
export function isInTime({ messages, shown, doubled, last }: MinuteRow): boolean {
  return shown === messages && doubled === 0 && last <= LIMIT_SECONDS;
}

interface Told {
  readonly shown: readonly { readonly id: string; readonly at: number }[];
  readonly limited: number;
}

async function summarize(
  { store }: PushStage,
  size: MinuteSize,
  { shown, limited }: Told,
  dueAt: number,
  rssMb: readonly number[],
): Promise<MinuteRow> {
  const rows = await store.db.$queryRaw<{ id: string; at: Date }[]>`
    SELECT id::text, not_before AS at FROM deliveries WHERE kind = 'daily'`;
  const due = new Map(rows.map(({ id, at }) => [id, at.getTime()]));
  const delays = shown.map(({ id, at }) => at - (due.get(id) ?? dueAt)).toSorted((a, b) => a - b);
  const seconds = shown.map(({ at }) => (at - dueAt) / 1_000).toSorted((a, b) => a - b);
  const perSecond = new Map<number, number>();
  for (const each of seconds) perSecond.set(Math.floor(each), (perSecond.get(Math.floor(each)) ?? 0) + 1);
  const ids = new Set(shown.map(({ id }) => id));
  return {
    ...size,
    messages: size.organizations * size.conversations,
    shown: ids.size,
    doubled: shown.length - ids.size,
    limited,
    first: seconds[0] ?? 0,
    last: seconds.at(-1) ?? 0,
    p50: delays[Math.floor(delays.length / 2)] ?? 0,
    p99: delays[Math.floor(delays.length * 0.99)] ?? 0,
    busiestSecond: Math.max(0, ...perSecond.values()),
    rssMb,
  };
}

async function describe({ store }: PushStage): Promise<string> {
  const rows = await store.db.delivery.groupBy({ by: ['state', 'lastError'], _count: true });
  return rows.map(({ state, lastError, _count }) => `${state} ${lastError ?? ''} ${_count}`).join(', ');
}
