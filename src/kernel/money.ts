import { type CurrencyCode, exponentOf, symbolOf } from './currency.ts';

/** One whole in basis points: 100 %. */
export const WHOLE_IN_BASIS_POINTS = 10_000n;

export type FormatMoneyOptions = {
  /** `always` writes a plus before what is above zero, for differences. Default: only the minus is written. */
  readonly sign?: 'negative' | 'always';
};

/**
 * Writes minor units for people: `¥80,000.00`, `-$1,200.50`, `¥8,000` (JPY), exact at any size. Both languages group
 * by thousands and show all decimals; a Chinese reader takes a bare ¥ for yuan, so yen are `JP¥` there.
 */
export function formatMoney(
  minor: bigint,
  currency: CurrencyCode,
  locale: 'en' | 'zh',
  options: FormatMoneyOptions = {},
): string {
  const symbol = locale === 'zh' && currency === 'JPY' ? 'JP¥' : symbolOf(currency);
  const plus = options.sign === 'always' && minor > 0n ? '+' : '';
  const sign = minor < 0n ? '-' : plus;
  return `${sign}${symbol}${formatUnits(minor < 0n ? -minor : minor, exponentOf(currency))}`;
}

/** Rounds a fraction to the nearest integer, a tie to the even one. Throws a RangeError if the denominator is 0. */
export function roundHalfEven(numerator: bigint, denominator: bigint): bigint {
  if (denominator === 0n) throw new RangeError('cannot round a fraction whose denominator is 0');
  if (denominator < 0n) return roundHalfEven(-numerator, -denominator);
  const floor = divideDown(numerator, denominator);
  const twice = (numerator - floor * denominator) * 2n;
  const up = twice > denominator || (twice === denominator && floor % 2n !== 0n);
  return up ? floor + 1n : floor;
}

/** `amount` × `basisPoints` / 10 000, rounded once, half to even. */
export function applyBasisPoints(amount: bigint, basisPoints: bigint | number): bigint {
  return roundHalfEven(amount * BigInt(basisPoints), WHOLE_IN_BASIS_POINTS);
}

/**
 * Shares an amount in proportion to the weights so that the shares add up to it exactly: everybody gets the part
 * rounded down, and what is left goes in single units to the largest remainders, ties to the earlier row. A negative
 * amount mirrors the positive one. Throws a RangeError if a weight is negative or all are 0.
 */
export function shareByLargestRemainder(amount: bigint, weights: readonly bigint[]): bigint[] {
  if (amount < 0n) return shareByLargestRemainder(-amount, weights).map((share) => -share);
  if (weights.some((weight) => weight < 0n)) throw new RangeError('a weight is negative');
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  if (total === 0n) throw new RangeError('no weight is above 0');

  const parts = weights.map((weight, row) => ({
    row,
    share: (amount * weight) / total,
    remainder: (amount * weight) % total,
  }));
  const left = amount - parts.reduce((sum, part) => sum + part.share, 0n);
  const ranked = parts.toSorted((a, b) => compare(b.remainder, a.remainder) || a.row - b.row);
  const raised = new Set(ranked.slice(0, Number(left)).map((part) => part.row));
  return parts.map((part) => (raised.has(part.row) ? part.share + 1n : part.share));
}

/** Writes basis points as per cent without idle zeros: 500 → `5%`, 1 250 → `12.5%`. */
export function formatBasisPoints(basisPoints: bigint | number): string {
  const value = BigInt(basisPoints);
  const digits = formatUnits(value < 0n ? -value : value, 2).replace(/\.?0+$/, '');
  return `${value < 0n ? '-' : ''}${digits}%`;
}

/**
 * Writes attainment, `actual` of `target`, rounded down to 0.01 %, so that nobody reads 100 % before it is reached.
 * Without a target, or with one of 0, there is no attainment: `–`.
 */
export function formatBasisPointsDown(actual: bigint, target: bigint | null): string {
  if (target === null || target <= 0n) return '–';
  const basisPoints = divideDown(actual * WHOLE_IN_BASIS_POINTS, target);
  const digits = formatUnits(basisPoints < 0n ? -basisPoints : basisPoints, 2);
  return `${basisPoints < 0n ? '-' : ''}${digits}%`;
}

/** Not through Intl: below it goes a double, and 2^53 fen are no distant number for a sum of sums. */
function formatUnits(minor: bigint, exponent: number): string {
  const digits = minor.toString().padStart(exponent + 1, '0');
  const whole = digits.slice(0, digits.length - exponent).replace(/\B(?=(\d{3})+$)/g, ',');
  return exponent === 0 ? whole : `${whole}.${digits.slice(-exponent)}`;
}

/** Integer division towards minus infinity; the denominator is positive. */
function divideDown(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  return numerator % denominator < 0n ? quotient - 1n : quotient;
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
