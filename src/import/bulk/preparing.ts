import { Worker } from 'node:worker_threads';
import type { Block } from './blocks.ts';
import { createPreparer, type PreparedBlock, type Preparer, type Setup } from './prepare.ts';

export interface OpenPreparer extends Preparer {
  readonly close: () => Promise<void>;
}

/**
 * What the thread may keep at once: a block takes a tenth of it, the dictionary of pinyin a fifth. Nearly everything that it makes
 * is gone with the block.
 */
const HEAP = { maxOldGenerationSizeMb: 160, maxYoungGenerationSizeMb: 16 };

/**
 * Prepares blocks on a thread of its own, so that the process goes on answering and PostgreSQL is never waited for. Uncompiled
 * (in tests) it is done here.
 */
export function openPreparer(setup: Setup): OpenPreparer {
  if (import.meta.url.endsWith('.ts')) return { ...createPreparer(setup), close: async () => {} };
  const worker = new Worker(new URL('./prepare-worker.js', import.meta.url), {
    workerData: setup,
    resourceLimits: HEAP,
  });
  interface Waiter {
    readonly resolve: (prepared: PreparedBlock) => void;
    readonly reject: (reason: unknown) => void;
  }
  const waiting = new Map<number, Waiter>();
  let tasks = 0;
  worker.on('message', ({ task, prepared }: { readonly task: number; readonly prepared: PreparedBlock }) => {
    waiting.get(task)?.resolve(prepared);
    waiting.delete(task);
  });
  worker.on('error', (error) => {
    for (const each of waiting.values()) each.reject(error);
    waiting.clear();
  });
  return {
    prepare: (block: Block, now: number) =>
      new Promise((resolve, reject) => {
        tasks += 1;
        waiting.set(tasks, { resolve, reject });
        worker.postMessage({ task: tasks, block, now });
      }),
    close: async () => {
      await worker.terminate();
    },
  };
}
