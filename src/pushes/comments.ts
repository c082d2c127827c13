import { commentCard } from '../followups/comment.ts';
import { loadComment } from '../followups/comment-store.ts';
import type { Db } from '../store/client.ts';
import type { Rendered } from './content.ts';
import { type DeliveryPlan, planPrivate } from './plan.ts';
import { findReader } from './readers.ts';
import { type PersonalPush, send, skip } from './rendered.ts';

/** A manager's comment reaches the author of the follow-up, in private. */
export async function planComment(
  db: Db,
  orgId: string,
  commentId: string,
): Promise<readonly DeliveryPlan[]> {
  const comment = await loadComment(db, orgId, commentId);
  const reader = comment === undefined ? undefined : await findReader(db, orgId, comment.authorId);
  if (reader === undefined) return [];
  const { memberId } = reader;
  const content = { kind: 'push', push: 'comment', commentId, memberId } as const;
  const key = `comment|${commentId}|${memberId}`;
  return [planPrivate({ key, kind: 'people', subscriptionId: null, content }, reader)];
}

/** The comment, unless its follow-up was withdrawn meanwhile. */
export async function renderComment(
  { store, orgId, reader }: PersonalPush,
  commentId: string,
): Promise<Rendered> {
  const comment = await loadComment(store.db, orgId, commentId);
  if (comment === undefined || comment.withdrawn) return skip('nothing-to-tell');
  return send(commentCard(comment, reader.lang));
}
