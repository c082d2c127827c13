import { createBuckets } from '../common/buckets.ts';

/** How many calls are allowed; the platform's own numbers unless changed. */
export type RateSettings = {
  /** Of each method, by the whole app in this tenant. */
  readonly perSecond: number;
  readonly perMinute: number;
  /** Messages to one person or one group. */
  readonly perChatPerSecond: number;
  /** Changes of one message. */
  readonly perMessagePerSecond: number;
};

export const PLATFORM_RATES: RateSettings = {
  perSecond: 50,
  perMinute: 1_000,
  perChatPerSecond: 5,
  perMessagePerSecond: 5,
};

/** One call too many: of the whole app, or about one chat or message; wait so many seconds. */
export type Limited = { readonly about: 'app' | 'target'; readonly seconds: number };

export type RateLimits = {
  /** @param target what the call posts to or changes, where that is limited by itself */
  readonly take: (
    method: string,
    target: { readonly kind: 'chat' | 'message'; readonly id: string } | undefined,
  ) => Limited | undefined;
};

/** Counts calls on the given clock (milliseconds). */
export function createRateLimits(now: () => number, settings: RateSettings | 'off'): RateLimits {
  const buckets = createBuckets(now);
  return {
    take: (method, target) => {
      if (settings === 'off') return undefined;
      const { perSecond, perMinute } = settings;
      const wide =
        buckets.draw(`${method} second`, perSecond, perSecond) ??
        buckets.draw(`${method} minute`, perMinute / 60, perMinute);
      if (wide !== undefined) return { about: 'app', seconds: wide };
      if (target === undefined) return undefined;
      const rate = target.kind === 'chat' ? settings.perChatPerSecond : settings.perMessagePerSecond;
      const narrow = buckets.draw(`${target.kind} ${target.id}`, rate, rate);
      return narrow === undefined ? undefined : { about: 'target', seconds: narrow };
    },
  };
}
