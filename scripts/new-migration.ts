import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../src/store/embedded.ts';
import { PRISMA_FOLDER, readMigrations } from '../src/store/migration-files.ts';
import { findDrift } from './schema-drift.ts';

/** `npm run migration -- add-deals`: writes what the datamodel has and the migrations lack as the next migration, to be reviewed. */
async function main(name: string | undefined): Promise<number> {
  if (name === undefined || !/^[a-z][a-z0-9-]*$/.test(name)) {
    console.error(
      'Give the migration a name of small letters, digits and hyphens: npm run migration -- add-deals',
    );
    return 64;
  }
  const home = await mkdtemp(join(tmpdir(), 'dealbell-migration-'));
  const server = await startEmbeddedPostgres({
    home,
    log: { info: () => undefined, warn: console.warn },
    ephemeral: true,
  });
  try {
    const drift = await findDrift(server.url, PRISMA_FOLDER);
    if (drift.length === 0) {
      console.log('The schema and the migrations agree: there is nothing to write.');
      return 0;
    }
    const names = (await readMigrations(PRISMA_FOLDER)).map(({ name }) => name);
    const number = String(Number.parseInt(names.at(-1) ?? '0', 10) + 1).padStart(4, '0');
    const folder = join(PRISMA_FOLDER, 'migrations', `${number}_${name.replaceAll('-', '_')}`);
    if (existsSync(folder)) throw new Error(`${folder} exists already`);
    await mkdir(folder);
    await writeFile(join(folder, 'migration.sql'), `${drift.join('\n\n')}\n`);
    console.log(
      `Wrote ${folder}/migration.sql. Read it, add what only SQL can say, and commit it with the schema.`,
    );
    return 0;
  } finally {
    await server.stop();
    await rm(home, { recursive: true, force: true });
  }
}

process.exitCode = await main(process.argv[2]);
