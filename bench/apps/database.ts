import { PrismaPg } from '@prisma/adapter-pg';
import type { PrismaClient } from '../../src/store/generated/client.ts';

type Generated = typeof import('../../src/store/generated/client.ts');

/** Prisma as its documentation sets it up, with the faster of its two query compilers. */
export async function createBenchDb(): Promise<PrismaClient> {
  // Written by scripts/bench.mjs beside the built bench.
  const path = new URL('../prisma/client.js', import.meta.url).href;
  const generated = (await import(path)) as Generated;
  const adapter = new PrismaPg({ connectionString: process.env.BENCH_DATABASE_URL, max: 10 });
  return new generated.PrismaClient({ adapter });
}
