import type { Platform } from '../../chat/inbound.ts';
import { type Lang, languageOf } from '../../chat/language.ts';
import { Prisma } from '../../store/client.ts';
import type { StoreContext } from '../../store/context.ts';
import type { DeliveryToRender } from '../content.ts';

/** A message that waits in another one. */
export interface Part extends DeliveryToRender {
  readonly kind: string;
  readonly createdAt: Date;
  /** Why it was held back, as a code. */
  readonly reason: string | null;
}

/** In whose words and on whose clock the parts are shown. */
export interface GatheredSense {
  readonly lang: Lang;
  readonly zone: string;
}

/** How many of a kind wait together, for which reason. */
export interface PartCount {
  readonly kind: string;
  readonly reason: string | null;
  readonly count: number;
}

/** Parts of a message in the order in which they were held, from the one after `after` on. */
export function listParts(
  { db }: StoreContext,
  { orgId, id }: { readonly orgId: string; readonly id: string },
  state: 'held' | 'sent',
  after: string | undefined,
  most: number,
): Promise<readonly Part[]> {
  return db.$queryRaw<Part[]>`
    SELECT d.org_id AS "orgId", d.id, d.subscription_id AS "subscriptionId", d.content, d.kind,
      d.created_at AS "createdAt", d.last_error AS reason
    FROM deliveries d
    WHERE d.org_id = ${orgId}::uuid AND d.bearer_id = ${id}::uuid AND d.state = ${state}
      ${after === undefined ? Prisma.empty : Prisma.sql`AND d.id > ${after}::uuid`}
    ORDER BY d.id LIMIT ${most}::int`;
}

export function countParts(
  { db }: StoreContext,
  { orgId, id }: { readonly orgId: string; readonly id: string },
): Promise<readonly PartCount[]> {
  return db.$queryRaw<PartCount[]>`
    SELECT kind, last_error AS reason, count(*)::int AS count FROM deliveries
    WHERE org_id = ${orgId}::uuid AND bearer_id = ${id}::uuid AND state IN ('held', 'sent')
    GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2`;
}

/** What sales notifications that wait together come to; amounts are minor units. Only what still counts. */
export interface SalesSum {
  readonly orders: number;
  readonly orderAmount: bigint;
  readonly payments: number;
  readonly paymentAmount: bigint;
  readonly deals: number;
  readonly currency: string;
}

/** Undefined where no sales notification waits there. */
export async function sumSales(
  { db }: StoreContext,
  { orgId, id }: { readonly orgId: string; readonly id: string },
): Promise<SalesSum | undefined> {
  const [row] = await db.$queryRaw<SalesSum[]>`
    SELECT count(o.id)::int AS orders, COALESCE(sum(o.amount), 0)::bigint AS "orderAmount", count(p.id)::int AS payments,
      COALESCE(sum(p.amount), 0)::bigint AS "paymentAmount",
      (count(*) FILTER (WHERE d.content->>'push' = 'deal-step'))::int AS deals, g.currency
    FROM deliveries d JOIN organizations g ON g.id = d.org_id
    LEFT JOIN LATERAL (SELECT c.id, c.amount FROM current_orders c WHERE c.org_id = d.org_id
      AND c.id = (d.content->>'orderId')::uuid AND c.state = 'signed' AND d.content->>'push' = 'order-signed') o ON true
    LEFT JOIN LATERAL (SELECT c.id, c.amount FROM current_payments c WHERE c.org_id = d.org_id
      AND c.id = (d.content->>'paymentId')::uuid AND c.state = 'confirmed' AND d.content->>'push' = 'payment-confirmed') p ON true
    WHERE d.org_id = ${orgId}::uuid AND d.bearer_id = ${id}::uuid AND d.kind = 'sales' AND d.state = 'held'
    GROUP BY g.currency`;
  return row;
}

/** Writes down that parts make no sense any more, each with its reason. */
export async function skipParts(
  { db, clock }: StoreContext,
  orgId: string,
  parts: readonly { readonly id: string; readonly reason: string }[],
): Promise<void> {
  if (parts.length === 0) return;
  await db.$executeRaw`
    UPDATE deliveries d SET state = 'skipped', last_error = s.reason, settled_at = ${new Date(clock.now())}::timestamptz
    FROM jsonb_to_recordset(${JSON.stringify(parts)}::jsonb) AS s(id uuid, reason text)
    WHERE d.org_id = ${orgId}::uuid AND d.id = s.id AND d.state = 'held' AND d.bearer_id IS NOT NULL`;
}

/** A person's language and zone; those of what a conversation subscribed to; else the organization's. */
export async function findGatheredSense(
  { db }: StoreContext,
  { orgId, id }: { readonly orgId: string; readonly id: string },
): Promise<GatheredSense> {
  const [row] = await db.$queryRaw<{ locale: string; zone: string }[]>`
    SELECT COALESCE(person.locale, sub.lang, o.locale) AS locale, COALESCE(person.zone, sub.zone, o.zone) AS zone
    FROM deliveries d JOIN organizations o ON o.id = d.org_id
    LEFT JOIN LATERAL (
      SELECT COALESCE(m.locale, i.locale) AS locale, COALESCE(m.zone, i.zone) AS zone
      FROM workspaces w JOIN chat_identities i ON i.org_id = w.org_id AND i.workspace_id = w.id
      JOIN members m ON m.org_id = i.org_id AND m.id = i.member_id
      WHERE w.org_id = d.org_id AND w.platform = d.address->>'platform' AND w.external_key = d.address->>'workspace'
        AND i.external_user = d.address->>'user' AND NOT d.address ? 'conversation'
      ORDER BY w.disconnected_at DESC NULLS FIRST LIMIT 1
    ) person ON true
    LEFT JOIN LATERAL (
      SELECT s.lang, s.zone FROM deliveries part
      JOIN subscriptions s ON s.org_id = part.org_id AND s.id = part.subscription_id
      WHERE part.org_id = d.org_id AND (part.bearer_id = d.id OR part.id = d.id) ORDER BY part.id LIMIT 1
    ) sub ON true
    WHERE d.org_id = ${orgId}::uuid AND d.id = ${id}::uuid`;
  return { lang: languageOf(row?.locale ?? 'en'), zone: row?.zone ?? 'UTC' };
}

/** Where a message was shown. */
export interface ShownPart extends Part {
  readonly bearerId: string | null;
  readonly platform: Platform | null;
  readonly workspace: string | null;
  readonly conversation: string | null;
}

/** A message of the organization with the conversation in which it, or what carried it, was posted. */
export async function findShown(
  { db }: StoreContext,
  orgId: string,
  id: string,
): Promise<ShownPart | undefined> {
  const [row] = await db.$queryRaw<ShownPart[]>`
    SELECT d.org_id AS "orgId", d.id, d.subscription_id AS "subscriptionId", d.content, d.kind,
      d.created_at AS "createdAt", d.last_error AS reason, d.bearer_id AS "bearerId", d.address->>'platform' AS platform,
      d.address->>'workspace' AS workspace, COALESCE(d.message_ref, d.address)->>'conversation' AS conversation
    FROM deliveries d WHERE d.org_id = ${orgId}::uuid AND d.id = ${id}::uuid`;
  return row;
}
