// Starts the product as the README says, on a home of its own: the first time, over existing data, and after a kill -9.
// Each time it must become ready, end soon when it is told to, and leave no process behind.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { root } from './project.mjs';

const READY_WITHIN_MS = 60_000;
const STOPS_WITHIN_MS = 8_000;
const home = join(mkdtempSync(join(tmpdir(), 'dealbell-smoke-')), 'home');
const port = await findFreePort();

try {
  await visit('first start', 'SIGINT');
  await visit('start over existing data', 'SIGTERM');
  await visit('start that will be killed', 'SIGKILL');
  await visit('start after the kill', 'SIGINT');
  console.log(
    `Started and stopped four times as ${process.getuid?.() === 0 ? 'root' : `uid ${process.getuid?.()}`}.`,
  );
} finally {
  await removeHome();
}

async function visit(name, signal) {
  const began = performance.now();
  const child = spawn('npm', ['start', '--prefix', root], {
    // From another folder, and in a process group of its own: a signal to the group is what a terminal sends.
    cwd: tmpdir(),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      DEALBELL_HOME: home,
      PORT: String(port),
      DEALBELL_PUBLIC_URL: '',
      LOG_LEVEL: 'warn',
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => (output += text));
  const ended = new Promise((resolve) => child.once('close', (code, by) => resolve({ code, by })));
  try {
    await waitUntilReady(ended);
    const ready = ((performance.now() - began) / 1000).toFixed(1);
    process.kill(-child.pid, signal);
    const asked = performance.now();
    // npm itself ends by the signal that it passed on, so the code says nothing here; what is left behind does.
    await ended;
    const stopped = performance.now() - asked;
    if (stopped > STOPS_WITHIN_MS) throw new Error(`took ${Math.round(stopped)} ms to end after ${signal}`);
    if (signal !== 'SIGKILL' && serverRuns()) throw new Error('left its PostgreSQL running');
    console.log(`${name}: ready after ${ready} s, ended by ${signal}`);
    if (name === 'first start') console.log(indent(output));
  } catch (error) {
    console.error(indent(output));
    throw new Error(`${name}: ${error.message}`);
  } finally {
    if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid, 'SIGKILL');
  }
}

async function waitUntilReady(ended) {
  let over = false;
  void ended.then(() => (over = true));
  const end = performance.now() + READY_WITHIN_MS;
  while (!over && performance.now() < end) {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
    if (answer?.status === 200) return;
    await delay(50);
  }
  throw new Error(over ? 'ended before it was ready' : `not ready within ${READY_WITHIN_MS / 1000} s`);
}

function dataDir() {
  const elsewhere = read(join(home, 'postgres.place')).trim();
  return join(elsewhere || home, 'postgres');
}

function serverRuns() {
  return read(join(dataDir(), 'postmaster.pid')) !== '';
}

async function removeHome() {
  const folder = join(dataDir(), '..');
  if (folder !== home) rmSync(folder, { recursive: true, force: true });
  rmSync(join(home, '..'), { recursive: true, force: true });
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function indent(text) {
  return text.trimEnd().replace(/^/gm, '    ');
}

function findFreePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const found = probe.address().port;
      probe.close(() => resolve(found));
    });
  });
}
