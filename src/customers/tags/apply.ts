import { localDateOf } from '../../kernel/zones.ts';
import { Prisma, type Sql } from '../../store/client.ts';
import type { StoreContext } from '../../store/context.ts';
import { applyTagRules, type TagSense } from './rule-store.ts';

const A_PAGE = 5_000;
/** How far back each round looks again: ids are made before their transaction commits, and clocks differ a little. */
const OVERLAP_MS = 5_000;

/** Where the last round stopped; a process keeps it between rounds. */
export interface TagCursor {
  /** Epoch ms; undefined: nothing was looked at yet. */
  readonly seenUntil: number | undefined;
}

interface RuledOrganization {
  readonly orgId: string;
  readonly zone: string;
}

/**
 * One round of the rules of all organizations: those that are new or were not applied today go over all customers, page by
 * page; then come the customers that were created, contacted or paid since the last round. The next round's cursor.
 */
export async function runTagRules(store: StoreContext, cursor: TagCursor): Promise<TagCursor> {
  const now = store.clock.now();
  const organizations = await store.db.$queryRaw<RuledOrganization[]>`
    SELECT o.id AS "orgId", o.zone FROM organizations o
    WHERE EXISTS (SELECT FROM tag_rules r WHERE r.org_id = o.id)`;
  for (const { orgId, zone } of organizations) {
    const sense: TagSense = { orgId, zone, now, today: localDateOf(now, zone) };
    await applyDue(store, sense);
    await applyRecent(store, sense, (cursor.seenUntil ?? now) - OVERLAP_MS);
  }
  return { seenUntil: now };
}

/** Rules that wait to be applied, of all customers. Written down as applied only when all pages are done. */
async function applyDue({ db }: StoreContext, sense: TagSense): Promise<void> {
  const { orgId, today } = sense;
  const due = await db.$queryRaw<{ readonly id: string; readonly tagId: string }[]>`
    SELECT id, tag_id AS "tagId" FROM tag_rules WHERE org_id = ${orgId}::uuid
      AND (applied_on IS NULL OR applied_on <> ${today}::date)`;
  if (due.length === 0) return;
  const tags = [...new Set(due.map(({ tagId }) => tagId))];
  let after: string | undefined;
  for (;;) {
    const from = after ?? '00000000-0000-0000-0000-000000000000';
    const [last] = await db.$queryRaw<{ readonly id: string }[]>`
      SELECT id FROM (SELECT id FROM customers WHERE org_id = ${orgId}::uuid AND id > ${from}::uuid
        ORDER BY id LIMIT ${A_PAGE}::int) page ORDER BY id DESC LIMIT 1`;
    if (last === undefined) break;
    const page = Prisma.sql`SELECT id FROM customers
      WHERE org_id = ${orgId}::uuid AND id > ${from}::uuid AND id <= ${last.id}::uuid`;
    await db.$executeRaw(applyTagRules(sense, page, tags));
    after = last.id;
  }
  const ids = due.map(({ id }) => id);
  await db.$executeRaw`DELETE FROM tag_rules
    WHERE org_id = ${orgId}::uuid AND id = ANY(${ids}::uuid[]) AND removed_at IS NOT NULL`;
  await db.$executeRaw`UPDATE tag_rules SET applied_on = ${today}::date
    WHERE org_id = ${orgId}::uuid AND id = ANY(${ids}::uuid[]) AND removed_at IS NULL`;
}

/** Customers that something happened with since an instant; found by the time in the ids, which their keys are sorted by. */
async function applyRecent({ db }: StoreContext, sense: TagSense, since: number): Promise<void> {
  await db.$executeRaw(applyTagRules(sense, touchedSince(sense.orgId, firstIdAt(since))));
}

function touchedSince(orgId: string, first: string): Sql {
  return Prisma.sql`
    SELECT id FROM customers WHERE org_id = ${orgId}::uuid AND id >= ${first}::uuid
    UNION SELECT customer_id FROM follow_ups WHERE org_id = ${orgId}::uuid AND id >= ${first}::uuid
    UNION SELECT o.customer_id FROM outbox_events e
      JOIN payments p ON p.org_id = e.org_id AND p.id = (e.payload->>'paymentId')::uuid
      JOIN orders o ON o.org_id = p.org_id AND o.id = p.order_id
      WHERE e.org_id = ${orgId}::uuid AND e.id >= ${first}::uuid AND e.kind = 'payment.confirmed'`;
}

/** The least UUIDv7 that an instant could have. */
function firstIdAt(instant: number): string {
  const time = Math.max(0, instant).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}
