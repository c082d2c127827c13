/** Keeps what was loaded for a moment, for others who ask for the same. */
export type Recent = <Value>(key: string, load: () => Promise<Value>) => Promise<Value>;

interface Kept {
  readonly value: Promise<unknown>;
  readonly until: number;
}

/** More is not kept: it is about the very same moment. */
const MOST = 20_000;

/**
 * Answers those who ask for the same within `lifeMs` (of real time, from when it was asked first) with one load. A load that
 * fails is forgotten at once.
 */
export function createRecent(lifeMs: number): Recent {
  const kept = new Map<string, Kept>();
  let sweptAt = performance.now();

  function sweep(now: number): void {
    if (kept.size < MOST && now - sweptAt < lifeMs) return;
    sweptAt = now;
    for (const [key, { until }] of kept) if (until <= now) kept.delete(key);
    if (kept.size >= MOST) kept.clear();
  }

  return <Value>(key: string, load: () => Promise<Value>): Promise<Value> => {
    const now = performance.now();
    const known = kept.get(key);
    // Whoever uses a key always loads the same sort of thing under it.
    if (known !== undefined && known.until > now) return known.value as Promise<Value>;
    sweep(now);
    const value = load();
    kept.set(key, { value, until: now + lifeMs });
    value.catch(() => {
      if (kept.get(key)?.value === value) kept.delete(key);
    });
    return value;
  };
}
