import type { Address } from '../../chat/sender.ts';
import { auditEntry } from '../../store/audit.ts';
import { Prisma, type Sql } from '../../store/client.ts';
import type { StoreContext } from '../../store/context.ts';
import { findReader, findReadersByRole, type Reader } from '../readers.ts';
import { type PausedSubscription, pausedCard } from './cards.ts';
import type { LeasedDelivery } from './store.ts';
import type { PauseReason } from './text.ts';

interface Gone extends PausedSubscription {
  readonly createdBy: string | null;
}

/**
 * A message could not reach its place and never will: pauses the subscription behind it and tells whoever made that, or
 * the admins where they cannot be reached. Pausing and telling happen together, once; without a subscription, or with
 * one that is not active, nothing does.
 */
export async function reportGone(
  store: StoreContext,
  delivery: LeasedDelivery,
  code: string,
  gone: 'conversation' | 'workspace',
): Promise<void> {
  const { orgId, subscriptionId } = delivery;
  if (subscriptionId === null) return;
  const subscription = await findSubscription(store, orgId, subscriptionId);
  if (subscription === undefined) return;
  const readers = await findToldReaders(store, orgId, subscription.createdBy);
  const reason: PauseReason = gone === 'conversation' ? 'conversation-gone' : 'workspace-gone';
  await store.db.$transaction(async (tx) => {
    const paused = await tx.$executeRaw`UPDATE subscriptions SET state = 'paused', paused_reason = ${reason}
      WHERE org_id = ${orgId}::uuid AND id = ${subscriptionId}::uuid AND state = 'active'`;
    if (paused === 0) return;
    const acting = { ...store, orgId, memberId: null, origin: 'job' };
    await tx.$executeRaw(
      auditEntry(acting, {
        action: 'subscription.paused',
        entity: 'subscription',
        entityId: subscriptionId,
        before: { state: 'active' },
        after: { state: 'paused', reason, code },
      }),
    );
    for (const reader of readers) {
      await tx.$executeRaw(
        insertNotice(store, delivery, reader, pausedCard(subscription, reason, code, reader.lang)),
      );
    }
  });
}

type ReachableReader = Reader & { readonly address: Address };

async function findToldReaders(
  store: StoreContext,
  orgId: string,
  createdBy: string | null,
): Promise<readonly ReachableReader[]> {
  const creator = createdBy === null ? undefined : await findReader(store.db, orgId, createdBy);
  const readers = creator?.address ? [creator] : await findReadersByRole(store.db, orgId, 'admin');
  return readers.filter((reader): reader is ReachableReader => reader.address !== null);
}

async function findSubscription(store: StoreContext, orgId: string, id: string): Promise<Gone | undefined> {
  const [row] = await store.db.$queryRaw<Gone[]>`
    SELECT s.id, s.kind, s.conversation, s.created_by AS "createdBy", w.platform, w.name AS "workspaceName"
    FROM subscriptions s JOIN workspaces w ON w.org_id = s.org_id AND w.id = s.workspace_id
    WHERE s.org_id = ${orgId}::uuid AND s.id = ${id}::uuid AND s.state = 'active'`;
  return row;
}

function insertNotice(
  store: StoreContext,
  delivery: LeasedDelivery,
  reader: ReachableReader,
  card: ReturnType<typeof pausedCard>,
): Sql {
  const now = new Date(store.clock.now());
  return Prisma.sql`INSERT INTO deliveries (org_id, id, key, kind, address, content, state, not_before, created_at)
    VALUES (${delivery.orgId}::uuid, ${store.ids.uuid()}::uuid, ${`paused|${delivery.id}|${reader.memberId}`}, 'people',
      ${JSON.stringify(reader.address)}::jsonb, ${JSON.stringify({ kind: 'message', message: { kind: 'card', card } })}::jsonb,
      'pending', ${now}::timestamptz, ${now}::timestamptz)
    ON CONFLICT (org_id, key) DO NOTHING`;
}
