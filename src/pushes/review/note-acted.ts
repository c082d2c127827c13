import type { Inbound } from '../../chat/inbound.ts';
import { type Db, Prisma } from '../../store/client.ts';
import { isActing } from './rules.ts';

/**
 * Notes the first time that somebody did something with a push: pressed a button under it, or replied to it. When, and never
 * who. Nothing is written for other requests, and once for each message.
 */
export async function noteActed(db: Db, orgId: string, inbound: Inbound, now: number): Promise<void> {
  const message = actedOn(inbound);
  const { platform, workspace, conversation } = inbound.source;
  if (message === undefined || conversation === '') return;
  // What came inside the message was seen with it.
  await db.$executeRaw(Prisma.sql`
    WITH shown AS (
      SELECT org_id, id FROM deliveries
      WHERE org_id = ${orgId}::uuid AND message_ref IS NOT NULL AND message_ref->>'conversation' = ${conversation}
        AND message_ref->>'message' = ${message} AND message_ref->>'platform' = ${platform}
        AND message_ref->>'workspace' = ${workspace} AND kind <> 'answer' AND acted_at IS NULL
    )
    UPDATE deliveries d SET acted_at = ${new Date(now)}::timestamptz FROM shown
    WHERE d.org_id = shown.org_id AND (d.id = shown.id OR d.bearer_id = shown.id) AND d.acted_at IS NULL`);
}

function actedOn(inbound: Inbound): string | undefined {
  switch (inbound.kind) {
    case 'press':
      return isActing(inbound.action) ? inbound.messageId : undefined;
    case 'text':
      return inbound.repliesTo;
    case 'gone':
    case 'change':
      return undefined;
  }
}
