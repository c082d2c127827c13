import { TestRunner } from 'vitest';
import { waitFor } from '../jobs/child.ts';
import type { FaultStage } from './stage.ts';

/** What people see in their chats, held against what the ledger promised. */
export interface Reckoning {
  readonly expected: number;
  readonly sent: number;
  /** Promised, and nowhere to be seen. */
  readonly lost: number;
  /** Seen more than once. */
  readonly doubled: number;
  /** Seen, though the ledger knows nothing of it. */
  readonly stray: number;
  /** In the ledger with another end than `sent`. */
  readonly unsettled: number;
}

/** Whoever waits for a long test is told how far it is. */
const TELL_EVERY_MS = Number(process.env.DEALBELL_FAULTS_TELL ?? 60_000);

interface Waiting {
  readonly made: number;
  readonly events: number;
  /** What keeps messages from being settled, and how many of them. */
  readonly reasons: Readonly<Record<string, number>>;
}

/**
 * Waits until so many messages were made and nothing of the outbox and the ledger waits any more, but for `resting`
 * messages; throws with what still does.
 */
export async function waitUntilSettled(
  stage: FaultStage,
  expected: number,
  timeoutMs: number,
  resting = 0,
): Promise<void> {
  let last: Waiting | undefined;
  let toldAt = performance.now();
  try {
    await waitFor(
      'every message to be settled',
      async () => {
        last = (await countWaiting(stage).catch(() => undefined)) ?? last;
        if (performance.now() - toldAt > TELL_EVERY_MS) {
          toldAt = performance.now();
          process.stdout.write(`     … ${JSON.stringify(last)}\n`);
        }
        return (
          last !== undefined && last.made >= expected && last.events === 0 && sizeOf(last.reasons) <= resting
        );
      },
      timeoutMs,
    );
  } catch (error) {
    throw new Error(`${String(error)} ${JSON.stringify(last)}`, { cause: error });
  }
}

/** How many messages were promised so far. */
export async function countMade({ store: { db } }: FaultStage): Promise<number> {
  const [row] = await db.$queryRaw<{ made: number }[]>`SELECT count(*)::int AS made FROM deliveries
    WHERE kind <> 'canary' AND content->>'push' IS DISTINCT FROM ${GATHERED}`;
  return row?.made ?? 0;
}

async function countWaiting(stage: FaultStage): Promise<Waiting> {
  const { db } = stage.store;
  const made = await countMade(stage);
  const events = await db.outboxEvent.count({ where: { doneAt: null, kind: { not: 'canary' } } });
  const waiting = await db.delivery.groupBy({
    by: ['state', 'lastError'],
    where: { settledAt: null, kind: { not: 'canary' } },
    _count: true,
  });
  const reasons = waiting.map(({ state, lastError, _count }) => [`${state} ${lastError}`, _count] as const);
  return { made, events, reasons: Object.fromEntries(reasons) };
}

function sizeOf(reasons: Waiting['reasons']): number {
  return Object.values(reasons).reduce((sum, count) => sum + count, 0);
}

/** What the ledger calls a message that brings others along. Nobody was promised it for itself. */
const GATHERED = 'gathered';

/** Counts each promised message in the chats, where it stands by itself or among others. */
export async function reckon(stage: FaultStage, expected: number): Promise<Reckoning> {
  const rows = await stage.store.db.delivery.findMany({
    where: { kind: { not: 'canary' } },
    select: { id: true, state: true, bearerId: true, content: true },
  });
  const seen = countSeen(stage);
  const known = new Set(rows.map(({ id }) => id));
  const promised = rows.filter(({ content }) => (content as { push?: unknown }).push !== GATHERED);
  const times = promised.map(
    ({ id, bearerId }) => (seen.get(id) ?? 0) + (bearerId === null ? 0 : (seen.get(bearerId) ?? 0)),
  );
  return {
    expected,
    sent: times.filter((count) => count >= 1).length,
    lost: Math.max(0, expected - promised.length) + times.filter((count) => count === 0).length,
    doubled: times.filter((count) => count > 1).length,
    stray: [...seen.keys()].filter((id) => !known.has(id)).length,
    unsettled: rows.filter(({ state }) => state !== 'sent').length,
  };
}

/** How often each message of the ledger was shown on the two platforms, by its id. */
function countSeen({ slack, feishu }: FaultStage): ReadonlyMap<string, number> {
  const onSlack = slack
    .posted()
    .map(({ metadata }) => (metadata?.event_payload as { id?: unknown } | undefined)?.id);
  const onFeishu = feishu.posted().map(({ uuid }) => uuid);
  const seen = new Map<string, number>();
  for (const id of [...onSlack, ...onFeishu].map(String)) seen.set(id, (seen.get(id) ?? 0) + 1);
  return seen;
}

/** All that was promised was seen once, and nothing else. */
export function allOnce(expected: number): Reckoning {
  return { expected, sent: expected, lost: 0, doubled: 0, stray: 0, unsettled: 0 };
}

/** One line of what was measured, and which of the promises it is about. */
export interface Figures {
  readonly row: number;
  readonly line: string;
}

declare module 'vitest' {
  interface TaskMeta {
    figures?: Figures[];
  }
}

/** Prints a run's figures and keeps them for the summary; they are what we promise, so they should be read. */
export function printFigures(
  row: number,
  name: string,
  figures: Readonly<Record<string, number | string>>,
): void {
  const facts = Object.entries(figures).map(([label, value]) => `${label} ${value}`);
  const line = `${name}: ${facts.join(', ')}`;
  process.stdout.write(`  ${row}. ${line}\n`);
  const meta = TestRunner.getCurrentTest()?.meta;
  if (meta !== undefined) meta.figures = [...(meta.figures ?? []), { row, line }];
}
