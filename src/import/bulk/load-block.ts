import { DatabaseError } from 'pg';
import type { KeyKind } from '../../customers/store.ts';
import { selectRows } from './copy-text.ts';
import { type CopyTable, copyTables, type PreparedBlock } from './prepare.ts';
import type { Finding } from './report.ts';
import type { Session } from './session.ts';
import { type SameLine, settleDoubled } from './settle.ts';
import { ensureTags } from './tags-store.ts';

/** Whom the database has already under a key of a line. */
export interface KnownKey {
  readonly line: number;
  readonly kind: KeyKind;
  readonly customerId: string;
  readonly owner: string | null;
  readonly lastFollowUp: string | null;
  /** Where the customer came by an earlier line of the same file. */
  readonly otherLine: number | null;
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

const LOOKUPS = 'import_lookups';
const EARLIER = 'import_earlier';

interface Sense {
  readonly orgId: string;
  readonly importId: string;
  readonly zone: string;
  readonly dryRun: boolean;
}

/** Looks up which keys of the block are taken, and decides line by line, earlier ones first. */
export async function decideBlock(
  { client, copy }: Session,
  sense: Sense,
  block: PreparedBlock,
): Promise<Decision> {
  const { orgId, dryRun } = sense;
  await client.query(
    `CREATE TEMP TABLE IF NOT EXISTS ${LOOKUPS} (kind text, value text, line int) ON COMMIT DELETE ROWS`,
  );
  await copy(LOOKUPS, 'kind, value, line', selectRows(block.lookups, new Set()));
  const hits = await client.query<Hit>(TAKEN, [orgId]);
  const taken = hits.rowCount === 0 ? [] : await describeHits(client, sense, hits.rows);
  const external = await client.query<{ line: number; id: string }>(EXTERNAL, [orgId]);
  const known = new Map(external.rows.map(({ line, id }) => [line, id]));
  const earlier = dryRun ? await findEarlier(client) : new Map<number, SameLine>();
  const decision = decide(block, taken, known, earlier);
  if (dryRun) await keepForLater(client, decision.left);
  return decision;
}

interface Hit {
  readonly line: number;
  readonly kind: KeyKind;
  readonly customerId: string;
}

/** Each key by the index, whatever the planner thinks of tables that have no statistics yet. */
const TAKEN = `
  SELECT l.line, l.kind, k.customer_id AS "customerId" FROM ${LOOKUPS} l CROSS JOIN LATERAL (
    SELECT customer_id FROM customer_keys k
    WHERE k.org_id = $1 AND k.kind = l.kind AND k.value = l.value OFFSET 0) k
  ORDER BY l.line, array_position(ARRAY['name', 'phone', 'registration'], l.kind)`;

const EXTERNAL = `
  SELECT l.line, x.entity_id AS id FROM ${LOOKUPS} l CROSS JOIN LATERAL (
    SELECT entity_id FROM external_ids x
    WHERE x.org_id = $1 AND x.type = 'customers' AND x.external_id = l.value OFFSET 0) x
  WHERE l.kind = 'external'`;

async function describeHits(
  client: Session['client'],
  { orgId, importId, zone }: Sense,
  hits: readonly Hit[],
): Promise<readonly KnownKey[]> {
  const { rows } = await client.query<Omit<KnownKey, 'line' | 'kind'> & { readonly keyOf: string }>(
    `SELECT h.id AS "keyOf", c.id AS "customerId", m.name AS owner,
       (c.last_contact_at AT TIME ZONE $3)::date::text AS "lastFollowUp", o.line AS "otherLine"
     FROM unnest($4::uuid[]) AS h(id)
     JOIN customers d ON d.org_id = $1 AND d.id = h.id
     JOIN customers c ON c.org_id = $1 AND c.id = COALESCE(d.merged_into, d.id)
     LEFT JOIN members m ON m.org_id = $1 AND m.id = c.owner_id
     LEFT JOIN import_lines o ON o.org_id = $1 AND o.customer_id = c.id AND o.import_id = $2`,
    [orgId, importId, zone, [...new Set(hits.map(({ customerId }) => customerId))]],
  );
  const byKey = new Map(rows.map(({ keyOf, ...row }) => [keyOf, row]));
  return hits.flatMap(({ line, kind, customerId }) => {
    const row = byKey.get(customerId);
    return row === undefined ? [] : [{ ...row, line, kind }];
  });
}

/** What a dry run would have written before; nothing of it is in the tables. */
async function findEarlier(client: Session['client']): Promise<ReadonlyMap<number, SameLine>> {
  await client.query(
    `CREATE TEMP TABLE IF NOT EXISTS ${EARLIER} (kind text, value text, line int, PRIMARY KEY (kind, value))`,
  );
  const { rows } = await client.query<SameLine & { readonly at: number }>(
    `SELECT l.line AS at, e.kind, e.line FROM ${LOOKUPS} l CROSS JOIN LATERAL (
       SELECT kind, line FROM ${EARLIER} e WHERE e.kind = l.kind AND e.value = l.value OFFSET 0) e
     ORDER BY l.line DESC, array_position(ARRAY['name', 'phone', 'registration', 'external'], l.kind) DESC`,
  );
  return new Map(rows.map(({ at, kind, line }) => [at, { kind, line }]));
}

async function keepForLater(client: Session['client'], left: ReadonlySet<number>): Promise<void> {
  await client.query(
    `INSERT INTO ${EARLIER} SELECT kind, value, line FROM ${LOOKUPS} WHERE line <> ALL($1::int[]) ON CONFLICT DO NOTHING`,
    [[...left]],
  );
}

function decide(
  { customers, doubled }: PreparedBlock,
  taken: readonly KnownKey[],
  known: ReadonlyMap<number, string>,
  earlier: ReadonlyMap<number, SameLine>,
): Decision {
  const findings = new Map<number, Finding>();
  for (const { line, kind, customerId, owner, lastFollowUp, otherLine } of taken) {
    // Its own keys are no collision.
    if (findings.has(line) || known.get(line) === customerId) continue;
    const other = otherLine === null ? {} : { otherLine };
    findings.set(line, { kind: 'collision', line, sharedKey: kind, owner, lastFollowUp, ...other });
  }
  for (const [line, same] of earlier) if (!findings.has(line)) findings.set(line, describeSame(line, same));
  const refused = new Set([...findings.keys(), ...known.keys()]);
  for (const [line, same] of settleDoubled(doubled, refused)) findings.set(line, describeSame(line, same));
  const left = new Set([...findings.keys(), ...known.keys()]);
  return { findings: [...findings.values()], left, known, created: customers.length - left.size };
}

function describeSame(line: number, same: SameLine): Finding {
  return same.kind === 'external'
    ? { kind: 'refused', line, problems: [{ field: 'externalId', code: 'external-id-twice' }] }
    : {
        kind: 'collision',
        line,
        sharedKey: same.kind,
        owner: null,
        lastFollowUp: null,
        otherLine: same.line,
      };
}

/** By what a customer is known again: what two writers may both want. */
const KEY_TABLES = ['external_ids', 'customer_keys'] as const satisfies readonly CopyTable[];
const isKeyTable = (table: string) => KEY_TABLES.some((each) => each === table);

/** Adds the customers of a block that were decided on, by COPY into their tables; their keys stay to be taken. */
export async function loadCustomers(
  session: Session,
  block: PreparedBlock,
  left: ReadonlySet<number>,
): Promise<void> {
  for (const [table, columns] of Object.entries(copyTables))
    if (!isKeyTable(table))
      await session.copy(table, columns, selectRows(block.tables[table as CopyTable], left));
}

/**
 * Tags the customers of a block and takes their keys. These come last and sorted: who creates the same customer at the same
 * moment waits for us, or we for them, a moment only and never in a circle.
 */
export async function loadKeys(
  session: Session,
  sense: {
    readonly orgId: string;
    readonly memberId: string | null;
    readonly now: number;
    readonly uuid: () => string;
  },
  block: PreparedBlock,
  left: ReadonlySet<number>,
): Promise<void> {
  const tags = block.tags.filter(({ line }) => !left.has(line));
  if (tags.length > 0) await ensureTags(session, sense, tags);
  for (const table of KEY_TABLES)
    await session.copy(table, copyTables[table], selectRows(block.tables[table], left));
}

/** Whether somebody was quicker, or we stood in each other's way: the same block, looked at anew, goes through. */
export function isLostRace(error: unknown): boolean {
  if (!(error instanceof DatabaseError)) return false;
  const { code, constraint } = error;
  if (code === '40P01' || code === '40001') return true;
  return code === '23505' && (constraint === 'customer_keys_pkey' || constraint === 'external_ids_pkey');
}
