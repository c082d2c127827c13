import type { Platform } from '../../chat/inbound.ts';
import { type Db, Prisma, type Sql } from '../../store/client.ts';
import { placeCodes, workspaceCodes } from './causes.ts';

/** A message that waits for an admin, with whom and what it is about by name. */
export interface Letter {
  readonly id: string;
  readonly kind: string;
  /** `dead`; or `held`: perhaps posted, and only somebody who looks can tell. */
  readonly state: string;
  readonly error: string;
  readonly attempts: number;
  readonly createdAt: Date;
  readonly platform: Platform | null;
  readonly workspaceName: string | null;
  /** The platform's id of the group conversation; null for a private chat. */
  readonly conversation: string | null;
  /** Who gets it in private. */
  readonly reader: string | null;
  /** The customer it tells about. */
  readonly customer: string | null;
  readonly orderNumber: string | null;
  /** The day of a scheduled push, YYYY-MM-DD. */
  readonly day: string | null;
  readonly mayBePosted: boolean;
}

/** Messages that one cure would mend. */
export interface LetterGroup {
  /** One of them; what it stands for is found from it again. */
  readonly sample: Letter;
  readonly count: number;
  readonly since: Date;
  /** How many conversations and persons they were for. */
  readonly places: number;
  readonly kinds: readonly string[];
}

const place = Prisma.sql`COALESCE(d.address->>'conversation', d.address->>'user')`;
const isOfPlace = Prisma.sql`(d.last_error = ANY(${[...placeCodes]}::text[]) OR d.last_error ~ '^(232[0-9]{3}|unsettled-.*|(sent-again-)?unread-.*)$')`;
const isOfWorkspace = Prisma.sql`(d.last_error = ANY(${[...workspaceCodes]}::text[]) OR d.last_error LIKE 'token-%')`;

/** Everything of an organization that waits for an admin; `cure` is the same for what one cure mends. */
function listWaiting(orgId: string): Sql {
  return Prisma.sql`SELECT d.*, COALESCE(d.last_error, '') AS error,
      concat_ws('|', d.state, d.last_error, d.address->>'platform',
        CASE WHEN ${isOfPlace} OR ${isOfWorkspace} THEN d.address->>'workspace' END,
        CASE WHEN ${isOfPlace} THEN ${place} END) AS cure
    FROM deliveries d
    WHERE d.org_id = ${orgId}::uuid AND d.bearer_id IS NULL
      AND (d.state = 'dead' OR (d.state = 'held' AND d.not_before > '9000-01-01'))`;
}

const letterColumns = Prisma.sql`d.id, d.kind, d.state, COALESCE(d.last_error, '') AS error, d.attempts,
  d.created_at AS "createdAt", d.address->>'platform' AS platform, w.name AS "workspaceName",
  d.address->>'conversation' AS conversation, m.name AS reader, c.name AS customer, o.number AS "orderNumber",
  d.content->>'day' AS day, d.first_attempt_at IS NOT NULL AS "mayBePosted"`;

/** What a row of the ledger is about, whatever its content names. */
const letterJoins = Prisma.sql`
  LEFT JOIN workspaces w ON w.org_id = d.org_id AND w.platform = d.address->>'platform'
    AND w.external_key = d.address->>'workspace'
  LEFT JOIN subscriptions s ON s.org_id = d.org_id AND s.id = d.subscription_id
  LEFT JOIN payments p ON p.org_id = d.org_id AND p.id = (d.content->>'paymentId')::uuid
  LEFT JOIN split_proposals sp ON sp.org_id = d.org_id AND sp.id = (d.content->>'proposalId')::uuid
  LEFT JOIN orders o ON o.org_id = d.org_id
    AND o.id = COALESCE(p.order_id, sp.order_id, (d.content->>'orderId')::uuid)
  LEFT JOIN deals de ON de.org_id = d.org_id AND de.id = (d.content->>'dealId')::uuid
  LEFT JOIN reminders r ON r.org_id = d.org_id AND r.id = (d.content->>'reminderId')::uuid
  LEFT JOIN collision_cases cc ON cc.org_id = d.org_id AND cc.id = (d.content->>'caseId')::uuid
  LEFT JOIN customers c ON c.org_id = d.org_id
    AND c.id = COALESCE(o.customer_id, de.customer_id, r.customer_id, cc.customer_id, (d.content->>'customerId')::uuid)
  LEFT JOIN LATERAL (SELECT i.member_id FROM chat_identities i
    WHERE i.org_id = d.org_id AND i.workspace_id = w.id AND i.external_user = d.address->>'user'
    ORDER BY i.gone_at NULLS FIRST LIMIT 1) seen ON true
  LEFT JOIN members m ON m.org_id = d.org_id
    AND m.id = COALESCE((d.content->>'memberId')::uuid, seen.member_id, s.member_id)`;

/** What waits for an admin, the largest groups first. */
export async function listLetterGroups(
  db: Pick<Db, '$queryRaw'>,
  orgId: string,
  { limit, offset = 0 }: { readonly limit: number; readonly offset?: number },
): Promise<readonly LetterGroup[]> {
  type Row = Letter & Omit<LetterGroup, 'sample'>;
  const rows = await db.$queryRaw<Row[]>`
    WITH waiting AS MATERIALIZED (${listWaiting(orgId)}), groups AS (
      SELECT (array_agg(d.id ORDER BY d.id DESC))[1] AS id, count(*)::int AS count, min(d.created_at) AS since,
        count(DISTINCT ${place})::int AS places, array_agg(DISTINCT d.kind) AS kinds
      FROM waiting d GROUP BY d.cure)
    SELECT ${letterColumns}, g.count, g.since, g.places, g.kinds
    FROM groups g JOIN deliveries d ON d.org_id = ${orgId}::uuid AND d.id = g.id ${letterJoins}
    ORDER BY g.count DESC, g.id DESC LIMIT ${limit}::int OFFSET ${offset}::int`;
  return rows.map(({ count, since, places, kinds, ...sample }) => ({ sample, count, since, places, kinds }));
}

/** The ids of all that the cure of this one would mend, itself among them, the oldest first; empty if it does not wait. */
export async function listIdsLike(
  db: Pick<Db, '$queryRaw'>,
  orgId: string,
  id: string,
  limit: number,
): Promise<readonly string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    WITH waiting AS MATERIALIZED (${listWaiting(orgId)})
    SELECT id FROM waiting WHERE cure = (SELECT cure FROM waiting WHERE id = ${id}::uuid)
    ORDER BY id LIMIT ${limit}::int`;
  return rows.map((row) => row.id);
}

/** The same as letters, newest first. */
export async function listLettersLike(
  db: Pick<Db, '$queryRaw'>,
  orgId: string,
  id: string,
  { limit, offset = 0 }: { readonly limit: number; readonly offset?: number },
): Promise<readonly Letter[]> {
  return db.$queryRaw<Letter[]>`
    WITH waiting AS MATERIALIZED (${listWaiting(orgId)}), alike AS (
      SELECT id FROM waiting WHERE cure = (SELECT cure FROM waiting WHERE id = ${id}::uuid)
      ORDER BY id DESC LIMIT ${limit}::int OFFSET ${offset}::int)
    SELECT ${letterColumns} FROM alike JOIN deliveries d ON d.org_id = ${orgId}::uuid AND d.id = alike.id ${letterJoins}
    ORDER BY d.id DESC`;
}

/** A message of the ledger as an admin opens it, whatever became of it. */
export interface OpenedLetter extends Letter {
  readonly waits: boolean;
  readonly settledAt: Date | null;
  readonly history: readonly LetterStep[];
}

/** What happened to a message: an attempt that did not go well, or what an admin did. */
export interface LetterStep {
  readonly at: Date;
  readonly kind: 'attempt' | 'retried' | 'dropped' | 'settled';
  /** Which attempt; 0 for what an admin did. */
  readonly attempt: number;
  readonly outcome: string;
  /** The platform's word, or an admin's reason. */
  readonly word: string;
  /** The admin; null for a key, the command line or a machine. */
  readonly by: string | null;
}

const STEPS = 60;

/** One message with its whole history; undefined if there is none with this id, or it is a test of the way. */
export async function openLetter(
  db: Pick<Db, '$queryRaw'>,
  orgId: string,
  id: string,
): Promise<OpenedLetter | undefined> {
  const [row] = await db.$queryRaw<Omit<OpenedLetter, 'history'>[]>`
    SELECT ${letterColumns}, d.settled_at AS "settledAt",
      d.bearer_id IS NULL AND (d.state = 'dead' OR (d.state = 'held' AND d.not_before > '9000-01-01')) AS waits
    FROM deliveries d ${letterJoins}
    WHERE d.org_id = ${orgId}::uuid AND d.id = ${id}::uuid AND d.kind <> 'canary'`;
  if (row === undefined) return undefined;
  const history = await db.$queryRaw<LetterStep[]>`
    SELECT * FROM (
      SELECT t.at, 'attempt' AS kind, t.attempt, t.outcome, t.code AS word, NULL AS by
      FROM delivery_troubles t WHERE t.org_id = ${orgId}::uuid AND t.delivery_id = ${id}::uuid
      UNION ALL
      SELECT a.at, substr(a.action, 10), 0, '', COALESCE(a.after->>'reason', ''), m.name
      FROM audit_entries a LEFT JOIN members m ON m.org_id = a.org_id AND m.id = a.actor_id
      WHERE a.org_id = ${orgId}::uuid AND a.entity = 'delivery' AND a.entity_id = ${id}
        AND a.action IN ('delivery.retried', 'delivery.dropped', 'delivery.settled')
    ) step ORDER BY at DESC, attempt DESC LIMIT ${STEPS}::int`;
  return { ...row, history: history.toReversed() };
}

/** What came to wait for an admin since they were told last. */
export interface LetterNews {
  /** The oldest of it. */
  readonly id: string;
  readonly began: Date;
  /** Workspaces, by the platform's key, that are themselves out of reach. */
  readonly brokenWorkspaces: readonly string[];
}

/** The causes of which the first message failed after an instant; undefined if there is none. */
export async function findLetterNews(
  db: Pick<Db, '$queryRaw'>,
  orgId: string,
  after: Date,
): Promise<LetterNews | undefined> {
  const [row] = await db.$queryRaw<{ id: string | null; began: Date; brokenWorkspaces: string[] | null }[]>`
    WITH waiting AS MATERIALIZED (${listWaiting(orgId)}), groups AS (
      SELECT (array_agg(d.id ORDER BY d.id))[1] AS id, min(COALESCE(d.settled_at, d.first_attempt_at, d.created_at)) AS began,
        CASE WHEN bool_or(${isOfWorkspace}) THEN min(d.address->>'workspace') END AS broken
      FROM waiting d WHERE d.kind <> 'letters' GROUP BY d.cure)
    SELECT (array_agg(id ORDER BY began, id))[1] AS id, min(began) AS began,
      array_agg(DISTINCT broken) FILTER (WHERE broken IS NOT NULL) AS "brokenWorkspaces"
    FROM groups WHERE began > ${after}::timestamptz`;
  if (row === undefined || row.id === null) return undefined;
  return { id: row.id, began: row.began, brokenWorkspaces: row.brokenWorkspaces ?? [] };
}
