import { DatabaseError } from 'pg';
import type { KeyKind } from '../../customers/store.ts';
import { ensureTags } from './tags-store.ts';
import { type CopyTable, copyTables, type PreparedBlock } from './prepare.ts';
import type { Finding } from './report.ts';
import { selectRows } from './copy-text.ts';
import type { Session } from './session.ts';
import { settleDoubled } from './settle.ts';

/** Whom the database has already under a key of a line. */
export interface KnownKey {
  readonly line: number;
  readonly kind: KeyKind;
  readonly customerId: string;
  readonly owner: string | null;
  readonly lastFollowUp: string | null;
}

/** What becomes of a block's customers. */
export interface Decision {
  readonly findings: readonly Finding[];
  /** Lines that make no customer. */
  readonly left: ReadonlySet<number>;
  /** Lines whose external id is known, with the customer that has it. */
  readonly known: ReadonlyMap<number, string>;
  readonly created: number;
}

export const LOOKUPS = 'import_lookups';

/** Looks up which keys of the block are taken, and decides line by line, earlier ones first. */
export async function decideBlock(
  { client, copy }: Session,
  orgId: string,
  zone: string,
  block: PreparedBlock,
): Promise<Decision> {
  await client.query(`CREATE TEMP TABLE IF NOT EXISTS ${LOOKUPS} (kind text, value text, line int) ON COMMIT DELETE ROWS`);
  await copy(LOOKUPS, 'kind, value, line', selectRows(block.lookups, new Set()));
  const taken = await client.query<KnownKey>(
    `SELECT l.line, l.kind, c.id AS "customerId", m.name AS owner,
       (c.last_contact_at AT TIME ZONE $2)::date::text AS "lastFollowUp"
     FROM ${LOOKUPS} l JOIN customer_keys k ON k.org_id = $1 AND k.kind = l.kind AND k.value = l.value
     JOIN customers d ON d.org_id = $1 AND d.id = k.customer_id
     JOIN customers c ON c.org_id = $1 AND c.id = COALESCE(d.merged_into, d.id)
     LEFT JOIN members m ON m.org_id = $1 AND m.id = c.owner_id
     ORDER BY l.line, array_position(ARRAY['name', 'phone', 'registration'], l.kind)`,
    [orgId, zone],
  );
  const external = await client.query<{ line: number; id: string }>(
    `SELECT l.line, x.entity_id AS id FROM ${LOOKUPS} l JOIN external_ids x
       ON x.org_id = $1 AND x.type = 'customers' AND x.external_id = l.value WHERE l.kind = 'external'`,
    [orgId],
  );
  const known = new Map(external.rows.map(({ line, id }) => [line, id]));
  return decide(block, taken.rows, known);
}

function decide(
  { customers, doubled }: PreparedBlock,
  taken: readonly KnownKey[],
  known: ReadonlyMap<number, string>,
): Decision {
  const findings = new Map<number, Finding>();
  for (const { line, kind, customerId, owner, lastFollowUp } of taken) {
    // Its own keys are no collision.
    if (findings.has(line) || known.get(line) === customerId) continue;
    findings.set(line, { kind: 'collision', line, sharedKey: kind, owner, lastFollowUp });
  }
  const refused = new Set([...findings.keys(), ...known.keys()]);
  for (const [line, same] of settleDoubled(doubled, refused)) {
    findings.set(
      line,
      same.kind === 'external'
        ? { kind: 'refused', line, problems: [{ field: 'externalId', code: 'external-id-twice' }] }
        : { kind: 'collision', line, sharedKey: same.kind, owner: null, lastFollowUp: null, otherLine: same.line },
    );
  }
  const left = new Set([...findings.keys(), ...known.keys()]);
  return { findings: [...findings.values()], left, known, created: customers.length - left.size };
}

/**
 * Adds the customers of a block that were decided on, by COPY into their tables. The keys come last and sorted: who creates
 * the same customer at the same moment waits for us, or we for them, a moment only and never in a circle.
 */
export async function loadCustomers(
  session: Session,
  sense: { readonly orgId: string; readonly memberId: string | null; readonly now: number; readonly uuid: () => string },
  block: PreparedBlock,
  left: ReadonlySet<number>,
): Promise<void> {
  const tags = block.tags.filter(({ line }) => !left.has(line));
  for (const [table, columns] of Object.entries(copyTables)) {
    if (table === 'customer_keys' && tags.length > 0) await ensureTags(session, sense, tags);
    await session.copy(table, columns, selectRows(block.tables[table as CopyTable], left));
  }
}

/** Whether somebody was quicker, or we stood in each other's way: the same block, looked at anew, goes through. */
export function isLostRace(error: unknown): boolean {
  if (!(error instanceof DatabaseError)) return false;
  const { code, constraint } = error;
  if (code === '40P01' || code === '40001') return true;
  return code === '23505' && (constraint === 'customer_keys_pkey' || constraint === 'external_ids_pkey');
}
