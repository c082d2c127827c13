import { isUuid } from '../kernel/ids.ts';
import type { ActingContext, StoreContext } from '../store/context.ts';
import type { DeliveryContent } from './content.ts';
import { retryDeliveries } from './ledger/letters.ts';
import { listIdsLike } from './letters/store.ts';
import { findReader } from './readers.ts';
import { findSubscription } from './subscription-store.ts';

/** So many are sent again at once; what is left comes with the next press. */
const LIKE_MOST = 500;

/**
 * Lets a dead or held message be sent again under the same key. One that had nowhere to go gets the address that its
 * person has by now. False if it does not wait for an admin, or its person still cannot be reached.
 */
export async function resendDelivery(acting: ActingContext, id: string): Promise<boolean> {
  await giveAddress(acting, id);
  return (await retryDeliveries(acting, [id])).length > 0;
}

/** The same for all that wait with the same cause in the same place. How many will be sent, and how many cannot be. */
export async function resendLike(
  acting: ActingContext,
  id: string,
): Promise<{ readonly sent: number; readonly left: number }> {
  const ids = isUuid(id) ? await listIdsLike(acting.db, acting.orgId, id, LIKE_MOST) : [];
  for (const each of ids) await giveAddress(acting, each);
  const sent = (await retryDeliveries(acting, ids)).length;
  return { sent, left: ids.length - sent };
}

async function giveAddress(acting: ActingContext, id: string): Promise<void> {
  const { db, orgId } = acting;
  const row = await db.delivery.findUnique({
    where: { orgId_id: { orgId, id } },
    select: { state: true, address: true, content: true, subscriptionId: true },
  });
  if (row === null || row.state !== 'dead' || 'platform' in (row.address as object)) return;
  const memberId = await findAddressee(acting, row.content as unknown as DeliveryContent, row.subscriptionId);
  const reader = memberId === undefined ? undefined : await findReader(db, orgId, memberId);
  if (!reader?.address) return;
  await db.delivery.updateMany({
    where: { orgId, id, state: 'dead' },
    data: { address: { ...reader.address } },
  });
}

async function findAddressee(
  { db, orgId }: ActingContext,
  content: DeliveryContent,
  subscriptionId: string | null,
): Promise<string | undefined> {
  if ('memberId' in content) return content.memberId;
  const subscription =
    subscriptionId === null ? undefined : await findSubscription(db, orgId, subscriptionId);
  return subscription?.memberId ?? undefined;
}

export interface DeliveryCounts {
  readonly sent: number;
  readonly waiting: number;
  /** Waits for an admin's decision. */
  readonly held: number;
  readonly skipped: number;
  readonly dead: number;
}

/** How many messages since an instant (epoch ms) were sent, wait, were skipped or given up. Tests of the way do not count. */
export async function countDeliveries(
  { db }: StoreContext,
  orgId: string,
  since: number,
): Promise<DeliveryCounts> {
  const [row] = await db.$queryRaw<DeliveryCounts[]>`
    SELECT count(*) FILTER (WHERE state = 'sent')::int AS sent,
      count(*) FILTER (WHERE state IN ('pending', 'sending', 'unknown') OR (state = 'held' AND not_before < '9000-01-01'))::int AS waiting,
      count(*) FILTER (WHERE state = 'held' AND not_before > '9000-01-01')::int AS held,
      count(*) FILTER (WHERE state = 'skipped')::int AS skipped, count(*) FILTER (WHERE state = 'dead')::int AS dead
    FROM deliveries
    WHERE org_id = ${orgId}::uuid AND kind <> 'canary' AND created_at >= ${new Date(since)}::timestamptz`;
  return row ?? { sent: 0, waiting: 0, held: 0, skipped: 0, dead: 0 };
}
