import type { Role } from '../../chat/spec.ts';
import { auditEntry } from '../../store/audit.ts';
import { Prisma, type Sql, type Tx } from '../../store/client.ts';
import type { ActingContext } from '../../store/context.ts';
import type { SlotDays } from '../days.ts';
import { isSubscriptionKind } from '../kinds.ts';
import { aboutGroups, isSameDefault, listUsual, type PushDefault } from './rules.ts';

/** Who gets which push in this organization without asking: what an admin decided, else what is usual. */
export async function listDefaults(db: Tx, orgId: string): Promise<readonly PushDefault[]> {
  const rows = await db.$queryRaw<
    { kind: string; roles: Role[]; localTime: string | null; days: SlotDays }[]
  >`
    SELECT kind, roles, local_time AS "localTime", days FROM push_defaults WHERE org_id = ${orgId}::uuid`;
  const decided = new Map(
    rows.flatMap((row) =>
      isSubscriptionKind(row.kind) ? [[row.kind, { ...row, kind: row.kind }] as const] : [],
    ),
  );
  return listUsual().map((usual) => decided.get(usual.kind) ?? usual);
}

/** Why a default is removed that nobody chose to remove: it comes back when the roles get it again. */
export const WITHDRAWN = 'default-withdrawn';

/** The statements that decide it anew: from now on, and for everybody who made no choice of their own. */
export function saveDefault(context: ActingContext, to: PushDefault): readonly Sql[] {
  const { orgId, memberId, clock } = context;
  const now = new Date(clock.now());
  const roles = [...to.roles];
  const untouched = Prisma.sql`s.org_id = ${orgId}::uuid AND s.kind = ${to.kind} AND s.by_default AND s.state = 'active'`;
  return [
    Prisma.sql`INSERT INTO push_defaults (org_id, kind, roles, local_time, days, changed_at, changed_by)
      VALUES (${orgId}::uuid, ${to.kind}, ${roles}::text[], ${to.localTime}, ${to.days}, ${now}::timestamptz, ${memberId}::uuid)
      ON CONFLICT (org_id, kind) DO UPDATE SET roles = EXCLUDED.roles, local_time = EXCLUDED.local_time,
        days = EXCLUDED.days, changed_at = EXCLUDED.changed_at, changed_by = EXCLUDED.changed_by`,
    Prisma.sql`UPDATE subscriptions s SET state = 'removed', paused_reason = ${WITHDRAWN} FROM members m
      WHERE ${untouched} AND m.org_id = s.org_id AND m.id = s.member_id AND NOT m.roles && ${roles}::text[]`,
    Prisma.sql`UPDATE subscriptions s SET local_time = ${to.localTime}, days = ${to.days}, starts_at = ${now}::timestamptz
      WHERE ${untouched} AND (s.local_time, s.days) IS DISTINCT FROM (${to.localTime}, ${to.days})`,
  ];
}

/** Decides it anew and writes that down; false, and nothing is written, where it stood so. */
export async function putDefault(
  context: ActingContext,
  tx: Tx,
  before: PushDefault,
  after: PushDefault,
): Promise<boolean> {
  if (isSameDefault(before, after)) return false;
  for (const statement of saveDefault(context, after)) await tx.$executeRaw(statement);
  const facts = { action: 'push-default.set', entity: 'push', entityId: after.kind } as const;
  await tx.$executeRaw(auditEntry(context, { ...facts, before, after }));
  return true;
}

/** Every push with its defaults, as rows that a statement joins: `kind`, `roles`, `local_time`, `days`, `about_groups`. */
export function usualRows(): Sql {
  const rows = listUsual().map(({ kind, roles, localTime, days }) => ({
    kind,
    roles,
    local_time: localTime,
    days,
    about_groups: aboutGroups.includes(kind),
  }));
  return Prisma.sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
    AS k(kind text, roles text[], local_time text, days text, about_groups boolean)`;
}
