import { type SpawnOptions, spawn } from 'node:child_process';

/** The account a program runs as; `undefined` means the account of this process. */
export type Account = { readonly name: string; readonly uid: number; readonly gid: number };

/** What a program printed and how it ended; `code` is null when a signal ended it or it could not be started. */
export type Ran = { readonly code: number | null; readonly output: string };

const KEPT_OUTPUT = 8_000;

/** Spawn options that change the account; libuv drops the supplementary groups as well. */
export function spawnAs(account: Account | undefined): Pick<SpawnOptions, 'uid' | 'gid'> {
  return account === undefined ? {} : { uid: account.uid, gid: account.gid };
}

/**
 * Runs a program to its end. Never throws: a program that is missing or may not be entered is an
 * ordinary answer here, because finding out is the reason to run it.
 */
export function runProgram(
  file: string,
  args: readonly string[],
  options: { readonly account?: Account | undefined; readonly timeoutMs?: number } = {},
): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      ...spawnAs(options.account),
      // The folder we stand in may be closed to the account; the root folder never is.
      cwd: '/',
      env: programEnv(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const keep = (chunk: string): void => {
      output = (output + chunk).slice(-KEPT_OUTPUT);
    };
    child.stdout?.setEncoding('utf8').on('data', keep);
    child.stderr?.setEncoding('utf8').on('data', keep);
    // Not the option of spawn: its timer outlives a program that could not be started, and the process with it.
    const limit = setTimeout(() => child.kill('SIGKILL'), options.timeoutMs ?? 120_000);
    const end = (ran: Ran): void => {
      clearTimeout(limit);
      resolve(ran);
    };
    child.once('error', (error) => end({ code: null, output: `${output}${error.message}` }));
    child.once('close', (code) => end({ code, output }));
  });
}

/** PostgreSQL reads PG* variables and the locale; those of the caller must not reach our own server. */
export function programEnv(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name));
  return { ...Object.fromEntries(inherited), LC_ALL: 'C', LANG: 'C' };
}
