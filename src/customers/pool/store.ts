import { startOfDay } from '../../kernel/zones.ts';
import type { Caller, Context } from '../../people/context.ts';
import type { Tx } from '../../store/client.ts';
import type { TakerFacts } from './rules.ts';

interface TakerRow {
  readonly claimedToday: number;
  readonly held: number;
  readonly lostAt: Date | null;
  readonly lostReason: string | null;
  readonly toPool: boolean | null;
  readonly lostLast: boolean | null;
}

/** More is not counted: no limit is that high. */
const MOST_HELD = 100_000;

/**
 * What decides whether this member may take a customer. Their row is locked until the transaction ends, so that two claims
 * at once do not pass a limit together.
 */
export async function loadTakerFacts(
  tx: Tx,
  context: Caller,
  memberId: string,
  customerId: string,
): Promise<TakerFacts> {
  const { orgId, org, today } = context;
  await tx.$executeRaw`SELECT 1 FROM members WHERE org_id = ${orgId}::uuid AND id = ${memberId}::uuid FOR NO KEY UPDATE`;
  const dayStart = new Date(startOfDay(today, org.zone));
  const [row] = await tx.$queryRaw<TakerRow[]>`
    SELECT (SELECT count(*)::int FROM ownership_changes WHERE org_id = ${orgId}::uuid AND to_id = ${memberId}::uuid
        AND reason = 'claimed' AND changed_at >= ${dayStart}::timestamptz) AS "claimedToday",
      (SELECT count(*)::int FROM (SELECT FROM customers WHERE org_id = ${orgId}::uuid AND owner_id = ${memberId}::uuid
        LIMIT ${MOST_HELD}::int) h) AS held,
      lost.changed_at AS "lostAt", lost.reason AS "lostReason", lost.to_id IS NULL AS "toPool",
      NOT EXISTS (SELECT FROM ownership_changes n WHERE n.org_id = ${orgId}::uuid
        AND n.customer_id = ${customerId}::uuid AND (n.changed_at, n.id) > (lost.changed_at, lost.id)) AS "lostLast"
    FROM (SELECT 1) one LEFT JOIN LATERAL (
      SELECT id, changed_at, reason, to_id FROM ownership_changes
      WHERE org_id = ${orgId}::uuid AND customer_id = ${customerId}::uuid AND from_id = ${memberId}::uuid
      ORDER BY changed_at DESC, id DESC LIMIT 1) lost ON true`;
  const lost =
    row?.lostAt && row.lostReason !== null
      ? { at: row.lostAt.getTime(), reason: row.lostReason, toPool: row.toPool === true }
      : null;
  return {
    claimedToday: row?.claimedToday ?? 0,
    held: row?.held ?? 0,
    lost,
    lostLast: row?.lostLast === true,
  };
}

/** What would keep a customer from falling into the pool: `order`, `deal`, `service`, `case`. */
export async function listProtections(
  db: Pick<Tx, '$queryRaw'>,
  { orgId, today }: Pick<Context, 'orgId' | 'today'>,
  customerId: string,
): Promise<readonly string[]> {
  const rows = await db.$queryRaw<{ kind: string }[]>`
    SELECT DISTINCT kind FROM customer_protections WHERE org_id = ${orgId}::uuid AND customer_id = ${customerId}::uuid
      AND (until IS NULL OR until >= ${today}::date) ORDER BY kind`;
  return rows.map(({ kind }) => kind);
}
