import type { Platform } from '../../chat/inbound.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/**
 * How long a message waits after its first, second, … attempt that brought no result, in milliseconds. After the last one
 * it is a dead letter. The whole takes about sixteen hours.
 */
export const retryDelays: readonly number[] = [
  2 * SECOND,
  10 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  4 * HOUR,
  8 * HOUR,
];

/** How often a message is tried before it becomes a dead letter. */
export const maxAttempts = retryDelays.length + 1;

/** What a platform asks for with Retry-After is obeyed within these bounds (ms), so that a wrong header loses nothing. */
export const retryAfterBounds = { least: SECOND, most: HOUR } as const;

/**
 * For how long at most a place is left alone because one message to it was limited (ms). A whole workspace is asked again
 * soon with another message: one wrong header must not silence a company.
 */
export const pauseMost = { conversation: HOUR, workspace: 10 * SECOND } as const;

/** The parts of an attempt, in milliseconds of real time. */
export interface AttemptTimes {
  /** A message that could not be rendered and handed to its adapter within this is given back unsent. */
  readonly start: number;
  /** What an adapter allows for one call to its platform, at most. */
  readonly call: number;
  /** How long a platform may take until a call whose answer was lost shows in a conversation's history. */
  readonly settle: number;
}

export const attemptTimes: AttemptTimes = { start: 8 * SECOND, call: 7 * SECOND, settle: 30 * SECOND };

/** For so long a message belongs to the process that took it. Whoever takes it over may look for it at once. */
export function leaseMillisOf(times: AttemptTimes): number {
  return times.start + times.call + times.settle;
}

/** What is done on a platform about a message that was posted, perhaps. */
export interface DoubtRule {
  /** A look asks the platform, and tells about every message of its conversation at once. */
  readonly asks: boolean;
  /** How long to wait before the first look (ms). */
  readonly settle: (times: AttemptTimes) => number;
  /** Neither a key nor history can tell: `send` risks a double rather than a loss, `hold` leaves it to an admin. */
  readonly unreadable: 'send' | 'hold';
}

/**
 * Slack has no key that makes a second post harmless, so the conversation's history is read before one. Feishu takes a
 * message with the same `uuid` once within an hour, so sending again is the look; after that an admin has to decide.
 */
export const doubtRules: Readonly<Record<Platform, DoubtRule>> = {
  slack: { asks: true, settle: (times) => times.settle, unreadable: 'send' },
  feishu: { asks: false, settle: () => 0, unreadable: 'hold' },
};

/** For how long a history that cannot be read is tried again before a message is sent without a look (ms). */
export const lookForMillis = 2 * MINUTE;
