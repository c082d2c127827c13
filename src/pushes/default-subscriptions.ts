import { languageOf } from '../chat/language.ts';
import { Prisma } from '../store/client.ts';
import type { StoreContext } from '../store/context.ts';
import { defaultTimes } from './kinds.ts';
import type { ScheduledKind } from './slots.ts';
import { insertSubscription } from './subscription-store.ts';

interface Newcomer {
  readonly orgId: string;
  readonly memberId: string;
  readonly kind: ScheduledKind | 'same-city';
  readonly workspaceId: string;
  readonly zone: string;
  readonly locale: string;
}

const AT_ONCE = 200;

/** Who gets which push without asking. Figures come in the organization's zone, one's own work in one's own. */
const WANTED = Prisma.sql`
  SELECT DISTINCT g.org_id, g.member_id, 'daily' AS kind, false AS personal
  FROM group_managers g JOIN members m ON m.org_id = g.org_id AND m.id = g.member_id
  WHERE m.active AND 'manager' = ANY(m.roles)
  UNION ALL
  SELECT org_id, id, 'overdue', true FROM members WHERE active AND roles && ARRAY['sales', 'manager', 'executive']
  UNION ALL
  SELECT org_id, id, kind, true FROM members CROSS JOIN (VALUES ('clear-day'), ('same-city')) k(kind)
  WHERE active AND roles && ARRAY['sales', 'manager']`;

/**
 * Subscribes people to what they get without asking: a manager to the daily summary of their groups, whoever sells or
 * leads to the instalments that are due, to what is open at the end of a day and to who else is in a city they visit. Only who has a chat account and never had that push; who removed theirs is left
 * in peace.
 */
export async function subscribeByDefault(store: StoreContext): Promise<void> {
  const startsAt = store.clock.now();
  for (const { orgId, memberId, kind, workspaceId, zone, locale } of await listNewcomers(store)) {
    const wanted = {
      orgId,
      id: store.ids.uuid(),
      kind,
      home: { kind: 'member', workspaceId, memberId },
      localTime: kind === 'same-city' ? null : defaultTimes[kind],
      zone,
      lang: languageOf(locale),
      groupId: null,
      minAmount: null,
      startsAt,
      createdBy: null,
    } as const;
    await store.db.$queryRaw(insertSubscription(wanted, 'keep'));
  }
}

function listNewcomers(store: StoreContext): Promise<readonly Newcomer[]> {
  return store.db.$queryRaw<Newcomer[]>`
    SELECT m.org_id AS "orgId", m.id AS "memberId", fresh.kind, seen."workspaceId",
      CASE WHEN fresh.personal THEN COALESCE(m.zone, seen.zone, o.zone) ELSE o.zone END AS zone,
      COALESCE(m.locale, seen.locale, o.locale) AS locale
    FROM (
      SELECT * FROM (${WANTED}) w
      WHERE NOT EXISTS (SELECT FROM subscriptions s
        WHERE s.org_id = w.org_id AND s.kind = w.kind AND s.member_id = w.member_id)
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
