import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { createSchemaEngine, type MigrationList, noFilters } from './schema-engine.ts';

/** One number for everybody who migrates a Dealbell database: "deal" in ASCII. */
const LOCK = 0x6465616c;

/** A database that cannot be brought to this version's tables; the message says what to do. */
export class MigrationProblem extends Error {
  override readonly name = 'MigrationProblem';
}

/** Reads `prisma/migrations`: a folder each, in the order of their names. */
export async function readMigrations(folder: string): Promise<MigrationList> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return {
    baseDir: folder,
    lockfile: {
      path: 'migration_lock.toml',
      content: await readFile(join(folder, 'migration_lock.toml'), 'utf8'),
    },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      names.map(async (name) => ({
        path: name,
        migrationFile: {
          path: 'migration.sql',
          content: { tag: 'ok' as const, value: await readFile(join(folder, name, 'migration.sql'), 'utf8') },
        },
      })),
    ),
  };
}

export interface MigrateOptions {
  readonly databaseUrl: string;
  /** The folder that holds `schema.prisma` and `migrations/`. */
  readonly prismaFolder: string;
}

/**
 * Brings the database to this version's tables and returns the names of what was applied. Writes the same
 * `_prisma_migrations` table as `prisma migrate deploy`. Of several instances that start at once one migrates and the
 * others wait for it.
 */
export async function migrate({ databaseUrl, prismaFolder }: MigrateOptions): Promise<readonly string[]> {
  const migrationsList = await readMigrations(join(prismaFolder, 'migrations'));
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    // A start over a current database must not pay for the engine: it costs a third of a second.
    if (await isCurrent(client, migrationsList)) return [];
    const schema = await readFile(join(prismaFolder, 'schema.prisma'), 'utf8');
    const engine = await createSchemaEngine(databaseUrl, schema);
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: noFilters });
    engine.free?.();
    return appliedMigrationNames;
  } catch (error) {
    throw new MigrationProblem(`The database could not be migrated: ${describe(error)}`, { cause: error });
  } finally {
    await client.end();
  }
}

async function isCurrent(client: Client, list: MigrationList): Promise<boolean> {
  const { rows: known } = await client.query<{ exists: boolean }>(
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS exists`,
  );
  if (!known[0]?.exists) return false;
  const { rows } = await client.query<{ name: string }>(
    'SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
  );
  const applied = new Set(rows.map((row) => row.name));
  const unknown = [...applied].filter((name) => !list.migrationDirectories.some(({ path }) => path === name));
  if (unknown.length > 0) {
    throw new Error(`it was migrated by a newer version (${unknown.join(', ')}); start that version instead`);
  }
  return list.migrationDirectories.every(({ path }) => applied.has(path));
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message.trim() : String(error);
}
