import type { PersonFacts } from '../chat/sender.ts';
import type { Role } from '../chat/spec.ts';
import { cleanText } from '../kernel/text/clean.ts';
import { foldEmail } from '../kernel/text/contact.ts';
import { type Db, Prisma, type Sql } from '../store/client.ts';
import type { ActingContext } from '../store/context.ts';
import type { LinkRefusal, Namesake } from './link-rules.ts';

/** Everybody of the organization, active or gone, who has this address; case does not count. */
export async function findNamesakes(db: Db, orgId: string, email: string): Promise<readonly Namesake[]> {
  return db.$queryRaw<(Namesake & { readonly roles: Role[] })[]>`
    SELECT m.id AS "memberId", m.active, m.roles,
      'admin' = ANY(m.roles) AND lower(o.admin_email) = m.email_folded AND NOT EXISTS (
        SELECT FROM chat_identities i JOIN members a ON a.org_id = i.org_id AND a.id = i.member_id
        WHERE i.org_id = m.org_id AND i.confirmed_at IS NOT NULL AND a.active AND 'admin' = ANY(a.roles)
      ) AS "isFirstAdmin"
    FROM members m JOIN organizations o ON o.id = m.org_id
    WHERE m.org_id = ${orgId}::uuid AND m.email_folded = ${foldEmail(email)} ORDER BY m.id`;
}

export interface NewIdentity {
  readonly id: string;
  readonly memberId: string;
  readonly workspaceId: string;
  readonly externalUser: string;
  readonly person: PersonFacts;
  readonly confirmed: boolean;
}

/** Keeps a chat account. If another request of the same account was faster, it stays as that one wrote it. */
export function insertIdentity(context: ActingContext, identity: NewIdentity): Sql {
  const now = new Date(context.clock.now());
  const { person } = identity;
  return Prisma.sql`INSERT INTO chat_identities (org_id, id, member_id, workspace_id, external_user, locale, zone,
      linked_at, confirmed_at, last_seen_at)
    VALUES (${context.orgId}::uuid, ${identity.id}::uuid, ${identity.memberId}::uuid, ${identity.workspaceId}::uuid,
      ${identity.externalUser}, ${person.locale ?? null}, ${person.zone ?? null}, ${now}::timestamptz,
      ${identity.confirmed ? now : null}::timestamptz, ${now}::timestamptz)
    ON CONFLICT (workspace_id, external_user) DO NOTHING`;
}

/** Notes that an account wrote again, so that the admins see whom to help first. */
export function touchIdentity(context: ActingContext, id: string): Sql {
  return Prisma.sql`UPDATE chat_identities SET last_seen_at = ${new Date(context.clock.now())}::timestamptz
    WHERE org_id = ${context.orgId}::uuid AND id = ${id}::uuid`;
}

/** Confirms or removes an account that waits; changes nothing if it does not wait any more. */
export function settleIdentity(context: ActingContext, id: string, verdict: 'confirm' | 'reject'): Sql {
  const waiting = Prisma.sql`WHERE org_id = ${context.orgId}::uuid AND id = ${id}::uuid AND confirmed_at IS NULL`;
  return verdict === 'confirm'
    ? Prisma.sql`UPDATE chat_identities SET confirmed_at = ${new Date(context.clock.now())}::timestamptz ${waiting}`
    : Prisma.sql`DELETE FROM chat_identities ${waiting}`;
}

export interface NewcomerSeen {
  readonly id: string;
  readonly workspaceId: string;
  readonly externalUser: string;
  readonly name: string;
  readonly reason: LinkRefusal;
}

/** Puts somebody who could not be linked on the admins' list, or notes that they wrote again. */
export function seeNewcomer(context: ActingContext, seen: NewcomerSeen): Sql {
  const now = new Date(context.clock.now());
  return Prisma.sql`INSERT INTO newcomers (org_id, id, workspace_id, external_user, name, reason, first_seen_at, last_seen_at)
    VALUES (${context.orgId}::uuid, ${seen.id}::uuid, ${seen.workspaceId}::uuid, ${seen.externalUser},
      ${cleanText(seen.name, 100)}, ${seen.reason}, ${now}::timestamptz, ${now}::timestamptz)
    ON CONFLICT (workspace_id, external_user)
    DO UPDATE SET name = excluded.name, reason = excluded.reason, last_seen_at = excluded.last_seen_at`;
}

/** Takes somebody who is linked now off the admins' list. */
export function forgetNewcomer(orgId: string, workspaceId: string, externalUser: string): Sql {
  return Prisma.sql`DELETE FROM newcomers
    WHERE org_id = ${orgId}::uuid AND workspace_id = ${workspaceId}::uuid AND external_user = ${externalUser}`;
}

/** The list's row of this account. */
export async function findNewcomer(
  db: Db,
  workspaceId: string,
  externalUser: string,
): Promise<{ readonly id: string; readonly lastSeenAt: number } | undefined> {
  const row = await db.newcomer.findUnique({
    where: { workspaceId_externalUser: { workspaceId, externalUser } },
    select: { id: true, lastSeenAt: true },
  });
  return row === null ? undefined : { id: row.id, lastSeenAt: row.lastSeenAt.getTime() };
}

/** An account that waits, or waited, with whose it would be. */
export interface LinkedIdentity {
  readonly id: string;
  readonly memberId: string;
  readonly memberName: string;
  readonly externalUser: string;
  readonly confirmed: boolean;
}

/** One account; undefined if the organization has none with this id, or it was rejected. */
export async function loadIdentity(db: Db, orgId: string, id: string): Promise<LinkedIdentity | undefined> {
  const [row] = await db.$queryRaw<LinkedIdentity[]>`
    SELECT i.id, m.id AS "memberId", m.name AS "memberName",
      i.external_user AS "externalUser", i.confirmed_at IS NOT NULL AS confirmed
    FROM chat_identities i JOIN members m ON m.org_id = i.org_id AND m.id = i.member_id
    WHERE i.org_id = ${orgId}::uuid AND i.id = ${id}::uuid`;
  return row;
}
