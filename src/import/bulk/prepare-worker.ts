import { parentPort, workerData } from 'node:worker_threads';
import type { Block } from './blocks.ts';
import { createPreparer, type Setup } from './prepare.ts';

/** The thread that prepares blocks one after the other, in the order in which they come. */
const preparer = createPreparer(workerData as Setup);

parentPort?.on('message', ({ block, now }: { readonly block: Block; readonly now: number }) => {
  void preparer.prepare(block, now).then((prepared) => parentPort?.postMessage(prepared));
});
