import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartProblem } from './problem.ts';
import { isAlive, readProcess, waitUntilGone } from './processes.ts';

/**
 * Stops a PostgreSQL that outlived the process which started it (kill -9), so that its data can be opened again.
 * Call only while holding the home's lock. The server is touched only if it is proven ours: its pid stands in
 * the data folder, and its command line is `postgres -D` with exactly this folder.
 *
 * @returns the pid of the server that was stopped, or undefined when there was none.
 */
export async function stopOrphan(dataDir: string): Promise<number | undefined> {
  const path = join(dataDir, 'postmaster.pid');
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const pid = Number(text.split('\n')[0]);
  const facts = await readProcess(pid);
  if (facts === undefined || !isServerOf(facts.command, dataDir)) {
    if (isAlive(pid)) await disown(path, text);
    return undefined;
  }
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    signalIfAlive(pid, signal);
    if (await waitUntilGone(pid, 20_000)) return pid;
  }
  throw new StartProblem(
    'server-would-not-stop',
    `A PostgreSQL left over from an earlier start (process ${pid}) does not stop: end that process, then start again.`,
  );
}

/**
 * The pid is taken, by a stranger or by a dead process that nobody has reaped, and PostgreSQL would take either for a
 * living server. It never does so with its parent's pid, so that goes into the file; the rest stays, because it finds
 * by it whether sessions of the old server still hold the data.
 */
async function disown(path: string, text: string): Promise<void> {
  await writeFile(path, text.replace(/^.*/, String(process.pid)));
}

/** Signals a process; one that is gone already is not an error. */
export function signalIfAlive(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

function isServerOf(command: string, dataDir: string): boolean {
  return /(^|\/)postgres /.test(command) && `${command} `.includes(` -D ${dataDir} `);
}
