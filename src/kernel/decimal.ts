/** An exact decimal number: `digits` × 10^−`scale`. */
export type Decimal = { readonly digits: bigint; readonly scale: number };

/** Reads `1200`, `1,200.50`, `.5`; commas only where they group by thousands. Anything else is `undefined`. */
export function parseDecimal(text: string): Decimal | undefined {
  const found = /^(\d{1,3}(?:,\d{3})+|\d*)(?:\.(\d+))?$/.exec(text);
  const whole = (found?.[1] ?? '').replaceAll(',', '');
  const fraction = found?.[2] ?? '';
  if (found === null || whole + fraction === '') return undefined;
  return { digits: BigInt(whole + fraction), scale: fraction.length };
}

export function wholeNumber(value: bigint): Decimal {
  return { digits: value, scale: 0 };
}

export function addDecimals(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return { digits: rescale(a, scale) + rescale(b, scale), scale };
}

export function multiplyDecimal(value: Decimal, factor: bigint): Decimal {
  return { digits: value.digits * factor, scale: value.scale };
}

/** The number × 10^`places` as an integer, or `undefined` if it is none. */
export function shiftToInteger(value: Decimal, places: number): bigint | undefined {
  if (value.scale <= places) return rescale(value, places);
  const divisor = 10n ** BigInt(value.scale - places);
  return value.digits % divisor === 0n ? value.digits / divisor : undefined;
}

function rescale(value: Decimal, scale: number): bigint {
  return value.digits * 10n ** BigInt(scale - value.scale);
}
