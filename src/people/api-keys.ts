import { createHash } from 'node:crypto';
import { languageOf } from '../chat/language.ts';
import type { Role } from '../chat/spec.ts';
import { localDateOf } from '../kernel/zones.ts';
import { auditEntry } from '../store/audit.ts';
import { Prisma } from '../store/client.ts';
import type { ActingContext, StoreContext } from '../store/context.ts';
import type { Caller } from './context.ts';

/** How an API key is kept and found: the key itself is nowhere. */
export function hashApiKey(key: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(createHash('sha256').update(key).digest());
}

/** Its use is noted no more often than this. */
const NOTED_EVERY_MS = 60_000;

interface HolderRow {
  readonly keyId: string;
  readonly lastUsedAt: Date | null;
  readonly orgId: string;
  readonly orgName: string;
  readonly orgZone: string;
  readonly orgLocale: string;
  readonly currency: string;
  readonly fiscalStartMonth: number;
  readonly calendarRegion: string;
  readonly reminderTime: string;
  readonly memberId: string;
  readonly memberName: string;
  readonly roles: Role[];
  readonly rank: string;
  readonly locale: string | null;
  readonly zone: string | null;
}

/**
 * The member whom an API key acts for, as the rows are now; undefined for a key that nobody has, a revoked one, and one of
 * somebody who is not active any more.
 */
export async function resolveApiKey(
  store: StoreContext,
  key: string,
): Promise<{ readonly keyId: string; readonly caller: Caller } | undefined> {
  const { db, clock } = store;
  const [row] = await db.run<HolderRow>(Prisma.sql`
    SELECT k.id AS "keyId", k.last_used_at AS "lastUsedAt", o.id AS "orgId", o.name AS "orgName", o.zone AS "orgZone",
      o.locale AS "orgLocale", o.currency, o.fiscal_start_month AS "fiscalStartMonth",
      o.calendar_region AS "calendarRegion", o.reminder_time AS "reminderTime", m.id AS "memberId",
      m.name AS "memberName", m.roles, m.rank, m.locale, m.zone
    FROM api_keys k JOIN members m ON m.org_id = k.org_id AND m.id = k.member_id
    JOIN organizations o ON o.id = k.org_id
    WHERE k.hash = ${Buffer.from(hashApiKey(key))}::bytea AND k.revoked_at IS NULL AND m.active`);
  if (row === undefined) return undefined;
  const now = clock.now();
  if (row.lastUsedAt === null || now - row.lastUsedAt.getTime() >= NOTED_EVERY_MS) {
    await db.run(Prisma.sql`UPDATE api_keys SET last_used_at = ${new Date(now)}::timestamptz
      WHERE org_id = ${row.orgId}::uuid AND id = ${row.keyId}::uuid`);
  }
  return { keyId: row.keyId, caller: readCaller(store, row) };
}

function readCaller(store: StoreContext, row: HolderRow): Caller {
  const { orgId, currency, fiscalStartMonth, calendarRegion, reminderTime, memberId, roles, rank } = row;
  const org = { id: orgId, name: row.orgName, zone: row.orgZone, locale: row.orgLocale };
  return {
    ...store,
    orgId,
    memberId,
    origin: 'api',
    org: { ...org, currency, fiscalStartMonth, calendarRegion, reminderTime },
    actor: {
      memberId,
      name: row.memberName,
      roles,
      rank,
      lang: languageOf(row.locale ?? row.orgLocale),
      zone: row.zone ?? row.orgZone,
    },
    today: localDateOf(store.clock.now(), row.orgZone),
  };
}

export interface ListedKey {
  readonly id: string;
  readonly name: string;
  readonly member: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

/** The organization's keys, the newest first; revoked ones too. */
export async function listApiKeys({ db }: StoreContext, orgId: string): Promise<readonly ListedKey[]> {
  const rows = await db.apiKey.findMany({
    where: { orgId },
    orderBy: { id: 'desc' },
    select: {
      id: true,
      name: true,
      createdAt: true,
      lastUsedAt: true,
      revokedAt: true,
      member: { select: { name: true } },
    },
  });
  return rows.map(({ member, ...row }) => ({ ...row, member: member.name }));
}

/** Takes a key out of use at once. False if the organization has none of this id, or it was revoked before. */
export async function revokeApiKey(context: ActingContext, id: string): Promise<boolean> {
  const { db, orgId, clock } = context;
  return db.$transaction(async (tx) => {
    const { count } = await tx.apiKey.updateMany({
      where: { orgId, id, revokedAt: null },
      data: { revokedAt: new Date(clock.now()) },
    });
    if (count === 0) return false;
    await tx.$executeRaw(
      auditEntry(context, {
        action: 'api-key.revoked',
        entity: 'api-key',
        entityId: id,
        before: { state: 'active' },
        after: { state: 'revoked' },
      }),
    );
    return true;
  });
}
