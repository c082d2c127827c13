import { Worker } from 'node:worker_threads';
import type { Block } from './blocks.ts';
import { createPreparer, type PreparedBlock, type Preparer, type Setup } from './prepare.ts';

export interface OpenPreparer extends Preparer {
  readonly close: () => Promise<void>;
}

/** Half of what is taken besides goes for what JavaScript keeps of a block; a thread may not grow past it. */
const MOST_HEAP_MB = 256;

/**
 * Prepares blocks on a thread of its own, so that the process goes on answering and PostgreSQL is never waited for. Uncompiled
 * (in tests) it is done here.
 */
export function openPreparer(setup: Setup): OpenPreparer {
  if (import.meta.url.endsWith('.ts')) return { ...createPreparer(setup), close: async () => {} };
  const worker = new Worker(new URL('./prepare-worker.js', import.meta.url), {
    workerData: setup,
    resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB },
  });
  const waiting: { resolve: (prepared: PreparedBlock) => void; reject: (reason: unknown) => void }[] = [];
  worker.on('message', (prepared: PreparedBlock) => waiting.shift()?.resolve(prepared));
  worker.on('error', (error) => {
    for (const each of waiting.splice(0)) each.reject(error);
  });
  return {
    prepare: (block: Block, now: number) =>
      new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        worker.postMessage({ block, now });
      }),
    close: async () => {
      await worker.terminate();
    },
  };
}
