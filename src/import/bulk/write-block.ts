import { setTimeout as delay } from 'node:timers/promises';
import { applyTagRules } from '../../customers/tags/rule-store.ts';
import { auditEntry } from '../../store/audit.ts';
import { Prisma } from '../../store/client.ts';
import { findUnchanged } from './known.ts';
import { type Decision, decideBlock, isLostRace, loadCustomers, loadKeys } from './load-block.ts';
import type { PreparedBlock } from './prepare.ts';
import type { Finding } from './report.ts';
import { saveProgress } from './run-store.ts';
import type { Running, RunState } from './running.ts';
import { runSql, type Session } from './session.ts';

/** A block whose rows are in its transaction, all but the keys, by which it would stand in others' way. */
interface OpenedBlock {
  readonly decision: Decision;
  /** How many lines say a customer that is there, and which of them say something else of it. */
  readonly standing: number;
  readonly differing: ReadonlySet<number>;
}

const ATTEMPTS = 5;
/** How often a block that waits for the one before it looks whether it stands in somebody's way, in ms. */
const PATIENCE = 1_000;

/** Whether anybody waits for a row that another transaction holds. */
export async function doesAnyoneWait({ client }: Session): Promise<boolean> {
  const { rowCount } = await client.query(
    `SELECT FROM pg_locks WHERE NOT granted AND locktype IN ('transactionid', 'tuple') LIMIT 1`,
  );
  return rowCount !== 0;
}

/**
 * Writes the customers of a block in one transaction with how far the file is settled. `before`: settles when the block before
 * it is; until then everything is done that tells nobody and takes no key. The lines of those that are there already and differ.
 */
export async function writeCustomers(
  running: Running,
  session: Session,
  prepared: PreparedBlock,
  before: Promise<void> | undefined,
): Promise<ReadonlySet<number>> {
  const { client } = session;
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.query('BEGIN');
      const opened = await openBlock(running, session, prepared, before !== undefined && attempt === 1);
      if (await getsItsTurn(session, before, running.request.patience ?? PATIENCE)) {
        const after = await closeBlock(running, session, prepared, opened);
        await client.query('COMMIT');
        running.current = after;
        return opened.differing;
      }
      await client.query('ROLLBACK');
      await before;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => {});
      await before;
      running.report.rewind(running.current.reportBytes);
      if (!isLostRace(error) || attempt >= ATTEMPTS) throw error;
    }
  }
}

/** False if somebody is held up meanwhile: whom the block before waits for may be waiting for this one. */
async function getsItsTurn(
  session: Session,
  before: Promise<void> | undefined,
  patience: number,
): Promise<boolean> {
  if (before === undefined) return true;
  while (!(await comesWithin(before, patience))) if (await doesAnyoneWait(session)) return false;
  return true;
}

async function comesWithin(before: Promise<void>, ms: number): Promise<boolean> {
  const over = new AbortController();
  const late = delay(ms, false, { signal: over.signal }).catch(() => false);
  try {
    return await Promise.race([before.then(() => true), late]);
  } finally {
    over.abort();
  }
}

/** Decides on a block and adds its rows. `beside` another one: whatever is settled of that one is not this one's yet. */
async function openBlock(
  running: Running,
  session: Session,
  prepared: PreparedBlock,
  beside: boolean,
): Promise<OpenedBlock> {
  const { caller, request, current } = running;
  const { orgId, org } = caller;
  const dryRun = request.dryRun === true;
  const sense = { orgId, importId: current.id, zone: org.zone, dryRun };
  const decision = await decideBlock(session, sense, prepared);
  const { known, created, left } = decision;
  const unchanged =
    known.size === 0 ? new Set<number>() : await findUnchanged(session, orgId, prepared, known);
  const refused = new Set(decision.findings.map(({ line }) => line));
  const standing = [...known.keys()].filter((line) => !refused.has(line));
  const differing = new Set(dryRun ? [] : standing.filter((line) => !unchanged.has(line)));
  const loaded = !beside && current.loaded;
  if (!dryRun && !loaded && created > 0) await loadCustomers(session, prepared, left);
  return { decision, standing: standing.length, differing };
}

/** Takes the keys, tells the report, and writes down how far the file is settled: where a block stands before commit. */
async function closeBlock(
  running: Running,
  session: Session,
  prepared: PreparedBlock,
  { decision, standing, differing }: OpenedBlock,
): Promise<RunState> {
  const { caller, request, report, current, fedFirst } = running;
  if (current.loaded) return current;
  const { orgId, memberId, ids, clock } = caller;
  const { created, left } = decision;
  if (!request.dryRun && created > 0) {
    await loadKeys(session, { orgId, memberId, now: clock.now(), uuid: ids.uuid }, prepared, left);
    await applyRules(running, session, prepared, left);
  }
  const findings: Finding[] = [
    ...prepared.problems.map(({ line, problems }): Finding => ({ kind: 'refused', line, problems })),
    ...decision.findings,
  ];
  await report.add(findings.toSorted((a, b) => a.line - b.line));
  const { counts } = current;
  const more = prepared.others.length + fedFirst.length + differing.size > 0;
  const after: RunState = {
    id: current.id,
    next: more ? current.next : prepared.next,
    loaded: more,
    reportBytes: report.length(),
    counts: {
      ...counts,
      lines: counts.lines + prepared.records,
      created: counts.created + created,
      unchanged: counts.unchanged + standing - differing.size,
      refused: counts.refused + findings.length,
    },
  };
  if (request.dryRun) return after;
  await saveProgress(session.client, orgId, current, after);
  const lines = { fromLine: current.next.line, beforeLine: prepared.next.line };
  const facts = { ...lines, created, refused: findings.length };
  const entry = {
    action: 'customer.imported',
    entity: 'import',
    entityId: current.id,
    after: facts,
  } as const;
  await runSql(session, auditEntry(caller, entry));
  return after;
}

/** The organization's rules put their tags on new customers at once, so that no later round has to find them. */
async function applyRules(
  { caller, hasTagRules }: Running,
  session: Session,
  { customers }: PreparedBlock,
  left: ReadonlySet<number>,
): Promise<void> {
  if (!hasTagRules) return;
  const { orgId, today, org, clock } = caller;
  const ids = customers.flatMap(({ line, id }) => (left.has(line) ? [] : [id]));
  const sense = { orgId, today, zone: org.zone, now: clock.now() };
  await runSql(session, applyTagRules(sense, Prisma.sql`SELECT unnest(${ids}::uuid[])`));
}
