import type { JobDefinition, JobDeps } from './definitions/definition.ts';
import { deliveryJob } from './definitions/delivery.ts';
import { eventJob } from './definitions/event.ts';
import type { Consumer, JobQueue } from './queue.ts';

/** Every kind of job there is. */
export const definitions: readonly JobDefinition[] = [eventJob, deliveryJob];

/** Begins to work jobs off. One that nobody knows, or whose data is not ids, is logged and dropped: rows count, not jobs. */
export function startWorker(queue: JobQueue, deps: JobDeps, concurrency: number): Consumer {
  const known = new Map(definitions.map((definition) => [definition.name, definition]));
  return queue.consume(async ({ name, data }) => {
    const definition = known.get(name);
    const row = definition?.schema.safeParse(data);
    if (definition === undefined || row?.success !== true) {
      deps.log.warn({ job: name }, 'A job that nobody understands was dropped');
      return;
    }
    const handle = await definition.load();
    await handle(deps, row.data);
  }, concurrency);
}
