import { chmod, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { isHomeHeld } from '../../src/store/embedded/home-lock.ts';
import { stopOrphan } from '../../src/store/embedded/orphan.ts';
import { findDataDir } from '../../src/store/embedded/place.ts';
import { startEmbeddedPostgres } from '../../src/store/embedded.ts';
import { migrate } from '../../src/store/migrate.ts';
import { listUnwritten } from './audit.ts';
import { shutDownRedis, startRedis } from './redis-server.ts';
import { chooseScratch, listScratches } from './scratch.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the run's PostgreSQL as its owner, the database that new ones are copied from. */
    readonly postgres: {
      readonly url: string;
      readonly template: string;
      /** The folder in which the tests note down which kinds of audit entries they wrote. */
      readonly auditKinds: string;
    };
    /** Address of the run's Redis, or null when the run was started without one. */
    readonly redis: string | null;
  }
}

const PREFIX = 'dealbell-test-';
/** Within the run's folder: where tests make their own. */
const TMP = 'tmp';
const TEMPLATE = 'dealbell_template';

/** One throwaway PostgreSQL and one Redis for the whole run, both on ports of their own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  for (const scratch of listScratches()) await removeLeftovers(scratch);
  const home = await mkdtemp(join(await chooseScratch(), PREFIX));
  // As root the server runs as another user, who has to get in.
  await chmod(home, 0o711);
  const tmpdir = process.env.TMPDIR;
  await giveTmp(join(home, TMP));
  const quiet = { info: () => undefined, warn: (line: string) => process.stderr.write(`${line}\n`) };
  const server = await startEmbeddedPostgres({ home, log: quiet, ephemeral: true });
  const redis =
    process.env.DEALBELL_WITHOUT_REDIS === '1' ? undefined : await startRedis(join(home, 'redis'));
  await makeTemplate(server.url);
  const auditKinds = join(home, 'audit-kinds');
  project.provide('postgres', { url: server.url, template: TEMPLATE, auditKinds });
  project.provide('redis', redis?.url ?? null);
  return async () => {
    await redis?.stop();
    await server.stop();
    if (await isWholeRun(project)) await expectEveryKind(auditKinds);
    await removeHome(home);
    if (tmpdir === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = tmpdir;
  };
}

/** Has all that tests make in the system's folder for such land in the run's own, which goes as a whole. */
async function giveTmp(folder: string): Promise<void> {
  await mkdir(folder);
  // Open to all accounts like the system's: some tests start servers as another user.
  await chmod(folder, 0o1777);
  process.env.TMPDIR = folder;
}

const TESTS = fileURLToPath(new URL('..', import.meta.url));

/** Whether every file of the unit tests ran, with all its tests. */
async function isWholeRun({ vitest, config }: TestProject): Promise<boolean> {
  const ran = new Set(vitest.state.getFiles().map(({ filepath }) => filepath));
  const paths = await readdir(TESTS, { recursive: true });
  const files = paths.filter((path) => path.endsWith('.test.ts') && !/^(browser|faults)\//.test(path));
  return config.testNamePattern === undefined && files.every((path) => ran.has(join(TESTS, path)));
}

/** A kind of audit entry that no test brings about is as good as untested: the run fails. */
async function expectEveryKind(folder: string): Promise<void> {
  const unwritten = await listUnwritten(folder);
  if (unwritten.length === 0) return;
  process.stderr.write(`\nNo test writes these kinds of audit entries:\n  ${unwritten.join('\n  ')}\n`);
  process.exitCode = 1;
}

async function makeTemplate(url: string): Promise<void> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${TEMPLATE}`);
  await admin.end();
  const template = new URL(url);
  template.pathname = `/${TEMPLATE}`;
  await migrate({ databaseUrl: template.href });
}

/** A run that was killed could not tidy up: its server is stopped and its folder removed by the next run. */
async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const home = join(folder, name);
    if (!name.startsWith(PREFIX) || !(await isOurs(home)) || (await isHomeHeld(home))) continue;
    const unlocked = await readdir(home).then(
      (files) => files.includes('instance.lock'),
      () => false,
    );
    if (!unlocked) continue;
    await removeLeftovers(join(home, TMP));
    await stopOrphan(await findDataDir(home));
    await shutDownRedis(join(home, 'redis'));
    await removeHome(home);
  }
}

/** Only root may tidy up after others. */
async function isOurs(home: string): Promise<boolean> {
  const uid = process.getuid?.();
  return uid === 0 || (await stat(home).catch(() => undefined))?.uid === uid;
}

async function removeHome(home: string): Promise<void> {
  const dataDir = await findDataDir(home);
  const place = join(dataDir, '..');
  if (place !== home) await rm(place, { recursive: true, force: true });
  await rm(home, { recursive: true, force: true });
}
