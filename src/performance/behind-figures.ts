import type { LocalDate } from '../kernel/calendar.ts';
import type { DayRange } from '../orders/credits.ts';
import { isTheirs } from '../orders/receivable-store.ts';
import { type Db, Prisma } from '../store/client.ts';
import { isInScope, selectScope } from './metrics.ts';

/** An order or a payment that a figure of these days rests on. Minor units; a refund is below zero. */
export interface FigureRow {
  readonly kind: 'order' | 'payment';
  readonly orderId: string;
  readonly orderNumber: string;
  readonly customerName: string;
  /** What of it counts for the group. */
  readonly amount: bigint;
  readonly day: LocalDate;
}

export interface FigureRequest {
  readonly orgId: string;
  /** Null: the whole company. */
  readonly groupId: string | null;
  readonly days: DayRange;
  readonly kinds: readonly FigureRow['kind'][];
  /** Only rows of orders that are of one of these members on `today`; null: all. */
  readonly visibleTo: readonly string[] | null;
  readonly today: LocalDate;
}

/** The rows behind figures by split, the newest first, as far as somebody may see them. */
export function listBehindFigures(
  db: Db,
  request: FigureRequest,
  page: { readonly offset: number; readonly limit: number },
): Promise<readonly FigureRow[]> {
  const { orgId, groupId, days, kinds, visibleTo: members, today } = request;
  const isOpen =
    members === null
      ? Prisma.sql`true`
      : Prisma.sql`EXISTS (SELECT FROM order_people p WHERE ${isTheirs({ orgId, members, today })}
          AND p.order_id = a.order_id)`;
  return db.$queryRaw<FigureRow[]>`
    WITH RECURSIVE ${selectScope(orgId, groupId)},
    facts AS (
      SELECT a.kind, a.order_id, a.fact_id, a.on_day, sum(a.share)::bigint AS amount FROM order_credits a
      WHERE a.org_id = ${orgId}::uuid AND a.kind = ANY(${[...kinds]}::text[])
        AND a.on_day >= ${days.from}::date AND a.on_day < ${days.to}::date
        AND ${isInScope(groupId, Prisma.sql`a.member_id`, Prisma.sql`a.on_day`)} AND ${isOpen}
      GROUP BY a.kind, a.order_id, a.fact_id, a.on_day
      ORDER BY a.on_day DESC, a.fact_id DESC LIMIT ${page.limit}::int OFFSET ${page.offset}::int)
    SELECT f.kind, f.order_id AS "orderId", o.number AS "orderNumber", c.name AS "customerName", f.amount,
      f.on_day::text AS day
    FROM facts f JOIN orders o ON o.org_id = ${orgId}::uuid AND o.id = f.order_id
    JOIN customers c ON c.org_id = o.org_id AND c.id = o.customer_id
    ORDER BY f.on_day DESC, f.fact_id DESC`;
}
