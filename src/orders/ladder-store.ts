import type { LocalDate } from '../kernel/calendar.ts';
import { type Db, Prisma, type Tx } from '../store/client.ts';
import type { StoreContext } from '../store/context.ts';
import type { Rung } from './ladder.ts';
import { type OpenInstalment, selectOpen } from './receivable-store.ts';

/** The open instalments of an organization that are due by a day and that one of these members asks for. */
export async function listDueBy(
  db: Db | Tx,
  orgId: string,
  day: LocalDate,
  collectors: readonly string[],
): Promise<readonly OpenInstalment[]> {
  const ids = [...collectors];
  const rows = await selectOpen(
    db,
    Prisma.sql`i.org_id = ${orgId}::uuid AND i.due_on <= ${day}::date
      AND (c.owner_id IS NULL OR c.owner_id = ANY(${ids}::uuid[]))
      AND i.order_id IN (SELECT p.order_id FROM order_people p
        WHERE p.org_id = ${orgId}::uuid AND p.member_id = ANY(${ids}::uuid[]) AND p.asks AND p.due_on <= ${day}::date)
      ORDER BY i.due_on, o.number, i.position`,
  );
  const asking = new Set(collectors);
  return rows.filter(({ collectorId }) => collectorId !== null && asking.has(collectorId));
}

/** What somebody was told about. */
export interface Notice {
  readonly orderId: string;
  readonly dueOn: LocalDate;
  readonly rung: Rung;
}

/** The steps of these orders' instalments that somebody was told on an earlier day. */
export function listEarlierNotices(
  db: Db | Tx,
  orgId: string,
  orderIds: readonly string[],
  day: LocalDate,
): Promise<readonly Notice[]> {
  return db.$queryRaw<Notice[]>`
    SELECT DISTINCT order_id AS "orderId", due_on::text AS "dueOn", rung FROM overdue_notices
    WHERE org_id = ${orgId}::uuid AND order_id = ANY(${[...orderIds]}::uuid[]) AND day < ${day}::date`;
}

/** Writes down what a member is told on a day; what is there already stays. Whether there is anything for that day. */
export async function recordNotices(
  store: StoreContext,
  told: { readonly orgId: string; readonly memberId: string; readonly day: LocalDate },
  notices: readonly Notice[],
): Promise<boolean> {
  const { orgId, memberId, day } = told;
  const rows = notices.map(({ orderId, dueOn, rung }) => ({ order_id: orderId, due_on: dueOn, rung }));
  await store.db.$executeRaw`
    INSERT INTO overdue_notices (org_id, order_id, due_on, rung, member_id, day, recorded_at)
    SELECT ${orgId}::uuid, n.order_id, n.due_on, n.rung, ${memberId}::uuid, ${day}::date,
      ${new Date(store.clock.now())}::timestamptz
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS n(order_id uuid, due_on date, rung int)
    ORDER BY n.order_id, n.due_on ON CONFLICT DO NOTHING`;
  const found = await store.db.overdueNotice.findFirst({
    where: { orgId, memberId, day: new Date(day) },
    select: { rung: true },
  });
  return found !== null;
}

/** What a member was to be told on a day and what is still open of it, the oldest due first. */
export function listNoticed(
  db: Db | Tx,
  orgId: string,
  memberId: string,
  day: LocalDate,
): Promise<readonly OpenInstalment[]> {
  return selectOpen(
    db,
    Prisma.sql`i.org_id = ${orgId}::uuid AND (i.order_id, i.due_on) IN (
        SELECT n.order_id, n.due_on FROM overdue_notices n
        WHERE n.org_id = ${orgId}::uuid AND n.member_id = ${memberId}::uuid AND n.day = ${day}::date)
      ORDER BY i.due_on, o.number, i.position`,
  );
}
