import { parentPort, workerData } from 'node:worker_threads';
import type { Block } from './blocks.ts';
import { createPreparer, type PreparedBlock, type Setup } from './prepare.ts';

/** The thread that prepares blocks. What it made goes over as it is, not as a copy. */
const preparer = createPreparer(workerData as Setup);

interface Task {
  readonly task: number;
  readonly block: Block;
  readonly now: number;
}

parentPort?.on('message', (task: Task) => {
  void prepare(task);
});

async function prepare({ task, block, now }: Task): Promise<void> {
  const prepared = await preparer.prepare(block, now);
  parentPort?.postMessage({ task, prepared }, listMemory(prepared));
}

/** The memory that its rows stand in. */
function listMemory({ tables, lookups }: PreparedBlock): readonly ArrayBuffer[] {
  return [lookups, ...Object.values(tables)].flatMap(({ bytes, ends, lines }) => [
    bytes.buffer,
    ends.buffer,
    lines.buffer,
  ]);
}
