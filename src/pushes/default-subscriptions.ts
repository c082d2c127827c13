import { languageOf } from '../chat/language.ts';
import type { StoreContext } from '../store/context.ts';
import type { SlotDays } from './days.ts';
import { usualRows, WITHDRAWN } from './defaults/store.ts';
import { isOwnKind, type SubscriptionKind } from './kinds.ts';
import { insertSubscription } from './subscription-store.ts';

interface Newcomer {
  readonly orgId: string;
  readonly memberId: string;
  readonly kind: SubscriptionKind;
  readonly localTime: string | null;
  readonly days: SlotDays;
  readonly workspaceId: string;
  /** The member's own, and the organization's. */
  readonly ownZone: string;
  readonly orgZone: string;
  readonly locale: string;
}

const AT_ONCE = 200;

/**
 * Subscribes people to what they get without asking: what the organization's admins decided for their roles, else what is usual.
 * Figures come in the organization's zone, one's own work in one's own. Only who has a chat account and made no choice of
 * their own: who ever set, paused or removed that push is left in peace.
 */
export async function subscribeByDefault(store: StoreContext): Promise<void> {
  const startsAt = store.clock.now();
  for (const { orgId, memberId, kind, workspaceId, ...rest } of await listNewcomers(store)) {
    const wanted = {
      orgId,
      id: store.ids.uuid(),
      kind,
      home: { kind: 'member', workspaceId, memberId },
      localTime: rest.localTime,
      days: rest.days,
      zone: isOwnKind(kind) ? rest.ownZone : rest.orgZone,
      lang: languageOf(rest.locale),
      groupId: null,
      minAmount: null,
      startsAt,
      createdBy: null,
      byDefault: true,
    } as const;
    await store.db.$queryRaw(insertSubscription(wanted, 'keep'));
  }
}

/** A manager gets the figures of the groups that they manage, so who manages none has nothing to get. */
function listNewcomers(store: StoreContext): Promise<readonly Newcomer[]> {
  return store.db.$queryRaw<Newcomer[]>`
    SELECT m.org_id AS "orgId", m.id AS "memberId", fresh.kind, fresh.local_time AS "localTime", fresh.days,
      seen."workspaceId", COALESCE(m.zone, seen.zone, o.zone) AS "ownZone", o.zone AS "orgZone",
      COALESCE(m.locale, seen.locale, o.locale) AS locale
    FROM (
      SELECT m.org_id, m.id AS member_id, w.kind, w.local_time, w.days
      FROM members m CROSS JOIN ${usualRows()}
      LEFT JOIN push_defaults p ON p.org_id = m.org_id AND p.kind = k.kind
      CROSS JOIN LATERAL (
        SELECT k.kind, COALESCE(p.roles, k.roles) AS roles,
          CASE WHEN p.kind IS NULL THEN k.local_time ELSE p.local_time END AS local_time, COALESCE(p.days, k.days) AS days
      ) w
      WHERE m.active AND m.roles && w.roles
        AND (NOT k.about_groups OR m.roles && array_remove(w.roles, 'manager')
          OR EXISTS (SELECT FROM group_managers g WHERE g.org_id = m.org_id AND g.member_id = m.id))
        AND NOT EXISTS (SELECT FROM subscriptions s WHERE s.org_id = m.org_id AND s.kind = w.kind AND s.member_id = m.id
          AND NOT (s.by_default AND s.state = 'removed' AND s.paused_reason IS NOT DISTINCT FROM ${WITHDRAWN}))
    ) fresh
    JOIN members m ON m.org_id = fresh.org_id AND m.id = fresh.member_id
    JOIN organizations o ON o.id = m.org_id
    JOIN LATERAL (
      SELECT i.workspace_id AS "workspaceId", i.locale, i.zone FROM chat_identities i
      JOIN workspaces w ON w.org_id = i.org_id AND w.id = i.workspace_id
      WHERE i.org_id = m.org_id AND i.member_id = m.id AND i.confirmed_at IS NOT NULL AND i.gone_at IS NULL
        AND w.disconnected_at IS NULL
      ORDER BY i.last_seen_at DESC NULLS LAST, i.linked_at DESC, i.id LIMIT 1
    ) seen ON true
    ORDER BY m.org_id, m.id, fresh.kind LIMIT ${AT_ONCE}::int`;
}
