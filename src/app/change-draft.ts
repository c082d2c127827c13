import type { ChangeInbound } from '../chat/inbound.ts';
import type { Reply } from '../chat/reply.ts';
import type { MessageRef } from '../chat/sender.ts';
import type { Command, Context } from '../people/context.ts';
import { type Db, Prisma } from '../store/client.ts';
import { commitAll, type Done } from '../store/commit.ts';
import { BEGUN_BY, closeDraft } from '../store/drafts.ts';
import { draftCancelledCard } from './refusal.ts';
import { draftKey } from './run-command.ts';
import { type PreparedText, runText } from './run-text.ts';

/** A choice, a form or a question that still waits for the author of a message. */
export interface WaitingDraft {
  readonly draftId: string;
  readonly command: string;
  /** The author's account in that workspace. */
  readonly user: string;
  /** The bot's message that asks, where it is known to have been posted. */
  readonly confirmation: MessageRef | null;
  /** It is on its way to the conversation. */
  readonly isUnderWay: boolean;
}

/**
 * Finds what a message began and its author has not answered yet. Undefined if somebody else changed it, or if nothing of
 * it waits: a draft that was used is finished under a key of its own.
 */
export async function findWaitingDraft(
  db: Db,
  { source, messageKey }: ChangeInbound,
  now: number,
): Promise<WaitingDraft | undefined> {
  const [row] = await db.run<WaitingDraft>(Prisma.sql`
    SELECT f.id AS "draftId", f.command, i.external_user AS user, d.message_ref AS confirmation,
      COALESCE(d.state = 'sending' AND d.message_ref IS NULL, false) AS "isUnderWay"
    FROM workspaces w
    JOIN drafts f ON f.org_id = w.org_id AND f.values ? '_message' AND f.values ->> '_message' = ${messageKey}
      AND f.closed_at IS NULL AND f.expires_at > ${new Date(now)}::timestamptz
    JOIN chat_identities i ON i.org_id = w.org_id AND i.workspace_id = w.id AND i.member_id = f.member_id
    LEFT JOIN deliveries d ON d.org_id = w.org_id AND d.key = ${`answer ${messageKey}`}
    WHERE w.platform = ${source.platform} AND w.external_key = ${source.workspace} AND w.disconnected_at IS NULL
      AND ${source.user} IN ('', i.external_user)
      AND NOT EXISTS (SELECT FROM inbound_events e WHERE e.org_id = w.org_id AND e.key = 'draft ' || f.id)
    ORDER BY f.created_at DESC, f.id DESC LIMIT 1`);
  return row;
}

/**
 * The message was edited: what it says now is run instead, in the place of what was asked. Deleted, or edited into something
 * that is no command: nothing is asked any more. Either takes effect once, also where somebody answers at the same moment;
 * then `repeated` says that they were quicker.
 */
export async function changeDraft(
  context: Context,
  { draftId, command, confirmation }: WaitingDraft,
  change: {
    readonly messageKey: string;
    readonly prepared: PreparedText | undefined;
    readonly commands: readonly Command[];
  },
): Promise<Done> {
  const shape = (reply: Reply) => {
    const placed: Reply = reply.kind === 'card' ? { kind: 'replace', card: reply.card } : reply;
    return context.shape?.(placed) ?? placed;
  };
  const asking = { ...context, shape, ...(confirmation === null ? {} : { confirmation }) };
  const { prepared, messageKey, commands } = change;
  if (prepared === undefined) {
    const { lang } = context.actor;
    const title = commands.find(({ name }) => name === command)?.title[lang] ?? command;
    const once = { ...asking, inbound: { ...context.inbound, key: draftKey(draftId) } };
    const card = draftCancelledCard(title, lang);
    return commitAll(once, { kind: 'replace', card }, [closeDraft(context, draftId)]);
  }
  const done = await runText(asking, prepared, { [BEGUN_BY]: messageKey }, { draftId, asksAnew: true });
  // What it led to has a draft of its own, if it waits again.
  if (!done.repeated) await context.db.$executeRaw(closeDraft(context, draftId));
  return done;
}
