import type { LocalDate } from '../../kernel/calendar.ts';
import { Prisma, type Sql, type Tx } from '../../store/client.ts';
import type { ActingContext } from '../../store/context.ts';
import { applyDefaultSplit, type CreditedShare, type DefaultShare } from './rules.ts';

/** A customer's split as a ruling sets it, in order of position; the basis points make 10 000. */
export interface NewDefaultSplit {
  readonly customerId: string;
  readonly caseId: string;
  readonly validFrom: LocalDate;
  readonly shares: readonly { readonly memberId: string | null; readonly basisPoints: number }[];
  readonly reason: string;
}

/** The statement that adds a revision of a customer's default split; its customer must be locked. */
export function insertDefaultSplit(context: ActingContext, split: NewDefaultSplit): Sql {
  const { customerId, caseId, validFrom, reason } = split;
  const rows = split.shares.map(
    ({ memberId, basisPoints }, row) => Prisma.sql`(${row + 1}::int, ${memberId}::uuid, ${basisPoints}::int)`,
  );
  return Prisma.sql`INSERT INTO customer_split_revisions (org_id, customer_id, revision, position, member_id, basis_points,
      valid_from, case_id, recorded_at, recorded_by, reason)
    SELECT ${context.orgId}::uuid, ${customerId}::uuid, (SELECT COALESCE(max(revision), 0) + 1 FROM customer_split_revisions
        WHERE org_id = ${context.orgId}::uuid AND customer_id = ${customerId}::uuid),
      s.position, s.member_id, s.basis_points, ${validFrom}::date, ${caseId}::uuid,
      ${new Date(context.clock.now())}::timestamptz, ${context.memberId}::uuid, ${reason}
    FROM (VALUES ${Prisma.join(rows)}) AS s(position, member_id, basis_points)`;
}

/**
 * The split that an order of this customer, signed on that day, copies where none is typed; undefined if none was ruled by
 * then. `owner`: who is credited for the owner's part.
 */
export async function findDefaultSplit(
  db: Pick<Tx, '$queryRaw'>,
  orgId: string,
  customerId: string,
  { signedOn, owner }: { readonly signedOn: LocalDate; readonly owner: Omit<CreditedShare, 'basisPoints'> },
): Promise<readonly CreditedShare[] | undefined> {
  const shares = await db.$queryRaw<DefaultShare[]>`
    SELECT s.member_id AS "memberId", COALESCE(m.name, '') AS name, COALESCE(m.active, true) AS active,
      s.basis_points AS "basisPoints"
    FROM customer_split_revisions s LEFT JOIN members m ON m.org_id = s.org_id AND m.id = s.member_id
    WHERE s.org_id = ${orgId}::uuid AND s.customer_id = ${customerId}::uuid AND s.revision = (
      SELECT n.revision FROM customer_split_revisions n
      WHERE n.org_id = ${orgId}::uuid AND n.customer_id = ${customerId}::uuid AND n.valid_from <= ${signedOn}::date
      ORDER BY n.valid_from DESC, n.revision DESC LIMIT 1)
    ORDER BY s.position`;
  return shares.length === 0 ? undefined : applyDefaultSplit(shares, owner);
}
