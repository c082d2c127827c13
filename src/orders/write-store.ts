import type { LocalDate } from '../kernel/calendar.ts';
import { Prisma, type Sql, type Tx } from '../store/client.ts';
import type { ActingContext } from '../store/context.ts';
import type { Instalment } from './fill.ts';
import type { OrderLine } from './lines/parse.ts';
import { reviseLines } from './lines/store.ts';

/** A new order with its first revision of everything. */
export interface NewOrder {
  readonly id: string;
  readonly number: string;
  readonly customerId: string;
  /** The deal that it came of. */
  readonly dealId?: string | undefined;
  readonly amount: bigint;
  readonly signedOn: LocalDate;
  readonly instalments: readonly Instalment[];
  /** Product lines, which make the amount; absent or none: nobody named any. */
  readonly lines?: readonly OrderLine[];
  /** In order of position; the basis points make 10 000. */
  readonly split: readonly { readonly memberId: string; readonly basisPoints: number }[];
}

/** The statements that write an order; to run one after the other in one transaction. */
export function insertOrder(context: ActingContext, order: NewOrder): readonly Sql[] {
  const now = new Date(context.clock.now());
  const { orgId, memberId } = context;
  const instalments = order.instalments.map(
    (
      { dueOn, amount },
      row,
    ) => Prisma.sql`(${orgId}::uuid, ${order.id}::uuid, 1, ${row + 1}::int, ${dueOn}::date,
      ${amount.toString()}::bigint, ${now}::timestamptz, ${memberId}::uuid)`,
  );
  const shares = order.split.map(
    (
      share,
      row,
    ) => Prisma.sql`(${orgId}::uuid, ${order.id}::uuid, 1, ${row + 1}::int, ${share.memberId}::uuid,
      ${share.basisPoints}::int, NULL::date, 'initial', ${now}::timestamptz, ${memberId}::uuid)`,
  );
  return [
    Prisma.sql`INSERT INTO orders (org_id, id, number, customer_id, deal_id, created_at, created_by)
      VALUES (${orgId}::uuid, ${order.id}::uuid, ${order.number}, ${order.customerId}::uuid, ${order.dealId ?? null}::uuid,
        ${now}::timestamptz, ${memberId}::uuid)`,
    Prisma.sql`INSERT INTO order_revisions (org_id, order_id, revision, amount, signed_on, state, recorded_at, recorded_by)
      VALUES (${orgId}::uuid, ${order.id}::uuid, 1, ${order.amount.toString()}::bigint, ${order.signedOn}::date, 'signed',
        ${now}::timestamptz, ${memberId}::uuid)`,
    Prisma.sql`INSERT INTO instalment_revisions (org_id, order_id, revision, position, due_on, amount, recorded_at,
        recorded_by) VALUES ${Prisma.join(instalments)}`,
    Prisma.sql`INSERT INTO credit_split_revisions (org_id, order_id, revision, position, member_id, basis_points,
        valid_from, kind, recorded_at, recorded_by) VALUES ${Prisma.join(shares)}`,
    ...reviseLines(context, order.id, order.lines ?? []),
  ];
}

/** A new revision of an order as it is now. */
export function reviseOrder(
  context: ActingContext,
  orderId: string,
  change: {
    readonly amount: bigint;
    readonly signedOn: LocalDate;
    readonly state: 'signed' | 'withdrawn';
    readonly reason: string;
  },
): Sql {
  return Prisma.sql`INSERT INTO order_revisions (org_id, order_id, revision, amount, signed_on, state, recorded_at,
      recorded_by, reason)
    SELECT org_id, id, revision + 1, ${change.amount.toString()}::bigint, ${change.signedOn}::date, ${change.state},
      ${new Date(context.clock.now())}::timestamptz, ${context.memberId}::uuid, ${change.reason}
    FROM current_orders WHERE org_id = ${context.orgId}::uuid AND id = ${orderId}::uuid`;
}

/** A new plan of an order, all instalments of it, in order of their due dates. */
export function revisePlan(
  context: ActingContext,
  orderId: string,
  plan: readonly Instalment[],
  reason: string,
): Sql {
  const rows = plan.map(({ dueOn, amount }, row) => ({
    position: row + 1,
    due_on: dueOn,
    amount: amount.toString(),
  }));
  return Prisma.sql`INSERT INTO instalment_revisions (org_id, order_id, revision, position, due_on, amount, recorded_at,
      recorded_by, reason)
    SELECT ${context.orgId}::uuid, ${orderId}::uuid,
      (SELECT COALESCE(max(revision), 0) + 1 FROM instalment_revisions
        WHERE org_id = ${context.orgId}::uuid AND order_id = ${orderId}::uuid),
      p.position, p.due_on, p.amount, ${new Date(context.clock.now())}::timestamptz, ${context.memberId}::uuid, ${reason}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS p(position int, due_on date, amount bigint)`;
}

/** A new revision of an order's split: a hand-over from a day on, or a correction from the beginning (`validFrom` null). */
export function reviseSplit(
  context: ActingContext,
  orderId: string,
  split: {
    readonly revision: number;
    readonly validFrom: LocalDate | null;
    readonly shares: readonly { readonly memberId: string; readonly basisPoints: number }[];
    readonly reason: string;
  },
): Sql {
  const rows = split.shares.map(({ memberId, basisPoints }, row) => ({
    position: row + 1,
    member_id: memberId,
    basis_points: basisPoints,
  }));
  return Prisma.sql`INSERT INTO credit_split_revisions (org_id, order_id, revision, position, member_id, basis_points,
      valid_from, kind, recorded_at, recorded_by, reason)
    SELECT ${context.orgId}::uuid, ${orderId}::uuid, ${split.revision}::int, s.position, s.member_id, s.basis_points,
      ${split.validFrom}::date, ${split.validFrom === null ? 'correction' : 'handover'},
      ${new Date(context.clock.now())}::timestamptz, ${context.memberId}::uuid, ${split.reason}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS s(position int, member_id uuid, basis_points int)`;
}

/** A payment, or a refund if `refundOf` names the payment that it gives back; then its amount is negative. */
export interface NewPayment {
  readonly id: string;
  readonly orderId: string;
  readonly refundOf?: string;
  readonly amount: bigint;
  readonly receivedOn: LocalDate;
  readonly state: 'proposed' | 'confirmed';
  /** The place in the plan, from 1, that it is for; without one the oldest open instalment. */
  readonly instalment?: number | undefined;
  readonly reason?: string;
}

/** The statements that write a payment; to run one after the other in one transaction. */
export function insertPayment(context: ActingContext, payment: NewPayment): readonly Sql[] {
  const now = new Date(context.clock.now());
  return [
    Prisma.sql`INSERT INTO payments (org_id, id, order_id, refund_of, created_at, created_by)
      VALUES (${context.orgId}::uuid, ${payment.id}::uuid, ${payment.orderId}::uuid,
        ${payment.refundOf ?? null}::uuid, ${now}::timestamptz, ${context.memberId}::uuid)`,
    Prisma.sql`INSERT INTO payment_revisions (org_id, payment_id, revision, amount, received_on, state, recorded_at,
        recorded_by, instalment, reason)
      VALUES (${context.orgId}::uuid, ${payment.id}::uuid, 1, ${payment.amount.toString()}::bigint,
        ${payment.receivedOn}::date, ${payment.state}, ${now}::timestamptz, ${context.memberId}::uuid,
        ${payment.instalment ?? null}::int, ${payment.reason ?? ''})`,
  ];
}

/** A new revision of a payment that differs from the newest one in its state only. */
export function revisePayment(
  context: ActingContext,
  paymentId: string,
  change: { readonly state: 'confirmed' | 'rejected' | 'withdrawn'; readonly reason: string },
): Sql {
  return Prisma.sql`INSERT INTO payment_revisions (org_id, payment_id, revision, amount, received_on, state, recorded_at,
      recorded_by, reason, instalment)
    SELECT org_id, id, revision + 1, amount, received_on, ${change.state},
      ${new Date(context.clock.now())}::timestamptz, ${context.memberId}::uuid, ${change.reason}, instalment
    FROM current_payments WHERE org_id = ${context.orgId}::uuid AND id = ${paymentId}::uuid`;
}

/** Makes payments of one order wait for each other until the transaction ends. */
export async function lockOrder(tx: Tx, orgId: string, orderId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 AS held FROM orders
    WHERE org_id = ${orgId}::uuid AND id = ${orderId}::uuid FOR NO KEY UPDATE`;
}

/**
 * Makes decisions about one payment wait for each other until the transaction ends; its order first, as everything that
 * changes what is paid of an order does.
 */
export async function lockPayment(tx: Tx, orgId: string, paymentId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 AS held FROM orders o
    WHERE o.org_id = ${orgId}::uuid
      AND o.id = (SELECT order_id FROM payments WHERE org_id = ${orgId}::uuid AND id = ${paymentId}::uuid)
    FOR NO KEY UPDATE`;
  await tx.$queryRaw`SELECT 1 AS held FROM payments
    WHERE org_id = ${orgId}::uuid AND id = ${paymentId}::uuid FOR NO KEY UPDATE`;
}

/** Runs statements one after the other. */
export async function runAll(tx: Tx, statements: readonly Sql[]): Promise<void> {
  for (const statement of statements) await tx.$executeRaw(statement);
}

/** Whether somebody in finance has no share in it, so that no executive has to step in. */
export async function hasFreeFinance(tx: Tx, orgId: string, credited: readonly string[]): Promise<boolean> {
  const free = await tx.member.findFirst({
    where: { orgId, active: true, roles: { has: 'finance' }, id: { notIn: [...credited] } },
    select: { id: true },
  });
  return free !== null;
}
