import { loadPoolSettings } from '../customers/pool/settings.ts';
import { countStale } from '../customers/stale/count.ts';
import type { WorkWeek } from '../customers/stale/rules.ts';
import { addDays, type LocalDate } from '../kernel/calendar.ts';
import { type DayRange, shareFacts } from '../orders/credits.ts';
import { listAbsences } from '../people/absences/store.ts';
import { type Db, Prisma, type Sql } from '../store/client.ts';
import { atStart, isInScope, selectScope } from './metrics.ts';

/** An absence that ended before does not matter any more to any cadence. */
const OLDEST_DAYS = 1_500;

/** Of whom, and on which day (of the organization) it is looked at. */
export interface Look {
  readonly orgId: string;
  readonly zone: string;
  readonly groupId: string | null;
  readonly today: LocalDate;
}

/** An order or a payment that became known in the days of a summary. */
export interface DailyNews {
  /** The order's, or the payment's. */
  readonly id: string;
  readonly customerName: string;
  readonly orderNumber: string;
  /** Of those in the group; of all where the whole company is looked at. */
  readonly amount: bigint;
  readonly names: readonly string[];
  /** The day it counts for, which may lie before. */
  readonly day: LocalDate;
}

/** Orders that were recorded in these days, whenever they were signed, so that none is told twice and none is left out. */
export function listNewOrders(db: Db, look: Look, days: DayRange): Promise<readonly DailyNews[]> {
  const facts = Prisma.sql`SELECT id, id AS order_id, amount, signed_on AS split_on, signed_on AS on_day, recorded_at AS at
    FROM current_orders WHERE org_id = ${look.orgId}::uuid AND state = 'signed' AND ${wasRecorded(look, days)}`;
  return listNews(db, look, facts);
}

/** Payments that were confirmed in these days, whenever they were received; without refunds. */
export function listNewPayments(db: Db, look: Look, days: DayRange): Promise<readonly DailyNews[]> {
  const facts = Prisma.sql`SELECT id, order_id, amount, received_on AS split_on, received_on AS on_day, recorded_at AS at
    FROM current_payments
    WHERE org_id = ${look.orgId}::uuid AND state = 'confirmed' AND amount > 0 AND ${wasRecorded(look, days)}`;
  return listNews(db, look, facts);
}

/** Orders and payments that were told before, as they are now; those that do not count any more are left out. */
export async function listToldNews(
  db: Db,
  look: Look,
  told: { readonly orders: readonly string[]; readonly payments: readonly string[] },
): Promise<{ readonly orders: readonly DailyNews[]; readonly payments: readonly DailyNews[] }> {
  const [orders, payments] = await Promise.all([
    listNews(
      db,
      look,
      Prisma.sql`SELECT id, id AS order_id, amount, signed_on AS split_on, signed_on AS on_day, recorded_at AS at
        FROM current_orders
        WHERE org_id = ${look.orgId}::uuid AND state = 'signed' AND id = ANY(${[...told.orders]}::uuid[])`,
    ),
    listNews(
      db,
      look,
      Prisma.sql`SELECT id, order_id, amount, received_on AS split_on, received_on AS on_day, recorded_at AS at
        FROM current_payments
        WHERE org_id = ${look.orgId}::uuid AND state = 'confirmed' AND id = ANY(${[...told.payments]}::uuid[])`,
    ),
  ]);
  return { orders, payments };
}

function wasRecorded({ zone }: Look, days: DayRange): Sql {
  return Prisma.sql`recorded_at >= ${atStart(days.from, zone)}::timestamptz
    AND recorded_at < ${atStart(days.to, zone)}::timestamptz`;
}

function listNews(db: Db, { orgId, groupId }: Look, facts: Sql): Promise<DailyNews[]> {
  return db.$queryRaw<DailyNews[]>`
    WITH RECURSIVE ${shareFacts('credits', orgId, facts)}, ${selectScope(orgId, groupId)}
    SELECT r.id, c.name AS "customerName", o.number AS "orderNumber", sum(r.share)::bigint AS amount,
      array_agg(m.name ORDER BY r.position) AS names, r.on_day::text AS day
    FROM credits r JOIN orders o ON o.org_id = ${orgId}::uuid AND o.id = r.order_id
    JOIN customers c ON c.org_id = o.org_id AND c.id = o.customer_id
    JOIN members m ON m.org_id = o.org_id AND m.id = r.member_id
    WHERE ${isInScope(groupId, Prisma.sql`r.member_id`, Prisma.sql`r.on_day`)}
    GROUP BY r.id, c.name, o.number, r.on_day, r.at ORDER BY amount DESC, r.at, r.id`;
}

export interface Overdue {
  /** Instalments whose day is over and that are not paid in full. */
  readonly count: number;
  /** What is missing of them; of a group, the part of those who are credited today. */
  readonly amount: bigint;
}

/**
 * What should have come in before today and did not: payments fill the instalment they name, else their order's oldest.
 * Only a group needs to know whose part of it is whose.
 */
export async function loadOverdue(db: Db, look: Look): Promise<Overdue> {
  const { orgId, groupId } = look;
  const [row] =
    groupId === null
      ? await db.$queryRaw<Overdue[]>`
          WITH ${selectLate(look)}
          SELECT COALESCE(sum(count), 0)::int AS count, COALESCE(sum(amount), 0)::bigint AS amount FROM late`
      : await db.$queryRaw<Overdue[]>`
          WITH RECURSIVE ${selectLate(look)}, ${selectScope(orgId, groupId)},
          ${shareFacts('missing', orgId, selectLateOf(look))},
          own AS (SELECT r.* FROM missing r
            WHERE ${isInScope(groupId, Prisma.sql`r.member_id`, Prisma.sql`r.on_day`)})
          SELECT (SELECT COALESCE(sum(share), 0) FROM own)::bigint AS amount,
            (SELECT COALESCE(sum(count), 0) FROM late WHERE order_id IN (SELECT order_id FROM own))::int AS count`;
  return row ?? { count: 0, amount: 0n };
}

/** `late(order_id, amount, count)`: what is missing, and of how many instalments, of each order that has any overdue. */
function selectLate({ orgId, today }: Look): Sql {
  return Prisma.sql`late AS (
      SELECT order_id, sum(amount - paid)::bigint AS amount, count(*) AS count FROM instalment_states
      WHERE org_id = ${orgId}::uuid AND due_on < ${today}::date AND paid < amount GROUP BY order_id)`;
}

/** The late orders that anybody of the group was ever credited for, as facts to be shared. */
function selectLateOf({ orgId, today }: Look): Sql {
  return Prisma.sql`SELECT order_id AS id, order_id, amount, ${today}::date AS split_on, ${today}::date AS on_day,
      NULL::timestamptz AS at
    FROM late WHERE order_id IN (SELECT s.order_id FROM credit_split_revisions s
      WHERE s.org_id = ${orgId}::uuid AND s.member_id IN (SELECT member_id FROM scope))`;
}

/** How many customers of the group nobody has contacted in time, by the rule that tells their owners. */
export async function countStaleOf(
  db: Db,
  { orgId, groupId, today, zone }: Look,
  week: WorkWeek,
): Promise<number> {
  const [settings, absences, owners] = await Promise.all([
    loadPoolSettings(db, orgId),
    listAbsences(db, orgId, addDays(today, -OLDEST_DAYS)),
    groupId === null ? null : listGroupMembers(db, orgId, groupId, today),
  ]);
  const { cadenceDays } = settings;
  return countStale(db, { orgId, zone, today, cadenceDays, week, absences, owners });
}

async function listGroupMembers(
  db: Db,
  orgId: string,
  groupId: string,
  today: LocalDate,
): Promise<readonly string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE ${selectScope(orgId, groupId)}
    SELECT m.id FROM members m
    WHERE m.org_id = ${orgId}::uuid AND ${isInScope(groupId, Prisma.sql`m.id`, Prisma.sql`${today}::date`)}`;
  return rows.map(({ id }) => id);
}

/** How many follow-ups were set for today or before and are still open. */
export async function countReminders(db: Db, { orgId, groupId, today }: Look): Promise<number> {
  const [row] = await db.$queryRaw<{ open: number }[]>`
    WITH RECURSIVE ${selectScope(orgId, groupId)}
    SELECT count(*)::int AS open FROM reminders r
    WHERE r.org_id = ${orgId}::uuid AND r.state = 'open' AND r.due_on <= ${today}::date
      AND ${isInScope(groupId, Prisma.sql`r.member_id`, Prisma.sql`${today}::date`)}`;
  return row?.open ?? 0;
}
