import type { ChangeInbound } from '../chat/inbound.ts';
import type { MessageRef } from '../chat/sender.ts';
import { type Db, Prisma } from '../store/client.ts';

/** What a chat message had logged, and how its author was told. */
export interface LoggedByMessage {
  readonly followUpId: string;
  /** The author's account in that workspace. */
  readonly user: string;
  /** The bot's confirmation, where it is known to have been posted. */
  readonly confirmation: MessageRef | null;
  /** The confirmation is on its way to the conversation. */
  readonly isUnderWay: boolean;
}

/**
 * Finds the follow-up that a message logged and that still stands. Only its author's own message counts: undefined if
 * somebody else changed it, or it logged nothing.
 */
export async function findLogged(db: Db, inbound: ChangeInbound): Promise<LoggedByMessage | undefined> {
  const { source, messageKey } = inbound;
  const [row] = await db.run<LoggedByMessage>(Prisma.sql`
    SELECT f.id AS "followUpId", i.external_user AS user, d.message_ref AS confirmation,
      COALESCE(d.state = 'sending' AND d.message_ref IS NULL, false) AS "isUnderWay"
    FROM workspaces w
    JOIN follow_ups f ON f.org_id = w.org_id AND f.message_key = ${messageKey} AND f.withdrawn_at IS NULL
    JOIN chat_identities i ON i.org_id = w.org_id AND i.workspace_id = w.id AND i.member_id = f.author_id
    LEFT JOIN deliveries d ON d.org_id = w.org_id AND d.key = ${`answer ${messageKey}`}
    WHERE w.platform = ${source.platform} AND w.external_key = ${source.workspace} AND w.disconnected_at IS NULL
      AND ${source.user} IN ('', i.external_user)`);
  return row;
}
