import { Prisma, type Sql, type Tx } from '../store/client.ts';
import type { ActingContext } from '../store/context.ts';

/** A manager's comment with the follow-up that it is about. */
export interface Comment {
  readonly id: string;
  readonly text: string;
  readonly byName: string;
  readonly followUpId: string;
  readonly followUpText: string;
  readonly authorId: string;
  readonly customerId: string;
  readonly customerName: string;
  readonly withdrawn: boolean;
}

export async function loadComment(db: Tx, orgId: string, id: string): Promise<Comment | undefined> {
  const [row] = await db.$queryRaw<Comment[]>`
    SELECT k.id, k.text, b.name AS "byName", f.id AS "followUpId", left(f.text, 400) AS "followUpText",
      f.author_id AS "authorId", c.id AS "customerId", c.name AS "customerName", f.withdrawn_at IS NOT NULL AS withdrawn
    FROM follow_up_comments k
    JOIN members b ON b.org_id = k.org_id AND b.id = k.author_id
    JOIN follow_ups f ON f.org_id = k.org_id AND f.id = k.follow_up_id
    JOIN customers c ON c.org_id = f.org_id AND c.id = f.customer_id
    WHERE k.org_id = ${orgId}::uuid AND k.id = ${id}::uuid`;
  return row;
}

export function insertComment(
  context: ActingContext,
  comment: { readonly id: string; readonly followUpId: string; readonly text: string },
): Sql {
  return Prisma.sql`INSERT INTO follow_up_comments (org_id, id, follow_up_id, author_id, text, created_at)
    VALUES (${context.orgId}::uuid, ${comment.id}::uuid, ${comment.followUpId}::uuid, ${context.memberId}::uuid,
      ${comment.text}, ${new Date(context.clock.now())}::timestamptz)`;
}
