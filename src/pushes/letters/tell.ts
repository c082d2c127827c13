import type { Address } from '../../chat/sender.ts';
import type { StoreContext } from '../../store/context.ts';
import { insertDeliveries } from '../delivery-store.ts';
import { planPrivate } from '../plan.ts';
import { findReadersByRole, type Reader } from '../readers.ts';
import { findLetterNews, type LetterNews } from './store.ts';

/** What fails together is told together: so long after the first (ms). */
const GATHER_MS = 5 * 60_000;
/** Admins are not told more often than this (ms). */
const REST_MS = 60 * 60_000;

/**
 * Tells the admins of each organization that messages could not be sent: minutes after the first of a new cause, once for
 * each cause, and not through a place that is itself what is broken. Any number of processes may do it at once. How many
 * messages to admins it put into the ledger.
 */
export async function tellLetters(store: StoreContext): Promise<number> {
  const waiting = await store.db.$queryRaw<{ orgId: string; toldAt: Date | null }[]>`
    SELECT w.org_id AS "orgId", n.told_at AS "toldAt"
    FROM (SELECT DISTINCT org_id FROM deliveries WHERE state = 'dead' AND kind <> 'letters') w
    LEFT JOIN letter_notices n ON n.org_id = w.org_id`;
  let told = 0;
  const now = store.clock.now();
  for (const { orgId, toldAt } of waiting) {
    if (toldAt !== null && now - toldAt.getTime() < REST_MS) continue;
    const news = await findLetterNews(store.db, orgId, toldAt ?? new Date(0));
    if (news === undefined || now - news.began.getTime() < GATHER_MS) continue;
    told += await tellOrganization(store, orgId, news);
  }
  return told;
}

async function tellOrganization(store: StoreContext, orgId: string, news: LetterNews): Promise<number> {
  const { db, clock } = store;
  const admins = await findReadersByRole(db, orgId, 'admin');
  const plans = await Promise.all(
    admins
      .filter(({ address }) => address !== null)
      .map(async (admin) => {
        const content = { kind: 'push', push: 'letters', memberId: admin.memberId } as const;
        const key = `letters|${news.id}|${admin.memberId}`;
        const reader = await avoidBroken(store, orgId, admin, news.brokenWorkspaces);
        return planPrivate({ key, kind: 'letters', subscriptionId: null, content }, reader);
      }),
  );
  const made = await insertDeliveries(store, orgId, null, plans);
  // Only now: whoever ends in between leaves it to another, who finds the same keys there.
  await db.$executeRaw`INSERT INTO letter_notices (org_id, told_at)
    VALUES (${orgId}::uuid, ${new Date(clock.now())}::timestamptz)
    ON CONFLICT (org_id) DO UPDATE SET told_at = EXCLUDED.told_at WHERE letter_notices.told_at < EXCLUDED.told_at`;
  return made.length;
}

/** The admin by another account of theirs where the one they used last is in a workspace that is out of reach. */
async function avoidBroken(
  { db }: StoreContext,
  orgId: string,
  admin: Reader,
  broken: readonly string[],
): Promise<Reader> {
  if (admin.address === null || !broken.includes(admin.address.workspace)) return admin;
  const [other] = await db.$queryRaw<Address[]>`
    SELECT w.platform, w.external_key AS workspace, i.external_user AS "user"
    FROM chat_identities i JOIN workspaces w ON w.org_id = i.org_id AND w.id = i.workspace_id
    WHERE i.org_id = ${orgId}::uuid AND i.member_id = ${admin.memberId}::uuid AND i.confirmed_at IS NOT NULL
      AND i.gone_at IS NULL AND w.disconnected_at IS NULL AND NOT w.external_key = ANY(${[...broken]}::text[])
    ORDER BY i.last_seen_at DESC NULLS LAST LIMIT 1`;
  return other === undefined ? admin : { ...admin, address: other };
}
