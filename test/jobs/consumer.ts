import { openQueue } from '../../jobs/open-queue.ts';
import type { QueuePlace } from '../../jobs/queue.ts';
import { silentLog } from '../../src/kernel/log.ts';
import { endWithParent } from './child.ts';

endWithParent();

/** A worker process: says on its standard output what it began; `hang` never finishes anything. */
const { place, lock, hang } = JSON.parse(process.env.CONSUMER ?? '{}') as {
  readonly place: QueuePlace;
  readonly lock: number;
  readonly hang: boolean;
};

const queue = await openQueue(place, silentLog, { lock });
queue.consume(async ({ data }) => {
  process.stdout.write(`began ${data.id}\n`);
  if (hang) await new Promise(() => {});
}, 4);
process.stdout.write('ready\n');
