import { isUuid } from '../kernel/ids.ts';
import type { Db } from '../store/client.ts';
import type { AuditRow } from './store.ts';

/** Ids in an entry that are looked up; no entry has nearly as many. */
const MOST = 400;

/** What the rows are called whose ids stand in these entries: people, customers, orders and everything else with a name. */
export async function nameIds(
  db: Pick<Db, '$queryRaw'>,
  orgId: string,
  rows: readonly AuditRow[],
): Promise<ReadonlyMap<string, string>> {
  const ids = new Set<string>();
  for (const { entityId, before, after } of rows) collectIds([entityId, before, after], ids);
  if (ids.size === 0) return new Map();
  const wanted = [...ids].slice(0, MOST);
  const named = await db.$queryRaw<{ id: string; name: string }[]>`
    WITH wanted AS (SELECT unnest(${wanted}::uuid[]) AS id)
    SELECT w.id, m.name FROM wanted w JOIN members m ON m.org_id = ${orgId}::uuid AND m.id = w.id
    UNION ALL SELECT w.id, c.name FROM wanted w JOIN customers c ON c.org_id = ${orgId}::uuid AND c.id = w.id
    UNION ALL SELECT w.id, o.number FROM wanted w JOIN orders o ON o.org_id = ${orgId}::uuid AND o.id = w.id
    UNION ALL SELECT w.id, d.title FROM wanted w JOIN deals d ON d.org_id = ${orgId}::uuid AND d.id = w.id
    UNION ALL SELECT w.id, o.number FROM wanted w JOIN payments p ON p.org_id = ${orgId}::uuid AND p.id = w.id
      JOIN orders o ON o.org_id = p.org_id AND o.id = p.order_id
    UNION ALL SELECT w.id, c.name FROM wanted w JOIN follow_ups f ON f.org_id = ${orgId}::uuid AND f.id = w.id
      JOIN customers c ON c.org_id = f.org_id AND c.id = f.customer_id
    UNION ALL SELECT w.id, c.name FROM wanted w JOIN reminders f ON f.org_id = ${orgId}::uuid AND f.id = w.id
      JOIN customers c ON c.org_id = f.org_id AND c.id = f.customer_id
    UNION ALL SELECT w.id, c.name FROM wanted w JOIN visits f ON f.org_id = ${orgId}::uuid AND f.id = w.id
      JOIN customers c ON c.org_id = f.org_id AND c.id = f.customer_id
    UNION ALL SELECT w.id, c.name FROM wanted w JOIN collision_cases f ON f.org_id = ${orgId}::uuid AND f.id = w.id
      JOIN customers c ON c.org_id = f.org_id AND c.id = f.customer_id
    UNION ALL SELECT w.id, c.name FROM wanted w JOIN contacts c ON c.org_id = ${orgId}::uuid AND c.id = w.id
    UNION ALL SELECT w.id, h.name FROM wanted w JOIN sales_group_history h
      ON h.org_id = ${orgId}::uuid AND h.group_id = w.id AND h.until IS NULL
    UNION ALL SELECT w.id, g.name FROM wanted w JOIN categories g ON g.org_id = ${orgId}::uuid AND g.id = w.id
    UNION ALL SELECT w.id, g.name FROM wanted w JOIN tags g ON g.org_id = ${orgId}::uuid AND g.id = w.id
    UNION ALL SELECT w.id, g.label FROM wanted w JOIN custom_fields g ON g.org_id = ${orgId}::uuid AND g.id = w.id
    UNION ALL SELECT w.id, g.name FROM wanted w JOIN competitors g ON g.org_id = ${orgId}::uuid AND g.id = w.id
    UNION ALL SELECT w.id, g.name FROM wanted w JOIN workspaces g ON g.org_id = ${orgId}::uuid AND g.id = w.id
    UNION ALL SELECT w.id, g.name FROM wanted w JOIN api_keys g ON g.org_id = ${orgId}::uuid AND g.id = w.id
    UNION ALL SELECT w.id, m.name FROM wanted w JOIN chat_identities i ON i.org_id = ${orgId}::uuid AND i.id = w.id
      JOIN members m ON m.org_id = i.org_id AND m.id = i.member_id`;
  return new Map(named.map(({ id, name }) => [id, name]));
}

function collectIds(value: unknown, ids: Set<string>): void {
  if (typeof value === 'string') {
    if (isUuid(value)) ids.add(value);
  } else if (Array.isArray(value)) {
    for (const each of value) collectIds(each, ids);
  } else if (typeof value === 'object' && value !== null) {
    collectIds(Object.values(value), ids);
  }
}
