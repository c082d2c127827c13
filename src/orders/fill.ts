import type { LocalDate } from '../kernel/calendar.ts';

/** What is due when, in minor units. */
export interface Instalment {
  readonly dueOn: LocalDate;
  readonly amount: bigint;
}

/** A confirmed payment, or with a negative amount a refund. `instalment`: the place in the plan, from 1, that it names. */
export interface FillingPayment {
  readonly amount: bigint;
  readonly instalment?: number | null | undefined;
}

export type InstalmentState = 'paid' | 'part' | 'open' | 'overdue';

export interface FilledInstalment extends Instalment {
  /** Its place in the plan, from 1. */
  readonly place: number;
  readonly paid: bigint;
  readonly state: InstalmentState;
}

/** A payment's part in one instalment; `row` undefined: beyond the whole plan. */
interface Fill {
  readonly row: number | undefined;
  amount: bigint;
}

/**
 * Fills a plan, whose instalments come in order of their due dates, with payments in the order in which they count: each
 * fills the instalment that it names, then the oldest due; what is more than the plan stays beyond it. A refund takes back
 * what was filled last. One that is not paid in full before its due date ends is overdue from the day after.
 */
export function fillInstalments(
  plan: readonly Instalment[],
  payments: readonly FillingPayment[],
  today: LocalDate,
): readonly FilledInstalment[] {
  const paid = plan.map(() => 0n);
  const fills: Fill[] = [];
  for (const payment of payments) {
    if (payment.amount < 0n) takeBack(fills, paid, -payment.amount);
    else fill(plan, fills, paid, payment);
  }
  return plan.map((instalment, row) => {
    const filled = paid[row] ?? 0n;
    return { ...instalment, place: row + 1, paid: filled, state: nameState(instalment, filled, today) };
  });
}

function fill(plan: readonly Instalment[], fills: Fill[], paid: bigint[], payment: FillingPayment): void {
  let left = payment.amount;
  const { instalment } = payment;
  const named = instalment != null && instalment <= plan.length ? [instalment - 1] : [];
  for (const row of [...named, ...plan.keys()]) {
    const room = (plan[row]?.amount ?? 0n) - (paid[row] ?? 0n);
    const part = left < room ? left : room;
    if (part <= 0n) continue;
    fills.push({ row, amount: part });
    paid[row] = (paid[row] ?? 0n) + part;
    left -= part;
  }
  if (left > 0n) fills.push({ row: undefined, amount: left });
}

function takeBack(fills: Fill[], paid: bigint[], amount: bigint): void {
  let left = amount;
  for (let last = fills.at(-1); left > 0n && last !== undefined; last = fills.at(-1)) {
    const part = left < last.amount ? left : last.amount;
    if (last.row !== undefined) paid[last.row] = (paid[last.row] ?? 0n) - part;
    last.amount -= part;
    left -= part;
    if (last.amount === 0n) fills.pop();
  }
}

function nameState(instalment: Instalment, filled: bigint, today: LocalDate): InstalmentState {
  if (filled === instalment.amount) return 'paid';
  if (instalment.dueOn < today) return 'overdue';
  return filled > 0n ? 'part' : 'open';
}

const CHINESE = '一二三四五六七八九十';

/**
 * The place in a plan of `count` instalments that a text names: `2`, `2nd`, `第二期`, `首付`, `尾款`, `last`; undefined for
 * text that names none of them.
 */
export function readInstalmentName(text: string, count: number): number | undefined {
  const folded = text.normalize('NFKC').trim().toLowerCase();
  if (/^(?:首付款?|首期|定金|预付款?|deposit|first)$/.test(folded)) return count > 0 ? 1 : undefined;
  if (/^(?:尾款|余款|最后一?[期笔]|last|balance)$/.test(folded)) return count > 0 ? count : undefined;
  const digits = /^(?:第|no\.?\s*|#)?(\d{1,2})(?:st|nd|rd|th)?\s*[期笔]?$/.exec(folded)?.[1];
  const word = /^第?([一二三四五六七八九十])[期笔]?$/.exec(folded)?.[1];
  const place = digits === undefined ? CHINESE.indexOf(word ?? '-') + 1 : Number(digits);
  return place >= 1 && place <= count ? place : undefined;
}
