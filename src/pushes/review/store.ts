import type { Platform } from '../../chat/inbound.ts';
import { type Db, Prisma, type Tx } from '../../store/client.ts';
import type { StoreContext } from '../../store/context.ts';
import type { SubscriptionKind } from '../kinds.ts';
import { ASKED_MOST, ASKED_MS, type Attention, isIgnored, WINDOW_MS } from './rules.ts';

/** A subscription with what became of its messages, and who is asked about it. */
export interface Reviewed extends Attention {
  readonly subscriptionId: string;
  readonly memberId: string;
}

/** An organization whose week has begun and whose pushes nobody has looked through since. */
export interface DueOrg {
  readonly orgId: string;
  /** The Monday of the week, in its zone. */
  readonly week: string;
  /** Today in its zone. */
  readonly today: string;
}

/** Organizations that are due: from half past nine on, in their own zones. */
export function listDueOrgs(db: Db, now: number): Promise<readonly DueOrg[]> {
  const at = new Date(now);
  return db.$queryRaw<DueOrg[]>`
    SELECT o.id AS "orgId", date_trunc('week', l.local)::date::text AS week, l.local::date::text AS today
    FROM organizations o CROSS JOIN LATERAL (SELECT ${at}::timestamptz AT TIME ZONE o.zone AS local) l
    WHERE l.local::time >= '09:30' AND date_trunc('week', l.local)::date > COALESCE(o.reviewed_week, 'epoch'::date)
    ORDER BY o.id LIMIT 100`;
}

/**
 * Asks about what nobody acts on: one event for each person, and the week is looked through, in one transaction. Whoever
 * came first did it.
 */
export async function announceReviews(store: StoreContext, { orgId, week }: DueOrg): Promise<number> {
  const now = store.clock.now();
  const ignored = (await countAttention(store.db, orgId, now)).filter(isIgnored);
  const readers = [...new Set(ignored.map(({ memberId }) => memberId))];
  return store.db.$transaction(async (tx) => {
    const mine = await tx.$executeRaw`UPDATE organizations SET reviewed_week = ${week}::date
      WHERE id = ${orgId}::uuid AND (reviewed_week IS NULL OR reviewed_week < ${week}::date)`;
    if (mine === 0) return 0;
    for (const memberId of readers) {
      const ids = ignored
        .filter((each) => each.memberId === memberId)
        .toSorted((one, other) => other.sent - one.sent)
        .slice(0, ASKED_MOST)
        .map(({ subscriptionId }) => subscriptionId);
      await tx.$executeRaw`UPDATE subscriptions SET review_after = ${new Date(now + ASKED_MS)}::timestamptz
        WHERE org_id = ${orgId}::uuid AND id = ANY(${ids}::uuid[])`;
      await tx.$executeRaw`INSERT INTO outbox_events (org_id, id, kind, payload, occurred_at)
        VALUES (${orgId}::uuid, ${store.ids.uuid()}::uuid, 'review.due',
          ${JSON.stringify({ memberId, week, subscriptionIds: ids })}::jsonb, ${new Date(now)}::timestamptz)`;
    }
    return readers.length;
  });
}

/**
 * What became of each subscription's messages in the window, of those that may be asked about. Asked is whose it is; of a
 * conversation's who made it, or an admin where they are gone.
 */
function countAttention(db: Db, orgId: string, now: number): Promise<readonly Reviewed[]> {
  const since = new Date(now - WINDOW_MS);
  return db.$queryRaw<(Reviewed & { kind: SubscriptionKind })[]>`
    SELECT s.id AS "subscriptionId", s.kind, count(d.id)::int AS sent, count(d.acted_at)::int AS acted,
      COALESCE(s.member_id, maker.id, boss.id) AS "memberId"
    FROM subscriptions s
    JOIN deliveries d ON d.org_id = s.org_id AND d.subscription_id = s.id AND d.state = 'sent'
      AND d.created_at >= ${since}::timestamptz
    LEFT JOIN members maker ON maker.org_id = s.org_id AND maker.id = s.created_by AND maker.active
    LEFT JOIN LATERAL (SELECT id FROM members WHERE org_id = s.org_id AND active AND 'admin' = ANY(roles) ORDER BY id LIMIT 1) boss ON true
    WHERE s.org_id = ${orgId}::uuid AND s.state = 'active'
      AND (s.review_after IS NULL OR s.review_after <= ${new Date(now)}::timestamptz)
      AND COALESCE(s.member_id, maker.id, boss.id) IS NOT NULL
    GROUP BY s.id, s.kind, COALESCE(s.member_id, maker.id, boss.id)`;
}

/** A subscription that a note asks about, as it is now. */
export interface AskedAbout {
  readonly id: string;
  readonly kind: SubscriptionKind;
  readonly state: string;
  readonly conversation: string | null;
  readonly platform: Platform;
  readonly groupName: string | null;
  readonly sent: number;
  readonly acted: number;
  /** Somebody said that it shall stay. */
  readonly isKept: boolean;
}

/** The subscriptions of a note, in its order. `at`: epoch ms, when it was asked. */
export function listAskedAbout(
  db: Tx,
  orgId: string,
  ids: readonly string[],
  at: number,
): Promise<readonly AskedAbout[]> {
  const [from, to] = [new Date(at - WINDOW_MS), new Date(at)];
  return db.$queryRaw<AskedAbout[]>`
    SELECT s.id, s.kind, s.state, s.conversation, w.platform,
      (SELECT h.name FROM sales_group_history h WHERE h.org_id = s.org_id AND h.group_id = s.group_id AND h.until IS NULL) AS "groupName",
      s.review_after > ${new Date(at + 2 * ASKED_MS)}::timestamptz AS "isKept", d.sent, d.acted
    FROM unnest(${[...ids]}::uuid[]) WITH ORDINALITY AS asked(id, place)
    JOIN subscriptions s ON s.org_id = ${orgId}::uuid AND s.id = asked.id
    JOIN workspaces w ON w.org_id = s.org_id AND w.id = s.workspace_id
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS sent, count(acted_at)::int AS acted FROM deliveries d
      WHERE d.org_id = s.org_id AND d.subscription_id = s.id AND d.state = 'sent'
        AND d.created_at >= ${from}::timestamptz AND d.created_at < ${to}::timestamptz
    ) d
    ORDER BY asked.place`;
}

/** The statement that lets nobody be asked before an instant (epoch ms). */
export function askNotBefore(orgId: string, id: string, instant: number) {
  return Prisma.sql`UPDATE subscriptions SET review_after = ${new Date(instant)}::timestamptz
    WHERE org_id = ${orgId}::uuid AND id = ${id}::uuid`;
}
