import { parseAmount, parsePercent } from '../kernel/amount.ts';
import { applyBasisPoints, shareByLargestRemainder } from '../kernel/money.ts';

/** How much of an order a part of it is, as people write it. */
export type TypedMoney =
  | { readonly kind: 'amount'; readonly minor: bigint }
  | { readonly kind: 'percent'; readonly basisPoints: number }
  /** Whatever the others leave. */
  | { readonly kind: 'rest' };

const REST = /^(?:rest|balance|remainder|remaining|余款|尾款|余额|剩余|其余)$/i;

/** Reads `200k`, `50%`, `五成` or `rest`; undefined for what is none of them. */
export function readTypedMoney(text: string, currency: string): TypedMoney | undefined {
  if (REST.test(text)) return { kind: 'rest' };
  if (/[%％点成]|百分之/.test(text)) {
    const percent = parsePercent(text);
    return percent.kind === 'ok' ? { kind: 'percent', basisPoints: percent.value } : undefined;
  }
  const amount = parseAmount(text, currency);
  return amount.kind === 'ok' ? { kind: 'amount', minor: amount.value } : undefined;
}

/**
 * What each part is worth in minor units; percentages alone that make 100 % share the total by the largest remainder. Only
 * the first can be the rest; a second one is worth nothing.
 */
export function valueTyped(parts: readonly TypedMoney[], total: bigint): readonly bigint[] {
  const shares = parts.map((part) => (part.kind === 'percent' ? BigInt(part.basisPoints) : 0n));
  const percent = shares.reduce((sum, share) => sum + share, 0n);
  if (percent === 10_000n && parts.every(({ kind }) => kind === 'percent'))
    return shareByLargestRemainder(total, shares);
  const known = parts.map((part) => price(part, total));
  const rest = total - known.reduce<bigint>((sum, amount) => sum + (amount ?? 0n), 0n);
  const first = known.indexOf(undefined);
  return known.map((amount, row) => amount ?? (row === first ? rest : 0n));
}

function price(money: TypedMoney, total: bigint): bigint | undefined {
  switch (money.kind) {
    case 'amount':
      return money.minor;
    case 'percent':
      return applyBasisPoints(total, money.basisPoints);
    case 'rest':
      return undefined;
  }
}
