import { isUuid } from '../../kernel/ids.ts';
import { Prisma, type Sql, type Tx } from '../../store/client.ts';
import type { ActingContext } from '../../store/context.ts';
import type { GrantState, GuardedRole } from './rules.ts';
import type { MemberAccount } from './store.ts';

type Reader = Pick<Tx, '$queryRaw'>;

/** Who could sign for a role: active admins and executives but these. */
export function listSigners(
  db: Reader,
  orgId: string,
  but: readonly string[],
): Promise<{ readonly id: string; readonly name: string; readonly linked: boolean }[]> {
  return db.$queryRaw<{ id: string; name: string; linked: boolean }[]>`
    SELECT m.id, m.name, EXISTS (SELECT FROM chat_identities i WHERE i.org_id = m.org_id AND i.member_id = m.id
      AND i.confirmed_at IS NOT NULL AND i.gone_at IS NULL) AS linked
    FROM members m WHERE m.org_id = ${orgId}::uuid AND m.active AND m.roles && ARRAY['admin', 'executive']
      AND m.id <> ALL(${[...but]}::uuid[]) ORDER BY m.name, m.id`;
}

/** A request for a role that takes two, whatever became of it. */
export interface Grant {
  readonly id: string;
  readonly memberId: string;
  readonly memberName: string;
  readonly role: GuardedRole;
  readonly state: GrantState;
  readonly reason: string;
  readonly askedById: string;
  readonly askedBy: string;
  readonly keeperId: string;
  readonly askedAt: Date;
  readonly expiresAt: Date;
  readonly decidedById: string | null;
  readonly decidedBy: string | null;
  /** The platforms and workspaces where an account of the member is linked. */
  readonly accounts: readonly Pick<MemberAccount, 'platform' | 'workspace'>[];
}

const selectGrants = Prisma.sql`
  SELECT g.id, g.member_id AS "memberId", m.name AS "memberName", g.role, g.state, g.reason, g.asked_by AS "askedById",
    a.name AS "askedBy", g.keeper_id AS "keeperId", g.asked_at AS "askedAt", g.expires_at AS "expiresAt", g.decided_by AS "decidedById",
    d.name AS "decidedBy",
    COALESCE((SELECT json_agg(json_build_object('platform', w.platform, 'workspace', w.name) ORDER BY i.linked_at, i.id)
      FROM chat_identities i JOIN workspaces w ON w.org_id = i.org_id AND w.id = i.workspace_id
      WHERE i.org_id = g.org_id AND i.member_id = g.member_id AND i.confirmed_at IS NOT NULL AND i.gone_at IS NULL
        AND w.disconnected_at IS NULL), '[]'::json) AS accounts
  FROM role_grants g JOIN members m ON m.org_id = g.org_id AND m.id = g.member_id
  JOIN members a ON a.org_id = g.org_id AND a.id = g.asked_by
  LEFT JOIN members d ON d.org_id = g.org_id AND d.id = g.decided_by`;

/** The request with this id; undefined for an id that is none. */
export async function findGrant(db: Reader, orgId: string, id: string): Promise<Grant | undefined> {
  if (!isUuid(id)) return undefined;
  const [row] = await db.$queryRaw<Grant[]>`${selectGrants}
    WHERE g.org_id = ${orgId}::uuid AND g.id = ${id}::uuid`;
  return row;
}

/**
 * What waits for its second signature, the oldest first: for one member if they are named, and without what is too late at an
 * instant, which is closed within minutes anyway.
 */
export function listWaitingGrants(
  db: Reader,
  orgId: string,
  { now, memberId }: { readonly now?: number; readonly memberId?: string } = {},
): Promise<Grant[]> {
  const theirs = memberId === undefined ? Prisma.empty : Prisma.sql`AND g.member_id = ${memberId}::uuid`;
  const inTime =
    now === undefined ? Prisma.empty : Prisma.sql`AND g.expires_at > ${new Date(now)}::timestamptz`;
  return db.$queryRaw<Grant[]>`${selectGrants} WHERE g.org_id = ${orgId}::uuid AND g.state = 'waiting'
    ${inTime} ${theirs} ORDER BY g.asked_at, g.id`;
}

export interface NewGrant {
  readonly id: string;
  readonly memberId: string;
  readonly role: GuardedRole;
  readonly expiresAt: number;
}

/** The statement that keeps a request. Breaks `role_grants_waiting_key` if one for the same waits. */
export function insertGrant(context: ActingContext, { id, memberId, role, expiresAt }: NewGrant): Sql {
  return Prisma.sql`INSERT INTO role_grants (org_id, id, member_id, role, asked_at, asked_by, keeper_id, expires_at)
    VALUES (${context.orgId}::uuid, ${id}::uuid, ${memberId}::uuid, ${role}, ${new Date(context.clock.now())}::timestamptz,
      ${context.memberId}::uuid, ${context.memberId}::uuid, ${new Date(expiresAt)}::timestamptz)`;
}

/** The statement that closes a request that waits. */
export function closeGrant(
  context: ActingContext,
  id: string,
  { state, reason = '' }: { readonly state: Exclude<GrantState, 'waiting'>; readonly reason?: string },
): Sql {
  return Prisma.sql`UPDATE role_grants SET state = ${state}, reason = ${reason},
      decided_at = ${new Date(context.clock.now())}::timestamptz, decided_by = ${context.memberId}::uuid
    WHERE org_id = ${context.orgId}::uuid AND id = ${id}::uuid AND state = 'waiting'`;
}
