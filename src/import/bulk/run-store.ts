import type { Client } from 'pg';
import { Fault } from '../../kernel/result.ts';
import type { Place } from './blocks.ts';

/** What became of a file's lines, so far. */
export interface Counts {
  readonly lines: number;
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly near: number;
}

export const noCounts: Counts = { lines: 0, created: 0, changed: 0, unchanged: 0, refused: 0, near: 0 };

/** A run of a file, as far as it is settled. */
export interface Run {
  readonly id: string;
  readonly next: Place;
  /** Of the block at that place the customers are in, rows of other types not yet. */
  readonly loaded: boolean;
  readonly reportBytes: number;
  readonly counts: Counts;
  readonly finishedAt: Date | null;
}

interface RunRow {
  readonly id: string;
  readonly offset: string;
  readonly line: number;
  readonly loaded: boolean;
  readonly reportBytes: string;
  readonly counts: Partial<Counts>;
  readonly finishedAt: Date | null;
}

/** The latest run of a file with these contents: the open one, if there is one. */
export async function findRun(client: Client, orgId: string, hash: string): Promise<Run | undefined> {
  const { rows } = await client.query<RunRow>(
    `SELECT id, next_offset AS offset, next_line AS line, loaded, report_bytes AS "reportBytes", counts, finished_at AS "finishedAt"
     FROM imports WHERE org_id = $1 AND file_hash = $2 ORDER BY finished_at DESC NULLS FIRST LIMIT 1`,
    [orgId, hash],
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  return {
    id: row.id,
    next: { offset: Number(row.offset), line: row.line },
    loaded: row.loaded,
    reportBytes: Number(row.reportBytes),
    counts: { ...noCounts, ...row.counts },
    finishedAt: row.finishedAt,
  };
}

export interface NewRun {
  readonly orgId: string;
  readonly id: string;
  readonly fileName: string;
  readonly hash: string;
  readonly bytes: number;
  readonly origin: string;
  readonly memberId: string | null;
  readonly now: number;
}

export async function insertRun(client: Client, run: NewRun): Promise<void> {
  await client.query(
    `INSERT INTO imports (org_id, id, file_name, file_hash, bytes, origin, started_at, started_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [run.orgId, run.id, run.fileName, run.hash, run.bytes, run.origin, new Date(run.now), run.memberId],
  );
}

/**
 * Writes down, in the transaction of a block, that everything before `next` is settled. Nobody else settled anything since
 * `before`, or this is not ours any more.
 */
export async function saveProgress(
  client: Client,
  orgId: string,
  before: Pick<Run, 'next' | 'loaded'>,
  { id, next, loaded, reportBytes, counts }: Omit<Run, 'finishedAt'>,
): Promise<void> {
  const { rowCount } = await client.query(
    `UPDATE imports SET next_offset = $3, next_line = $4, report_bytes = $5, counts = $6, loaded = $7
     WHERE org_id = $1 AND id = $2 AND (next_offset, loaded) <= ($8::bigint, $9::boolean)`,
    [
      ...[orgId, id, next.offset, next.line, reportBytes, JSON.stringify(counts), loaded],
      ...[before.next.offset, before.loaded],
    ],
  );
  if (rowCount !== 1) throw new Fault('import-went-on-elsewhere');
}

export async function finishRun(client: Client, orgId: string, id: string, now: number): Promise<void> {
  await client.query('UPDATE imports SET finished_at = $3 WHERE org_id = $1 AND id = $2', [
    orgId,
    id,
    new Date(now),
  ]);
}

/** Whether this session alone imports into the organization from now on, until it closes. */
export async function takeImportLock(client: Client, orgId: string): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>(
    'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS taken',
    [`import ${orgId}`],
  );
  return rows[0]?.taken === true;
}
