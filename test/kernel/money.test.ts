import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exponentOf, isCurrencyCode } from '../../src/kernel/currency.ts';
import {
  applyBasisPoints,
  formatBasisPoints,
  formatBasisPointsDown,
  formatMoney,
  roundHalfEven,
  shareByLargestRemainder,
} from '../../src/kernel/money.ts';

describe('currencies', () => {
  it.each([
    ['CNY', 2],
    ['USD', 2],
    ['JPY', 0],
    ['UGX', 0],
    ['KWD', 3],
    ['IQD', 3],
  ] as const)('%s has %i decimals', (code, exponent) => {
    expect(exponentOf(code)).toBe(exponent);
  });

  it.each(['', 'cny', 'XXX', 'CLF', 'HRK', 'constructor'])('%j is none', (code) => {
    expect(isCurrencyCode(code)).toBe(false);
    expect(() => exponentOf(code)).toThrow(RangeError);
  });
});

describe('formatMoney', () => {
  it.each([
    [8_000_000n, 'CNY', 'zh', '¥80,000.00'],
    [8_000_000n, 'CNY', 'en', '¥80,000.00'],
    [8_000_000n, 'USD', 'en', '$80,000.00'],
    [-120_050n, 'USD', 'zh', '-$1,200.50'],
    [8000n, 'JPY', 'en', '¥8,000'],
    [8000n, 'JPY', 'zh', 'JP¥8,000'],
    [1n, 'KWD', 'en', 'KWD 0.001'],
    [0n, 'CNY', 'zh', '¥0.00'],
    [5n, 'EUR', 'en', '€0.05'],
    [99_999n, 'CHF', 'en', 'CHF 999.99'],
    [123_456_789_012_345_678_901n, 'CNY', 'zh', '¥1,234,567,890,123,456,789.01'],
  ] as const)('%s %s in %s → %s', (minor, currency, lang, shown) => {
    expect(formatMoney(minor, currency, lang)).toBe(shown);
  });

  it('writes a plus only when asked, and never before nothing', () => {
    expect(formatMoney(100n, 'CNY', 'zh', { sign: 'always' })).toBe('+¥1.00');
    expect(formatMoney(0n, 'CNY', 'zh', { sign: 'always' })).toBe('¥0.00');
    expect(formatMoney(-100n, 'CNY', 'zh', { sign: 'always' })).toBe('-¥1.00');
  });

  it('loses no digit at any size', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), (minor) => {
        expect(BigInt(formatMoney(minor, 'CNY', 'en').replace(/[¥,.]/g, ''))).toBe(minor);
      }),
    );
  });
});

describe('rounding', () => {
  it.each([
    [5n, 2n, 2n],
    [7n, 2n, 4n],
    [-5n, 2n, -2n],
    [-7n, 2n, -4n],
    [1n, 2n, 0n],
    [3n, 2n, 2n],
    [-1n, 2n, 0n],
    [10n, 3n, 3n],
    [11n, 3n, 4n],
    [-11n, 3n, -4n],
    [5n, -2n, -2n],
    [0n, 7n, 0n],
  ])('%s / %s → %s', (numerator, denominator, rounded) => {
    expect(roundHalfEven(numerator, denominator)).toBe(rounded);
  });

  it('refuses to divide by 0', () => {
    expect(() => roundHalfEven(1n, 0n)).toThrow(RangeError);
  });

  it('is never off by more than a half, is even where it is a half, and mirrors', () => {
    const whole = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n });
    fc.assert(
      fc.property(whole, fc.bigInt({ min: 1n, max: 10n ** 6n }), (numerator, denominator) => {
        const rounded = roundHalfEven(numerator, denominator);
        const twice = (rounded * denominator - numerator) * 2n;
        const distance = twice < 0n ? -twice : twice;
        expect(distance <= denominator).toBe(true);
        if (distance === denominator) expect(rounded % 2n).toBe(0n);
        expect(roundHalfEven(-numerator, denominator)).toBe(-rounded);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    [8_000_000n, 300, 240_000n],
    [333n, 300, 10n],
    [111n, 300, 3n],
    [50n, 100, 0n],
    [150n, 100n, 2n],
  ] as const)('%s at %s basis points is %s', (amount, basisPoints, part) => {
    expect(applyBasisPoints(amount, basisPoints)).toBe(part);
  });
});

describe('sharing', () => {
  it.each([
    [10_000n, [3333n, 3333n, 3334n], [3333n, 3333n, 3334n]],
    [5n, [5000n, 5000n], [3n, 2n]],
    [-5n, [5000n, 5000n], [-3n, -2n]],
    [190n, [7000n, 2500n, 500n], [133n, 48n, 9n]],
    [189n, [7000n, 2500n, 500n], [132n, 47n, 10n]],
    [1n, [1n, 1n, 1n], [1n, 0n, 0n]],
    [7n, [0n, 5n], [0n, 7n]],
    [0n, [1n, 2n], [0n, 0n]],
  ])('%s by %s → %s', (amount, weights, shares) => {
    expect(shareByLargestRemainder(amount, weights)).toEqual(shares);
  });

  it('refuses weights that share nothing', () => {
    expect(() => shareByLargestRemainder(1n, [])).toThrow(RangeError);
    expect(() => shareByLargestRemainder(1n, [0n, 0n])).toThrow(RangeError);
    expect(() => shareByLargestRemainder(1n, [-1n, 2n])).toThrow(RangeError);
  });

  const weights = fc
    .array(fc.bigInt({ min: 0n, max: 10_000n }), { minLength: 1, maxLength: 12 })
    .filter((each) => each.some((weight) => weight > 0n));
  const amounts = fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n });

  it('adds up exactly, mirrors, and gives nobody a whole unit more or less than their part', () => {
    fc.assert(
      fc.property(amounts, weights, (amount, each) => {
        const shares = shareByLargestRemainder(amount, each);
        const total = each.reduce((sum, weight) => sum + weight, 0n);
        expect(shares.reduce((sum, share) => sum + share, 0n)).toBe(amount);
        expect(shareByLargestRemainder(-amount, each)).toEqual(shares.map((share) => -share));
        shares.forEach((share, row) => {
          const off = share * total - amount * (each[row] ?? 0n);
          expect(off < total && off > -total).toBe(true);
        });
      }),
      { numRuns: 5000 },
    );
  });

  it('never gives a later row of the same weight more', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 9n }),
        fc.integer({ min: 1, max: 20 }),
        (amount, count) => {
          const shares = shareByLargestRemainder(amount, new Array<bigint>(count).fill(7n));
          expect(shares.every((share, row) => row === 0 || share <= (shares[row - 1] ?? 0n))).toBe(true);
        },
      ),
    );
  });
});

describe('per cent', () => {
  it.each([
    [500, '5%'],
    [1250n, '12.5%'],
    [1, '0.01%'],
    [0, '0%'],
    [10_000n, '100%'],
    [-250, '-2.5%'],
  ] as const)('%s basis points → %s', (basisPoints, shown) => {
    expect(formatBasisPoints(basisPoints)).toBe(shown);
  });

  it.each([
    [119_995_000n, 100_000_000n, '119.99%'],
    [120_000_000n, 100_000_000n, '120.00%'],
    [99_999_999n, 100_000_000n, '99.99%'],
    [0n, 100n, '0.00%'],
    [-1n, 3n, '-33.34%'],
    [5n, 0n, '–'],
    [5n, null, '–'],
  ])('attainment of %s by a target of %s is %s', (actual, target, shown) => {
    expect(formatBasisPointsDown(actual, target)).toBe(shown);
  });

  it('attainment reads 100 % only when the target is reached', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 10n ** 15n }),
        fc.bigInt({ min: 0n, max: 2n * 10n ** 15n }),
        (target, actual) => {
          const shown = Number(formatBasisPointsDown(actual, target).replace(/[,%]/g, ''));
          expect(shown >= 100).toBe(actual >= target);
        },
      ),
    );
  });
});
