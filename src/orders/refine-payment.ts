import type { RawValues } from '../chat/spec.ts';
import { parseAmount } from '../kernel/amount.ts';
import { parseDate } from '../kernel/dates.ts';
import { looksLikeOrderNumber } from './rules.ts';

/** Any currency does here: whether it is the organization's is decided when the amount is read. */
const ANY_CURRENCY = 'CNY';
const UNIT = /^(?:元|块钱?|人民币|rmb|yuan|cny|usd|eur|gbp|hkd|dollars|euros)$/i;
/** An instalment's name, as it stands in a line: 第二期, 尾款. */
const PLACE = /^(?:第[一二三四五六七八九十\d]{1,2}[期笔]|首付款?|首期|定金|预付款|尾款|余款)$/;
/** 华为8万: an amount right behind a Chinese name. */
const GLUED = /^(.*\p{Script=Han})([¥￥$]?\d[\d,.]*\p{L}{0,3})$/u;

/**
 * Sorts what people type about a payment, in whichever order: a first word that is an order's number rather than a customer,
 * an amount before or right behind the name, a day before the amount, a currency that stands apart, a number or an
 * instalment's name at the end.
 */
export function refinePayment(values: RawValues, today: string): RawValues {
  return sortTail(findNumber(splitName(values)), today);
}

function splitName(values: RawValues): RawValues {
  const { customer, amount } = values;
  if (customer === undefined) return values;
  if (amount !== undefined) {
    const isSwapped = isAmount(customer) && !isAmount(amount);
    return isSwapped ? { ...values, customer: amount, amount: customer } : values;
  }
  const [, name, glued] = GLUED.exec(customer) ?? [];
  if (name === undefined || glued === undefined || !isAmount(glued)) return values;
  return { ...values, customer: name, amount: glued };
}

function findNumber(values: RawValues): RawValues {
  const { customer, ...others } = values;
  if (customer === undefined || values.order !== undefined || !looksLikeOrderNumber(customer)) return values;
  return { ...others, order: customer };
}

/** What stands behind the name: an amount with or without its unit, a day of one or more words, an order's number. */
function sortTail(values: RawValues, today: string): RawValues {
  const { amount, received, ...others } = values;
  if (amount === undefined || received === undefined) return values;
  const words = `${amount} ${received}`.split(/\s+/);
  const at = words.findIndex(isAmount);
  if (at === -1) return values;
  const unit = UNIT.exec(words[at + 1] ?? '')?.[0];
  const rest = words.filter((_, index) => index !== at && (unit === undefined || index !== at + 1));
  const number = others.order === undefined ? rest.find((word) => isNumber(word, today)) : undefined;
  const place = others.instalment === undefined ? rest.find((word) => PLACE.test(word)) : undefined;
  const day = rest.filter((word) => word !== number && word !== place).join(' ');
  return {
    ...others,
    amount: [words[at], ...(unit === undefined ? [] : [unit])].join(' '),
    ...(number === undefined ? {} : { order: number }),
    ...(place === undefined ? {} : { instalment: place }),
    ...(day === '' ? {} : { received: day }),
  };
}

function isNumber(word: string, today: string): boolean {
  return looksLikeOrderNumber(word) && !isAmount(word) && parseDate(word, today).kind !== 'ok';
}

function isAmount(text: string): boolean {
  const read = parseAmount(text, ANY_CURRENCY);
  return read.kind === 'ok' || read.code !== 'amount-unreadable';
}
