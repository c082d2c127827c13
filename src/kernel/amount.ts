import { parseChineseNumber } from './chinese-numbers.ts';
import { type CurrencyCode, currenciesOfSymbol, exponentOf, isCurrencyCode } from './currency.ts';
import { type Decimal, multiplyDecimal, parseDecimal, shiftToInteger } from './decimal.ts';
import { ok, type Result, refuse } from './result.ts';

export type AmountRefusal =
  | 'amount-unreadable'
  | 'amount-currency'
  | 'amount-decimals'
  | 'amount-negative'
  | 'amount-too-large';

export type PercentRefusal = 'percent-unreadable' | 'percent-decimals';

/** No amount that a person types is larger, in minor units: every such amount is also a safe integer. */
export const LARGEST_AMOUNT = 1_000_000_000_000_000n;

/** Longer text is no amount, and need not be searched for one. */
const LONGEST_TEXT = 60;

const MULTIPLIERS: ReadonlyMap<string, bigint> = new Map(
  Object.entries({
    '': 1n,
    k: 1000n,
    thousand: 1000n,
    w: 10_000n,
    lakh: 100_000n,
    m: 1_000_000n,
    mn: 1_000_000n,
    mio: 1_000_000n,
    million: 1_000_000n,
    crore: 10_000_000n,
    b: 1_000_000_000n,
    bn: 1_000_000_000n,
    billion: 1_000_000_000n,
  }),
);

// A bare $ or 元 is what the people of many countries write for their own money.
const DOLLARS = ['USD', 'AUD', 'CAD', 'HKD', 'MOP', 'MXN', 'NZD', 'SGD', 'TWD'];
const YUAN = ['CNY', 'HKD', 'MOP', 'TWD'];
const NAMED: ReadonlyMap<string, readonly CurrencyCode[]> = new Map(
  Object.entries({
    $: DOLLARS,
    us$: ['USD'],
    rmb: ['CNY'],
    yuan: ['CNY'],
    人民币: ['CNY'],
    元: YUAN,
    圆: YUAN,
    块: YUAN,
    块钱: YUAN,
    元整: YUAN,
    圆整: YUAN,
    元人民币: ['CNY'],
    美元: ['USD'],
    美金: ['USD'],
    港元: ['HKD'],
    港币: ['HKD'],
    新台币: ['TWD'],
    台币: ['TWD'],
    欧元: ['EUR'],
    英镑: ['GBP'],
    日元: ['JPY'],
    円: ['JPY'],
    dollars: DOLLARS,
    euros: ['EUR'],
  }),
);

const HEAD = /^(人民币|rmb|[a-z]{0,3}\$|[¥€£₪₹₩₱₽฿₺₴₫]|[a-z]{3}(?=[\d.零一二两三四五六七八九十百千]))/;
const TAIL =
  /(块钱|[元圆]整|元人民币|人民币|美[元金]|港[元币]|新?台币|欧元|英镑|日元|[元圆块円]|rmb|yuan|dollars|euros|[¥$€£₩₫]|(?<=[^a-z])[a-z]{3}|(?<=[\dkwmb])(?:cny|usd|eur|gbp|hkd|jpy))$/;

/**
 * Reads an amount as people type it and gives minor units of `currency`: `80000`, `¥1,200.50`, `80,000.00元`, `300k`,
 * `1.5m`, `30w`, `30万`, `1.2亿`, `三十万`, `两万五`. Refused, each with its code: what is no amount, what names another
 * currency, what has more decimals than the currency, what is negative or beyond `LARGEST_AMOUNT`.
 */
export function parseAmount(text: string, currency: CurrencyCode): Result<bigint, AmountRefusal> {
  const facts = { text, currency };
  if (text.length > LONGEST_TEXT) return refuse('amount-unreadable', facts);
  const plain = text.normalize('NFKC').toLowerCase().replace(/\s/g, '');
  const unsigned = plain.replace(/^([^\d]{0,4}?)(?:[-−–]|负)/, '$1');
  const { number, named } = cutCurrency(unsigned.replace(/^\+/, ''));
  const value = readNumber(number);
  if (value === undefined) return refuse('amount-unreadable', facts);
  if (unsigned !== plain) return refuse('amount-negative', facts);
  if (named.some((codes) => !codes.includes(currency))) return refuse('amount-currency', facts);
  const minor = shiftToInteger(value, exponentOf(currency));
  if (minor === undefined) return refuse('amount-decimals', facts);
  return minor > LARGEST_AMOUNT ? refuse('amount-too-large', facts) : ok(minor);
}

/**
 * Reads a percentage and gives basis points: `5%`, `12.5 %`, `5个点`, `五个点`, `百分之五`, `5 percent`, `50bp`. A bare
 * number counts as per cent. More than two decimals, and whatever is negative, is refused.
 */
export function parsePercent(text: string): Result<number, PercentRefusal> {
  const facts = { text };
  if (text.length > LONGEST_TEXT) return refuse('percent-unreadable', facts);
  const plain = text.normalize('NFKC').toLowerCase().replace(/\s/g, '');
  const points = /^(\d+)(?:bps?|个?基点)$/.exec(plain);
  if (points) return ok(Number(points[1]));
  const number = plain.replace(/^百分之/, '').replace(/(?:%|个百分点|个点|percent|pct)$/, '');
  const value = readNumber(number);
  if (value === undefined || value.digits > 10n ** 15n) return refuse('percent-unreadable', facts);
  const basisPoints = shiftToInteger(value, 2);
  return basisPoints === undefined ? refuse('percent-decimals', facts) : ok(Number(basisPoints));
}

/** Takes the currency's signs and names off both ends; each is the list of currencies that it can mean. */
function cutCurrency(text: string): { number: string; named: (readonly CurrencyCode[])[] } {
  const named: (readonly CurrencyCode[])[] = [];
  let number = text;
  for (const pattern of [HEAD, TAIL]) {
    const sign = pattern.exec(number)?.[1];
    const codes = sign === undefined ? [] : currenciesNamed(sign);
    if (sign === undefined || codes.length === 0) continue;
    named.push(codes);
    number = pattern === HEAD ? number.slice(sign.length) : number.slice(0, -sign.length);
  }
  return { number, named };
}

function currenciesNamed(sign: string): readonly CurrencyCode[] {
  const code = sign.toUpperCase();
  return NAMED.get(sign) ?? (isCurrencyCode(code) ? [code] : currenciesOfSymbol(code));
}

function readNumber(text: string): Decimal | undefined {
  const western = /^([\d.,]+)([a-z]*)$/.exec(text);
  if (western) {
    const value = parseDecimal(western[1] ?? '');
    const factor = MULTIPLIERS.get(western[2] ?? '');
    return value && factor !== undefined ? multiplyDecimal(value, factor) : undefined;
  }
  // 一个亿, 三个w: the measure word says nothing about the number.
  return parseChineseNumber(text.replace(/w(?=[1-9]?$)/, '万').replace(/个(?=[百千]?[万亿])/, ''));
}
