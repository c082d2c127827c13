import { multiplyDecimal, parseDecimal } from './decimal.ts';
import { ok, type Result, refuse } from './result.ts';

const UNITS: Readonly<Record<string, bigint>> = {
  '': 1n,
  k: 1_000n,
  w: 10_000n,
  万: 10_000n,
  m: 1_000_000n,
  亿: 100_000_000n,
};
const MOST_DIGITS = 15;
const MOST_DECIMALS = 6;

/**
 * Reads a plain number, such as `30`, `-2.5`, `1,200.5`, `３万` or `2k`, and gives it as a decimal without grouping,
 * leading plus or trailing zeros (`1200.5`). At most 15 digits before and 6 behind the point.
 */
export function parseNumber(text: string): Result<string, 'number-unreadable'> {
  const found = /^([+-]?)([\d.,]+)\s*([a-z万亿]?)$/.exec(text.normalize('NFKC').trim().toLowerCase());
  const unit = UNITS[found?.[3] ?? '-'];
  const value = parseDecimal(found?.[2] ?? '');
  if (unit === undefined || value === undefined) return refuse('number-unreadable', { text });
  const { digits, scale } = multiplyDecimal(value, unit);
  // Of BigInt, so that leading zeros are gone.
  const padded = digits.toString().padStart(scale + 1, '0');
  const whole = padded.slice(0, padded.length - scale);
  const fraction = padded.slice(padded.length - scale).replace(/0+$/, '');
  if (whole.length > MOST_DIGITS || fraction.length > MOST_DECIMALS)
    return refuse('number-unreadable', { text });
  const sign = found?.[1] === '-' && digits !== 0n ? '-' : '';
  return ok(`${sign}${whole}${fraction === '' ? '' : `.${fraction}`}`);
}
