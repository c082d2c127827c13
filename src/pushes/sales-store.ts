import type { QueryResultRow } from 'pg';
import type { Platform } from '../chat/inbound.ts';
import type { LocalDate } from '../kernel/calendar.ts';
import { type Db, Prisma } from '../store/client.ts';
import type { SalesTopic } from './kinds.ts';
import type { Place } from './plan.ts';

/** An order or a payment as far as it decides who hears of it. */
export interface SalesNews {
  readonly state: string;
  /** Minor units. */
  readonly amount: bigint;
  /** The day on which it counts. */
  readonly day: LocalDate;
  /** Who is credited, with the groups they were in on that day and all groups above those. */
  readonly credited: readonly string[];
  readonly groups: readonly string[];
  readonly customerId: string;
}

/** The order or payment as it is now; undefined where there is none. */
export async function findSalesNews(
  db: Db,
  orgId: string,
  subject: { readonly kind: 'order' | 'payment'; readonly id: string },
): Promise<SalesNews | undefined> {
  const [row] =
    subject.kind === 'order'
      ? await db.run<Subject & QueryResultRow>(Prisma.sql`
          SELECT id AS "orderId", state, amount, signed_on::text AS day, customer_id AS "customerId" FROM current_orders
          WHERE org_id = ${orgId}::uuid AND id = ${subject.id}::uuid`)
      : await db.run<Subject & QueryResultRow>(Prisma.sql`
          SELECT p.order_id AS "orderId", p.state, p.amount, p.received_on::text AS day, o.customer_id AS "customerId"
          FROM current_payments p JOIN orders o ON o.org_id = p.org_id AND o.id = p.order_id
          WHERE p.org_id = ${orgId}::uuid AND p.id = ${subject.id}::uuid`);
  if (row === undefined) return undefined;
  const { orderId } = row;
  const facts = { state: row.state, amount: BigInt(row.amount), day: row.day, customerId: row.customerId };
  const credited = await db.run<{ memberId: string }>(Prisma.sql`
    SELECT member_id AS "memberId" FROM credit_split_revisions
    WHERE org_id = ${orgId}::uuid AND order_id = ${orderId}::uuid
      AND revision = split_in_force(${orgId}::uuid, ${orderId}::uuid, ${facts.day}::date)
    ORDER BY position`);
  const members = credited.map(({ memberId }) => memberId);
  return { ...facts, credited: members, groups: await listGroupsOf(db, orgId, members, facts.day) };
}

/** Who looks after a payment that somebody else has decided on since; undefined while it waits, or if they were the same. */
export async function findProposer(db: Db, orgId: string, paymentId: string): Promise<string | undefined> {
  const [row] = await db.$queryRaw<{ memberId: string }[]>`
    SELECT h.keeper_id AS "memberId"
    FROM current_payments now JOIN payments h ON h.org_id = now.org_id AND h.id = now.id
    JOIN payment_revisions first ON first.org_id = now.org_id AND first.payment_id = now.id AND first.revision = 1
    WHERE now.org_id = ${orgId}::uuid AND now.id = ${paymentId}::uuid AND first.state = 'proposed'
      AND now.state IN ('confirmed', 'rejected') AND h.keeper_id <> now.recorded_by`;
  return row?.memberId;
}

interface Subject {
  readonly orderId: string;
  readonly customerId: string;
  readonly state: string;
  /** Minor units, as the driver reads them. */
  readonly amount: string;
  readonly day: LocalDate;
}

/** The groups that these members were in on a day, and all groups above those. */
export async function listGroupsOf(
  db: Db,
  orgId: string,
  members: readonly string[],
  day: LocalDate,
): Promise<readonly string[]> {
  const rows = await db.run<{ groupId: string }>(Prisma.sql`
    WITH RECURSIVE up AS (
      SELECT group_id FROM group_memberships
      WHERE org_id = ${orgId}::uuid AND member_id = ANY(${[...members]}::uuid[]) AND group_id IS NOT NULL
        AND valid_from <= ${day}::date AND (until IS NULL OR until > ${day}::date)
      UNION
      SELECT h.parent_id FROM up JOIN sales_group_history h ON h.org_id = ${orgId}::uuid AND h.group_id = up.group_id
        AND h.valid_from <= ${day}::date AND (h.until IS NULL OR h.until > ${day}::date)
      WHERE h.parent_id IS NOT NULL
    )
    SELECT group_id AS "groupId" FROM up`);
  return rows.map(({ groupId }) => groupId);
}

/** An active subscription to sales notifications. */
export interface RingingRow {
  readonly id: string;
  readonly groupId: string | null;
  readonly memberId: string | null;
  /** Null for a person. */
  readonly place: Place | null;
}

/** Who subscribed to sales notifications that this amount, these groups and this topic are in. */
export async function listRinging(
  db: Db,
  orgId: string,
  {
    amount,
    groups,
    topic,
  }: { readonly amount: bigint; readonly groups: readonly string[]; readonly topic: SalesTopic },
): Promise<readonly RingingRow[]> {
  const rows = await db.run<Omit<RingingRow, 'place'> & PlaceRow & QueryResultRow>(Prisma.sql`
    SELECT s.id, s.group_id AS "groupId", s.member_id AS "memberId", s.conversation, w.platform,
      w.external_key AS workspace, w.disconnected_at IS NULL AS connected
    FROM subscriptions s JOIN workspaces w ON w.org_id = s.org_id AND w.id = s.workspace_id
    WHERE s.org_id = ${orgId}::uuid AND s.kind = 'sales' AND s.state = 'active'
      AND (s.min_amount IS NULL OR s.min_amount <= ${amount}::bigint)
      AND (s.topics = '{}' OR ${topic} = ANY(s.topics))
      AND (s.group_id IS NULL OR s.group_id = ANY(${[...groups]}::uuid[]))
    ORDER BY s.id`);
  return rows.map((row) => ({
    id: row.id,
    groupId: row.groupId,
    memberId: row.memberId,
    place: placeOf(row),
  }));
}

/** A conversation and its workspace, as the store has them. */
export interface PlaceRow {
  readonly conversation: string | null;
  readonly platform: Platform;
  readonly workspace: string;
  readonly connected: boolean;
}

/** The place of a conversation; null for a person. */
export function placeOf({ conversation, platform, workspace, connected }: PlaceRow): Place | null {
  return conversation === null ? null : { to: { platform, workspace, conversation }, connected };
}
