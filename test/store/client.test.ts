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
});
