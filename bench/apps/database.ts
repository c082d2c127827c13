import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '../../src/store/generated/client.ts';

/** Prisma as its documentation sets it up, with the same number of connections as ours. */
export function createBenchDb(): PrismaClient {
  const adapter = new PrismaPg({ connectionString: process.env.BENCH_DATABASE_URL, max: 10 });
  return new PrismaClient({ adapter });
}
