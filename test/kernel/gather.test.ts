import { expect, it } from 'vitest';
import { createGather } from '../../src/kernel/gather.ts';
import { createRecent } from '../../src/kernel/recent.ts';

it('lets those who ask at the same time share a load, and more of them the longer it takes', async () => {
  const loads: number[][] = [];
  let release = (): void => {};
  const gather = createGather(
    async (keys: readonly number[]) => {
      loads.push([...keys]);
      if (loads.length === 1) await new Promise<void>((resolve) => (release = resolve));
      return keys.map((key) => key * 10);
    },
    { most: 4, atOnce: 1 },
  );
  const first = [1, 2].map(gather);
  await new Promise((resolve) => setImmediate(resolve));
  const rest = [3, 4, 5, 6, 7].map(gather);
  release();
  expect(await Promise.all([...first, ...rest])).toEqual([10, 20, 30, 40, 50, 60, 70]);
  expect(loads).toEqual([[1, 2], [3, 4, 5, 6], [7]]);
});

it('loads each alone where one of several fails, so that the others get theirs', async () => {
  const gather = createGather(
    async (keys: readonly number[]) => {
      if (keys.includes(2)) throw new Error('two is bad');
      return keys;
    },
    { most: 10, atOnce: 2 },
  );
  const ends = await Promise.allSettled([1, 2, 3].map(gather));
  expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});

it('remembers for a moment what was asked, and forgets what failed', async () => {
  let loads = 0;
  const recent = createRecent(60_000);
  const ask = () => recent('a', async () => (loads += 1));
  expect(await Promise.all([ask(), ask()])).toEqual([1, 1]);
  await expect(recent('b', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect(await recent('b', async () => 'back')).toBe('back');
  const brief = createRecent(0);
  expect([await brief('a', async () => 1), await brief('a', async () => 2)]).toEqual([1, 2]);
});
