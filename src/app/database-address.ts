import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const FILE = 'database-url';

/**
 * Notes where the embedded PostgreSQL of this start listens, so that the command line can work beside a running product. The
 * file holds the database's password and is its owner's alone; the answer removes it.
 */
export async function noteDatabaseAddress(home: string, url: string): Promise<() => Promise<void>> {
  const path = join(home, FILE);
  await rm(path, { force: true });
  await writeFile(path, url, { mode: 0o600 });
  return () => rm(path, { force: true });
}

/** The address that a running product noted, or undefined. */
export async function findDatabaseAddress(home: string): Promise<string | undefined> {
  try {
    return (await readFile(join(home, FILE), 'utf8')).trim();
  } catch {
    return undefined;
  }
}
