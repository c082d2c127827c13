import { type AuditAction, type AuditEntity, isSealed } from './audit-kinds.ts';
import { Prisma, type Sql } from './client.ts';
import type { ActingContext } from './context.ts';

/** What no entry tells, whatever it is about: a literal that has one of these does not compile. */
type Unsaid =
  | 'pay'
  | 'salary'
  | 'wage'
  | 'bonus'
  | 'commission'
  | 'compensation'
  | 'score'
  | 'scores'
  | 'token'
  | 'secret';

/** One side of a row, by field. Amounts go in as strings. */
export type AuditSide = (object | Readonly<Record<string, unknown>>) & { readonly [name in Unsaid]?: never };

export interface AuditFacts {
  readonly action: AuditAction;
  readonly entity: AuditEntity;
  readonly entityId: string | null;
  readonly before?: AuditSide | undefined;
  readonly after?: AuditSide | undefined;
}

/** The statement that adds one line to the audit log. Of sealed rows it says that something happened, never what. */
export function auditEntry(context: ActingContext, facts: AuditFacts): Sql {
  const sides = sidesOf(facts);
  return Prisma.sql`INSERT INTO audit_entries (org_id, id, at, actor_id, origin, action, entity, entity_id, before, after)
    VALUES (${context.orgId}::uuid, ${context.ids.uuid()}::uuid, ${new Date(context.clock.now())}::timestamptz,
      ${context.memberId}::uuid, ${context.origin}, ${facts.action}, ${facts.entity}, ${facts.entityId},
      ${toJson(sides.before)}::jsonb, ${toJson(sides.after)}::jsonb)`;
}

/** The statement that adds several lines at once. */
export function auditEntries(context: ActingContext, entries: readonly AuditFacts[]): Sql {
  const rows = entries.map((facts) => {
    const { action, entity, entityId } = facts;
    return { action, entity, entityId, ...sidesOf(facts), id: context.ids.uuid() };
  });
  return Prisma.sql`INSERT INTO audit_entries (org_id, id, at, actor_id, origin, action, entity, entity_id, before, after)
    SELECT ${context.orgId}::uuid, e.id, ${new Date(context.clock.now())}::timestamptz, ${context.memberId}::uuid,
      ${context.origin}, e.action, e.entity, e."entityId", e.before, e.after
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS e(id uuid, action text, entity text, "entityId" text, before jsonb, after jsonb)`;
}

function sidesOf({ entity, before, after }: AuditFacts): Pick<AuditFacts, 'before' | 'after'> {
  return isSealed(entity) ? {} : { before, after };
}

function toJson(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}
