import { openQueue } from '../../jobs/open-queue.ts';
import type { QueuePlace } from '../../jobs/queue.ts';
import { silentLog } from '../../src/kernel/log.ts';
import { endWithParent } from './child.ts';

endWithParent();

/** A worker process: says on its standard output what it began; with `holds` it ends nothing before it is written to. */
const { place, lock, holds } = JSON.parse(process.env.CONSUMER ?? '{}') as {
  readonly place: QueuePlace;
  readonly lock: number;
  readonly holds: boolean;
};

const released = holds
  ? new Promise<void>((resolve) => process.stdin.once('data', () => resolve()))
  : undefined;
const queue = await openQueue(place, silentLog, { lock });
queue.consume(async ({ data }) => {
  process.stdout.write(`began ${data.id}\n`);
  await released;
}, 4);
process.stdout.write('ready\n');
