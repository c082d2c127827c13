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
type Unit = { readonly sign: string; readonly size: bigint };

/** The largest first: it is the one that splits a number in two. */
const UNITS: readonly Unit[] = [
  { sign: '亿', size: 100_000_000n },
  { sign: '万', size: 10_000n },
  { sign: '千', size: 1000n },
  { sign: '百', size: 100n },
  { sign: '十', size: 10n },
];
const WAN = 10_000n;
const ZERO = wholeNumber(0n);

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
  return plain === '零' ? ZERO : readNumber(plain);
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
  const factor = UNITS.reduce(
    (product, { sign, size }) => (units.includes(sign) ? product * size : product),
    1n,
  );
  return value && multiplyDecimal(value, factor);
}

/** Splits at the largest unit: what stands before it counts so many of it, what stands behind is less than one. */
function readNumber(text: string): Decimal | undefined {
  const unit = UNITS.find(({ sign }) => text.includes(sign));
  if (unit === undefined) return readPlain(text);
  const place = text.lastIndexOf(unit.sign);
  const count = readCount(text.slice(0, place), unit);
  const rest = readRest(text.slice(place + 1), unit);
  if (count === undefined || rest === undefined || (count.scale > 0 && rest.digits > 0n)) return undefined;
  return addDecimals(multiplyDecimal(count, unit.size), rest);
}

/** How many of the unit: one digit or number before 十 百 千 (none means one), any number before 万 and 亿. */
function readCount(text: string, unit: Unit): Decimal | undefined {
  if (unit.size < WAN) return text === '' ? wholeNumber(1n) : readPlain(text);
  const count = readNumber(text);
  return count !== undefined && count.digits > 0n ? count : undefined;
}

/** What is left behind the unit: 两万五 → 5 000, 一万零五 → 5, 三万5000 → 5 000, 三十五 → 5. */
function readRest(text: string, unit: Unit): Decimal | undefined {
  if (text === '') return ZERO;
  const value = readNumber(text.replace(/^零/, ''));
  if (value === undefined || value.scale > 0 || value.digits === 0n || value.digits >= unit.size)
    return undefined;
  const isLastDigit = unit.size > 10n && /^[1-9一二三四五六七八九]$/.test(text);
  return isLastDigit ? multiplyDecimal(value, unit.size / 10n) : value;
}

function readPlain(text: string): Decimal | undefined {
  const digit = text.length === 1 ? DIGITS.indexOf(text) : -1;
  return digit > 0 ? wholeNumber(BigInt(digit)) : parseDecimal(text);
}
