/** Why the embedded database cannot start; each kind has one sentence and one exit code (as in sysexits.h). */
export type StartProblemCode =
  | 'home-in-use'
  | 'home-not-ours'
  | 'home-not-writable'
  | 'platform-unsupported'
  | 'binaries-missing'
  | 'binaries-broken'
  | 'no-unprivileged-user'
  | 'user-without-name'
  | 'data-of-other-version'
  | 'server-would-not-stop'
  | 'server-would-not-start';

const EXIT_CODES: Readonly<Record<StartProblemCode, number>> = {
  'home-in-use': 75,
  'home-not-ours': 77,
  'home-not-writable': 73,
  'platform-unsupported': 69,
  'binaries-missing': 69,
  'binaries-broken': 69,
  'no-unprivileged-user': 69,
  'user-without-name': 69,
  'data-of-other-version': 65,
  'server-would-not-stop': 75,
  'server-would-not-start': 70,
};

/** A start that cannot go on. `message` is one sentence for the person at the terminal and holds the way out. */
export class StartProblem extends Error {
  readonly code: StartProblemCode;
  readonly exitCode: number;

  constructor(code: StartProblemCode, sentence: string, cause?: unknown) {
    super(sentence, cause === undefined ? undefined : { cause });
    this.name = 'StartProblem';
    this.code = code;
    this.exitCode = EXIT_CODES[code];
  }
}
