import { parseAmount } from '../kernel/amount.ts';

const NUMBER = '[¥￥$€£]?\\s?(?:\\d[\\d,]*(?:\\.\\d+)?|[零一二两三四五六七八九十百千万亿半]+)';
const UNIT_ZH =
  '(?:\\s?(?:百万|千万|亿|万|千|百|[kKwWmM](?![a-z])))*(?:美元|美金|港元|港币|欧元|人民币|元整|元|块)?';
const UNIT_EN =
  '(?:\\s?(?:thousand|million|billion|bn|mn|[kmw])\\b)?(?:\\s?(?:rmb|cny|usd|eur|yuan|dollars|euros)\\b)?';

const QUOTE_ZH = new RegExp(
  `(?:报价|报了|金额|预算|总价|价格|合同额|标的|出价|要价|开价|谈到)(?:大?约|大概|是|为|在|了|到|[:：]|\\s)*(${NUMBER}${UNIT_ZH})(?!\\s?[-~～–—到至]\\s?\\d|\\d)`,
  'u',
);
const QUOTE_EN = new RegExp(
  `\\b(?:quot(?:ed?|ing|ation)|offer(?:ed)?|budget|pric(?:ed?|ing)|proposal|worth|amount)\\b(?:\\s+(?:of|at|is|was|for|them|him|her|it|about|around|us)\\b|[:~\\s])*(${NUMBER}${UNIT_EN}${UNIT_ZH})(?!\\s?[-~–—]\\s?\\d|\\d|\\s?%|\\s+(?:to|options|versions|units|pcs|sets)\\b)`,
  'iu',
);

/** What marks a number as money: a sign, a unit, thousands. `报价3次`, `quoted 3 options` speak of no amount. */
const MONEY = /[¥￥$€£]|[,万亿千百元块kKwWmM]|thousand|million|billion|rmb|cny|usd|eur|\d{4}/iu;

/**
 * Finds the amount that was quoted in running text (`报价30万`, `quoted 300k`), as it was typed. A range, a percentage or a
 * bare small number is none.
 */
export function readQuote(text: string): string | undefined {
  const found = (QUOTE_ZH.exec(text) ?? QUOTE_EN.exec(text))?.[1]?.trim();
  if (found === undefined || !MONEY.test(found)) return undefined;
  // Which currency the organization keeps is not known here; another one's sign is told about later, at the field.
  const read = parseAmount(found, 'CNY');
  return read.kind === 'ok' || read.code === 'amount-currency' ? found : undefined;
}
