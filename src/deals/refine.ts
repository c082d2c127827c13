import type { RawValues } from '../chat/spec.ts';
import { parseAmount } from '../kernel/amount.ts';
import type { LocalDate } from '../kernel/calendar.ts';
import { parseDate } from '../kernel/dates.ts';

/** A date is at most so many words: `31 Dec 2026`. */
const DATE_WORDS = 3;
/** What people put around a date: `by 2026-12-31`, `预计月底成交`. */
const BEFORE = /^(?:by|before|until|on|预计|预估|争取)\s*/i;
const BEHIND = /\s*(?:前|之前|成交|签约|签单|签)+$/;

/**
 * Reads the running text of a new deal: `Acme CRM for 40 seats 300k by month end`, `华为 二期扩容 30万 月底成交`. The amount may
 * stand anywhere in it, the date it is expected at the beginning or the end of what is left; that is what it is about.
 */
export function refineNewDeal(values: RawValues, today: LocalDate): RawValues {
  const ordered = values.amount === undefined ? values : findAmount(values);
  return ordered.closes === undefined && ordered.title !== undefined ? findDate(ordered, today) : ordered;
}

function findAmount(values: RawValues): RawValues {
  const words = `${values.amount ?? ''} ${values.title ?? ''}`.trim().split(/\s+/);
  // Of `CRM for 40 seats 300k` the largest is meant. Whether it is the organization's currency is told later, at the field.
  const amounts = words.map((word) => {
    const read = parseAmount(word, 'CNY');
    return read.kind === 'ok' ? read.value : read.code === 'amount-currency' ? 0n : -1n;
  });
  const place = amounts.findIndex((amount) => amount >= 0n && amounts.every((other) => other <= amount));
  if (place <= 0 || parseAmount(words[0] ?? '', 'CNY').kind === 'ok') return values;
  const { title: _, ...others } = values;
  const title = words.filter((__, index) => index !== place).join(' ');
  return { ...others, amount: words[place] ?? '', ...(title === '' ? {} : { title }) };
}

function findDate(values: RawValues, today: LocalDate): RawValues {
  const words = (values.title ?? '').trim().split(/\s+/);
  for (let length = Math.min(DATE_WORDS, words.length); length > 0; length -= 1) {
    const parts = [
      [words.slice(-length), words.slice(0, -length)],
      [words.slice(0, length), words.slice(length)],
    ] as const;
    for (const [dated, rest] of parts) {
      const read = parseDate(dated.join(' ').replace(BEFORE, '').replace(BEHIND, ''), today);
      if (read.kind !== 'ok') continue;
      const { title: _, ...others } = values;
      return { ...others, closes: read.value, ...(rest.length === 0 ? {} : { title: rest.join(' ') }) };
    }
  }
  return values;
}
