import type { LocalDate } from '../kernel/calendar.ts';
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

/** How long a comment waits to be ticked off. */
const WAITS_DAYS = 14;

/** What was said of a member's follow-ups lately and they have not ticked off, the oldest first. */
export function listUnread(
  db: Tx,
  orgId: string,
  memberId: string,
  today: LocalDate,
): Promise<readonly Comment[]> {
  return db.$queryRaw<Comment[]>`
    SELECT k.id, k.text, b.name AS "byName", f.id AS "followUpId", left(f.text, 400) AS "followUpText",
      f.author_id AS "authorId", c.id AS "customerId", c.name AS "customerName", false AS withdrawn
    FROM follow_up_comments k
    JOIN follow_ups f ON f.org_id = k.org_id AND f.id = k.follow_up_id AND f.withdrawn_at IS NULL
    JOIN members b ON b.org_id = k.org_id AND b.id = k.author_id
    JOIN customers c ON c.org_id = f.org_id AND c.id = f.customer_id
    WHERE k.org_id = ${orgId}::uuid AND f.author_id = ${memberId}::uuid
      AND k.created_at > ${today}::date - ${WAITS_DAYS}::int
      AND NOT EXISTS (SELECT FROM comment_reads r WHERE r.org_id = k.org_id AND r.comment_id = k.id)
    ORDER BY k.created_at, k.id LIMIT 50`;
}

/** Notes that a comment was ticked off; changes nothing if it was. */
export function markRead(context: ActingContext, commentId: string): Sql {
  return Prisma.sql`INSERT INTO comment_reads (org_id, comment_id, read_at)
    VALUES (${context.orgId}::uuid, ${commentId}::uuid, ${new Date(context.clock.now())}::timestamptz)
    ON CONFLICT DO NOTHING`;
}
