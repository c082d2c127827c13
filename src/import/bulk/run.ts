import { Fault } from '../../kernel/result.ts';
import type { Block } from './blocks.ts';
import { createFeeder, type Fed, type Feeder } from './feed-rows.ts';
import { finishImport } from './finish.ts';
import type { OtherRow, PreparedBlock, Setup } from './prepare.ts';
import { readRecords } from './records.ts';
import { openReport } from './report.ts';
import { type Counts, saveProgress } from './run-store.ts';
import type { RunGiven, Running } from './running.ts';
import type { Session } from './session.ts';
import { doesAnyoneWait, writeCustomers } from './write-block.ts';

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
    flight: undefined,
    ignored: [],
    analyzedAt: 1,
  };
  return {
    feedFirst: async ({ others }) => {
      const rows = request.dryRun ? [] : others.filter(({ type }) => FIRST.has(type));
      if (rows.length === 0) return false;
      await running.flight?.settled;
      running.fedFirst = await feedAll(feeder, rows);
      return true;
    },
    settleBlock: (block, prepared, setup) => settleBlock(running, block, prepared, setup),
    finish: async () => {
      await running.flight?.settled;
      return finishImport(running);
    },
    ignored: () => running.ignored,
    close: async () => {
      await running.flight?.settled.catch(() => {});
      await report.close();
    },
  };
}

async function feedAll(feeder: Feeder, rows: readonly OtherRow[]): Promise<readonly Fed[]> {
  const fed: Fed[] = [];
  for (const row of rows) fed.push(await feeder.feed(row));
  return fed;
}

/** How many times as many rows make statistics old. */
const GROWN = 8;

/**
 * Begins to settle a block, and comes back when the one before it is settled: two are written at once, on a connection each,
 * because one of them keeps PostgreSQL busy on one core only. They take their keys, and are committed, in the file's order.
 */
async function settleBlock(
  running: Running,
  block: Block,
  prepared: PreparedBlock,
  setup: Setup,
): Promise<void> {
  // Of another block: its lines would count as settled although they never came.
  if (prepared.next.offset !== block.next.offset) throw new Fault('blocks-out-of-order');
  running.ignored = [...new Set([...running.ignored, ...prepared.ignored])];
  const { flight, request } = running;
  const second = flight?.session === running.session && !request.dryRun;
  const session = second ? running.second : running.session;
  const alone = await needsAllBefore(running, session, prepared);
  if (alone) await flight?.settled;
  const before = alone ? undefined : flight?.settled;
  const settled = settle(running, { session, block, prepared, setup, before });
  // The next block, or the end, waits for it and hears of a failure.
  settled.catch(() => {});
  running.flight = { session, feeds: prepared.others.length > 0, settled };
  await before;
}

/** Whether a block may say what depends on the one before it, or somebody waits for a gap between two. */
async function needsAllBefore(
  { flight, request }: Running,
  session: Session,
  prepared: PreparedBlock,
): Promise<boolean> {
  if (flight === undefined) return false;
  if (request.dryRun || flight.feeds || prepared.others.length > 0 || prepared.sharesKeys) return true;
  // Two blocks after two blocks would hold the members and categories that they name for ever.
  return doesAnyoneWait(session);
}

interface Settling {
  readonly session: Session;
  readonly block: Block;
  readonly prepared: PreparedBlock;
  readonly setup: Setup;
  readonly before: Promise<void> | undefined;
}

async function settle(
  running: Running,
  { session, block, prepared, setup, before }: Settling,
): Promise<void> {
  const differing = await writeCustomers(running, session, prepared, before);
  // A run that was killed here feeds the rows again; their external ids keep them from doubling.
  const { others } = prepared;
  if (running.current.loaded) {
    const rows = running.request.dryRun ? [] : others.filter(({ type }) => !FIRST.has(type));
    const fed = [...running.fedFirst, ...(await feedAll(running.feeder, rows))];
    for (const row of readAgain(block, setup, differing))
      fed.push(await running.feeder.change(row, setup.directory.own));
    running.fedFirst = [];
    await writeFed(running, session, prepared, fed);
  }
  await keepStatistics(running, session);
  const { next, counts } = running.current;
  running.request.onProgress?.({ phase: 'lines', bytes: next.offset, total: running.source.bytes, counts });
}

/** Of a table that was empty a moment ago the planner knows nothing, and takes the wrong index. */
async function keepStatistics(running: Running, { client }: Session): Promise<void> {
  const { counts } = running.current;
  if (running.request.dryRun || counts.created < running.analyzedAt * GROWN) return;
  running.analyzedAt = counts.created;
  await client.query('ANALYZE customer_keys, external_ids');
}

/** Settles the rows of a block that went one by one, each committed by itself and audited as what it is. */
async function writeFed(
  running: Running,
  { client }: Session,
  prepared: PreparedBlock,
  fed: readonly Fed[],
): Promise<void> {
  const { caller, request, report, current } = running;
  const findings = fed.flatMap((each) => (each.kind === 'finding' ? [each.finding] : []));
  await report.add(findings.toSorted((a, b) => a.line - b.line));
  const count = (kind: Fed['kind']) => fed.filter((each) => each.kind === kind).length;
  const { counts } = current;
  const after = {
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
  if (!request.dryRun) await saveProgress(client, caller.orgId, current, after);
  running.current = after;
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
