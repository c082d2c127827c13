import { createBuckets } from '../common/buckets.ts';
import type { Tier } from './methods.ts';

/** How much is allowed; a test may turn single limits, or all of them, off. */
export type RateSettings = {
  /** Messages a second in one conversation. */
  readonly postPerChannelPerSecond: number;
  /** How many may come at once before that rate counts. */
  readonly postBurst: number;
  /** Messages a second in the whole workspace; Slack keeps its number to itself, so there is none unless given. */
  readonly postPerWorkspacePerSecond?: number;
  /** Whether the tiers of the methods count. */
  readonly tiers: boolean;
};

export const PLATFORM_RATES: RateSettings = { postPerChannelPerSecond: 1, postBurst: 3, tiers: true };

const PER_MINUTE: Readonly<Record<Exclude<Tier, 'special'>, number>> = { 1: 1, 2: 20, 3: 50, 4: 100 };

export type RateLimits = {
  /** Takes one call. @returns the seconds to wait when it is one too many */
  readonly take: (method: string, tier: Tier, channel: string | undefined) => number | undefined;
};

/** Counts calls on the given clock (milliseconds). */
export function createRateLimits(now: () => number, settings: RateSettings | 'off'): RateLimits {
  const buckets = createBuckets(now);

  return {
    take: (method, tier, channel) => {
      if (settings === 'off') return undefined;
      if (method === 'chat.postMessage') {
        const rate = settings.postPerChannelPerSecond;
        const wide = settings.postPerWorkspacePerSecond;
        const here = buckets.draw(`${method} ${channel ?? ''}`, rate, settings.postBurst);
        return here ?? (wide === undefined ? undefined : buckets.draw(method, wide, wide));
      }
      if (tier === 'special' || !settings.tiers) return undefined;
      return buckets.draw(method, PER_MINUTE[tier] / 60, PER_MINUTE[tier]);
    },
  };
}
