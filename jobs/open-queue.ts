import type { Log } from '../src/kernel/log.ts';
import { jobPace } from './pace.ts';
import type { JobQueue, QueuePlace, QueueTimes } from './queue.ts';

/** Opens the queue on Redis, or on PostgreSQL where there is none. Loads only what that place needs. */
export async function openQueue(place: QueuePlace, log: Log, times: QueueTimes = jobPace): Promise<JobQueue> {
  if (place.kind === 'redis') {
    const { openRedisQueue } = await import('./queue-redis.ts');
    return openRedisQueue(place, log, times);
  }
  const { openPostgresQueue } = await import('./queue-postgres.ts');
  return openPostgresQueue(place, log, times);
}
