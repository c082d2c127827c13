import { languageOf } from '../chat/language.ts';
import type { StoreContext } from '../store/context.ts';
import { defaultTimes } from './kinds.ts';
import { insertSubscription } from './subscription-store.ts';

interface NewManager {
  readonly orgId: string;
  readonly memberId: string;
  readonly workspaceId: string;
  readonly zone: string;
  readonly locale: string;
}

const AT_ONCE = 200;

/**
 * A manager gets the daily summary of their groups without asking: whoever manages a group, has a chat account and never
 * had a daily subscription is given one. Who removed theirs is left in peace.
 */
export async function subscribeManagers(store: StoreContext): Promise<void> {
  const now = store.clock.now();
  for (const manager of await listNewManagers(store)) {
    await store.db.$queryRaw(
      insertSubscription(
        {
          orgId: manager.orgId,
          id: store.ids.uuid(),
          kind: 'daily',
          home: { kind: 'member', workspaceId: manager.workspaceId, memberId: manager.memberId },
          localTime: defaultTimes.daily,
          zone: manager.zone,
          lang: languageOf(manager.locale),
          groupId: null,
          minAmount: null,
          startsAt: now,
          createdBy: null,
        },
        'keep',
      ),
    );
  }
}

function listNewManagers(store: StoreContext): Promise<readonly NewManager[]> {
  return store.db.$queryRaw<NewManager[]>`
    SELECT m.org_id AS "orgId", m.id AS "memberId", seen."workspaceId", o.zone,
      COALESCE(m.locale, seen.locale, o.locale) AS locale
    FROM (
      SELECT DISTINCT org_id, member_id FROM group_managers g
      WHERE NOT EXISTS (SELECT FROM subscriptions s
        WHERE s.org_id = g.org_id AND s.kind = 'daily' AND s.member_id = g.member_id)
    ) fresh
    JOIN members m ON m.org_id = fresh.org_id AND m.id = fresh.member_id AND m.active AND 'manager' = ANY(m.roles)
    JOIN organizations o ON o.id = m.org_id
    JOIN LATERAL (
      SELECT i.workspace_id AS "workspaceId", i.locale FROM chat_identities i
      JOIN workspaces w ON w.org_id = i.org_id AND w.id = i.workspace_id
      WHERE i.org_id = m.org_id AND i.member_id = m.id AND i.confirmed_at IS NOT NULL AND i.gone_at IS NULL AND w.disconnected_at IS NULL
      ORDER BY i.last_seen_at DESC NULLS LAST, i.linked_at DESC, i.id LIMIT 1
    ) seen ON true
    ORDER BY m.org_id, m.id LIMIT ${AT_ONCE}::int`;
}
