import { appendFile, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { diagnose, findDrift } from '../../scripts/schema-drift.ts';
import { migrate } from '../../src/store/migrate.ts';
import { PRISMA_FOLDER, readMigrations } from '../../src/store/migration-files.ts';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../setup/database.ts';

let database: TestDatabase;
let folder: string;

beforeEach(async () => {
  database = await createEmptyDatabase();
  folder = await mkdtemp(join(tmpdir(), 'migrations-'));
  await writeFile(join(folder, 'schema.prisma'), 'datasource db {\n  provider = "postgresql"\n}\n');
});

afterEach(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

async function addMigration(name: string, sql: string): Promise<void> {
  await mkdir(join(folder, 'migrations', name), { recursive: true });
  await writeFile(join(folder, 'migrations', name, 'migration.sql'), sql);
}

async function query<Row extends pg.QueryResultRow>(sql: string): Promise<readonly Row[]> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

const run = (): Promise<readonly string[]> => migrate({ databaseUrl: database.url, prismaFolder: folder });

test('applies what is missing, once, and keeps semicolons inside functions', async () => {
  await addMigration(
    '0001_init',
    `CREATE TABLE a (id int PRIMARY KEY);
     CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no; never'; END; $$;
     CREATE TRIGGER a_refuse BEFORE DELETE ON a FOR EACH ROW EXECUTE FUNCTION refuse();`,
  );
  expect(await run()).toEqual(['0001_init']);
  await addMigration('0002_more', 'INSERT INTO a VALUES (1);');
  expect(await run()).toEqual(['0002_more']);
  expect(await run()).toEqual([]);
  expect(await query('SELECT id FROM a')).toEqual([{ id: 1 }]);
  await expect(query('DELETE FROM a')).rejects.toThrow('no; never');
});

test("writes the rows that Prisma's own tool writes", async () => {
  await addMigration('0001_init', 'CREATE TABLE a (id int);');
  await run();
  expect(
    await query(
      `SELECT migration_name, checksum, finished_at IS NOT NULL AS finished, rolled_back_at, logs, applied_steps_count
         FROM _prisma_migrations`,
    ),
  ).toEqual([
    {
      migration_name: '0001_init',
      checksum: (await readMigrations(folder))[0]?.checksum,
      finished: true,
      rolled_back_at: null,
      logs: null,
      applied_steps_count: 1,
    },
  ]);
  expect(await diagnose(database.url, folder)).toEqual({
    editedMigrationNames: [],
    failedMigrationNames: [],
    hasMigrationsTable: true,
    history: null,
  });
});

test('a migration that fails leaves the database as it was, and the mended one is applied', async () => {
  await addMigration('0001_init', 'CREATE TABLE a (id int);');
  await addMigration('0002_bad', 'CREATE TABLE b (id int); INSERT INTO nowhere VALUES (1);');
  await expect(run()).rejects.toThrow(/0002_bad could not be applied \(relation "nowhere" does not exist\)/);
  expect(await query(`SELECT to_regclass('a') IS NOT NULL AS a, to_regclass('b') IS NOT NULL AS b`)).toEqual([
    { a: true, b: false },
  ]);
  await addMigration('0002_bad', 'CREATE TABLE b (id int);');
  expect(await run()).toEqual(['0002_bad']);
});

test('refuses an applied migration that was edited, one left half-way, and a newer database', async () => {
  await addMigration('0001_init', 'CREATE TABLE a (id int);');
  await run();
  await appendFile(join(folder, 'migrations/0001_init/migration.sql'), '-- later thought\n');
  await expect(run()).rejects.toThrow(/0001_init was edited/);
  await addMigration('0001_init', 'CREATE TABLE a (id int);');
  await query(`INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('x', 'y', '0002_half')`);
  await expect(run()).rejects.toThrow(/newer version \(0002_half/);
  await addMigration('0002_half', 'SELECT 1;');
  await expect(run()).rejects.toThrow(/0002_half was begun by another tool/);
});

test('several that start at once apply each migration once', async () => {
  await addMigration('0001_init', 'CREATE TABLE a (id int); SELECT pg_sleep(0.2);');
  await addMigration('0002_row', 'INSERT INTO a VALUES (1);');
  const applied = await Promise.all([run(), run(), run(), run()]);
  expect(applied.flat().sort()).toEqual(['0001_init', '0002_row']);
  expect(await query('SELECT id FROM a')).toEqual([{ id: 1 }]);
});

test('the schema and the migrations agree', async () => {
  expect(await findDrift(database.url, PRISMA_FOLDER)).toEqual([]);
});

test('a schema that went ahead of its migrations would be noticed', async () => {
  await cp(join(PRISMA_FOLDER, 'migrations'), join(folder, 'migrations'), { recursive: true });
  await cp(join(PRISMA_FOLDER, 'schema.prisma'), join(folder, 'schema.prisma'));
  await appendFile(join(folder, 'schema.prisma'), '\nmodel Forgotten {\n  id String @id\n}\n');
  expect((await findDrift(database.url, folder)).join()).toContain('CREATE TABLE "Forgotten"');
});

test('a database copied from the template has every table', async () => {
  const copy = await createTestDatabase();
  try {
    expect(await migrate({ databaseUrl: copy.url })).toEqual([]);
  } finally {
    await copy.drop();
  }
});
