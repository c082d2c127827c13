import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A child process that was started by a test, with the lines that it wrote. */
export interface Child {
  readonly process: ChildProcess;
  readonly lines: readonly string[];
  /** Ends it at once, as a crash would, and waits until it is gone. */
  readonly kill: () => Promise<void>;
}

/** Starts a file in a process of its own, TypeScript as it is; `onReady` is called when it says `ready`. */
export function startChild(
  file: URL,
  env: Readonly<Record<string, string>>,
  onReady: () => void = () => {},
): Child {
  const loader = file.pathname.endsWith('.ts') ? ['--import', 'tsx'] : [];
  const child = spawn(process.execPath, [...loader, file.pathname], {
    env: { ...process.env, ...env },
    // A child sees its standard input end when this process is gone, however that ended.
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    if (line === 'ready') onReady();
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    process: child,
    lines,
    kill: async () => {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

/** For the child's side: ends this process with the one that started it. */
export function endWithParent(): void {
  process.stdin.resume().once('end', () => process.exit());
}

/** Waits until `holds`, looking every few milliseconds; throws with `what` when it takes too long. */
export async function waitFor(
  what: string,
  holds: () => boolean | Promise<boolean>,
  timeoutMs = 10_000,
): Promise<void> {
  const end = performance.now() + timeoutMs;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`waited in vain for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
