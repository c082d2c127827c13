import { expect, it } from 'vitest';
import { createUnpacker, PACK, packJobs } from '../../jobs/packs.ts';
import type { Job } from '../../jobs/queue.ts';

const jobs = (name: string, count: number): Job[] =>
  Array.from({ length: count }, (_, index) => ({ name, data: { orgId: 'o', id: `${name}${index}` } }));

it('puts jobs of one kind together, in their order', () => {
  const packs = packJobs([...jobs('event', 3), ...jobs('delivery', PACK + 1)]);
  expect(packs.map(({ name, data }) => [name, data.rows.length])).toEqual([
    ['event', 3],
    ['delivery', PACK],
    ['delivery', 1],
  ]);
  expect(packs.flatMap(({ data }) => data.rows.map(({ id }) => id))).toContain(`delivery${PACK}`);
});

it('works so many off at once over all packs, and one that fails ends no other', async () => {
  let now = 0;
  let most = 0;
  const done: string[] = [];
  const unpack = createUnpacker(async ({ data }) => {
    most = Math.max(most, ++now);
    await new Promise((resolve) => setImmediate(resolve));
    now -= 1;
    if (data.id === 'a1') throw new Error('a1 fails');
    done.push(data.id);
  }, 3);
  const [a, b] = [packJobs(jobs('a', 6)), packJobs(jobs('b', 6))];
  const ends = await Promise.allSettled([...a, ...b].map(({ name, data }) => unpack(name, data)));
  expect(ends.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  expect(done).toHaveLength(11);
  expect(most).toBe(3);
});
