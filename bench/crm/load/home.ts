import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { loadSecretKey } from '../../../src/app/secret-key.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../src/store/embedded.ts';
import { migrate } from '../../../src/store/migrate.ts';
import { type LoadReport, loadData } from './load.ts';
import { DATA_VERSION } from './size.ts';

/** A started server with the data set in it. */
export interface LoadedHome {
  readonly postgres: EmbeddedPostgres;
  readonly secretKey: Buffer;
  readonly load: LoadReport;
  /** Whether the data were there before. */
  readonly kept: boolean;
  readonly close: () => Promise<void>;
}

/**
 * A home of its own with a loaded server, taken away afterwards; with `keep` that folder, loaded only if it does not hold
 * the same data set already.
 */
export async function openHome(
  scale: number,
  keep: string | undefined,
  say: (line: string) => void,
): Promise<LoadedHome> {
  const home = keep === undefined ? await mkdtemp(join(tmpdir(), 'dealbell-crm-')) : resolve(keep);
  await mkdir(home, { recursive: true, mode: 0o711 });
  const stamp = join(home, 'data-set.json');
  const wanted = createHash('sha256').update(`${DATA_VERSION} ${scale}`).digest('hex');
  const found = JSON.parse(await readFile(stamp, 'utf8').catch(() => '{}')) as {
    key?: string;
    load?: LoadReport;
  };
  if (keep !== undefined && found.load !== undefined && found.key !== wanted) {
    throw new Error(`${home} holds another data set: name another folder, or remove it.`);
  }
  if (found.load === undefined) await rm(join(home, 'postgres'), { recursive: true, force: true });
  const postgres = await startEmbeddedPostgres({ home, log: { info: () => {}, warn: say } });
  const close = async (): Promise<void> => {
    await postgres.stop();
    if (keep === undefined) await rm(home, { recursive: true, force: true });
  };
  try {
    await migrate({ databaseUrl: postgres.url });
    await proveServer(postgres);
    const secretKey = await loadSecretKey(home);
    const load = found.load ?? (await loadData(postgres.url, secretKey, scale, Date.now(), say));
    await writeFile(stamp, JSON.stringify({ key: wanted, load }));
    return { postgres, secretKey, load, kept: found.load !== undefined, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Whoever answers there is the server that was started here, on these data, with every safety on. */
async function proveServer({ url, dataDir }: EmbeddedPostgres): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ safe: boolean }>(
      `SELECT current_setting('data_directory') = $1 AND current_setting('fsync') = 'on'
         AND current_setting('synchronous_commit') = 'on' AND current_setting('full_page_writes') = 'on' AS safe`,
      [dataDir],
    );
    if (rows[0]?.safe !== true)
      throw new Error(`The server at ${new URL(url).host} is not the one that was started.`);
  } finally {
    await client.end();
  }
}
