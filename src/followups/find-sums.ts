import { parseAmount } from '../kernel/amount.ts';
import type { Stretch } from './clauses.ts';

/** A sum of money as it stands in a text. */
export interface Sum extends Stretch {
  readonly typed: string;
  /** Minor units of an undecided currency, to tell one sum from another. */
  readonly value: bigint;
  /** It has a sign, a unit or thousands; a bare number is money only where a word says so. */
  readonly marked: boolean;
}

const NUMERAL = '零〇一二两三四五六七八九十百千万亿';
const SIGN = '(?:(?:rmb|cny|usd|eur|gbp|hkd|us\\$)\\s?|[¥￥$€£]\\s?)';
const UNIT =
  '(?:百万|千万|亿|万|千|百|[kKwWmMbB](?![A-Za-z])|\\s?(?:thousand|million|billion|mn|bn|mio)(?![A-Za-z]))';
const CURRENCY =
  '\\s?(?:元整|元人民币|人民币|美元|美金|港元|港币|欧元|英镑|日元|块钱|元|块|(?:rmb|cny|usd|eur|gbp|hkd|yuan|dollars|euros)(?![A-Za-z]))';

const SUM = new RegExp(
  `(?<![\\w.\\-/#几数好上近+])(${SIGN})?((?:\\d{1,3}(?:,\\d{2,3})+|\\d+)(?:\\.\\d+)?(?:\\s?${UNIT}(?:\\d(?![\\d.])(?:千|百)?)?)*|[${NUMERAL}][${NUMERAL}点]*[${NUMERAL}](?:\\d)?|[一二两三四五六七八九](?=[wW]))(${CURRENCY})?`,
  'gi',
);
/** A range, a percentage, a count, a date or a part of a longer number. */
const NOT_BEHIND =
  /^(?:\s?[-~～–—]\s?[\d¥￥$€£]|\s?[到至]\s?\d|[\d%‰多来几余]|\s?%|\.\d|:\d|\/\d|-\d|[号日月点楼年折成倍个台套件次人家吨间条位名款项周天岁斤米份折箱](?!数)|\s?(?:kg|个点|options|versions|units?|pcs|sets|seats|users?|licen[cs]es|employees|offices|days|weeks|months|years|yrs|hours|min)\b|(?:st|nd|rd|th)\b)/iu;
const RANGE_BEFORE = /[\dkwm万千百亿]\s?(?:[-~～–—]|到|至|\bto\b)\s?$/iu;
const MARKED =
  /[¥￥$€£,万亿千百元块kKwWmM]|thousand|million|billion|\bbn|\bmn|rmb|cny|usd|eur|gbp|hkd|dollars|yuan/iu;
/** 300.000 is three hundred to one and three hundred thousand to another. */
const AMBIGUOUS = /^\d{1,3}\.\d{3}$/;

/** Without one of these there is no sum. */
const HINT = /[\d一二两三四五六七八九十百千万亿]/;

/** Finds all sums of a text; counts, ranges, percentages, numbers of phones and orders are none. */
export function findSums(text: string): readonly Sum[] {
  const sums: Sum[] = [];
  // Most lines speak of no sum, and the search costs.
  if (!HINT.test(text)) return sums;
  for (const found of text.matchAll(SUM)) {
    const typed = found[0].trim();
    const start = found.index + found[0].indexOf(typed);
    const end = start + typed.length;
    if (NOT_BEHIND.test(text.slice(end)) || isRangeEnd(text, start) || AMBIGUOUS.test(typed)) continue;
    const read = parseAmount(
      typed
        .replace(/^[^\d零〇一二两三四五六七八九十百千万亿]+/u, '')
        .replace(new RegExp(`${CURRENCY}$`, 'iu'), ''),
      'CNY',
    );
    if (read.kind !== 'ok' || read.value === 0n) continue;
    sums.push({ start, end, typed, value: read.value, marked: MARKED.test(typed) });
  }
  return sums;
}

function isRangeEnd(text: string, start: number): boolean {
  return (
    RANGE_BEFORE.test(text.slice(Math.max(0, start - 12), start)) &&
    !/from\s+\S+\s+to\s*$/iu.test(text.slice(Math.max(0, start - 24), start))
  );
}
