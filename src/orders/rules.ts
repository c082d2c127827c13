import { addDays, type LocalDate } from '../kernel/calendar.ts';
import { shareByLargestRemainder } from '../kernel/money.ts';
import type { Instalment } from './fill.ts';

/** One person's part of a split. A revision's rows share `revision` and `validFrom`. */
export interface SplitRow {
  readonly revision: number;
  readonly position: number;
  readonly memberId: string;
  readonly name: string;
  readonly basisPoints: number;
  /** The day from which a hand-over counts; null: from the beginning. */
  readonly validFrom: LocalDate | null;
}

export interface Share {
  readonly memberId: string;
  readonly name: string;
  readonly basisPoints: number;
  readonly share: bigint;
}

/** An order without a plan is due as a whole so many days after it was signed. */
const DEFAULT_TERM_DAYS = 30;

/** The plan of an order for which none was agreed: the whole amount, 30 days after signing. */
export function planDefaultInstalments(amount: bigint, signedOn: LocalDate): readonly Instalment[] {
  return [{ dueOn: addDays(signedOn, DEFAULT_TERM_DAYS), amount }];
}

/**
 * The split that is in force on a day: a correction (without a date) starts the history anew; after it counts the latest
 * hand-over whose day has come. Rows come in order of position; empty if the order has no split.
 */
export function findSplitInForce(rows: readonly SplitRow[], day: LocalDate): readonly SplitRow[] {
  const start = Math.max(...rows.filter((row) => row.validFrom === null).map((row) => row.revision));
  const counting = rows.filter(
    (row) => row.revision >= start && (row.validFrom === null || row.validFrom <= day),
  );
  const [chosen] = counting.toSorted(
    (a, b) => compareDays(b.validFrom, a.validFrom) || b.revision - a.revision,
  );
  return counting
    .filter((row) => row.revision === chosen?.revision)
    .toSorted((a, b) => a.position - b.position);
}

/** Everybody to whom anything of the order was ever credited, as it counts since its last correction. */
export function listEverCredited(rows: readonly SplitRow[]): readonly string[] {
  const start = Math.max(0, ...rows.filter((row) => row.validFrom === null).map((row) => row.revision));
  return [...new Set(rows.filter((row) => row.revision >= start).map(({ memberId }) => memberId))];
}

/** No day is earlier than every day. */
function compareDays(a: LocalDate | null, b: LocalDate | null): number {
  const [left, right] = [a ?? '', b ?? ''];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Shares an amount among the people of one split, to the last unit. */
export function shareAmong(split: readonly SplitRow[], amount: bigint): readonly Share[] {
  if (split.length === 0) return [];
  const shares = shareByLargestRemainder(
    amount,
    split.map((row) => BigInt(row.basisPoints)),
  );
  return split.map(({ memberId, name, basisPoints }, row) => ({
    memberId,
    name,
    basisPoints,
    share: shares[row] ?? 0n,
  }));
}

/** What a payment of this size would be beyond what is still open, confirmed and waiting payments counted; 0 if it fits. */
export function findExcess(
  order: { readonly amount: bigint; readonly paid: bigint; readonly pending: bigint },
  payment: bigint,
): bigint {
  const room = order.amount - order.paid - order.pending;
  return payment > room ? payment - (room > 0n ? room : 0n) : 0n;
}

/** `HT-2026-018`: the year of signing and a number that grows by one; `last` is the highest one in use. */
export function makeOrderNumber(signedOn: LocalDate, last: number): string {
  return `${orderNumberPrefix(signedOn)}${String(last + 1).padStart(3, '0')}`;
}

/** What all numbers of one year that were made here begin with. */
export function orderNumberPrefix(signedOn: LocalDate): string {
  return `HT-${signedOn.slice(0, 4)}-`;
}

const LONGEST_NUMBER = 40;

/** The one form in which a number is kept and looked for; undefined for text that is none. */
export function normalizeOrderNumber(text: string): string | undefined {
  const number = text.normalize('NFKC').replace(/\s+/g, '').toUpperCase();
  return /^[\p{L}\p{N}\-_/.#()]+$/u.test(number) && number.length <= LONGEST_NUMBER ? number : undefined;
}

/** A typed number as it may have been kept elsewhere, its capitals as they are; undefined for text that is none. */
export function readOrderNumber(text: string): string | undefined {
  return normalizeOrderNumber(text) === undefined ? undefined : text.normalize('NFKC').replace(/\s+/g, '');
}

/**
 * Whether a word at the head of a line is more likely an order's number than a customer's name: `HT-2026-018`, `SO-12`,
 * `2026/117`, `SO100234`; not `华为`, `3M`, `7-Eleven`, `360`.
 */
export function looksLikeOrderNumber(text: string): boolean {
  const number = normalizeOrderNumber(text);
  if (number === undefined) return false;
  const digits = number.replace(/\D/g, '').length;
  const isNumbered = /^\p{L}{0,8}[-_/.#]?\d[\d\-_/.]*$/u.test(number);
  return isNumbered && (digits >= 4 || /^\p{L}+[-_/#]\d/u.test(number));
}
