import { StartProblem } from '../store/embedded.ts';
import { MigrationProblem } from '../store/migrate.ts';
import { ConfigProblem, readConfig } from './config.ts';
import { start } from './start.ts';

/** As in sysexits.h: the configuration is wrong. */
const EX_CONFIG = 78;
const EX_UNAVAILABLE = 69;

/** Starts the product, says what runs where, and stays until it is told to stop. The answer is the exit code. */
export async function runMain(env: NodeJS.ProcessEnv): Promise<number> {
  try {
    const config = readConfig(env, process.stdout.isTTY === true);
    const running = await start(config);
    process.stdout.write(
      `\n  Dealbell is running\n\n${running.lines.map((line) => `  ${line}\n`).join('')}\n`,
    );
    await untilStopped();
    await running.stop();
    return 0;
  } catch (error) {
    return explain(error);
  }
}

/** Says why it cannot start, for a person at a terminal, and chooses the exit code. */
export function explain(error: unknown): number {
  if (error instanceof ConfigProblem) {
    const problems = error.problems.map((problem) => `  - ${problem}\n`).join('');
    process.stderr.write(`The configuration does not work yet:\n${problems}`);
    return EX_CONFIG;
  }
  if (error instanceof StartProblem) {
    process.stderr.write(`${error.message}\n`);
    return error.exitCode;
  }
  if (error instanceof MigrationProblem) {
    process.stderr.write(`${error.message}\n`);
    return EX_UNAVAILABLE;
  }
  const known = describeSystemError(error);
  process.stderr.write(
    `${known ?? (error instanceof Error ? (error.stack ?? error.message) : String(error))}\n`,
  );
  return known === undefined ? 70 : EX_UNAVAILABLE;
}

function describeSystemError(error: unknown): string | undefined {
  const { code, port, address } = error as { code?: string; port?: number; address?: string };
  if (code === 'EADDRINUSE')
    return `Port ${port ?? ''} is taken by another program: stop it, or set PORT to another one.`;
  if (code === 'EACCES')
    return `Port ${port ?? ''} may not be used by this user: set PORT to one above 1023.`;
  if (code === 'ECONNREFUSED')
    return `Nothing answers at ${address ?? ''}:${port ?? ''}: check DATABASE_URL and REDIS_URL.`;
  if (code === 'ENOTFOUND') return 'The host of DATABASE_URL or REDIS_URL is not known: check its spelling.';
  if (code === '28P01' || code === '28000') return 'PostgreSQL refuses the user or password of DATABASE_URL.';
  return undefined;
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
