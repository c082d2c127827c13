import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startEmbeddedPostgres } from '../src/store/embedded.ts';
import { migrate } from '../src/store/migrate.ts';
import { type BenchPlatform, seedBench } from './seed.ts';

/** What a process that has nothing to do takes, and how soon it is ready. */
export interface IdleRow {
  readonly connected: string;
  /** Seconds from the start of the process until it says that it runs, over data that were there before. */
  readonly readySeconds: number;
  /** Resident memory of the Node process alone. */
  readonly rssMb: number;
  readonly targetMb: number;
}

const IDLE_MS = 60_000;
const READY_TARGET_SECONDS = 3;
const CASES: readonly { readonly platforms: readonly BenchPlatform[]; readonly targetMb: number }[] = [
  { platforms: ['slack'], targetMb: 200 },
  { platforms: ['feishu'], targetMb: 200 },
  { platforms: ['slack', 'feishu'], targetMb: 230 },
];

/** Starts the product as `npm start` does, with one platform connected and with both, and leaves it alone for a minute. */
export async function benchIdle(): Promise<readonly IdleRow[]> {
  const rows: IdleRow[] = [];
  for (const { platforms, targetMb } of CASES) {
    const measured = await measureIdle(platforms);
    rows.push({ connected: platforms.join(' and '), ...measured, targetMb });
  }
  return rows;
}

async function measureIdle(platforms: readonly BenchPlatform[]) {
  const home = mkdtempSync(join(tmpdir(), 'dealbell-idle-'));
  const secretKey = randomBytes(32);
  try {
    const postgres = await startEmbeddedPostgres({ home, log: { info: () => {}, warn: () => {} } });
    await migrate({ databaseUrl: postgres.url });
    await seedBench(postgres.url, secretKey, platforms);
    await postgres.stop();
    const began = performance.now();
    const child = spawn(process.execPath, [join(process.cwd(), 'scripts', 'start.mjs')], {
      env: {
        PATH: process.env.PATH ?? '',
        HOME: process.env.HOME ?? '',
        DEALBELL_HOME: home,
        DEALBELL_SECRET_KEY: secretKey.toString('base64'),
        PORT: '0',
        LOG_LEVEL: 'warn',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
    try {
      await untilRunning(child, exited);
      const readySeconds = (performance.now() - began) / 1_000;
      await wait(IDLE_MS);
      return { readySeconds, rssMb: residentMb(child.pid ?? 0) };
    } finally {
      child.kill('SIGTERM');
      await exited;
    }
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

async function untilRunning(child: ChildProcess, exited: Promise<number | null>): Promise<void> {
  const running = new Promise<void>((resolve) => {
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('Dealbell is running')) resolve();
    });
  });
  const ended = exited.then((code) => {
    throw new Error(`the product ended with ${code} instead of running`);
  });
  await Promise.race([running, ended]);
}

function residentMb(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1_024;
}

/** The table that people read. */
export function formatIdle(rows: readonly IdleRow[]): string {
  return [
    '| connected | ready after s | target s | RSS MB after a minute | target MB |',
    '| --- | --- | --- | --- | --- |',
    ...rows.map(
      (row) =>
        `| ${row.connected} | ${row.readySeconds.toFixed(1)} | ${READY_TARGET_SECONDS} | ${row.rssMb.toFixed(0)} | ${row.targetMb} |`,
    ),
  ].join('\n');
}
