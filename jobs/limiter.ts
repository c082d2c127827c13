import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRedis,
  RateLimiterRes,
} from 'rate-limiter-flexible';
import type { Platform } from '../src/chat/inbound.ts';
import type { Address } from '../src/chat/sender.ts';
import type { Log } from '../src/kernel/log.ts';
import type { Limiter, Turn } from '../src/pushes/ledger/limiter.ts';
import type { JobQueue } from './queue.ts';

/** So many messages (`points`) in so many seconds. */
interface Rate {
  readonly points: number;
  readonly seconds: number;
}

/**
 * What we allow ourselves. Slack publishes one message a second for a channel and "several hundred a minute" for a
 * workspace; Feishu five a second for a chat, fifty a second and a thousand a minute for an app in a tenant. A platform that
 * wants less says so with 429, and is obeyed. Slack lets a history be read fifty times a minute; conversations with
 * messages in doubt take their turns, a few at a time, so that none of them comes too early again and again.
 */
export const rates: Readonly<
  Record<
    Platform,
    {
      readonly conversation: Rate;
      readonly workspace: readonly Rate[];
      /** Looks into conversations of a workspace, for messages in doubt; absent where a look asks nobody. */
      readonly look?: Rate;
    }
  >
> = {
  slack: {
    conversation: { points: 1, seconds: 1 },
    workspace: [{ points: 20, seconds: 1 }],
    look: { points: 10, seconds: 15 },
  },
  feishu: {
    conversation: { points: 5, seconds: 1 },
    workspace: [
      { points: 50, seconds: 1 },
      { points: 1_000, seconds: 60 },
    ],
  },
};

interface Bucket {
  readonly rate: Rate;
  readonly limiter: RateLimiterAbstract;
}

type Buckets = Readonly<
  Record<
    Platform,
    { readonly conversation: Bucket; readonly workspace: readonly Bucket[]; readonly look: readonly Bucket[] }
  >
>;

/** Longer waits need no call: the relay's own rounds are punctual enough. */
const CALL_MOST_MS = 5_000;
/** A message is put to rest a moment after it was refused. */
const CALL_LATER_MS = 50;

/**
 * Counts messages over all processes, where the queue lives. While that cannot be reached each process counts for itself,
 * so that it neither stops nor floods a platform. `onTurn` is called when the turn of a message that was refused has come.
 */
export function createLimiter(
  counters: JobQueue['counters'],
  log: Log,
  onTurn: () => void = () => {},
): Limiter {
  const call = (turn: Turn): Turn => {
    if (!turn.ok && turn.retryAfterMs <= CALL_MOST_MS)
      setTimeout(onTurn, turn.retryAfterMs + CALL_LATER_MS).unref();
    return turn;
  };
  const bucketOf =
    (platform: Platform, scope: string) =>
    (rate: Rate): Bucket => {
      const keyPrefix = `limit-${platform}-${scope}-${rate.seconds}`;
      return { rate, limiter: createRateLimiter(counters, rate, keyPrefix) };
    };
  const bucketsOf = (platform: Platform) => ({
    conversation: bucketOf(platform, 'conversation')(rates[platform].conversation),
    workspace: rates[platform].workspace.map(bucketOf(platform, 'workspace')),
    look: [rates[platform].look ?? []].flat().map(bucketOf(platform, 'look')),
  });
  const buckets: Buckets = { slack: bucketsOf('slack'), feishu: bucketsOf('feishu') };
  return {
    take: async (to) => call(await take(buckets, to, log)),
    look: async (to) => call(await takeAll(buckets[to.platform].look, to.workspace, log)),
    pause: async (to, scope, milliseconds) => {
      const { conversation, workspace } = buckets[to.platform];
      const bucket = scope === 'conversation' ? conversation : workspace[0];
      const seconds = Math.max(1, Math.ceil(milliseconds / 1_000));
      await bucket?.limiter
        .block(scope === 'conversation' ? conversationKey(to) : to.workspace, seconds)
        .catch((error: unknown) => log.warn({ err: error }, 'A pause could not be written down'));
    },
  };
}

async function take(buckets: Buckets, to: Address, log: Log): Promise<Turn> {
  const { conversation, workspace } = buckets[to.platform];
  const here = await takeAll([conversation], conversationKey(to), log);
  if (!here.ok) return here;
  const wide = await takeAll(workspace, to.workspace, log);
  if (!wide.ok) await conversation.limiter.reward(conversationKey(to)).catch(() => undefined);
  return wide;
}

async function takeAll(buckets: readonly Bucket[], key: string, log: Log): Promise<Turn> {
  for (const bucket of buckets) {
    const wait = await consume(bucket, key, log);
    if (wait > 0) return { ok: false, retryAfterMs: wait };
  }
  return { ok: true };
}

/**
 * Zero if there was room; else how long to wait (ms). Those who come too early are given times one after the other, by how
 * many came before them: nobody asks again and again.
 */
async function consume({ limiter, rate }: Bucket, key: string, log: Log): Promise<number> {
  try {
    await limiter.consume(key);
    return 0;
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) {
      log.warn({ err: refusal }, 'A rate limit could not be counted');
      return 0;
    }
    const ahead = Math.max(0, refusal.consumedPoints - rate.points - 1);
    return Math.max(1, refusal.msBeforeNext) + Math.floor(ahead / rate.points) * rate.seconds * 1_000;
  }
}

function conversationKey(to: Address): string {
  return `${to.workspace}/${to.conversation ?? to.user ?? ''}`;
}

function createRateLimiter(
  counters: JobQueue['counters'],
  rate: Rate,
  keyPrefix: string,
): RateLimiterAbstract {
  const shared = { keyPrefix, points: rate.points, duration: rate.seconds };
  const insured = { ...shared, insuranceLimiter: new RateLimiterMemory(shared) };
  switch (counters.kind) {
    case 'redis':
      return new RateLimiterRedis({ ...insured, storeClient: counters.client, rejectIfRedisNotReady: true });
    case 'postgres':
      return new RateLimiterPostgres({
        ...insured,
        storeClient: counters.pool,
        schemaName: 'bullmq',
        tableName: 'rate_limits',
        tableCreated: true,
        clearExpiredByTimeout: true,
      });
  }
}
