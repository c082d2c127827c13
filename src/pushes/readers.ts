import type { Platform } from '../chat/inbound.ts';
import { type Lang, languageOf } from '../chat/language.ts';
import type { Address } from '../chat/sender.ts';
import type { Role } from '../chat/spec.ts';
import type { Db } from '../store/client.ts';

/** A member to whom something is sent in private. */
export interface Reader {
  readonly memberId: string;
  readonly name: string;
  readonly active: boolean;
  readonly roles: readonly Role[];
  readonly lang: Lang;
  /** IANA zone. */
  readonly zone: string;
  /** The chat account they were last seen with; null for a leaver and for somebody without a linked account. */
  readonly address: Address | null;
}

interface ReaderRow {
  readonly memberId: string;
  readonly name: string;
  readonly active: boolean;
  readonly roles: Role[];
  readonly locale: string;
  readonly zone: string;
  readonly platform: Platform | null;
  readonly workspace: string | null;
  readonly user: string | null;
}

/** These members, as they are now, with the private chat in which each is reached. Those who do not exist are left out. */
export async function findReaders(
  db: Db,
  orgId: string,
  memberIds: readonly string[],
): Promise<readonly Reader[]> {
  if (memberIds.length === 0) return [];
  const rows = await db.$queryRaw<ReaderRow[]>`
    SELECT m.id AS "memberId", m.name, m.active, m.roles, COALESCE(m.locale, seen.locale, o.locale) AS locale,
      COALESCE(m.zone, seen.zone, o.zone) AS zone, seen.platform, seen.workspace, seen."user"
    FROM members m JOIN organizations o ON o.id = m.org_id
    LEFT JOIN LATERAL (
      SELECT i.external_user AS "user", i.locale, i.zone, w.platform, w.external_key AS workspace
      FROM chat_identities i JOIN workspaces w ON w.org_id = i.org_id AND w.id = i.workspace_id
      WHERE i.org_id = m.org_id AND i.member_id = m.id AND i.confirmed_at IS NOT NULL AND i.gone_at IS NULL AND w.disconnected_at IS NULL
      ORDER BY i.last_seen_at DESC NULLS LAST, i.linked_at DESC, i.id LIMIT 1
    ) seen ON true
    WHERE m.org_id = ${orgId}::uuid AND m.id = ANY(${[...memberIds]}::uuid[])
    ORDER BY m.id`;
  return rows.map(readRow);
}

/** One member; undefined if the organization has none with this id. */
export async function findReader(db: Db, orgId: string, memberId: string): Promise<Reader | undefined> {
  const [reader] = await findReaders(db, orgId, [memberId]);
  return reader;
}

/** The active members who hold this role, reachable or not. */
export async function findReadersByRole(db: Db, orgId: string, role: Role): Promise<readonly Reader[]> {
  const members = await db.member.findMany({
    where: { orgId, active: true, roles: { has: role } },
    select: { id: true },
  });
  return findReaders(
    db,
    orgId,
    members.map(({ id }) => id),
  );
}

function readRow(row: ReaderRow): Reader {
  const { memberId, name, active, roles, zone, platform, workspace, user } = row;
  const reachable = active && platform !== null && workspace !== null && user !== null;
  const address = reachable ? { platform, workspace, user } : null;
  return { memberId, name, active, roles, lang: languageOf(row.locale), zone, address };
}
