import type { Json } from '../../common/json.ts';
import type { World } from '../world.ts';

/** An answer of the open platform. */
export type Answer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: Json & { readonly code: number; readonly msg: string };
};

/** A call that passed the checks common to all. */
export type Request = {
  /** What stands in the path for `:id`. */
  readonly id: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Json;
};

/** One method. It may throw only for what is the simulator's own fault. */
export type Handler = (world: World, request: Request) => Answer;

/** The kinds of a body's fields; those with a stroke are demanded. */
export type Field = 'text' | 'text!' | 'texts' | 'object' | 'object!' | 'flag';

/** What a method takes, beside what it does. Anything else in a call is refused. */
export type Route = {
  readonly verb: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With `:id` for the one part that varies. */
  readonly path: string;
  readonly query?: readonly string[];
  readonly body?: Readonly<Record<string, Field>>;
  /** The chat that the call is about, for faults and limits. */
  readonly chat?: (world: World, request: Request) => string | undefined;
  /** What the call is limited by besides its method. */
  readonly limited?: 'chat' | 'message';
  /** Asked without a token. */
  readonly isOpen?: boolean;
  readonly handle: Handler;
};

export function grant(data: Json = {}): Answer {
  return { status: 200, body: { code: 0, msg: 'success', data } };
}

/** @param status the HTTP status; some refusals come with 200 */
export function refuse(code: number, msg: string, status = 400, more: Json = {}): Answer {
  return { status, body: { code, msg, ...more } };
}

export const wrongParameter = (what: string): Answer =>
  refuse(230001, `Your request contains an invalid request parameter, ext=${what}`);

/** A call with a field that is missing, unknown, or of another kind. */
export function refuseFields(
  violations: readonly { readonly field: string; readonly description: string }[],
): Answer {
  return refuse(99992402, 'field validation failed', 400, {
    error: { field_violations: violations.map((violation) => ({ ...violation, value: '' })) },
  });
}
