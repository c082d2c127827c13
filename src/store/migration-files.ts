import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MigrationList } from '@prisma/schema-engine-wasm';

/** One reviewed migration: the folder's name orders it, the checksum (SHA-256, hex) tells whether it was edited. */
export type Migration = { readonly name: string; readonly sql: string; readonly checksum: string };

/** The folder with `schema.prisma` and `migrations/`; the build copies it, so it stands the same way in `dist/`. */
export const PRISMA_FOLDER = fileURLToPath(new URL('../../prisma/', import.meta.url));

/** Reads all migrations in the order in which they are applied. */
export async function readMigrations(prismaFolder: string): Promise<readonly Migration[]> {
  const folder = join(prismaFolder, 'migrations');
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/** The same migrations as the schema engine wants to be given them. */
export function listForEngine(prismaFolder: string, migrations: readonly Migration[]): MigrationList {
  return {
    baseDir: join(prismaFolder, 'migrations'),
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
    })),
  };
}
