import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';

/** Address of the run's Redis; null when the run goes without one (`npm test -- --without-redis`). */
export function redisUrl(): string | null {
  return inject('redis');
}

/** A key prefix nobody else uses, in braces as a Redis Cluster wants it. */
export function uniquePrefix(): string {
  return `{test-${randomUUID().slice(0, 8)}}`;
}
