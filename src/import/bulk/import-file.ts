import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { Caller } from '../../people/context.ts';
import { type Block, type Place, splitBlocks } from './blocks.ts';
import { loadDirectory } from './directory-store.ts';
import { readHeader } from './fields.ts';
import type { PreparedBlock, Setup } from './prepare.ts';
import { openPreparer } from './preparing.ts';
import type { ImportRequest } from './request.ts';
import { createRun, type OpenRun } from './run.ts';
import { type Counts, findRun, insertRun, noCounts, takeImportLock } from './run-store.ts';
import type { RunState } from './running.ts';
import { openSession, type Session } from './session.ts';
import { inspectFile, type SourceFile, type SourceProblem } from './source-file.ts';

export interface ImportSummary {
  readonly importId: string;
  readonly counts: Counts;
  /** Lines of this run alone, where an earlier one was taken up. */
  readonly linesNow: number;
  readonly seconds: number;
  /** This run goes on where an earlier one was killed. */
  readonly resumed: boolean;
  /** This file was imported before, and nothing was done now. */
  readonly before: boolean;
  readonly ignoredColumns: readonly string[];
}

export type ImportRefusal = SourceProblem | 'busy' | 'no-name-column';

/** Records a block: long enough for COPY to pay, short enough that nobody who creates the same customer waits for long. */
const MOST_RECORDS = 4_000;
/** Blocks that are prepared while two are written. */
const AHEAD = 1;
const A_READ = 262_144;

/**
 * Imports a file, whatever its size, in constant memory: blocks of lines are prepared on a thread and written each in one
 * transaction together with how far the file is settled. Killed at any moment and started again with the same file it goes
 * on there. Refused lines stop nothing; they stand in the report.
 */
export async function importFile(
  caller: Caller,
  databaseUrl: string,
  request: ImportRequest,
): Promise<Result<ImportSummary, ImportRefusal>> {
  const source = await inspectFile(request.path, request.format);
  if (typeof source === 'string') return refuse(source);
  const session = await openSession(databaseUrl);
  try {
    if (!(await takeImportLock(session.client, caller.orgId))) return refuse('busy');
    const second = await openSession(databaseUrl);
    try {
      return await importSource(caller, { session, second }, source, request);
    } finally {
      await second.close();
    }
  } finally {
    await session.close();
  }
}

async function importSource(
  caller: Caller,
  { session, second }: { readonly session: Session; readonly second: Session },
  source: SourceFile,
  request: ImportRequest,
): Promise<Result<ImportSummary, ImportRefusal>> {
  const { orgId, memberId, clock } = caller;
  const { client } = session;
  const directory = await loadDirectory(client, orgId);
  const named = source.headers.some((header) => {
    const meaning = readHeader(header, directory.own);
    return meaning.kind === 'type' || (meaning.kind === 'column' && meaning.column === 'name');
  });
  if (source.layout.format === 'csv' && request.type === 'customers' && !named)
    return refuse('no-name-column', { headers: source.headers });
  const began = clock.now();
  const known = await findRun(client, orgId, source.hash);
  if (known?.finishedAt && !request.again && !request.dryRun) return ok(tellBefore(known.id, known.counts));
  const open = known !== undefined && known.finishedAt === null && !request.dryRun ? known : undefined;
  const id = open?.id ?? caller.ids.uuid();
  if (open === undefined && !request.dryRun) {
    const fileName = basename(request.fileName ?? request.path);
    const { hash, bytes } = source;
    await insertRun(client, {
      orgId,
      id,
      fileName,
      hash,
      bytes,
      origin: caller.origin,
      memberId,
      now: began,
    });
  }
  const fresh = open === undefined || open.next.offset < source.first.offset;
  const state: RunState = {
    id,
    next: fresh ? source.first : open.next,
    loaded: open?.loaded ?? false,
    reportBytes: open?.reportBytes ?? 0,
    counts: open?.counts ?? noCounts,
  };
  const setup: Setup = {
    orgId,
    importId: id,
    memberId,
    layout: source.layout,
    headers: source.headers,
    type: request.type,
    directory,
    today: caller.today,
  };
  const run = await createRun({ caller, session, second, source, setup, request, state });
  try {
    await runBlocks(run, { caller, session, source, request, from: state.next }, setup);
    const counts = await run.finish();
    const seconds = (clock.now() - began) / 1_000;
    return ok({
      importId: id,
      counts,
      linesNow: counts.lines - state.counts.lines,
      seconds,
      resumed: !fresh,
      before: false,
      ignoredColumns: run.ignored(),
    });
  } finally {
    await run.close();
  }
}

function tellBefore(importId: string, counts: Counts): ImportSummary {
  return { importId, counts, linesNow: 0, seconds: 0, resumed: false, before: true, ignoredColumns: [] };
}

interface Blocks {
  readonly caller: Caller;
  readonly session: Session;
  readonly source: SourceFile;
  readonly request: ImportRequest;
  readonly from: Place;
}

/** Cuts, prepares ahead, and settles blocks one after the other. */
async function runBlocks(run: OpenRun, given: Blocks, first: Setup): Promise<void> {
  const { caller, session, source, request, from } = given;
  const { clock, orgId } = caller;
  const chunks = createReadStream(request.path, {
    start: from.offset,
    highWaterMark: A_READ,
  }) as AsyncIterable<Buffer>;
  const quotes = source.layout.format === 'csv';
  const waiting: { readonly block: Block; prepared: Promise<PreparedBlock> }[] = [];
  let setup = first;
  let preparer = openPreparer(setup);
  const prepare = (block: Block): Promise<PreparedBlock> => {
    const prepared = preparer.prepare(block, clock.now());
    // Whoever waits for it hears of a failure; until then nobody does.
    prepared.catch(() => {});
    return prepared;
  };
  const settleFirst = async (): Promise<void> => {
    const next = waiting.shift();
    if (next === undefined) return;
    let prepared = await next.prepared;
    if (await run.feedFirst(prepared)) {
      // Whom and what lines may name has changed.
      setup = { ...setup, directory: await loadDirectory(session.client, orgId) };
      await preparer.close();
      preparer = openPreparer(setup);
      prepared = await prepare(next.block);
      for (const each of waiting) each.prepared = prepare(each.block);
    }
    await run.settleBlock(next.block, prepared, setup);
  };
  try {
    for await (const block of splitBlocks(chunks, {
      from,
      quotes,
      mostRecords: request.blockRecords ?? MOST_RECORDS,
    })) {
      waiting.push({ block, prepared: prepare(block) });
      if (waiting.length > AHEAD) await settleFirst();
    }
    while (waiting.length > 0) await settleFirst();
  } finally {
    await preparer.close();
  }
}
