import { setTimeout as wait } from 'node:timers/promises';

/** What the sink saw since it was asked last. Instants are epoch ms. */
export interface SinkTold {
  readonly messages: number;
  readonly doubled: number;
  readonly first: number;
  readonly last: number;
}

/** Waits until `holds`; throws with `what` when it takes too long (ms). */
export async function until(
  what: string,
  holds: () => Promise<boolean>,
  timeoutMs: number,
  describe: () => Promise<string> = async () => '',
): Promise<void> {
  const end = performance.now() + timeoutMs;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`waited in vain for ${what}: ${await describe()}`);
    await wait(250);
  }
}

/** The value in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const high = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? 0) + high) / 2;
}
