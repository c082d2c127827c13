import { describe, expect, it } from 'vitest';
import { shareByLargestRemainder } from '../../src/kernel/money.ts';
import { fillInstalments } from '../../src/orders/fill.ts';
import { printFigures } from './reckoning.ts';
import { scale } from './scale.ts';

const SEED = 20_261_123;
/** What an order may be at most, in minor units, and beyond what a double holds. */
const MOST = 9_000_000_000_000_000n;

describe('sums of money', () => {
  it('add up exactly in every split', () => {
    const random = createRandom(SEED);
    let people = 0;
    let largest = 0n;
    for (let count = 0; count < scale.sums; count += 1) {
      const amount = random.amount() * (random.below(2) === 0 ? 1n : -1n);
      const weights = random.split(1 + random.below(12));
      const shares = shareByLargestRemainder(amount, weights);
      const sum = shares.reduce((total, share) => total + share, 0n);
      if (sum !== amount) throw new Error(`${amount} by ${weights.join()} is ${shares.join()}`);
      // Nobody gets a whole unit more or less than their part, and money taken away mirrors money given.
      for (const [place, share] of shares.entries()) {
        const off = share * 10_000n - amount * (weights[place] ?? 0n);
        if (off >= 10_000n || off <= -10_000n) throw new Error(`${amount} by ${weights.join()}: ${share}`);
      }
      people += weights.length;
      if (amount > largest) largest = amount;
    }
    printFigures(13, `splits, seed ${SEED}`, { splits: scale.sums, shares: people, inexact: 0 });
    expect(largest).toBeGreaterThan(BigInt(Number.MAX_SAFE_INTEGER) / 2n);
  });

  it('come back exactly in every refund, person by person and instalment by instalment', () => {
    const random = createRandom(SEED + 1);
    let refunds = 0;
    while (refunds < scale.sums) {
      const amount = random.amount() + 10n;
      const weights = random.split(1 + random.below(6));
      const plan = random
        .split(1 + random.below(4))
        .map((part, place) => ({ dueOn: `2026-${String(place + 1).padStart(2, '0')}-15`, part }));
      const instalments = shareByLargestRemainder(
        amount,
        plan.map(({ part }) => part),
      ).map((due, place) => ({ dueOn: plan[place]?.dueOn ?? '', amount: due }));
      const paid = shareByLargestRemainder(amount, weights);
      const parts = random.pieces(amount, 1 + random.below(5));
      const back = weights.map(() => 0n);
      for (const part of parts)
        for (const [place, share] of shareByLargestRemainder(-part, weights).entries())
          back[place] = (back[place] ?? 0n) + share;
      refunds += parts.length;
      const left = paid.reduce((sum, share, place) => sum + share + (back[place] ?? 0n), 0n);
      if (left !== 0n) throw new Error(`${amount} by ${weights.join()} in ${parts.join()} leaves ${left}`);
      // After each refund the instalments hold what is left of the payment, and at the end nothing.
      let open = amount;
      const flow = [{ amount }];
      for (const part of parts) {
        flow.push({ amount: -part });
        open -= part;
        const held = fillInstalments(instalments, flow, '2026-01-01').reduce(
          (sum, each) => sum + each.paid,
          0n,
        );
        if (held !== open) throw new Error(`${parts.join()} of ${amount}: ${held} instead of ${open}`);
      }
    }
    printFigures(13, `refunds, seed ${SEED + 1}`, { refunds, inexact: 0 });
    expect(refunds).toBeGreaterThanOrEqual(scale.sums);
  });
});

/** Numbers that are the same in every run (xorshift), quick enough for a million of them. */
function createRandom(seed: number) {
  let state = seed | 0 || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  const below = (end: number): number => next() % end;
  /** Small ones as often as large ones: what is left over shows in the small, what a double loses in the large. */
  const amount = (): bigint => {
    const wide = (BigInt(next()) << 32n) | BigInt(next());
    return (wide % 10n ** BigInt(1 + below(16))) % MOST;
  };
  /** Basis points that make up a whole, each above nothing. */
  const split = (count: number): bigint[] => {
    const points = Array.from({ length: count }, () => 1n);
    let left = 10_000n - BigInt(count);
    for (let place = 0; place < count - 1; place += 1) {
      const part = BigInt(below(Number(left) + 1));
      points[place] = (points[place] ?? 0n) + part;
      left -= part;
    }
    points[count - 1] = (points[count - 1] ?? 0n) + left;
    return points;
  };
  /** So many pieces that make up the whole; some may be nothing. */
  const pieces = (whole: bigint, count: number): bigint[] => {
    const parts: bigint[] = [];
    let left = whole;
    for (let piece = 1; piece < count && left > 0n; piece += 1) {
      const part = ((BigInt(next()) << 32n) | BigInt(next())) % (left + 1n);
      if (part > 0n) parts.push(part);
      left -= part;
    }
    return left > 0n ? [...parts, left] : parts;
  };
  return { below, amount, split, pieces };
}
