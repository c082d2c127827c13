type Bucket = { tokens: number; at: number };

/** Token buckets by name. */
export type Buckets = {
  /**
   * Takes one token.
   * @param most how many a full bucket holds; it starts full
   * @returns the whole seconds to wait when the bucket is empty
   */
  readonly draw: (name: string, perSecond: number, most: number) => number | undefined;
};

/** @param now milliseconds */
export function createBuckets(now: () => number): Buckets {
  const buckets = new Map<string, Bucket>();
  return {
    draw: (name, perSecond, most) => {
      const at = now();
      const bucket = buckets.get(name) ?? { tokens: most, at };
      // A clock that is set back gives nothing and takes nothing.
      bucket.tokens = Math.min(most, bucket.tokens + (Math.max(0, at - bucket.at) / 1_000) * perSecond);
      bucket.at = at;
      buckets.set(name, bucket);
      if (bucket.tokens < 1) return Math.max(1, Math.ceil((1 - bucket.tokens) / perSecond));
      bucket.tokens -= 1;
      return undefined;
    },
  };
}
