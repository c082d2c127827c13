import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import type { Transaction } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { listForEngine, type Migration, PRISMA_FOLDER, readMigrations } from './migration-files.ts';
import { driveTransaction, NO_FILTERS, openSchemaEngine } from './schema-engine.ts';

/** One number for everybody who migrates a Dealbell database: "deal" in ASCII. */
const LOCK = 0x6465616c;

/** A database that cannot be brought to this version's tables; the message says what to do. */
export class MigrationProblem extends Error {
  override readonly name = 'MigrationProblem';
}

/** Which database to migrate; `prismaFolder` holds `schema.prisma` and `migrations/`. */
export type MigrateOptions = { readonly databaseUrl: string; readonly prismaFolder?: string };

type AppliedRow = {
  readonly name: string;
  readonly checksum: string;
  readonly finished: boolean;
};

/**
 * Brings the database to this version's tables and returns the names of what was applied. Keeps the same
 * `_prisma_migrations` table as `prisma migrate deploy`. Of several instances that start at once one migrates and the
 * others wait for it. Each migration commits as a whole together with its note, so a killed or failed one leaves
 * nothing behind and the next start begins where it stood.
 *
 * @throws MigrationProblem when an applied migration was edited, one was left half-way by another tool, the database
 * is newer than this version, or the SQL fails.
 */
export async function migrate(options: MigrateOptions): Promise<readonly string[]> {
  const prismaFolder = options.prismaFolder ?? PRISMA_FOLDER;
  const migrations = await readMigrations(prismaFolder);
  const client = new pg.Client({ connectionString: options.databaseUrl });
  await client.connect();
  try {
    // Most starts find everything in place; they take no lock and do not load the engine, which costs 0.1 s.
    if (countApplied(migrations, await readApplied(client)) === migrations.length) return [];
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    const done = countApplied(migrations, await readApplied(client));
    await applyFrom(done, migrations, options.databaseUrl, prismaFolder);
    return migrations.slice(done).map(({ name }) => name);
  } finally {
    await client.end();
  }
}

/** Applies the migrations from index `done` on, each in a transaction of its own. */
async function applyFrom(
  done: number,
  migrations: readonly Migration[],
  databaseUrl: string,
  prismaFolder: string,
): Promise<void> {
  if (done === migrations.length) return;
  const schema = await readFile(join(prismaFolder, 'schema.prisma'), 'utf8');
  const driver = await new PrismaPg({ connectionString: databaseUrl, max: 1 }).connect();
  // After a failure the engine wants to write it down, in a transaction that is lost: keep the first reason.
  let failure: unknown;
  const keep = (error: unknown): void => {
    failure ??= error;
  };
  try {
    let transaction = await driver.startTransaction();
    const engine = await openSchemaEngine(
      driveTransaction(() => transaction, keep),
      schema,
    );
    for (let last = done; last < migrations.length; last += 1) {
      if (last > done) transaction = await driver.startTransaction();
      const migrationsList = listForEngine(prismaFolder, migrations.slice(0, last + 1));
      await settle(transaction, async () => {
        await engine.applyMigrations({ migrationsList, filters: NO_FILTERS });
      }).catch((error: unknown) => {
        throw couldNotApply(migrations[last]?.name ?? '', failure ?? error);
      });
    }
    engine.free();
  } finally {
    await driver.dispose();
  }
}

/** Commits what `work` did in the transaction, or takes all of it back. */
async function settle(transaction: Transaction, work: () => Promise<void>): Promise<void> {
  const run = (sql: string): Promise<number> => transaction.executeRaw({ sql, args: [], argTypes: [] });
  try {
    await work();
    await run('COMMIT');
    await transaction.commit();
  } catch (error) {
    await run('ROLLBACK').catch(() => undefined);
    await transaction.rollback().catch(() => undefined);
    throw error;
  }
}

function couldNotApply(name: string, error: unknown): MigrationProblem {
  return new MigrationProblem(
    `Migration ${name} could not be applied (${describe(error)}); the database is as it was before.`,
    { cause: error },
  );
}

async function readApplied(client: pg.Client): Promise<readonly AppliedRow[]> {
  const known = await client.query<{ found: boolean }>(
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS found`,
  );
  if (known.rows[0]?.found !== true) return [];
  const applied = await client.query<AppliedRow>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
       FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at, migration_name`,
  );
  return applied.rows;
}

/** How many of our migrations the database has, from the first on; refuses a history that is not ours. */
function countApplied(migrations: readonly Migration[], applied: readonly AppliedRow[]): number {
  const ours = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const row of applied) {
    const migration = ours.get(row.name);
    if (migration === undefined) {
      throw new MigrationProblem(
        `The database was migrated by a newer version (${row.name} is not known here): start that version instead.`,
      );
    }
    if (!row.finished) {
      throw new MigrationProblem(
        `Migration ${row.name} was begun by another tool and did not end: see what it left, then settle it with ` +
          '`npx prisma migrate resolve`.',
      );
    }
    if (row.checksum !== migration.checksum) {
      throw new MigrationProblem(
        `Migration ${row.name} was edited after this database had applied it: restore the file, and put the change ` +
          'into a new migration.',
      );
    }
  }
  const names = new Set(applied.map(({ name }) => name));
  const missing = migrations.findIndex(({ name }) => !names.has(name));
  return missing === -1 ? migrations.length : missing;
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause: unknown = error.cause;
  // What PostgreSQL said is more than the kind of error that the driver makes of it.
  if (typeof cause === 'object' && cause !== null && 'originalMessage' in cause)
    return String(cause.originalMessage);
  return error.message.trim().split('\n')[0] ?? '';
}
