import { describe, expect, it } from 'vitest';
import { createIds } from '../../src/kernel/ids.ts';
import { spreadMost, spreadOf } from '../../src/pushes/spread.ts';

const ids = createIds({ now: () => Date.UTC(2026, 10, 23) });
const orgs = Array.from({ length: 1_000 }, () => ids.uuid());
const subscriptions = Array.from({ length: 20 }, () => ids.uuid());

describe('the spread of pushes that are due at once', () => {
  it('is none where they are few', () => {
    expect(spreadOf(orgs[0] ?? '', subscriptions[0] ?? '', 90)).toBe(0);
  });

  it('fills a minute evenly where they are twenty thousand, the same each day', () => {
    const spreads = orgs.flatMap((org) => subscriptions.map((each) => spreadOf(org, each, 20_000)));
    expect(Math.max(...spreads)).toBeLessThan(spreadMost);
    const tenths = Array.from(
      { length: 10 },
      (_, tenth) => spreads.filter((each) => Math.floor(each / 6_000) === tenth).length,
    );
    // The ends are a little thinner: what one organization has is spread over a tenth of its own.
    for (const count of tenths) expect(count).toBeGreaterThan(900);
    for (const count of tenths) expect(count).toBeLessThan(2_700);
    expect(orgs.flatMap((org) => subscriptions.map((each) => spreadOf(org, each, 20_000)))).toEqual(spreads);
  });

  it('keeps the conversations of one organization within a few seconds', () => {
    for (const org of orgs.slice(0, 50)) {
      const spreads = subscriptions.map((each) => spreadOf(org, each, 20_000));
      expect(Math.max(...spreads) - Math.min(...spreads)).toBeLessThan(7_000);
    }
  });
});
