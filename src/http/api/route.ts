import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Log } from '../../kernel/log.ts';
import { Fault } from '../../kernel/result.ts';
import type { Caller } from '../../people/context.ts';
import type { StoreContext } from '../../store/context.ts';

/** What the API stands on. */
export interface ApiDeps {
  readonly store: StoreContext;
  readonly log: Log;
  /** Tells the workers of this process that something is new in the ledger or the outbox. */
  readonly nudge: () => void;
  /** For imports, which have a connection of their own. */
  readonly databaseUrl?: string;
  /** How many requests one key has in a minute. */
  readonly perMinute?: number;
}

/** Part of the OpenAPI document: what is at an address, by method. */
export type OpenApiPaths = Readonly<Record<string, Readonly<Record<string, object>>>>;

/** Some of the API's routes with their description. Another part of the API is one more of these in `server.ts`. */
export interface ApiPart {
  readonly paths: OpenApiPaths;
  readonly register: (server: FastifyInstance, deps: ApiDeps) => void;
}

const callers = new WeakMap<FastifyRequest, Caller>();

/** Keeps for whom a request was let in. */
export function setCaller(request: FastifyRequest, caller: Caller): void {
  callers.set(request, caller);
}

/** The member for whom this request was let in. */
export function callerOf(request: FastifyRequest): Caller {
  const caller = callers.get(request);
  if (caller === undefined) throw new Fault('request-without-caller');
  return caller;
}
