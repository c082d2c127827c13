import type { Job, Pack } from './queue.ts';

/** Rows that one job of BullMQ carries at most: a job costs as much as a row does in the tables. */
export const PACK = 10;

/** Puts jobs of the same kind together, in their order. */
export function packJobs(jobs: readonly Job[]): readonly { readonly name: string; readonly data: Pack }[] {
  const names = [...new Set(jobs.map(({ name }) => name))];
  return names.flatMap((name) => {
    const rows = jobs.filter((job) => job.name === name).map(({ data }) => data);
    return Array.from({ length: Math.ceil(rows.length / PACK) }, (_, index) => ({
      name,
      data: { rows: rows.slice(index * PACK, (index + 1) * PACK) },
    }));
  });
}

/**
 * Calls `handle` for each row of a pack, with at most `concurrency` under way over all packs. What one throws ends no other; the
 * first error is thrown when all of the pack have ended.
 */
export function createUnpacker(
  handle: (job: Job) => Promise<void>,
  concurrency: number,
): (name: string, pack: Pack) => Promise<void> {
  const turns = createTurns(concurrency);
  return async (name, { rows }) => {
    const ends = await Promise.allSettled(rows.map((data) => turns(() => handle({ name, data }))));
    const failed = ends.find((end) => end.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  };
}

function createTurns(most: number): <Value>(work: () => Promise<Value>) => Promise<Value> {
  const waiting: (() => void)[] = [];
  let underWay = 0;
  return async (work) => {
    if (underWay < most) underWay += 1;
    // Whoever ends hands the turn over.
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) underWay -= 1;
      else next();
    }
  };
}
