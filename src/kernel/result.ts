import { randomInt } from 'node:crypto';

/** What a sentence about a refusal may need to know. */
export type Fact = string | number | bigint | boolean | null | readonly Fact[];
export type Facts = Readonly<Record<string, Fact>>;

export type Ok<T> = { readonly kind: 'ok'; readonly value: T };

/** A "no" that belongs to the business: a code and facts here, its sentence in the room's `text.ts`. */
export type Refusal<Code extends string = string> = {
  readonly kind: 'refusal';
  readonly code: Code;
  readonly facts: Facts;
};

export type Result<T, Code extends string = string> = Ok<T> | Refusal<Code>;

/** Wraps what came out well. */
export function ok(): Ok<undefined>;
export function ok<T>(value: T): Ok<T>;
export function ok<T>(value?: T): Ok<T | undefined> {
  return { kind: 'ok', value };
}

/** Says no, with a code that never changes and the facts its sentence needs. */
export function refuse<const Code extends string>(code: Code, facts: Facts = {}): Refusal<Code> {
  return { kind: 'refusal', code, facts };
}

export type FaultOptions = {
  /** Shown to the person and written to the log; made here if it is not given. */
  readonly id?: string;
  /** For the log; never shown to people, and holds no pay, scores or tokens. */
  readonly message?: string;
  readonly cause?: unknown;
  /** Whether the same work may go well if it is tried again later. */
  readonly retryable?: boolean;
};

// Without 0 O 1 I L U: a fault's id is read out over the phone.
const ID_ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Something broke that is nobody's decision. Thrown once, logged once at the edge under its id. */
export class Fault extends Error {
  override readonly name = 'Fault';
  readonly id: string;
  readonly code: string;
  readonly retryable: boolean;

  constructor(code: string, options: FaultOptions = {}) {
    super(options.message ?? code, options.cause === undefined ? undefined : { cause: options.cause });
    this.id = options.id ?? createFaultId();
    this.code = code;
    this.retryable = options.retryable ?? false;
  }
}

/** Makes a fault of anything that was thrown; a fault stays the one it is. */
export function toFault(thrown: unknown, code = 'unexpected'): Fault {
  if (thrown instanceof Fault) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new Fault(code, { message, cause: thrown });
}

/** Eight letters and digits that are hard to confuse, such as `7KQ2M9XD`. */
function createFaultId(): string {
  let id = '';
  for (let place = 0; place < 8; place += 1) id += ID_ALPHABET.charAt(randomInt(ID_ALPHABET.length));
  return id;
}
