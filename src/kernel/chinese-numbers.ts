import {
  addDecimals,
  type Decimal,
  multiplyDecimal,
  parseDecimal,
  shiftToInteger,
  wholeNumber,
} from './decimal.ts';

const DIGITS = '零一二三四五六七八九';
const VARIANTS: Readonly<Record<string, string>> = {
  〇: '零',
  两: '二',
  兩: '二',
  俩: '二',
  壹: '一',
  贰: '二',
  貳: '二',
  叁: '三',
  參: '三',
  肆: '四',
  伍: '五',
  陆: '六',
  陸: '六',
  柒: '七',
  捌: '八',
  玖: '九',
  拾: '十',
  佰: '百',
  仟: '千',
  萬: '万',
  億: '亿',
};
const UNITS: Readonly<Record<string, bigint>> = {
  十: 10n,
  百: 100n,
  千: 1000n,
  万: 10_000n,
  亿: 100_000_000n,
};
const WAN = 10_000n;

type Piece =
  | { readonly kind: 'number'; readonly value: Decimal; readonly isDigit: boolean }
  | { readonly kind: 'zero' }
  | { readonly kind: 'unit'; readonly size: bigint };

/**
 * Reads a number as it is said or typed in Chinese: `三十万`, `12万3千`, `1.2亿`, `一百零五`, `两万五` (25 000: a last digit
 * without its unit counts one place below), `三点五万`, `一万零五` (10 005). What is vague or out of order (`三四万`, `几十万`,
 * `五百三千`) is `undefined`.
 */
export function parseChineseNumber(text: string): Decimal | undefined {
  const plain = [...text].map((character) => VARIANTS[character] ?? character).join('');
  const pointed = /^([零一二三四五六七八九十百千]+)点([零一二三四五六七八九]+)([十百千]?[万亿]*)$/.exec(
    plain,
  );
  if (pointed) return readPointed(pointed[1] ?? '', pointed[2] ?? '', pointed[3] ?? '');
  const pieces = cutPieces(plain);
  return pieces && addPieces(pieces);
}

/** Reads a whole number in digits or Chinese, for counts of days: `3`, `十五`, `两`. */
export function parseWholeNumber(text: string): number | undefined {
  const value = parseChineseNumber(text);
  const whole = value && shiftToInteger(value, 0);
  return whole === undefined || whole > 1_000_000n ? undefined : Number(whole);
}

function readPointed(whole: string, fraction: string, units: string): Decimal | undefined {
  const integer = parseChineseNumber(whole);
  const count = integer && shiftToInteger(integer, 0);
  if (count === undefined) return undefined;
  const digits = [...fraction].map((digit) => DIGITS.indexOf(digit)).join('');
  const value = parseDecimal(`${count}.${digits}`);
  const factor = [...units].reduce((product, unit) => product * (UNITS[unit] ?? 1n), 1n);
  return value && multiplyDecimal(value, factor);
}

function cutPieces(text: string): Piece[] | undefined {
  const pieces: Piece[] = [];
  const parts = text.match(/[\d.,]+|./gsu) ?? [];
  for (const part of parts) {
    const unit = UNITS[part];
    const digit = DIGITS.indexOf(part);
    const value = /^[\d.,]/.test(part) ? parseDecimal(part) : undefined;
    if (unit !== undefined) pieces.push({ kind: 'unit', size: unit });
    else if (digit === 0) pieces.push({ kind: 'zero' });
    else if (digit > 0) pieces.push({ kind: 'number', value: wholeNumber(BigInt(digit)), isDigit: true });
    else if (value) pieces.push({ kind: 'number', value, isDigit: /^[1-9]$/.test(part) });
    else return undefined;
  }
  return pieces.length === 0 ? undefined : pieces;
}

/**
 * Adds up pieces such as [12][万][3][千]. A section is what stands before 万 or 亿; within it, and from section to section,
 * units may only fall.
 */
function addPieces(pieces: readonly Piece[]): Decimal | undefined {
  if (pieces.length === 1 && pieces[0]?.kind === 'zero') return wholeNumber(0n);
  let total = wholeNumber(0n);
  let section = wholeNumber(0n);
  let pending: { readonly value: Decimal; readonly isDigit: boolean } | undefined;
  let ceiling: bigint | undefined;
  let sectionCeiling: bigint | undefined;
  let afterZero = false;

  for (const piece of pieces) {
    if (piece.kind === 'zero') {
      if (pending !== undefined || afterZero || (ceiling === undefined && sectionCeiling === undefined))
        return undefined;
      afterZero = true;
    } else if (piece.kind === 'number') {
      if (pending !== undefined) return undefined;
      pending = piece;
    } else if (piece.size < WAN) {
      if (sectionCeiling !== undefined && piece.size >= sectionCeiling) return undefined;
      section = addDecimals(section, multiplyDecimal(pending?.value ?? wholeNumber(1n), piece.size));
      sectionCeiling = piece.size;
      pending = undefined;
      afterZero = false;
    } else {
      const whole = addDecimals(section, pending?.value ?? wholeNumber(0n));
      const isTrillion = piece.size > WAN && ceiling === WAN;
      if (isTrillion) total = multiplyDecimal(addDecimals(total, whole), piece.size);
      else if (whole.digits === 0n || (ceiling !== undefined && piece.size >= ceiling)) return undefined;
      else total = addDecimals(total, multiplyDecimal(whole, piece.size));
      section = wholeNumber(0n);
      sectionCeiling = undefined;
      ceiling = piece.size;
      pending = undefined;
      afterZero = false;
    }
  }
  if (pending === undefined) return afterZero ? undefined : addDecimals(total, section);
  const lastUnit = sectionCeiling ?? ceiling;
  const rest = readLast(pending, lastUnit, afterZero);
  return rest && addDecimals(addDecimals(total, section), rest);
}

/** What a number without a unit at the end counts: 两万五 → 5 000, 一万零五 → 5, 三万5000 → 5 000, 三十五 → 5. */
function readLast(
  last: { readonly value: Decimal; readonly isDigit: boolean },
  unit: bigint | undefined,
  afterZero: boolean,
): Decimal | undefined {
  if (unit === undefined) return last.value;
  if (last.value.scale > 0 || last.value.digits >= unit) return undefined;
  return last.isDigit && !afterZero && unit > 10n ? multiplyDecimal(last.value, unit / 10n) : last.value;
}
