import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const FILE = 'secret-key';

/** The home's own key for tokens at rest, made on the first start and readable by its owner only. */
export async function loadSecretKey(home: string): Promise<Buffer> {
  await mkdir(home, { recursive: true });
  const path = join(home, FILE);
  try {
    // `wx`: of two first starts, one makes the key and both read it.
    await writeFile(path, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return Buffer.from((await readFile(path, 'utf8')).trim(), 'base64');
}
