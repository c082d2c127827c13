import type { DoubledKey } from './prepare.ts';

/** A line that says the same customer as an earlier one. */
export interface SameLine {
  readonly kind: DoubledKey['kind'];
  readonly line: number;
}

/**
 * Which lines of a block lose against earlier ones of it, as if they came one after the other: a line that is refused,
 * because of the database (`refused`) or of a line before it, takes no key from anybody.
 */
export function settleDoubled(
  doubled: readonly DoubledKey[],
  refused: ReadonlySet<number>,
): ReadonlyMap<number, SameLine> {
  const keysOf = new Map<number, DoubledKey[]>();
  for (const key of doubled) {
    for (const line of key.lines) keysOf.set(line, [...(keysOf.get(line) ?? []), key]);
  }
  const takenBy = new Map<DoubledKey, number>();
  const lost = new Map<number, SameLine>();
  for (const [line, keys] of [...keysOf].sort(([a], [b]) => a - b)) {
    if (refused.has(line)) continue;
    const clash = keys.find((key) => takenBy.has(key));
    if (clash === undefined) for (const key of keys) takenBy.set(key, line);
    else lost.set(line, { kind: clash.kind, line: takenBy.get(clash) ?? line });
  }
  return lost;
}
