import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startEmbeddedPostgres } from '../src/store/embedded.ts';
import { migrate } from '../src/store/migrate.ts';
import { benchChat, formatRows, saveRows } from './chat.ts';
import { seedBench } from './seed.ts';

/** `npm run bench -- [--requests 4000] [--rounds 3]`: a PostgreSQL of its own with every safety on, everything in one run. */
const { values } = parseArgs({
  options: { requests: { type: 'string', default: '4000' }, rounds: { type: 'string', default: '3' } },
});

const home = mkdtempSync(join(tmpdir(), 'dealbell-bench-'));
const postgres = await startEmbeddedPostgres({ home, log: { info: () => {}, warn: () => {} } });
try {
  await migrate({ databaseUrl: postgres.url });
  const secretKey = randomBytes(32);
  await seedBench(postgres.url, secretKey);
  const rows = await benchChat({
    databaseUrl: postgres.url,
    postmaster: postgres.pid,
    secretKey: secretKey.toString('base64'),
    requests: Number(values.requests),
    rounds: Number(values.rounds),
  });
  process.stdout.write(`${formatRows(rows)}\n`);
  saveRows(join(process.cwd(), 'bench', 'results', 'chat.json'), rows);
} finally {
  await postgres.stop();
  rmSync(home, { recursive: true, force: true });
}
