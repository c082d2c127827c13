import { isUuid } from '../kernel/ids.ts';
import type { Context } from '../people/context.ts';
import { auditEntry } from '../store/audit.ts';
import { answer, commitAll, type Done } from '../store/commit.ts';
import type { ActingContext, StoreContext } from '../store/context.ts';
import type { DeliveryContent } from './content.ts';
import { type DeliveryCounts, deliveriesCard } from './delivery-cards.ts';
import { listDeadLetters, retryDelivery } from './ledger/letters.ts';
import { findReader } from './readers.ts';
import { refusedCard } from './subscription-cards.ts';
import { findSubscription } from './subscription-store.ts';
import { pushText } from './text.ts';

const SHOWN = 10;
const DAY = 86_400_000;

/** What became of the messages of the last 24 hours, and which wait for an admin. */
export async function showDeliveries(context: Context): Promise<Done> {
  return answer(context, { kind: 'card', card: await buildCard(context), audience: 'asker' });
}

/** Sends a dead letter again, for an admin's press. One that was sent meanwhile stays as it is. */
export async function pressRetry(context: Context, target: string): Promise<Done> {
  const { lang, roles } = context.actor;
  if (!roles.includes('admin')) {
    const entry = auditEntry(context, {
      action: 'delivery.refused',
      entity: 'delivery',
      entityId: isUuid(target) ? target : null,
      after: { deed: 'delivery.retry' },
    });
    return commitAll(context, { kind: 'card', card: refusedCard('refusedAdmin', lang), audience: 'asker' }, [
      entry,
    ]);
  }
  const sent = isUuid(target) && (await resendDelivery(context, target));
  const notice = (sent ? pushText.retriedNotice : pushText.notRetriedNotice)[lang];
  return answer(context, { kind: 'replace', card: await buildCard(context), notice });
}

/**
 * Lets a dead or held message be sent again under the same key. One that had nowhere to go gets the address that its
 * person has by now. False if it does not wait for an admin, or its person still cannot be reached.
 */
export async function resendDelivery(acting: ActingContext, id: string): Promise<boolean> {
  await giveAddress(acting, id);
  return retryDelivery(acting, id);
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

async function buildCard(context: Context) {
  const [counts, letters] = await Promise.all([
    countDeliveries(context, context.orgId, context.clock.now() - DAY),
    listDeadLetters(context, context.orgId, SHOWN),
  ]);
  return deliveriesCard(counts, letters, { lang: context.actor.lang, zone: context.org.zone });
}

/** How many messages since an instant (epoch ms) were sent, wait, were skipped or given up. Tests of the way do not count. */
export async function countDeliveries(
  { db }: StoreContext,
  orgId: string,
  since: number,
): Promise<DeliveryCounts> {
  const [row] = await db.$queryRaw<DeliveryCounts[]>`
    SELECT count(*) FILTER (WHERE state = 'sent')::int AS sent,
      count(*) FILTER (WHERE state IN ('pending', 'sending', 'held', 'unknown'))::int AS waiting,
      count(*) FILTER (WHERE state = 'skipped')::int AS skipped, count(*) FILTER (WHERE state = 'dead')::int AS dead
    FROM deliveries
    WHERE org_id = ${orgId}::uuid AND kind <> 'canary' AND created_at >= ${new Date(since)}::timestamptz`;
  return row ?? { sent: 0, waiting: 0, skipped: 0, dead: 0 };
}
