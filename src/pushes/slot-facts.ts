import type { QueryResultRow } from 'pg';
import type { LocalDate } from '../kernel/calendar.ts';
import { type Db, Prisma } from '../store/client.ts';
import type { SlotDays } from './days.ts';
import type { FigureKind } from './slots.ts';

/** A slot that goes out, and the one before it. Instants are epoch ms. */
export interface SlotFacts {
  readonly dueAt: number;
  /** Somebody sent it with the command line: it is neither late nor too late. */
  readonly byHand: boolean;
  /** When the slot before was due whose message went out, or still may; null if there was none. */
  readonly previousDueAt: number | null;
  /** On which days its subscription goes out. */
  readonly days: SlotDays;
}

/** A push of one subscription about one group (null: the whole company). */
export interface Series {
  readonly orgId: string;
  readonly kind: FigureKind;
  readonly subscriptionId: string;
  readonly groupId: string | null;
}

/** The key of a slot's message in the ledger. */
export function slotKey(series: Omit<Series, 'orgId'>, day: LocalDate): string {
  return `${series.kind}|${day}|${keyTail(series)}`;
}

function keyTail({ subscriptionId, groupId }: Omit<Series, 'orgId'>): string {
  return `${subscriptionId}|${groupId ?? 'company'}`;
}

interface FactsRow {
  readonly at: number;
  readonly dueAt: Date;
  readonly reason: string;
  readonly previousDueAt: Date | null;
  readonly days: SlotDays;
}

/** The same for many at once, in their order. */
export async function findManySlotFacts(
  db: Db,
  asked: readonly { readonly series: Series; readonly day: LocalDate }[],
): Promise<readonly (SlotFacts | undefined)[]> {
  if (asked.length === 0) return [];
  const wanted = asked.map(({ series, day }, at) => ({
    at,
    org_id: series.orgId,
    subscription_id: series.subscriptionId,
    day,
    kind: series.kind,
    tail: keyTail(series),
  }));
  const rows = await db.run<FactsRow & QueryResultRow>(Prisma.sql`
    SELECT w.at, s.due_at AS "dueAt", s.reason,
      (SELECT u.days FROM subscriptions u WHERE u.org_id = s.org_id AND u.id = s.subscription_id) AS days,
      (SELECT p.due_at FROM schedule_slots p
        WHERE p.org_id = s.org_id AND p.subscription_id = s.subscription_id AND p.day < s.day AND p.outcome = 'queued'
          AND NOT EXISTS (SELECT FROM deliveries d WHERE d.org_id = p.org_id
            AND d.key = w.kind || '|' || p.day::text || '|' || w.tail AND d.state IN ('dead', 'skipped'))
        ORDER BY p.day DESC LIMIT 1) AS "previousDueAt"
    FROM jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb)
      AS w(at int, org_id uuid, subscription_id uuid, day date, kind text, tail text)
    JOIN schedule_slots s ON s.org_id = w.org_id AND s.subscription_id = w.subscription_id AND s.day = w.day
    WHERE s.outcome = 'queued'`);
  const found = new Map(rows.map((row) => [row.at, toFacts(row)]));
  return asked.map((_, at) => found.get(at));
}

/** The slot of a day as it was decided; undefined if there is none that goes out. */
export async function findSlotFacts(db: Db, series: Series, day: LocalDate): Promise<SlotFacts | undefined> {
  const { orgId, kind, subscriptionId } = series;
  const [row] = await db.$queryRaw<
    { dueAt: Date; reason: string; previousDueAt: Date | null; days: SlotDays }[]
  >`
    SELECT s.due_at AS "dueAt", s.reason,
      (SELECT u.days FROM subscriptions u WHERE u.org_id = s.org_id AND u.id = s.subscription_id) AS days,
      (SELECT p.due_at FROM schedule_slots p
        WHERE p.org_id = s.org_id AND p.subscription_id = s.subscription_id AND p.day < s.day AND p.outcome = 'queued'
          AND NOT EXISTS (SELECT FROM deliveries d WHERE d.org_id = p.org_id
            AND d.key = ${kind} || '|' || p.day::text || '|' || ${keyTail(series)} AND d.state IN ('dead', 'skipped'))
        ORDER BY p.day DESC LIMIT 1) AS "previousDueAt"
    FROM schedule_slots s
    WHERE s.org_id = ${orgId}::uuid AND s.subscription_id = ${subscriptionId}::uuid AND s.day = ${day}::date
      AND s.outcome = 'queued'`;
  return row && toFacts(row);
}

function toFacts({ dueAt, reason, previousDueAt, days }: Omit<FactsRow, 'at'>): SlotFacts {
  return {
    dueAt: dueAt.getTime(),
    days,
    byHand: reason === 'by-hand',
    previousDueAt: previousDueAt?.getTime() ?? null,
  };
}
