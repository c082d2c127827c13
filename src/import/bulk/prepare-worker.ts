import { parentPort, workerData } from 'node:worker_threads';
import type { Block } from './blocks.ts';
import { createPreparer, type Setup } from './prepare.ts';

/** The thread that prepares blocks. One is done before the next is begun: two at once would only take more memory. */
const preparer = createPreparer(workerData as Setup);
let last: Promise<void> = Promise.resolve();

interface Task {
  readonly task: number;
  readonly block: Block;
  readonly now: number;
}

parentPort?.on('message', ({ task, block, now }: Task) => {
  last = last.then(async () => {
    const prepared = await preparer.prepare(block, now);
    parentPort?.postMessage({ task, prepared });
  });
});
