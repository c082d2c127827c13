import { Prisma, type Sql } from './client.ts';
import type { ActingContext } from './context.ts';

export interface AuditFacts {
  /** Verb in the past: `customer.claimed`, `order.refused`. */
  readonly action: string;
  readonly entity: string;
  readonly entityId: string | null;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** The statement that adds one line to the audit log. Amounts go in as strings. No pay, score or token belongs in it. */
export function auditEntry(context: ActingContext, facts: AuditFacts): Sql {
  return Prisma.sql`INSERT INTO audit_entries (org_id, id, at, actor_id, origin, action, entity, entity_id, before, after)
    VALUES (${context.orgId}::uuid, ${context.ids.uuid()}::uuid, ${new Date(context.clock.now())}::timestamptz,
      ${context.memberId}::uuid, ${context.origin}, ${facts.action}, ${facts.entity}, ${facts.entityId},
      ${toJson(facts.before)}::jsonb, ${toJson(facts.after)}::jsonb)`;
}

/** The statement that adds several lines at once. */
export function auditEntries(context: ActingContext, entries: readonly AuditFacts[]): Sql {
  const rows = entries.map((facts) => ({ ...facts, id: context.ids.uuid() }));
  return Prisma.sql`INSERT INTO audit_entries (org_id, id, at, actor_id, origin, action, entity, entity_id, before, after)
    SELECT ${context.orgId}::uuid, e.id, ${new Date(context.clock.now())}::timestamptz, ${context.memberId}::uuid,
      ${context.origin}, e.action, e.entity, e."entityId", e.before, e.after
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS e(id uuid, action text, entity text, "entityId" text, before jsonb, after jsonb)`;
}

function toJson(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}
