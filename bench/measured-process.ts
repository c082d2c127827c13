import { type ChildProcess, fork } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import type { BenchAnswer, BenchQuestion } from './apps/serve.ts';

/** A server in a process of its own that tells its use of processor and memory. */
export interface MeasuredProcess {
  readonly port: number;
  readonly usage: () => Promise<{ readonly cpuMicros: number; readonly rss: number }>;
  readonly stop: () => Promise<void>;
}

/** Starts one of bench/apps, by its name, and waits until it listens. */
export async function startMeasured(
  script: string,
  env: Readonly<Record<string, string>>,
): Promise<MeasuredProcess> {
  const child = fork(
    new URL(`./apps/${script}.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url),
    {
      env: { ...process.env, NODE_ENV: 'production', ...env },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    },
  );
  const listening = await ask(child, undefined, 'listening');
  return {
    port: listening.port,
    usage: () => ask(child, 'usage', 'usage'),
    stop: async () => {
      const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      child.send('stop' satisfies BenchQuestion);
      await gone;
    },
  };
}

function ask<K extends BenchAnswer['kind']>(
  child: ChildProcess,
  question: BenchQuestion | undefined,
  kind: K,
): Promise<Extract<BenchAnswer, { kind: K }>> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null) => reject(new Error(`a measured process ended with ${code}`));
    const onMessage = (answer: BenchAnswer) => {
      if (answer.kind !== kind) return;
      child.off('message', onMessage);
      child.off('exit', onExit);
      resolve(answer as Extract<BenchAnswer, { kind: K }>);
    };
    child.once('exit', onExit);
    child.on('message', onMessage);
    if (question !== undefined) child.send(question);
  });
}

/** A tick of /proc's clock. */
const TICK_MICROS = 10_000;

/**
 * Processor time in microseconds of a PostgreSQL server and all its children, the ended ones included: they are in the
 * postmaster's own account. Linux only, as the whole comparison is.
 */
export function postgresMicros(postmaster: number): number {
  return (
    [postmaster, ...childrenOf(postmaster)].reduce((sum, pid, index) => sum + ticksOf(pid, index === 0), 0) *
    TICK_MICROS
  );
}

/** Processor time in microseconds of one process. */
export function processMicros(pid: number): number {
  return ticksOf(pid, false) * TICK_MICROS;
}

function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((each) => Number.isInteger(each) && Number(statOf(each)[1]) === pid);
}

function ticksOf(pid: number, withEnded: boolean): number {
  const fields = statOf(pid);
  const own = Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
  return withEnded ? own + Number(fields[13] ?? 0) + Number(fields[14] ?? 0) : own;
}

/** The fields of /proc/<pid>/stat from the state on. */
function statOf(pid: number): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}
