import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../src/kernel/clock.ts';
import { createIds } from '../../src/kernel/ids.ts';
import { createDb } from '../../src/store/client.ts';
import type { StoreContext } from '../../src/store/context.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/store/embedded.ts';
import { migrate } from '../../src/store/migrate.ts';
import { type MeasuredProcess, postgresMicros, processMicros } from '../measured-process.ts';
import { type BenchRedis, startBenchRedis } from './redis.ts';

/** Servers of one run, with every safety on, and the product's store on them. */
export interface PushStage {
  readonly postgres: EmbeddedPostgres;
  readonly redis: BenchRedis;
  readonly store: StoreContext;
  readonly secretKey: Buffer;
  readonly close: () => Promise<void>;
}

export async function openStage(): Promise<PushStage> {
  const home = await mkdtemp(join(tmpdir(), 'dealbell-pushes-'));
  await chmod(home, 0o711);
  const postgres = await startEmbeddedPostgres({ home, log: { info: () => {}, warn: () => {} } });
  const redis = await startBenchRedis(home);
  await migrate({ databaseUrl: postgres.url });
  const db = createDb({ url: postgres.url, poolSize: 4 });
  return {
    postgres,
    redis,
    store: { db, clock: systemClock, ids: createIds(systemClock) },
    secretKey: randomBytes(32),
    close: async () => {
      await db.$disconnect();
      await redis.stop();
      await postgres.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** Processor time so far, in microseconds. */
export interface Spent {
  readonly node: number;
  readonly postgres: number;
  readonly redis: number;
}

export async function readSpent(stage: PushStage, processes: readonly MeasuredProcess[]): Promise<Spent> {
  const used = await Promise.all(processes.map((each) => each.usage()));
  return {
    node: used.reduce((sum, { cpuMicros }) => sum + cpuMicros, 0),
    postgres: postgresMicros(stage.postgres.pid),
    redis: processMicros(stage.redis.pid),
  };
}

/** Resident memory of a process in megabytes. */
export async function residentMb(processes: readonly MeasuredProcess[]): Promise<readonly number[]> {
  const used = await Promise.all(processes.map((each) => each.usage()));
  return used.map(({ rss }) => Math.round(rss / 1_048_576));
}

/** Whether commits reach the disk: the whole comparison is about that. */
export async function proveSafe({ store }: PushStage): Promise<void> {
  const [row] = await store.db.$queryRaw<{ safe: boolean }[]>`
    SELECT current_setting('fsync') = 'on' AND current_setting('synchronous_commit') = 'on'
      AND current_setting('full_page_writes') = 'on' AS safe`;
  if (row?.safe !== true) throw new Error('PostgreSQL of the bench runs without fsync');
}

/** How busy the machine is. */
export async function describeLoad(): Promise<string> {
  return `load ${(await readFile('/proc/loadavg', 'utf8')).split(' ').slice(0, 3).join(' ')}`;
}
