import type { LocalDate } from '../../kernel/calendar.ts';
import { type Db, Prisma, type Sql } from '../../store/client.ts';
import type { DomainEvent } from '../../store/outbox.ts';
import { listGroupsOf } from '../sales-store.ts';
import type { Touched } from './store.ts';

/** What happened that may make wrong what was told before. */
export type FactsChange = Extract<
  DomainEvent,
  { kind: 'order.signed' | 'order.changed' | 'payment.confirmed' | 'split.changed' | 'deal.reopened' }
>;

/** Which subjects, days and groups a change touches; undefined if it is about nothing that is known. */
export async function findTouched(db: Db, orgId: string, change: FactsChange): Promise<Touched | undefined> {
  if (change.kind === 'deal.reopened') return { subjects: [change.dealId], days: [], groups: [] };
  if (change.kind === 'payment.confirmed') {
    const [payment] = await db.$queryRaw<{ orderId: string; refundOf: string | null }[]>`
      SELECT order_id AS "orderId", refund_of AS "refundOf" FROM payments
      WHERE org_id = ${orgId}::uuid AND id = ${change.paymentId}::uuid`;
    if (payment === undefined) return undefined;
    const days = await listDays(db, ofPayments(orgId, Prisma.sql`p.id = ${change.paymentId}::uuid`));
    const { orderId, refundOf } = payment;
    return widen(db, orgId, orderId, { subjects: refundOf === null ? [] : [refundOf], days });
  }
  const { orderId } = change;
  const ofOrder = Prisma.sql`SELECT r.signed_on AS day, min(o.created_at) AS counted FROM order_revisions r
    JOIN orders o ON o.org_id = r.org_id AND o.id = r.order_id
    WHERE r.org_id = ${orgId}::uuid AND r.order_id = ${orderId}::uuid GROUP BY r.signed_on`;
  if (change.kind === 'order.signed') {
    return widen(db, orgId, orderId, { subjects: [], days: await listDays(db, ofOrder) });
  }
  if (change.kind === 'order.changed') {
    return widen(db, orgId, orderId, { subjects: [orderId], days: await listDays(db, ofOrder) });
  }
  // Who is credited decides on the order and on every payment for it.
  const payments = await db.payment.findMany({ where: { orgId, orderId }, select: { id: true } });
  const all = Prisma.sql`${ofOrder} UNION ALL ${ofPayments(orgId, Prisma.sql`p.order_id = ${orderId}::uuid`)}`;
  const subjects = [orderId, ...payments.map(({ id }) => id)];
  return widen(db, orgId, orderId, { subjects, days: await listDays(db, all) });
}

function ofPayments(orgId: string, which: Sql): Sql {
  return Prisma.sql`SELECT r.received_on AS day, min(r.recorded_at) AS counted FROM payments p
    JOIN payment_revisions r ON r.org_id = p.org_id AND r.payment_id = p.id AND r.state = 'confirmed'
    WHERE p.org_id = ${orgId}::uuid AND ${which} GROUP BY p.id, r.received_on`;
}

async function listDays(db: Db, facts: Sql): Promise<Touched['days']> {
  const rows = await db.run<{ day: LocalDate; counted: Date }>(Prisma.sql`
    SELECT day::text AS day, min(counted) AS counted FROM (${facts}) f GROUP BY day`);
  return rows.map(({ day, counted }) => ({ day, countedAt: counted.getTime() }));
}

/** The groups of everybody who was ever credited, on each of the days. */
async function widen(
  db: Db,
  orgId: string,
  orderId: string,
  { subjects, days }: Pick<Touched, 'subjects' | 'days'>,
): Promise<Touched> {
  const rows = await db.creditSplitRevision.findMany({
    where: { orgId, orderId },
    select: { memberId: true },
    distinct: ['memberId'],
  });
  const members = rows.map(({ memberId }) => memberId);
  const groups = await Promise.all(days.map(({ day }) => listGroupsOf(db, orgId, members, day)));
  return { subjects, days, groups: [...new Set(groups.flat())] };
}
