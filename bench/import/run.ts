import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startEmbeddedPostgres } from '../../src/store/embedded.ts';
import { migrate } from '../../src/store/migrate.ts';
import { seedCompany } from './company.ts';
import { copyRows } from './copy-peer.ts';
import { type MadeFile, makeFile } from './make-file.ts';

/** What one run measured. */
export interface ImportBench {
  readonly rows: number;
  readonly fileMb: number;
  readonly seconds: number;
  readonly perSecond: number;
  readonly created: number;
  readonly refused: number;
  readonly near: number;
  /** Plain COPY of the same final rows. */
  readonly copySeconds: number;
  readonly copyPerSecond: number;
  readonly shareOfCopy: number;
  /** Resident memory of the importing process at each tenth of its time, and its peak. */
  readonly rssMb: readonly number[];
  readonly peakMb: number;
  readonly load: number;
  readonly killed: KillProof;
}

/** A run that was killed and started again. */
export interface KillProof {
  readonly rows: number;
  /** Customers that were there when it was killed, and at the end. */
  readonly atKill: number;
  readonly atEnd: number;
  readonly wanted: number;
}

const TARGET_PER_SECOND = 3_000;
const TARGET_SHARE = 0.35;

/** Imports a file of its own making, copies the same rows, and kills a smaller import halfway. */
export async function benchImport(
  rows: number,
  say: (line: string) => void,
): Promise<{ readonly row: ImportBench; readonly ok: boolean }> {
  const folder = mkdtempSync(join(tmpdir(), 'dealbell-import-bench-'));
  const postgres = await startEmbeddedPostgres({
    home: join(folder, 'home'),
    log: { info: () => {}, warn: () => {} },
  });
  try {
    const [ours, peer, third] = await Promise.all(
      ['ours', 'peer', 'killed'].map((name) => makeDatabase(postgres.url, name)),
    );
    if (ours === undefined || peer === undefined || third === undefined) throw new Error('no databases');
    const file = await makeFile(join(folder, 'customers.ndjson'), rows);
    const fileMb = statSync(file.path).size / 1_048_576;
    say(`${rows} lines, ${fileMb.toFixed(0)} MB; load ${loadavg()[0]?.toFixed(1)}`);
    const run = startImport(ours, file.path, folder);
    const told = await run.done;
    say(`imported in ${told.seconds.toFixed(1)} s`);
    mkdirSync(join(folder, 'copy'));
    const copySeconds = await copyRows(ours, peer, join(folder, 'copy'));
    say(`copied in ${copySeconds.toFixed(1)} s`);
    const killed = await killHalfway(third, folder, Math.max(10_000, Math.round(rows / 10)));
    const row: ImportBench = {
      rows,
      fileMb,
      seconds: told.seconds,
      perSecond: rows / told.seconds,
      ...told.counts,
      copySeconds,
      copyPerSecond: told.counts.created / copySeconds,
      shareOfCopy: rows / told.seconds / (told.counts.created / copySeconds),
      rssMb: pickTenths(told.rss),
      peakMb: Math.max(...told.rss),
      load: loadavg()[0] ?? 0,
      killed,
    };
    const wanted = file.rows - file.collisions;
    const exact = row.created === wanted && killed.atEnd === killed.wanted && killed.atKill < killed.wanted;
    if (row.created !== wanted) say(`WRONG: ${row.created} customers instead of ${wanted}`);
    return { row, ok: exact && row.perSecond >= TARGET_PER_SECOND && row.shareOfCopy >= TARGET_SHARE };
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function makeDatabase(server: string, name: string): Promise<string> {
  const client = new Client({ connectionString: server });
  await client.connect();
  await client.query(`CREATE DATABASE bench_${name}`);
  await client.end();
  const url = new URL(server);
  url.pathname = `/bench_${name}`;
  await migrate({ databaseUrl: url.href });
  await seedCompany(url.href);
  return url.href;
}

interface Told {
  readonly counts: { readonly created: number; readonly refused: number; readonly near: number };
  readonly seconds: number;
  /** Megabytes, twice a second. */
  readonly rss: readonly number[];
}

/** The command as people run it, in a process of its own. */
function startImport(
  databaseUrl: string,
  path: string,
  home: string,
): { readonly kill: () => void; readonly done: Promise<Told> } {
  const began = performance.now();
  const child = spawn(
    process.execPath,
    [join(process.cwd(), 'dist', 'src', 'app', 'cli.js'), 'import', path, '--json'],
    {
      env: {
        PATH: process.env.PATH ?? '',
        NODE_ENV: 'production',
        DATABASE_URL: databaseUrl,
        DEALBELL_HOME: join(home, 'cli'),
        DEALBELL_SECRET_KEY: randomBytes(32).toString('base64'),
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const rss: number[] = [];
  const timer = setInterval(() => rss.push(residentMb(child.pid ?? 0)), 500);
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const done = new Promise<Told>((resolve, reject) => {
    child.once('close', (code, signal) => {
      clearInterval(timer);
      if (signal !== null) reject(new Killed(signal));
      else if (code !== 0 && code !== 2) reject(new Error(`the import ended with ${code}: ${said}`));
      else resolve({ ...(JSON.parse(said) as Told), seconds: (performance.now() - began) / 1_000, rss });
    });
  });
  return { kill: () => child.kill('SIGKILL'), done };
}

class Killed extends Error {}

async function killHalfway(databaseUrl: string, folder: string, rows: number): Promise<KillProof> {
  const file: MadeFile = await makeFile(join(folder, 'killed.ndjson'), rows);
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const count = async (): Promise<number> => {
    const { rows: found } = await client.query<{ n: number }>('SELECT count(*)::int AS n FROM customers');
    return found[0]?.n ?? 0;
  };
  const first = startImport(databaseUrl, file.path, folder);
  const dead = first.done.then(
    () => false,
    (error: unknown) => error instanceof Killed,
  );
  while ((await count()) < rows / 2) await new Promise((resolve) => setTimeout(resolve, 20));
  first.kill();
  if (!(await dead)) throw new Error('the import ended before it was killed');
  const atKill = await count();
  await startImport(databaseUrl, file.path, folder).done;
  const atEnd = await count();
  await client.end();
  return { rows, atKill, atEnd, wanted: file.rows - file.collisions };
}

function residentMb(pid: number): number {
  try {
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1_024;
  } catch {
    return 0;
  }
}

function pickTenths(samples: readonly number[]): readonly number[] {
  return Array.from({ length: 10 }, (_, index) =>
    Math.round(samples[Math.floor(((index + 0.5) * samples.length) / 10)] ?? 0),
  );
}

/** The table that people read. */
export function formatImport(row: ImportBench): string {
  const n = (value: number) => Math.round(value).toLocaleString('en');
  return [
    '| | lines/s | seconds | target |',
    '| --- | --- | --- | --- |',
    `| \`dealbell import\`, ${n(row.rows)} lines | ${n(row.perSecond)} | ${row.seconds.toFixed(1)} | ${n(TARGET_PER_SECOND)} |`,
    `| plain COPY of the ${n(row.created)} customers with all their rows | ${n(row.copyPerSecond)} | ${row.copySeconds.toFixed(1)} | |`,
    `| the first as a part of the second | ${(row.shareOfCopy * 100).toFixed(0)} % | | ${TARGET_SHARE * 100} % |`,
    '',
    `${n(row.created)} new, ${n(row.refused)} refused, ${n(row.near)} much like others; load ${row.load.toFixed(1)}.`,
    `Memory of the importing process at each tenth of its time: ${row.rssMb.join(', ')} MB; peak ${n(row.peakMb)} MB.`,
    `Killed with SIGKILL at ${n(row.killed.atKill)} of ${n(row.killed.wanted)} customers and started again: ${n(row.killed.atEnd)}.`,
  ].join('\n');
}
