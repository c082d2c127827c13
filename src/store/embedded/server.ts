import { type ChildProcess, spawn } from 'node:child_process';
import { open, readFile, stat, truncate } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Binaries } from './binaries.ts';
import { lastLine } from './cluster.ts';
import { signalIfAlive } from './orphan.ts';
import type { Place } from './place.ts';
import { StartProblem } from './problem.ts';
import { programEnv, spawnAs } from './run.ts';
import { type Durability, listSettings } from './settings.ts';

/** A running PostgreSQL. `ended` resolves when its process is gone, whoever ended it. */
export type Server = {
  readonly pid: number;
  readonly port: number;
  readonly ended: Promise<void>;
  readonly stop: () => Promise<void>;
};

const LOG_LIMIT_BYTES = 5_000_000;
const READY_TIMEOUT_MS = 90_000;
const ATTEMPTS = 20;

/** Starts PostgreSQL on 127.0.0.1 and waits until it takes connections; recovery after a kill happens in here. */
export async function startServer(
  place: Place,
  binaries: Binaries,
  durability: Durability,
  wantedPort?: number,
): Promise<Server> {
  for (let attempt = 1; ; attempt += 1) {
    const port = wantedPort ?? (await findFreePort());
    const logFile = join(place.dir, 'postgres.log');
    const from = await trimLog(logFile);
    const child = await spawnServer(place, binaries, durability, port, logFile);
    const ended = new Promise<void>((resolve) => void child.once('exit', () => resolve()));
    if (await becomesReady(child, place.dataDir, ended)) {
      const pid = child.pid ?? 0;
      return { pid, port, ended, stop: () => stopServer(child, ended) };
    }
    const said = (await readFile(logFile, 'utf8').catch(() => '')).slice(from);
    // Both pass by themselves: somebody took the port before us, or a killed server's last children are leaving.
    const passing = /Address already in use|could not bind|still in use/.test(said);
    if (!passing || attempt >= ATTEMPTS) {
      throw new StartProblem(
        'server-would-not-start',
        `PostgreSQL does not start (${lastLine(said)}): its log is ${logFile}.`,
      );
    }
    await delay(250);
  }
}

async function spawnServer(
  place: Place,
  binaries: Binaries,
  durability: Durability,
  port: number,
  logFile: string,
): Promise<ChildProcess> {
  const log = await open(logFile, 'a', 0o600);
  try {
    const child = spawn(binaries.postgres, ['-D', place.dataDir, ...listSettings(durability, port)], {
      ...spawnAs(place.account),
      cwd: '/',
      env: programEnv(),
      // Its own process group: Ctrl-C in the terminal must reach us first, and we stop it when we are done.
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    });
    child.once('error', () => child.emit('exit', null, null));
    return child;
  } finally {
    await log.close();
  }
}

async function becomesReady(child: ChildProcess, dataDir: string, ended: Promise<void>): Promise<boolean> {
  const end = performance.now() + READY_TIMEOUT_MS;
  let over = false;
  void ended.then(() => {
    over = true;
  });
  while (!over && performance.now() < end) {
    const lines = (await readFile(join(dataDir, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
    if (Number(lines[0]) === child.pid && lines[7]?.trim() === 'ready') return true;
    await Promise.race([ended, delay(10)]);
  }
  if (!over) await stopServer(child, ended);
  return false;
}

/** Fast shutdown: open sessions are cut, everything committed is written; immediate if that takes too long. */
async function stopServer(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  signalIfAlive(child.pid, 'SIGINT');
  const timer = new AbortController();
  const late = delay(20_000, 'late' as const, { signal: timer.signal }).catch(() => undefined);
  if ((await Promise.race([ended, late])) === 'late') {
    signalIfAlive(child.pid, 'SIGQUIT');
    await ended;
  }
  timer.abort();
}

async function trimLog(path: string): Promise<number> {
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  if (size <= LOG_LIMIT_BYTES) return size;
  await truncate(path, 0);
  return 0;
}

/** A port that nobody listens on at this moment. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (typeof address === 'object' && address !== null) resolve(address.port);
        else reject(new Error('no port was given'));
      });
    });
  });
}
