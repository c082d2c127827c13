import { afterEach, beforeEach, expect, it } from 'vitest';
import { openQueue } from '../../jobs/open-queue.ts';
import type { Job, JobQueue, QueuePlace } from '../../jobs/queue.ts';
import { silentLog } from '../../src/kernel/log.ts';
import { type Child, startChild, waitFor } from './child.ts';

/** How a backend is made and emptied for one test. */
export interface Backend {
  readonly place: QueuePlace;
  /** Removes everything, as a server that lost its data would. */
  readonly empty: () => Promise<void>;
  readonly drop: () => Promise<void>;
}

const LOCK_MS = 1_500;
const ORG = '019ab000-0000-7000-8000-00000000000f';

/** What every backend of the queue has to do. */
export function describeQueue(createBackend: () => Promise<Backend>): void {
  let backend: Backend;
  let queue: JobQueue;
  let children: Child[] = [];

  beforeEach(async () => {
    backend = await createBackend();
    queue = await openQueue(backend.place, silentLog, { lock: LOCK_MS });
  });
  afterEach(async () => {
    await Promise.all(children.map((child) => child.kill()));
    children = [];
    await queue.close();
    await backend.drop();
  });

  async function startConsumer(holds = false): Promise<Child> {
    const consumer = { place: backend.place, lock: LOCK_MS, holds };
    const child = startChild(new URL('./consumer.ts', import.meta.url), {
      CONSUMER: JSON.stringify(consumer),
    });
    children.push(child);
    await waitFor('the worker process', () => child.lines.includes('ready'), 20_000);
    return child;
  }

  it('hands each job to one of its consumers, with nothing but its name and ids', async () => {
    const seen: Job[] = [];
    const consumers = [1, 2].map(() => queue.consume(async (job) => void seen.push(job), 4));
    const jobs = numbered(100);
    await queue.add(jobs);
    await waitFor('100 jobs', () => seen.length >= 100);
    await Promise.all(consumers.map((consumer) => consumer.close()));
    expect([...seen].sort(byId)).toEqual(jobs);
  });

  it('works so many off at once and no more', async () => {
    let now = 0;
    let most = 0;
    let done = 0;
    const consumer = queue.consume(async () => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setTimeout(resolve, 10));
      now -= 1;
      done += 1;
    }, 5);
    await queue.add(numbered(40));
    await waitFor('40 jobs', () => done === 40);
    await consumer.close();
    expect(most).toBe(5);
  });

  it('does not try a failed job again by itself, and takes the same row again', async () => {
    const tries: string[] = [];
    const consumer = queue.consume(async ({ data }) => {
      tries.push(data.id);
      if (tries.length === 1) throw new Error('the first one fails');
    }, 1);
    const [first, second] = numbered(2);
    await queue.add([first as Job, second as Job]);
    await waitFor('two jobs', () => tries.length === 2);
    await queue.add([first as Job]);
    await waitFor('the same row again', () => tries.length === 3);
    await queue.add([first as Job]);
    await waitFor('and again', () => tries.length === 4);
    await consumer.close();
    expect(tries).toEqual([first, second, first, first].map((job) => job?.data.id));
  });

  it('gives the jobs of a killed process to another one', async () => {
    const victim = await startConsumer(true);
    const [job] = numbered(1);
    await queue.add([job as Job]);
    await waitFor('the victim to begin', () => victim.lines.includes(`began ${job?.data.id}`));
    await victim.kill();
    const heir = await startConsumer();
    await waitFor('the heir to begin', () => heir.lines.includes(`began ${job?.data.id}`), 15_000);
  });

  it('shares jobs between two processes, each once', async () => {
    // Both hold what they take, so that the first cannot be through with everything before the second has looked.
    const pair = [await startConsumer(true), await startConsumer(true)];
    const jobs = numbered(300);
    await queue.add(jobs.slice(0, 150));
    await queue.add(jobs.slice(150));
    const began = () => pair.flatMap(({ lines }) => lines.filter((line) => line.startsWith('began ')));
    await waitFor('both to begin', () => pair.every(({ lines }) => lines.length > 1));
    for (const { process } of pair) process.stdin?.write('go\n');
    await waitFor('300 jobs', () => began().length >= 300);
    await waitFor('an empty queue', async () => (await queue.countWaiting()) === 0);
    expect(began().sort()).toEqual(jobs.map(({ data }) => `began ${data.id}`));
  });

  it('goes on after everything in it was lost', async () => {
    const seen: string[] = [];
    await queue.add(numbered(3));
    await backend.empty();
    expect(await queue.countWaiting()).toBe(0);
    const consumer = queue.consume(async ({ data }) => void seen.push(data.id), 2);
    await queue.add(numbered(5));
    await waitFor('five jobs', () => seen.length === 5);
    await consumer.close();
  });

  it('waits for jobs under way when it closes', async () => {
    let began = false;
    let ended = false;
    const consumer = queue.consume(async () => {
      began = true;
      await new Promise((resolve) => setTimeout(resolve, 100));
      ended = true;
    }, 1);
    await queue.add(numbered(1));
    await waitFor('the job to begin', () => began);
    await consumer.close();
    expect(ended).toBe(true);
  });
}

function numbered(count: number): Job[] {
  return Array.from({ length: count }, (_, index) => ({
    name: 'delivery',
    data: { orgId: ORG, id: `019ab000-0000-7000-8000-${String(index).padStart(12, '0')}` },
  }));
}

function byId(one: Job, other: Job): number {
  return one.data.id.localeCompare(other.data.id);
}
