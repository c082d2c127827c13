import type { RawValues } from '../chat/spec.ts';
import { parseAmount } from '../kernel/amount.ts';
import { parseDate } from '../kernel/dates.ts';
import { looksLikeOrderNumber } from './rules.ts';

/** Any currency does here: whether it is the organization's is decided when the amount is read. */
const ANY_CURRENCY = 'CNY';
const UNIT = /^(?:元|块钱?|人民币|rmb|yuan|cny|usd|eur|gbp|hkd|dollars|euros)(?=\s|$)\s*/i;

/**
 * Sorts what people type about a payment: a first word that is an order's number rather than a customer, a currency that
 * stands apart from its amount, a day that was typed before the amount.
 */
export function refinePayment(values: RawValues, today: string): RawValues {
  return swapDay(joinUnit(findNumber(values)), today);
}

function findNumber(values: RawValues): RawValues {
  const { customer, ...others } = values;
  if (customer === undefined || values.order !== undefined || !looksLikeOrderNumber(customer)) return values;
  return { ...others, order: customer };
}

function joinUnit(values: RawValues): RawValues {
  const { received, ...others } = values;
  const unit = UNIT.exec(received ?? '')?.[0];
  if (received === undefined || unit === undefined || others.amount === undefined) return values;
  const day = received.slice(unit.length);
  const amount = `${others.amount} ${unit.trim()}`;
  return day === '' ? { ...others, amount } : { ...others, amount, received: day };
}

function swapDay(values: RawValues, today: string): RawValues {
  const { amount, received } = values;
  if (amount === undefined || received === undefined) return values;
  if (isAmount(amount) || !isAmount(received) || parseDate(amount, today).kind !== 'ok') return values;
  return { ...values, amount: received, received: amount };
}

function isAmount(text: string): boolean {
  const read = parseAmount(text, ANY_CURRENCY);
  return read.kind === 'ok' || read.code !== 'amount-unreadable';
}
