import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startEmbeddedPostgres } from '../src/store/embedded.ts';
import { migrate } from '../src/store/migrate.ts';
import { benchChat, formatRows, type Row, saveRows } from './chat.ts';
import { benchCrm } from './crm/run.ts';
import { benchIdle, formatIdle } from './idle.ts';
import { benchImport, formatImport } from './import/run.ts';
import { benchPushes } from './pushes/run.ts';
import { seedBench } from './seed.ts';

/**
 * `npm run bench -- [--requests 4000] [--rounds 3]`: a PostgreSQL of its own with every safety on, everything in one run.
 * `npm run bench -- --idle`: memory after a minute without work, and the time until it is ready.
 * `npm run bench -- crm [--scale 1] [--keep DIR] [--samples 400] [--only COMMAND]`: every command among a million customers.
 * `npm run bench -- crm --only jobs [--scale 1] [--keep DIR]`: what runs by itself each day, over the same rows.
 * `npm run bench -- import [--rows 1000000]`: an import of customers against plain COPY of the same rows, and one that is killed.
 * `npm run bench -- pushes [--only rate|share|minute] [--messages 8000] [--rounds 3] [--size 1000x20x2]`: how fast pushes leave, and whether in time.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    scale: { type: 'string', default: '1' },
    keep: { type: 'string' },
    samples: { type: 'string', default: '400' },
    only: { type: 'string' },
    requests: { type: 'string', default: '4000' },
    rounds: { type: 'string', default: '3' },
    rows: { type: 'string', default: '1000000' },
    messages: { type: 'string', default: '8000' },
    size: { type: 'string', default: '1000x20x2' },
    idle: { type: 'boolean', default: false },
  },
});
const results = join(process.cwd(), 'bench', 'results');

if (positionals[0] === 'crm') {
  const { scale, keep, samples, only } = values;
  const { rows, ok } = await benchCrm({
    scale: Number(scale),
    samples: Number(samples),
    ...(keep === undefined ? {} : { keep }),
    ...(only === undefined ? {} : { only }),
    say: (line) => process.stdout.write(`${line}\n`),
  });
  if (rows.length > 0) saveRows(join(results, 'crm.json'), rows);
  if (!ok) process.exitCode = 1;
} else if (positionals[0] === 'import') {
  const { row, ok } = await benchImport(Number(values.rows), (line) => process.stdout.write(`${line}\n`));
  process.stdout.write(`${formatImport(row)}\n`);
  saveRows(join(results, 'import.json'), [row]);
  if (!ok) process.exitCode = 1;
} else if (positionals[0] === 'pushes') {
  const { rows, ok } = await benchPushes({
    messages: Number(values.messages),
    rounds: Number(values.rounds),
    ...(values.only === undefined ? {} : { only: values.only }),
    size: readSize(values.size),
    say: (line) => process.stdout.write(`${line}\n`),
  });
  saveRows(join(results, 'pushes.json'), rows);
  if (!ok) process.exitCode = 1;
} else if (values.idle) {
  const rows = await benchIdle();
  process.stdout.write(`${formatIdle(rows)}\n`);
  saveRows(join(results, 'idle.json'), rows);
} else {
  const rows = await runChat(Number(values.requests), Number(values.rounds));
  process.stdout.write(`${formatRows(rows)}\n`);
  saveRows(join(results, 'chat.json'), rows);
}

/** `1000x20x2`: organizations, conversations of each, worker processes. */
function readSize(given: string) {
  const [organizations = 0, conversations = 0, processes = 1] = given.split('x').map(Number);
  return { organizations, conversations, processes };
}

async function runChat(requests: number, rounds: number): Promise<readonly Row[]> {
  const home = mkdtempSync(join(tmpdir(), 'dealbell-bench-'));
  const postgres = await startEmbeddedPostgres({ home, log: { info: () => {}, warn: () => {} } });
  try {
    await migrate({ databaseUrl: postgres.url });
    const secretKey = randomBytes(32);
    await seedBench(postgres.url, secretKey);
    return await benchChat({
      databaseUrl: postgres.url,
      postmaster: postgres.pid,
      secretKey: secretKey.toString('base64'),
      requests,
      rounds,
    });
  } finally {
    await postgres.stop();
    rmSync(home, { recursive: true, force: true });
  }
}
