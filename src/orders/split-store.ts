import type { LocalDate } from '../kernel/calendar.ts';
import { isUuid } from '../kernel/ids.ts';
import { type Db, Prisma, type Sql, type Tx } from '../store/client.ts';
import type { ActingContext } from '../store/context.ts';
import type { NewShare } from './read-order.ts';

/** A correction of an order's split, whatever became of it. */
export interface SplitProposal {
  readonly id: string;
  readonly orderId: string;
  readonly baseRevision: number;
  readonly reason: string;
  readonly state: 'waiting' | 'signed' | 'refused' | 'lapsed';
  readonly proposerId: string;
  /** Who hears what becomes of it: its proposer, or whoever took over from them. */
  readonly keeperId: string;
  readonly proposedBy: string;
  readonly decidedBy: string | null;
  readonly shares: readonly NewShare[];
}

/** The proposal with this id; undefined for an id that is none. */
export async function findProposal(
  db: Db | Tx,
  orgId: string,
  id: string,
): Promise<SplitProposal | undefined> {
  if (!isUuid(id)) return undefined;
  const [row] = await db.$queryRaw<SplitProposal[]>`
    SELECT p.id, p.order_id AS "orderId", p.base_revision AS "baseRevision", p.reason, p.state,
      p.created_by AS "proposerId", p.keeper_id AS "keeperId", a.name AS "proposedBy", d.name AS "decidedBy",
      (SELECT json_agg(json_build_object('memberId', s.member_id, 'name', m.name, 'basisPoints', s.basis_points)
          ORDER BY s.position)
        FROM split_proposal_shares s JOIN members m ON m.org_id = s.org_id AND m.id = s.member_id
        WHERE s.org_id = p.org_id AND s.proposal_id = p.id) AS shares
    FROM split_proposals p JOIN members a ON a.org_id = p.org_id AND a.id = p.created_by
    LEFT JOIN members d ON d.org_id = p.org_id AND d.id = p.decided_by
    WHERE p.org_id = ${orgId}::uuid AND p.id = ${id}::uuid`;
  return row;
}

/** A correction that waits for its second signature, with what decides whose signature that may be. */
export interface WaitingProposal {
  readonly id: string;
  readonly number: string;
  readonly customerName: string;
  readonly ownerId: string | null;
  readonly credited: readonly string[];
  readonly proposers: readonly string[];
  /** Who is in the new split, or was ever in an old one. */
  readonly members: readonly string[];
  readonly proposedBy: string;
  readonly shares: readonly NewShare[];
  readonly reason: string;
  readonly waitedDays: number;
}

/** More than so many of a company do not wait at once. */
const MOST_WAITING = 200;

/** All corrections that wait in the organization, the longest waiting first. */
export function listProposalsWaiting(
  db: Pick<Tx, '$queryRaw'>,
  orgId: string,
  today: LocalDate,
  zone: string,
): Promise<readonly WaitingProposal[]> {
  return db.$queryRaw<WaitingProposal[]>`
    SELECT p.id, o.number, c.name AS "customerName", c.owner_id AS "ownerId", p.reason, a.name AS "proposedBy",
      ARRAY[p.created_by, p.keeper_id] AS proposers, old.credited, old.ever || s.ids AS members, s.shares,
      ${today}::date - (p.created_at AT TIME ZONE ${zone}::text)::date AS "waitedDays"
    FROM split_proposals p JOIN orders o ON o.org_id = p.org_id AND o.id = p.order_id
    JOIN customers c ON c.org_id = o.org_id AND c.id = o.customer_id
    JOIN members a ON a.org_id = p.org_id AND a.id = p.created_by
    CROSS JOIN LATERAL (
      SELECT array_agg(n.member_id) AS ids, json_agg(json_build_object('memberId', n.member_id, 'name', m.name,
        'basisPoints', n.basis_points) ORDER BY n.position) AS shares
      FROM split_proposal_shares n JOIN members m ON m.org_id = n.org_id AND m.id = n.member_id
      WHERE n.org_id = p.org_id AND n.proposal_id = p.id) s
    CROSS JOIN LATERAL (
      SELECT COALESCE(array_agg(r.member_id), '{}') AS ever, COALESCE(array_agg(r.member_id)
        FILTER (WHERE r.revision = split_in_force(p.org_id, p.order_id, ${today}::date)), '{}') AS credited
      FROM credit_split_revisions r WHERE r.org_id = p.org_id AND r.order_id = p.order_id) old
    WHERE p.org_id = ${orgId}::uuid AND p.state = 'waiting'
    ORDER BY p.created_at, p.id LIMIT ${MOST_WAITING}::int`;
}

/** Why an order's split was changed. */
export async function findSplitReason(
  db: Db,
  orgId: string,
  orderId: string,
  revision: number,
): Promise<string> {
  const where = { orgId, orderId, revision };
  return (await db.creditSplitRevision.findFirst({ where, select: { reason: true } }))?.reason ?? '';
}

/** Whether a correction of this order waits. */
export async function hasWaitingProposal(tx: Tx, orgId: string, orderId: string): Promise<boolean> {
  const found = await tx.splitProposal.findFirst({
    where: { orgId, orderId, state: 'waiting' },
    select: { id: true },
  });
  return found !== null;
}

/** The statements that write a proposal; to run one after the other. */
export function insertProposal(
  context: ActingContext,
  proposal: {
    readonly id: string;
    readonly orderId: string;
    readonly baseRevision: number;
    readonly reason: string;
    readonly shares: readonly NewShare[];
  },
): readonly Sql[] {
  const { orgId } = context;
  const shares = proposal.shares.map(
    ({ memberId, basisPoints }, row) =>
      Prisma.sql`(${orgId}::uuid, ${proposal.id}::uuid, ${row + 1}::int, ${memberId}::uuid, ${basisPoints}::int)`,
  );
  return [
    Prisma.sql`INSERT INTO split_proposals (org_id, id, order_id, base_revision, reason, created_at, created_by)
      VALUES (${orgId}::uuid, ${proposal.id}::uuid, ${proposal.orderId}::uuid, ${proposal.baseRevision}::int,
        ${proposal.reason}, ${new Date(context.clock.now())}::timestamptz, ${context.memberId}::uuid)`,
    Prisma.sql`INSERT INTO split_proposal_shares (org_id, proposal_id, position, member_id, basis_points)
      VALUES ${Prisma.join(shares)}`,
  ];
}

/** The statement that closes a waiting proposal. */
export function closeProposal(
  context: ActingContext,
  id: string,
  state: 'signed' | 'refused' | 'lapsed',
): Sql {
  return Prisma.sql`UPDATE split_proposals SET state = ${state},
      decided_at = ${new Date(context.clock.now())}::timestamptz, decided_by = ${context.memberId}::uuid
    WHERE org_id = ${context.orgId}::uuid AND id = ${id}::uuid AND state = 'waiting'`;
}
