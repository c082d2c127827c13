import { addDays, type LocalDate } from '../kernel/calendar.ts';
import { startOfDay } from '../kernel/zones.ts';
import { isSealed } from '../store/audit-kinds.ts';
import { type Db, Prisma, type Sql } from '../store/client.ts';

/** A customer with its contacts, deals, follow-ups, reminders, visits, cases, orders and payments; an order with its payments. */
export interface AuditSubject {
  readonly kind: 'customer' | 'order';
  readonly id: string;
}

/** Which entries are asked for. What is absent is not asked about. */
export interface AuditFilter {
  readonly memberId?: string | undefined;
  readonly entity?: string | undefined;
  readonly entityIds?: readonly string[] | undefined;
  readonly action?: string | undefined;
  /** A record with all that hangs on it. */
  readonly subject?: AuditSubject | undefined;
  /** Days of the organization, both included. */
  readonly from?: LocalDate | undefined;
  readonly to?: LocalDate | undefined;
  /** Only what is older than the entry of this id. */
  readonly before?: string | undefined;
}

/** One line of the audit log. */
export interface AuditRow {
  readonly id: string;
  readonly at: Date;
  /** Null: the product itself, the command line, or somebody who was not linked. */
  readonly actorId: string | null;
  readonly actor: string | null;
  /** `slack`, `feishu`, `api`, `cli`, `job`. */
  readonly origin: string;
  readonly action: string;
  readonly entity: string;
  readonly entityId: string | null;
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * The organization's audit log, newest first. Ids grow with time, so pages go by them; an instant bounds the ids that have to
 * be looked at.
 */
export async function listAudit(
  db: Pick<Db, '$queryRaw'>,
  org: { readonly id: string; readonly zone: string },
  filter: AuditFilter,
  limit: number,
): Promise<readonly AuditRow[]> {
  const rows = await db.$queryRaw<AuditRow[]>`
    SELECT a.id, a.at, a.actor_id AS "actorId", m.name AS actor, a.origin, a.action, a.entity, a.entity_id AS "entityId",
      a.before, a.after
    FROM audit_entries a LEFT JOIN members m ON m.org_id = a.org_id AND m.id = a.actor_id
    WHERE a.org_id = ${org.id}::uuid AND ${Prisma.join(listConditions(org, filter), ' AND ')}
    ORDER BY a.id DESC LIMIT ${limit}::int`;
  return rows.map((row) => (isSealed(row.entity) ? { ...row, before: null, after: null } : row));
}

/** Ids may run ahead of the clock a little. */
const SLACK_MS = 3_600_000;

function listConditions(
  { id, zone }: { readonly id: string; readonly zone: string },
  { memberId, entity, entityIds, action, subject, from, to, before }: AuditFilter,
): Sql[] {
  const conditions: Sql[] = [Prisma.sql`true`];
  if (memberId !== undefined) conditions.push(Prisma.sql`a.actor_id = ${memberId}::uuid`);
  if (entity !== undefined) conditions.push(Prisma.sql`a.entity = ${entity}`);
  if (entityIds !== undefined) conditions.push(Prisma.sql`a.entity_id = ANY(${[...entityIds]}::text[])`);
  if (subject !== undefined)
    conditions.push(Prisma.sql`(a.entity, a.entity_id) IN (${selectFamily(id, subject)})`);
  if (action !== undefined) conditions.push(Prisma.sql`a.action = ${action}`);
  if (before !== undefined) conditions.push(Prisma.sql`a.id < ${before}::uuid`);
  if (from !== undefined) {
    const start = startOfDay(from, zone);
    conditions.push(
      Prisma.sql`a.id >= ${idAt(start - SLACK_MS)}::uuid AND a.at >= ${new Date(start)}::timestamptz`,
    );
  }
  if (to !== undefined) {
    const end = startOfDay(addDays(to, 1), zone);
    conditions.push(
      Prisma.sql`a.id < ${idAt(end + SLACK_MS)}::uuid AND a.at < ${new Date(end)}::timestamptz`,
    );
  }
  return conditions;
}

/** Of a customer with a long past the newest rows are enough. */
const MOST_RELATED = 2_000;

/** Kinds and ids of the rows that hang on a record. */
function selectFamily(orgId: string, { kind, id }: AuditSubject): Sql {
  const org = Prisma.sql`${orgId}::uuid`;
  const orders =
    kind === 'order'
      ? Prisma.sql`SELECT ${id}::uuid AS id`
      : Prisma.sql`SELECT o.id FROM orders o WHERE o.org_id = ${org} AND o.customer_id = ${id}::uuid`;
  const sales = Prisma.sql`SELECT 'order', w.id::text FROM (${orders}) w
    UNION ALL SELECT 'payment', p.id::text FROM payments p WHERE p.org_id = ${org} AND p.order_id IN (${orders})`;
  if (kind === 'order') return sales;
  const of = (name: string, table: string) => Prisma.sql`(SELECT ${name}, k.id::text
    FROM ${Prisma.raw(table)} k WHERE k.org_id = ${org} AND k.customer_id = ${id}::uuid
    ORDER BY k.id DESC LIMIT ${MOST_RELATED}::int)`;
  return Prisma.sql`SELECT 'customer', ${id}::text UNION ALL ${of('contact', 'contacts')}
    UNION ALL ${of('deal', 'deals')} UNION ALL ${of('follow_up', 'follow_ups')}
    UNION ALL ${of('collision_case', 'collision_cases')} UNION ALL ${of('reminder', 'reminders')}
    UNION ALL ${of('visit', 'visits')} UNION ALL ${sales}`;
}

/** The least id that can have been made at this instant (epoch ms). */
function idAt(instant: number): string {
  const hex = Math.max(0, instant).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}
