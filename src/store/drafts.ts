import type { RawValues } from '../chat/spec.ts';
import { isUuid } from '../kernel/ids.ts';
import { Prisma, type Sql } from './client.ts';
import type { ActingContext, RequestContext } from './context.ts';

/** How long a form, a choice or a question waits for its person. */
const DRAFT_DAYS = 7;

export interface Draft {
  readonly id: string;
  readonly memberId: string;
  /** Canonical name of the command that waits. */
  readonly command: string;
  readonly values: RawValues;
}

/** Under this name a draft's values keep the key of the chat message that began it; no field is called so. */
export const BEGUN_BY = '_message';

/**
 * The statement that keeps a command for its person until it is filled in, chosen or confirmed. It remembers the chat message
 * that began it, where that can be edited or deleted later.
 */
export function insertDraft(
  context: ActingContext & Partial<Pick<RequestContext, 'inbound'>>,
  draft: Omit<Draft, 'memberId'>,
): Sql {
  const now = context.clock.now();
  const { inbound } = context;
  const isMessage = inbound?.kind === 'text' && inbound.messageId !== undefined;
  const values = isMessage ? { ...draft.values, [BEGUN_BY]: inbound.key } : draft.values;
  return Prisma.sql`INSERT INTO drafts (org_id, id, member_id, command, values, created_at, expires_at)
    VALUES (${context.orgId}::uuid, ${draft.id}::uuid, ${context.memberId}::uuid, ${draft.command},
      ${JSON.stringify(values)}::jsonb, ${new Date(now)}::timestamptz,
      ${new Date(now + DRAFT_DAYS * 86_400_000)}::timestamptz)`;
}

/** The statement that marks a draft as used; it breaks nothing if it is used already. */
export function closeDraft(context: ActingContext, id: string): Sql {
  return Prisma.sql`UPDATE drafts SET closed_at = ${new Date(context.clock.now())}::timestamptz
    WHERE org_id = ${context.orgId}::uuid AND id = ${id}::uuid AND closed_at IS NULL`;
}

/** The draft of this organization with this id, unless it has expired or was closed; none for an id that is no id. */
export async function findDraft(context: ActingContext, id: string): Promise<Draft | undefined> {
  if (!isUuid(id)) return undefined;
  const row = await context.db.draft.findUnique({ where: { orgId_id: { orgId: context.orgId, id } } });
  if (row === null || row.closedAt !== null || row.expiresAt.getTime() <= context.clock.now())
    return undefined;
  return { id: row.id, memberId: row.memberId, command: row.command, values: row.values as RawValues };
}
