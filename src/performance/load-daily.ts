import { addDays } from '../kernel/calendar.ts';
import { type Period, periodOf } from '../kernel/periods.ts';
import type { DayRange } from '../orders/credits.ts';
import type { StoreContext } from '../store/context.ts';
import {
  countReminders,
  countStaleOf,
  type DailyNews,
  type Look,
  listNewOrders,
  listNewPayments,
  loadOverdue,
  type Overdue,
} from './daily-store.ts';
import { findGroupName, loadFigureSense } from './org-store.ts';
import { addChanges, type RankedRow, rankScores, type Score } from './ranking-rules.ts';
import { loadScores, loadTotal } from './scores-store.ts';

export interface DailyRequest {
  readonly orgId: string;
  /** Null: the whole company. */
  readonly groupId: string | null;
  /** Whole days of the organization that have ended; `to` is the day on which the summary goes out. */
  readonly days: DayRange;
}

/** A daily summary as data; `dailyCard` puts it into words. Amounts are minor units. */
export interface DailyData {
  readonly groupName: string | null;
  readonly zone: string;
  readonly currency: string;
  readonly days: DayRange;
  /** The month of the last of the days; its sums go up to that day. */
  readonly month: Period;
  readonly paymentsToDate: bigint;
  readonly signedToDate: bigint;
  readonly orders: readonly DailyNews[];
  readonly payments: readonly DailyNews[];
  /** Who is ahead by payments, at most three ranks. */
  readonly top: readonly RankedRow[];
  /** Whose rank by payments changed in these days, the largest changes first. */
  readonly movers: readonly RankedRow[];
  readonly overdue: Overdue;
  readonly stale: number;
  readonly reminders: number;
}

const TOP_RANKS = 3;
const MOST_MOVERS = 3;

/** Gathers what a summary tells about the days, and what waits for attention on the day it goes out. */
export async function loadDaily({ db }: StoreContext, request: DailyRequest): Promise<DailyData> {
  const { orgId, groupId, days } = request;
  const { zone, currency, fiscalStartMonth, calendar } = await loadFigureSense(db, orgId);
  const look: Look = { orgId, zone, groupId, today: days.to };
  const month = periodOf('month', addDays(days.to, -1), fiscalStartMonth);
  const toDate = { orgId, zone, groupId, days: { from: month.start, to: days.to } };
  const before = { ...toDate, days: { from: month.start, to: days.from } };
  const [scores, earlier, signedToDate, orders, payments] = await Promise.all([
    loadScores(db, 'paymentAmount', toDate),
    // Ranks of a month that began within these days cannot have changed.
    days.from > month.start ? loadScores(db, 'paymentAmount', before) : [],
    loadTotal(db, 'signedAmount', toDate),
    listNewOrders(db, look, days),
    listNewPayments(db, look, days),
  ]);
  const [overdue, stale, reminders, groupName] = await Promise.all([
    loadOverdue(db, look),
    countStaleOf(db, look, calendar),
    countReminders(db, look),
    findGroupName(db, orgId, groupId, days.to),
  ]);
  return {
    groupName,
    zone,
    currency,
    days,
    month,
    paymentsToDate: scores.reduce((sum, { value }) => sum + value, 0n),
    signedToDate,
    orders,
    payments,
    ...rankTop(scores, earlier),
    overdue,
    stale,
    reminders,
  };
}

function rankTop(scores: readonly Score[], earlier: readonly Score[]): Pick<DailyData, 'top' | 'movers'> {
  const rows = addChanges(rankScores(scores), rankScores(earlier));
  const top = rows.filter(({ rank, value }) => rank <= TOP_RANKS && value > 0n);
  if (earlier.length === 0) return { top, movers: [] };
  const moved = rows.filter(({ change }) => change !== 0);
  const movers = moved.toSorted((a, b) => stepsOf(b) - stepsOf(a) || a.rank - b.rank).slice(0, MOST_MOVERS);
  return { top, movers };
}

/** Who is new on the list comes after those who passed others. */
function stepsOf({ change }: RankedRow): number {
  return change === 'new' ? 0 : Math.abs(change);
}
