import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { runProgram } from './run.ts';

/** What is known about a living process. `startedAt` is opaque: equal text means the same process, not a reused pid. */
export type ProcessFacts = { readonly startedAt: string; readonly parent: number; readonly command: string };

/** Facts of a process, or undefined when no process has this pid. Reads /proc, or asks `ps` where there is none. */
export async function readProcess(pid: number): Promise<ProcessFacts | undefined> {
  if (!isAlive(pid)) return undefined;
  const [stat, cmdline] = await Promise.all([
    readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined),
    readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined),
  ]);
  if (stat === undefined) return readWithPs(pid);
  // The second field is the program's name in brackets and may hold blanks and brackets itself.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
  return {
    parent: Number(fields[1]),
    startedAt: fields[19] ?? '',
    command: (cmdline ?? '').replaceAll('\0', ' ').trim(),
  };
}

/** True when a process with this pid exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Waits until the process is gone; false when it still lives after `timeoutMs`. */
export async function waitUntilGone(pid: number, timeoutMs: number): Promise<boolean> {
  const end = performance.now() + timeoutMs;
  while ((await readProcess(pid)) !== undefined) {
    if (performance.now() > end) return false;
    await delay(20);
  }
  return true;
}

async function readWithPs(pid: number): Promise<ProcessFacts | undefined> {
  const ran = await runProgram('ps', ['-ww', '-o', 'ppid=,lstart=,command=', '-p', String(pid)]);
  const match = /^\s*(\d+)\s+(\w+\s+\w+\s+\d+\s+[\d:]+\s+\d+)\s+(.*)$/m.exec(ran.output);
  if (match === null) return isAlive(pid) ? { parent: 0, startedAt: '', command: '' } : undefined;
  return { parent: Number(match[1]), startedAt: match[2] ?? '', command: match[3] ?? '' };
}
