import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { type AuditShape, auditKinds, isSealed } from '../../src/store/audit-kinds.ts';

/** An entry as it stands in the database. */
export interface WrittenEntry {
  readonly action: string;
  readonly entity: string;
  readonly entityId: string | null;
  readonly origin: string;
  readonly before: unknown;
  readonly after: unknown;
  /** False: the entry names a row of a table that has no such row. */
  readonly isThere: boolean;
}

const ORIGINS = ['slack', 'feishu', 'api', 'cli', 'job', 'demo'];
const kinds: Readonly<Record<string, readonly AuditShape[]>> = auditKinds;

/** What an entry lacks; undefined if it says who did what to which row, from where, before and after. */
export function findLack(entry: WrittenEntry): string | undefined {
  const { action, entity, origin, before, after } = entry;
  const shapes = kinds[action];
  if (shapes === undefined) return 'is no kind of entry';
  if (!ORIGINS.includes(origin)) return `comes from ${origin}`;
  if (isSealed(entity)) return before === null && after === null ? undefined : 'tells of pay or scores';
  const lacks = shapes.map((shape) => compareShape(entry, shape));
  return lacks.includes(undefined) ? undefined : lacks.join('; or ');
}

function compareShape({ entity, entityId, isThere, before, after }: WrittenEntry, wanted: AuditShape) {
  if (wanted.entity !== 'any' && wanted.entity !== entity) return `is about ${entity}`;
  if (entityId === null && wanted.isRowless === undefined) return 'names no row';
  // Whoever is refused may have named a row of elsewhere.
  if (!isThere && wanted.shape !== 'refused') return `names no ${entity}`;
  const [was, is] = [listNames(before), listNames(after)];
  const missing = (names: readonly string[]) => wanted.names.filter((name) => !names.includes(name));
  switch (wanted.shape) {
    case 'made':
    case 'told':
    case 'refused': {
      if (before !== null) return `${wanted.shape}, but there was something before`;
      if (after === null && wanted.names.length > 0) return `${wanted.shape}: nothing after`;
      return missing(is).length === 0 ? undefined : `${wanted.shape}: without ${missing(is).join()} after`;
    }
    case 'gone':
      return missing(was).length === 0 ? undefined : `gone: without ${missing(was).join()} before`;
    case 'changed': {
      if (was.length === 0 || is.length === 0) return 'changed, but nothing before or after';
      if (JSON.stringify(before) === JSON.stringify(after)) return 'changed, but before is as after';
      const short = [...new Set([...missing(was), ...missing(is)])];
      return short.length === 0 ? undefined : `changed: without ${short.join()}`;
    }
  }
}

function listNames(side: unknown): readonly string[] {
  return typeof side === 'object' && side !== null && !Array.isArray(side) ? Object.keys(side) : [];
}

/** Which table has the rows of a kind; of those that are not here rows go away, or there are none. */
const tables: Readonly<Record<string, string>> = {
  absence: 'absences',
  'api-key': 'api_keys',
  collision_case: 'collision_cases',
  competitor: 'competitors',
  custom_field: 'custom_fields',
  customer: 'customers',
  deal: 'deals',
  delivery: 'deliveries',
  follow_up: 'follow_ups',
  group: 'sales_groups',
  member: 'members',
  order: 'orders',
  payment: 'payments',
  product: 'products',
  reminder: 'reminders',
  split_proposal: 'split_proposals',
  subscription: 'subscriptions',
  visit: 'visits',
  workspace: 'workspaces',
};
const UUID = '^[0-9a-f]{8}-[0-9a-f-]{27}$';

/**
 * Holds every entry that the tests of a database wrote to what its kind has to say, and notes down in `folder` which kinds
 * there were. Throws with the entries that lack something.
 */
export async function checkAudit(client: pg.Client, folder: string): Promise<void> {
  const { rows: found } = await client.query<{ there: string | null }>(
    `SELECT to_regclass('public.audit_entries')::text AS there`,
  );
  if (found[0]?.there === null) return;
  const exists = Object.entries(tables).map(
    ([entity, table]) =>
      `WHEN '${entity}' THEN EXISTS (SELECT FROM ${table} t WHERE t.org_id = e.org_id AND t.id = e.entity_id::uuid)`,
  );
  const { rows } = await client.query<WrittenEntry>(
    `SELECT e.action, e.entity, e.entity_id AS "entityId", e.origin, e.before, e.after,
      CASE WHEN e.entity_id ~ '${UUID}' THEN CASE e.entity ${exists.join(' ')} ELSE true END ELSE true END AS "isThere"
    FROM audit_entries e`,
  );
  const shown = rows.filter(({ entity }) => !isSealed(entity));
  await noteKinds(folder, [...new Set(shown.map(({ action }) => action))]);
  const lacking = new Map<string, WrittenEntry>();
  for (const entry of rows) {
    const lack = findLack(entry);
    if (lack !== undefined) lacking.set(`${entry.action}: ${lack}`, entry);
  }
  if (lacking.size === 0) return;
  const told = [...lacking].map(([lack, entry]) => `${lack}, such as ${JSON.stringify(entry)}`);
  throw new Error(`audit entries that lack something:\n${told.join('\n')}`);
}

async function noteKinds(folder: string, kinds: readonly string[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${process.pid}-${process.hrtime.bigint()}`);
  await writeFile(file, kinds.join('\n'));
}

/** The kinds of entries that no test of the whole run wrote. */
export async function listUnwritten(folder: string): Promise<readonly string[]> {
  const files = await readdir(folder).catch(() => []);
  const written = new Set<string>();
  for (const file of files)
    for (const action of (await readFile(join(folder, file), 'utf8')).split('\n')) written.add(action);
  return Object.keys(auditKinds).filter((action) => !written.has(action));
}
