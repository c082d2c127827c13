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
