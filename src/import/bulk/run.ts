import { applyTagRules } from '../../customers/tags/rule-store.ts';
import { Fault } from '../../kernel/result.ts';
import { auditEntry } from '../../store/audit.ts';
import { Prisma } from '../../store/client.ts';
import type { Block } from './blocks.ts';
import { createFeeder, type Fed, type Feeder } from './feed-rows.ts';
import { finishImport } from './finish.ts';
import { findUnchanged } from './known.ts';
import { decideBlock, isLostRace, loadCustomers } from './load-block.ts';
import type { OtherRow, PreparedBlock, Setup } from './prepare.ts';
import { readRecords } from './records.ts';
import { type Finding, openReport } from './report.ts';
import { type Counts, saveProgress } from './run-store.ts';
import type { RunGiven, Running, RunState } from './running.ts';
import { runSql } from './session.ts';

/** One run of a file: what settles its blocks in order, and what ends it. */
export interface OpenRun {
  /** Feeds rows that later ones of the same block may name: colleagues, groups, categories. True if there were any. */
  readonly feedFirst: (prepared: PreparedBlock) => Promise<boolean>;
  readonly settleBlock: (block: Block, prepared: PreparedBlock, setup: Setup) => Promise<void>;
  readonly finish: () => Promise<Counts>;
  readonly ignored: () => readonly string[];
  readonly close: () => Promise<void>;
}

/** Types that customers and the rows after them refer to. */
const FIRST = new Set(['groups', 'members', 'categories']);

export async function createRun(given: RunGiven): Promise<OpenRun> {
  const { caller, session, request, state, source } = given;
  const report = await openReport(request.reportPath, state.reportBytes, request.lang);
  const rules = await session.client.query('SELECT FROM tag_rules WHERE org_id = $1 LIMIT 1', [caller.orgId]);
  const feeder = createFeeder(caller, source.layout.format === 'csv');
  const running: Running = {
    ...given,
    report,
    feeder,
    hasTagRules: (rules.rowCount ?? 0) > 0,
    fedFirst: [],
    current: { ...state, reportBytes: report.length() },
    ignored: [],
    analyzedAt: 1,
  };
  return {
    feedFirst: async ({ others }) => {
      const rows = request.dryRun ? [] : others.filter(({ type }) => FIRST.has(type));
      running.fedFirst = await feedAll(feeder, rows);
      return rows.length > 0;
    },
    settleBlock: (block, prepared, setup) => settleBlock(running, block, prepared, setup),
    finish: () => finishImport(running),
    ignored: () => running.ignored,
    close: report.close,
  };
}

async function feedAll(feeder: Feeder, rows: readonly OtherRow[]): Promise<readonly Fed[]> {
  const fed: Fed[] = [];
  for (const row of rows) fed.push(await feeder.feed(row));
  return fed;
}

const ATTEMPTS = 5;
/** How many times as many rows make statistics old. */
const GROWN = 8;

async function settleBlock(
  running: Running,
  block: Block,
  prepared: PreparedBlock,
  setup: Setup,
): Promise<void> {
  // Of another block: its lines would count as settled although they never came.
  if (prepared.next.offset !== block.next.offset) throw new Fault('blocks-out-of-order');
  running.ignored = [...new Set([...running.ignored, ...prepared.ignored])];
  const differing = await writeCustomers(running, prepared);
  // A run that was killed here feeds the rows again; their external ids keep them from doubling.
  const { others } = prepared;
  if (running.current.loaded) {
    const rows = running.request.dryRun ? [] : others.filter(({ type }) => !FIRST.has(type));
    const fed = [...running.fedFirst, ...(await feedAll(running.feeder, rows))];
    for (const row of readAgain(block, setup, differing))
      fed.push(await running.feeder.change(row, setup.directory.own));
    running.fedFirst = [];
    await writeFed(running, prepared, fed);
  }
  await keepStatistics(running);
  const { next, counts } = running.current;
  running.request.onProgress?.({ phase: 'lines', bytes: next.offset, total: running.source.bytes, counts });
}

/** Of a table that was empty a moment ago the planner knows nothing, and takes the wrong index. */
async function keepStatistics(running: Running): Promise<void> {
  const { counts } = running.current;
  if (running.request.dryRun || counts.created < running.analyzedAt * GROWN) return;
  running.analyzedAt = counts.created;
  await running.session.client.query('ANALYZE customer_keys, external_ids');
}

/** Writes the customers of a block; the lines of those that are there already and differ. */
async function writeCustomers(running: Running, prepared: PreparedBlock): Promise<ReadonlySet<number>> {
  const { client } = running.session;
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.query('BEGIN');
      const { after, differing } = await writeBlock(running, prepared);
      await client.query('COMMIT');
      running.current = after;
      return differing;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => {});
      running.report.rewind(running.current.reportBytes);
      if (!isLostRace(error) || attempt >= ATTEMPTS) throw error;
    }
  }
}

async function writeBlock(
  running: Running,
  prepared: PreparedBlock,
): Promise<{ readonly after: RunState; readonly differing: ReadonlySet<number> }> {
  const { caller, session, request, report, current, fedFirst } = running;
  const { orgId, memberId, ids, clock, org } = caller;
  const sense = { orgId, importId: current.id, zone: org.zone, dryRun: request.dryRun === true };
  const decision = await decideBlock(session, sense, prepared);
  const { known, created, left } = decision;
  const unchanged =
    known.size === 0 ? new Set<number>() : await findUnchanged(session, orgId, prepared, known);
  const refused = new Set(decision.findings.map(({ line }) => line));
  const standing = [...known.keys()].filter((line) => !refused.has(line));
  const differing = new Set(request.dryRun ? [] : standing.filter((line) => !unchanged.has(line)));
  if (current.loaded) return { after: current, differing };
  if (!request.dryRun && created > 0) {
    await loadCustomers(session, { orgId, memberId, now: clock.now(), uuid: ids.uuid }, prepared, left);
    await applyRules(running, prepared, left);
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
      unchanged: counts.unchanged + standing.length - differing.size,
      refused: counts.refused + findings.length,
    },
  };
  if (request.dryRun) return { after, differing };
  await saveProgress(session.client, orgId, after);
  const lines = { fromLine: current.next.line, beforeLine: prepared.next.line };
  const facts = { ...lines, created, refused: findings.length };
  const entry = { action: 'customer.imported', entity: 'import', entityId: current.id, after: facts };
  await runSql(session, auditEntry(caller, entry));
  return { after, differing };
}

/** Settles the rows of a block that went one by one, each committed by itself and audited as what it is. */
async function writeFed(running: Running, prepared: PreparedBlock, fed: readonly Fed[]): Promise<void> {
  const { caller, session, request, report, current } = running;
  const findings = fed.flatMap((each) => (each.kind === 'finding' ? [each.finding] : []));
  await report.add(findings.toSorted((a, b) => a.line - b.line));
  const count = (kind: Fed['kind']) => fed.filter((each) => each.kind === kind).length;
  const { counts } = current;
  running.current = {
    id: current.id,
    next: prepared.next,
    loaded: false,
    reportBytes: report.length(),
    counts: {
      ...counts,
      created: counts.created + count('created'),
      changed: counts.changed + count('changed'),
      unchanged: counts.unchanged + count('unchanged'),
      refused: counts.refused + findings.length,
    },
  };
  if (!request.dryRun) await saveProgress(session.client, caller.orgId, running.current);
}

function readAgain(
  block: Block,
  { layout, headers }: Setup,
  lines: ReadonlySet<number>,
): readonly OtherRow[] {
  const places = block.lines.flatMap((line, index) => (lines.has(line) ? [index] : []));
  const pick = (list: readonly number[]) => places.map((index) => list[index] ?? 0);
  const part = {
    ...block,
    starts: pick(block.starts),
    ends: pick(block.ends),
    lines: pick(block.lines),
    tooLong: [],
  };
  return readRecords(part, layout, headers).flatMap((record) =>
    record.kind === 'record' ? [{ line: record.line, type: 'customers', values: record.values }] : [],
  );
}

/** The organization's rules put their tags on new customers at once, so that no later round has to find them. */
async function applyRules(
  { caller, session, hasTagRules }: Running,
  { customers }: PreparedBlock,
  left: ReadonlySet<number>,
): Promise<void> {
  if (!hasTagRules) return;
  const { orgId, today, org, clock } = caller;
  const ids = customers.flatMap(({ line, id }) => (left.has(line) ? [] : [id]));
  const sense = { orgId, today, zone: org.zone, now: clock.now() };
  await runSql(session, applyTagRules(sense, Prisma.sql`SELECT unnest(${ids}::uuid[])`));
}
