import { randomFillSync } from 'node:crypto';
import type { Clock } from './clock.ts';

/** Makes row ids. */
export type Ids = {
  /** A UUIDv7 that sorts after every id this maker gave before. */
  readonly uuid: () => string;
};

/** Fills the bytes it is given with randomness. */
export type FillRandom = (bytes: Uint8Array) => void;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const COUNTER_LIMIT = 0x1000;
const RANDOM_BYTES = 10;
/** Asking the system costs more than everything else about an id, so it is asked once for many. */
const IDS_A_FILL = 128;
const fillFromSystem: FillRandom = (bytes) => {
  randomFillSync(bytes);
};

/**
 * Makes UUIDv7 ids from the given clock: 48 bits of milliseconds, a 12-bit counter, 62 random bits (RFC 9562, 6.2,
 * method 1). Payments of one day are ordered by id, so ids never run backwards: within a millisecond the counter
 * rises, and while the clock stands or goes back the last millisecond is carried on.
 */
export function createIds(clock: Clock, fillRandom: FillRandom = fillFromSystem): Ids {
  const pool = Buffer.alloc(RANDOM_BYTES * IDS_A_FILL);
  let used = pool.length;
  let lastMillisecond = -1;
  let counter = 0;

  /** Where fresh random bytes stand in the pool. */
  function takeRandom(): number {
    if (used === pool.length) {
      fillRandom(pool);
      used = 0;
    }
    used += RANDOM_BYTES;
    return used - RANDOM_BYTES;
  }

  function step(at: number): void {
    const now = clock.now();
    if (now > lastMillisecond) {
      lastMillisecond = now;
      // The upper half of the counter stays free, so that a busy millisecond has room to count.
      counter = pool.readUInt16BE(at) & 0x7ff;
      return;
    }
    counter += 1;
    if (counter < COUNTER_LIMIT) return;
    lastMillisecond += 1;
    counter = 0;
  }

  return {
    uuid: () => {
      const at = takeRandom();
      step(at);
      const time = lastMillisecond.toString(16).padStart(12, '0');
      const variant = (pool.readUInt8(at + 2) & 0x3f) | 0x80;
      const tail = pool.toString('hex', at + 3, at + RANDOM_BYTES);
      const head = `${time.slice(0, 8)}-${time.slice(8)}-7${counter.toString(16).padStart(3, '0')}`;
      return `${head}-${variant.toString(16)}${tail.slice(0, 2)}-${tail.slice(2)}`;
    },
  };
}

/** Whether `text` is a UUID in the lower-case form that we write. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}
