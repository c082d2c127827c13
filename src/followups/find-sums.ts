import { parseAmount } from '../kernel/amount.ts';
import { findAll } from '../kernel/text/find-all.ts';
import type { Stretch } from './clauses.ts';

/** A sum of money as it stands in a text. */
export interface Sum extends Stretch {
  readonly typed: string;
  /** Minor units of an undecided currency, to tell one sum from another. */
  readonly value: bigint;
  /** It has a sign, a unit or thousands; a bare number is money only where a word says so. */
  readonly marked: boolean;
  /** It has a sign of money or a unit in which money is counted: hardly anything else than money. */
  readonly money: boolean;
}

const NUMERAL = '零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟';
// Letters before a sign belong to it: C$ is not $.
const SIGN =
  '(?:(?:rmb|cny|usd|eur|gbp|hkd|aud|cad|sgd|nzd|chf|jpy|inr|aed|人民币)\\s?|[A-Za-z]{0,3}[¥￥$€£]\\s?)';
const UNIT =
  '(?:百万|千万|亿|万|千|百|[kKwWmMbB](?![A-Za-z])|\\s?(?:thousand|million|billion|mn|bn|mio)(?![A-Za-z]))';
const CURRENCY =
  '\\s?(?:元整|元人民币|人民币|美元|美金|港元|港币|欧元|英镑|日元|日币|韩元|澳元|加元|新币|泰铢|卢布|法郎|块钱|元|块|(?:rmb|cny|usd|eur|gbp|hkd|aud|cad|sgd|nzd|chf|jpy|inr|aed|yuan|dollars|euros|pounds|quid|yen|rupees)(?![A-Za-z]))';

const SUM = new RegExp(
  `(?<![\\w.\\-/#几数好上近半+]|半个)(${SIGN})?((?:\\d{1,3}(?:,\\d{2,3})+|\\d+)(?:\\.\\d+)?(?:\\s?(?:来|个(?=[亿万wW]))?${UNIT}(?:\\d(?![\\d.])(?:千|百)?)?)*|[${NUMERAL}][${NUMERAL}点]*来?[${NUMERAL}](?:\\d)?|[一二两三四五六七八九](?=[wW]))(${CURRENCY})?`,
  'gi',
);
/** A range, a percentage, a count, a date or a part of a longer number. */
const NOT_BEHIND =
  /^(?:\s?[-~～–—]\s?[\d¥￥$€£]|\s?[到至]\s?\d|[\d%‰多来几余]|\s?%|\.\d|:\d|\/\d|-\d|成(?![交单功])|[号日月点楼年折倍个台套件次人家吨间条位名款项周天岁斤米份折箱](?!数)|\s?(?:kg|个点|options|versions|units?|pcs|sets|seats|users?|licen[cs]es|employees|offices|days|weeks|months|years|yrs|hours|min)\b|(?:st|nd|rd|th)\b)/iu;
const RANGE_BEFORE = /[\dkwm万千百亿]\s?(?:[-~～–—]|到|至|\bto\b)\s?$/iu;
const MARKED =
  /[¥￥$€£,万亿千百元块kKwWmM]|thousand|million|billion|\bbn|\bmn|rmb|cny|usd|eur|gbp|hkd|dollars|yuan/iu;
const MONEY =
  /[¥￥$€£万亿元块kKwWmM]|thousand|million|billion|\bbn|\bmn|rmb|cny|usd|eur|gbp|hkd|dollars|yuan/iu;
const COUNTED =
  /^\s?(?!(?:this|his|was|as|plus|yes|less|across|gross|terms|dollars|bucks|euros|pounds|asks|sounds|works|includes|covers|seems|means|gets|needs|stands|expires|looks|comes|goes|ends|closes|starts|always|success|maybe|says|pays|signs|wants|ours|yours|theirs|hers|its|versus)\b)[a-z]{2,}s\b/iu;
/** 300.000 is three hundred to one and three hundred thousand to another. */
const AMBIGUOUS = /^\d{1,3}\.\d{3}$/;

const YEAR = /^20[1-4]\d$/;
const SPOKEN_HUNDREDS = /^[一二两三四五六七八九几]百[一二三四五六七八九十零]*$/u;
const SIGNED = /[¥￥$€£元块]|rmb|cny|usd|eur|gbp|hkd|dollars|yuan/iu;

/** What stands around a sum's number. */
const HEAD = new RegExp(`^[^\\d${NUMERAL}]+`, 'u');
const TAIL = new RegExp(`${CURRENCY}$`, 'iu');

/** Without one of these there is no sum. */
const HINT = /[\d一二两三四五六七八九十百千万亿]/;

/** Finds all sums of a text; counts, ranges, percentages, numbers of phones and orders are none. */
export function findSums(text: string): readonly Sum[] {
  const sums: Sum[] = [];
  // Most lines speak of no sum, and the search costs.
  if (!HINT.test(text)) return sums;
  for (const found of findAll(text, SUM)) {
    const typed = found[0].trim();
    const start = found.index + found[0].indexOf(typed);
    const end = start + typed.length;
    if (NOT_BEHIND.test(text.slice(end)) || isRangeEnd(text, start) || AMBIGUOUS.test(typed)) continue;
    if (isUnsaid(typed, text.slice(end))) continue;
    const read = parseAmount(typed.replace(HEAD, '').replace('来', '').replace(TAIL, ''), 'CNY');
    if (read.kind !== 'ok' || read.value === 0n) continue;
    sums.push({
      start,
      end,
      typed,
      value: read.value,
      marked: MARKED.test(typed),
      money: isMoney(typed, text.slice(end)),
    });
  }
  return sums;
}

/** A year, so many pieces, and a number of which nobody can tell the unit: 报价两百七 may be 270 or 2.7 million. */
function isUnsaid(typed: string, behind: string): boolean {
  if (YEAR.test(typed) || SPOKEN_HUNDREDS.test(typed)) return true;
  return !SIGNED.test(typed) && COUNTED.test(behind);
}

/** 20k is money, 20k users are not; 3,200 may be anything. */
function isMoney(typed: string, behind: string): boolean {
  return MONEY.test(typed) && !COUNTED.test(behind);
}

function isRangeEnd(text: string, start: number): boolean {
  return (
    RANGE_BEFORE.test(text.slice(Math.max(0, start - 12), start)) &&
    !/from\s+\S+\s+to\s*$/iu.test(text.slice(Math.max(0, start - 24), start))
  );
}
