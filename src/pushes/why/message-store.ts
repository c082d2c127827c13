import type { Platform } from '../../chat/inbound.ts';
import type { Address, MessageRef } from '../../chat/sender.ts';
import { type Db, Prisma, type Sql } from '../../store/client.ts';
import type { DeliveryContent } from '../content.ts';
import type { DeliveryState } from '../delivery-list.ts';

/** A message of the ledger as it is explained. */
export interface KnownMessage {
  readonly id: string;
  readonly kind: string;
  readonly state: DeliveryState;
  readonly content: DeliveryContent;
  readonly address: Partial<Address>;
  readonly ref: MessageRef | null;
  readonly subscriptionId: string | null;
  readonly attempts: number;
  readonly error: string | null;
  readonly createdAt: Date;
  readonly settledAt: Date | null;
  /** When that happened which it tells about. */
  readonly eventAt: Date | null;
  /** When its slot was due. */
  readonly dueAt: Date | null;
}

/** A conversation as a request names it. */
export interface Conversation {
  readonly platform: Platform;
  readonly workspace: string;
  readonly conversation: string;
}

/** The message with this id; undefined where the organization has none. */
export async function findMessage(db: Db, orgId: string, id: string): Promise<KnownMessage | undefined> {
  const [found] = await select(db, orgId, Prisma.sql`d.id = ${id}::uuid`, 1);
  return found;
}

/**
 * The message that stands at this place of a conversation, or else the newest answer in the thread below it. Of several that
 * took each other's place the last.
 */
export async function findMessageAt(
  db: Db,
  orgId: string,
  place: Conversation,
  message: string,
): Promise<KnownMessage | undefined> {
  const here = isIn(place);
  const [found] = await select(db, orgId, Prisma.sql`${here} AND d.message_ref->>'message' = ${message}`, 1);
  if (found !== undefined) return found;
  const [below] = await select(db, orgId, Prisma.sql`${here} AND d.address->>'replyTo' = ${message}`, 1);
  return below;
}

/** The last messages to a conversation, the newest first: pushes, or answers. What mended a message is told with that one. */
export function listMessages(
  db: Db,
  orgId: string,
  place: Conversation,
  what: 'pushes' | 'answers',
  limit: number,
): Promise<readonly KnownMessage[]> {
  const kind =
    what === 'answers'
      ? Prisma.sql`d.kind = 'answer'`
      : Prisma.sql`d.kind <> 'answer' AND d.content->>'push' IS DISTINCT FROM 'amended'`;
  return select(db, orgId, Prisma.sql`${isIn(place)} AND ${kind}`, limit);
}

/** Whether this message of ours, sent to this person, has that id in it: then they were shown what stands behind it. */
export async function wasShown(
  db: Db,
  orgId: string,
  shown: Conversation & { readonly message: string; readonly user: string },
  id: string,
): Promise<boolean> {
  const found = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM deliveries d
    WHERE d.org_id = ${orgId}::uuid AND ${isIn(shown)} AND d.message_ref->>'message' = ${shown.message}
      AND d.kind = 'answer' AND d.address->>'user' = ${shown.user} AND position(${id} IN d.content::text) > 0
    LIMIT 1`;
  return found.length > 0;
}

function isIn({ platform, workspace, conversation }: Conversation): Sql {
  // What came inside another message is explained from that one.
  return Prisma.sql`d.message_ref IS NOT NULL AND d.bearer_id IS NULL AND d.message_ref->>'conversation' = ${conversation}
    AND d.message_ref->>'platform' = ${platform} AND d.message_ref->>'workspace' = ${workspace}`;
}

function select(db: Db, orgId: string, where: Sql, limit: number): Promise<readonly KnownMessage[]> {
  return db.$queryRaw<KnownMessage[]>`
    SELECT d.id, d.kind, d.state, d.content, d.address, d.message_ref AS ref, d.subscription_id AS "subscriptionId",
      d.attempts, d.last_error AS error, d.created_at AS "createdAt", d.settled_at AS "settledAt",
      e.occurred_at AS "eventAt", s.due_at AS "dueAt"
    FROM deliveries d
    LEFT JOIN outbox_events e ON e.org_id = d.org_id AND e.id = d.event_id
    LEFT JOIN schedule_slots s ON s.org_id = d.org_id AND s.subscription_id = d.subscription_id
      AND s.day = (d.content->>'day')::date
    WHERE d.org_id = ${orgId}::uuid AND d.kind <> 'canary' AND ${where}
    ORDER BY d.id DESC LIMIT ${limit}::int`;
}
