import { addDays, type LocalDate } from '../kernel/calendar.ts';
import { isInPeriod, type Period } from '../kernel/periods.ts';
import type { DayRange } from '../orders/credits.ts';
import type { StoreContext } from '../store/context.ts';
import type { Metric } from './metrics.ts';
import { findGroupName, loadFigureSense } from './org-store.ts';
import { addChanges, findComparison, type RankedRow, rankScores } from './ranking-rules.ts';
import { listSalespeople, loadScores } from './scores-store.ts';

export interface RankingRequest {
  readonly orgId: string;
  /** Null: the whole company. */
  readonly groupId: string | null;
  readonly metric: Metric;
  readonly period: Period;
  /** The organization's day it is now. */
  readonly today: LocalDate;
  /** Of `today` only what counted by this instant (epoch ms): the same ranking once more, as it should have been. */
  readonly asOf?: number;
}

/** A ranking as data; `rankingCard` puts it into words. */
export interface RankingData {
  readonly metric: Metric;
  readonly currency: string;
  readonly zone: string;
  readonly period: Period;
  /** The last day that counts: today while the period is running, else its last day. */
  readonly through: LocalDate;
  /** What the changes of rank are measured against. */
  readonly comparedWith: DayRange;
  readonly groupName: string | null;
  readonly rows: readonly RankedRow[];
  readonly total: bigint;
  /** How many active salespeople have nothing to be listed for. */
  readonly quiet: number;
}

/** Ranks everybody by one metric in one period, with the change of rank since the period before. */
export async function loadRanking({ db }: StoreContext, request: RankingRequest): Promise<RankingData> {
  const { orgId, groupId, metric, period, today, asOf: at } = request;
  const sense = await loadFigureSense(db, orgId);
  const { zone, currency } = sense;
  const comparedWith = findComparison(period, today, sense.calendar, sense.fiscalStartMonth);
  const through = isInPeriod(today, period) ? today : addDays(period.end, -1);
  const days = { from: period.start, to: addDays(through, 1) };
  const [scores, earlier, salespeople, groupName] = await Promise.all([
    loadScores(db, metric, {
      orgId,
      zone,
      groupId,
      days,
      asOf: at === undefined ? undefined : { day: today, at },
    }),
    loadScores(db, metric, { orgId, zone, groupId, days: comparedWith }),
    listSalespeople(db, orgId, groupId, today),
    findGroupName(db, orgId, groupId, today),
  ]);
  const rows = addChanges(rankScores(scores), rankScores(earlier));
  const listed = new Set(rows.map(({ memberId }) => memberId));
  return {
    metric,
    currency,
    zone,
    period,
    through,
    comparedWith,
    groupName,
    rows,
    total: rows.reduce((sum, { value }) => sum + value, 0n),
    quiet: salespeople.filter((id) => !listed.has(id)).length,
  };
}
