import { describe, expect, it } from 'vitest';
import { spreadMost, spreadOf } from '../../src/pushes/spread.ts';

const numbered = (count: number, block: string) =>
  Array.from(
    { length: count },
    (_, index) => `019ab000-${block}-7000-8000-${String(index).padStart(12, '0')}`,
  );
const orgs = numbered(1_000, '0001');
const subscriptions = numbered(20, '0002');

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
    for (const count of tenths) expect(count).toBeGreaterThan(700);
    for (const count of tenths) expect(count).toBeLessThan(2_900);
    expect(orgs.flatMap((org) => subscriptions.map((each) => spreadOf(org, each, 20_000)))).toEqual(spreads);
  });

  it('keeps the conversations of one organization within a few seconds', () => {
    for (const org of orgs.slice(0, 50)) {
      const spreads = subscriptions.map((each) => spreadOf(org, each, 20_000));
      expect(Math.max(...spreads) - Math.min(...spreads)).toBeLessThan(7_000);
    }
  });
});
