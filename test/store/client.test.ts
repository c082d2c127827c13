import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDb, type Db, Prisma } from '../../src/store/client.ts';
import { isConnectionLoss, toStoreFault, violatedConstraint } from '../../src/store/errors.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

const ORG = '01900000-0000-7000-8000-0000000000aa';

describe('a statement run past Prisma', () => {
  let database: TestDatabase;
  let db: Db;
  beforeAll(async () => {
    database = await createTestDatabase();
    db = createDb({ url: database.url, poolSize: 2 });
  });
  afterAll(async () => {
    await db.$disconnect();
    await database.drop();
  });

  it('means the same instant as one that Prisma runs, to the millisecond', async () => {
    const at = new Date('2026-11-23T16:30:15.123Z');
    const [direct] = await db.run<{ at: Date; text: string }>(
      Prisma.sql`SELECT ${at}::timestamptz AS at, ${at}::timestamptz::text AS text`,
    );
    const [prisma] = await db.$queryRaw<{ at: Date; text: string }[]>`
      SELECT ${at}::timestamptz AS at, ${at}::timestamptz::text AS text`;
    expect(direct).toEqual({ at, text: '2026-11-23 16:30:15.123+00' });
    expect(prisma).toEqual(direct);
  });

  it('tells which constraint it broke', async () => {
    const insert = Prisma.sql`INSERT INTO inbound_events (org_id, key, received_at) VALUES (${ORG}::uuid, 'k', now())`;
    const error: unknown = await db.run(insert).catch((thrown: unknown) => thrown);
    expect(violatedConstraint(error)).toBe('inbound_events_org_id_fkey');
    expect(isConnectionLoss(error)).toBe(false);
  });

  it('tells that the database is away, so that it is tried again', async () => {
    const nowhere = createDb({ url: 'postgresql://nobody@localhost:9/none', poolSize: 1 });
    const error: unknown = await nowhere.run(Prisma.sql`SELECT 1`).catch((thrown: unknown) => thrown);
    expect(isConnectionLoss(error)).toBe(true);
    expect(toStoreFault(error)).toMatchObject({ code: 'store-unavailable', retryable: true });
    await nowhere.$disconnect();
  });

  it('tells that its connection was cut, and the next one works', async () => {
    const cut = Prisma.sql`SELECT pg_terminate_backend(pg_backend_pid())`;
    const error: unknown = await db.run(cut).catch((thrown: unknown) => thrown);
    expect(isConnectionLoss(error)).toBe(true);
    expect(await db.run(Prisma.sql`SELECT 1 AS one`)).toEqual([{ one: 1 }]);
  });

  it('keeps statements that are asked at once apart: one that fails takes no other along', async () => {
    const asked = Array.from({ length: 40 }, (_, number) =>
      number % 8 === 3
        ? db.run(Prisma.sql`SELECT 1 / ${number - number}::int AS number`)
        : db.run<{ number: number }>(Prisma.sql`SELECT ${number}::int AS number`),
    );
    const settled = await Promise.allSettled(asked);
    expect(settled.map((each) => (each.status === 'fulfilled' ? each.value[0] : 'failed'))).toEqual(
      asked.map((_, number) => (number % 8 === 3 ? 'failed' : { number })),
    );
  });

  it('rejects everything that was under way on a connection that breaks', async () => {
    const sleep = Prisma.sql`SELECT pg_sleep(9)`;
    const one = Prisma.sql`SELECT 1 AS one`;
    const asked = Promise.allSettled([sleep, sleep, one, one].map((statement) => db.run(statement)));
    let ended = 0;
    const end = async () => {
      const rows = await db.$queryRaw<unknown[]>`
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND state = 'active' AND query = 'SELECT pg_sleep(9)'`;
      ended += rows.length;
      return ended;
    };
    await expect.poll(end).toBe(2);
    for (const each of await asked) {
      expect(each.status === 'rejected' && isConnectionLoss(each.reason)).toBe(true);
    }
    expect(await db.run(Prisma.sql`SELECT 1 AS one`)).toEqual([{ one: 1 }]);
  });
});
