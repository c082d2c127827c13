import Fastify, { type FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import type { Log } from '../kernel/log.ts';
import { recordPage } from './record-page.ts';

/** Whether one of the parts that the product stands on works. */
export interface ReadinessCheck {
  readonly name: string;
  /** Resolves if it works; rejects with why not. */
  readonly run: () => Promise<void>;
}

export interface ServerDeps {
  readonly registry: Registry;
  readonly checks: readonly ReadinessCheck[];
  /** What does not work for some, while the rest is served; absent: nothing ever. */
  readonly warnings?: () => readonly string[];
  readonly log: Log;
}

/** Larger than any request that a platform sends to us, and small enough to be harmless. */
const BODY_LIMIT = 1_048_576;
/** A client that sends its request slower than this is cut off. */
const REQUEST_TIMEOUT_MS = 15_000;
const CHECK_TIMEOUT_MS = 2_000;

/**
 * The HTTP server without the platforms' routes: alive, ready, metrics, and the address of a record. The adapters add
 * theirs. `GET /readyz` names what does not work, with 503; what concerns some alone is named beside it.
 */
export function createServer({ registry, checks, warnings, log }: ServerDeps): FastifyInstance {
  const server = Fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT_MS,
    forceCloseConnections: 'idle',
  });
  server.setErrorHandler(async (error, request, reply) => {
    const status = statusOf(error);
    if (status >= 500) log.error({ error, path: request.routeOptions.url }, 'A request failed');
    await reply
      .code(status)
      .type('application/problem+json')
      .send({ status, title: titleOf(status) });
  });
  server.get('/healthz', () => ({ status: 'alive' }));
  server.get('/readyz', async (_request, reply) => {
    const failed = await runChecks(checks);
    if (failed.length > 0) reply.code(503);
    const warned = warnings?.() ?? [];
    const status = failed.length === 0 ? 'ready' : 'not ready';
    return { status, failed, ...(warned.length === 0 ? {} : { warnings: warned }) };
  });
  server.get('/metrics', async (_request, reply) => {
    reply.type(registry.contentType);
    return registry.metrics();
  });
  server.get<{ Params: { id: string } }>('/r/:id', async (_request, reply) => {
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-store');
    return recordPage;
  });
  return server;
}

async function runChecks(checks: readonly ReadinessCheck[]) {
  const results = await Promise.all(
    checks.map(async ({ name, run }) => {
      const late = new AbortController();
      try {
        await Promise.race([run(), rejectAfter(CHECK_TIMEOUT_MS, late.signal)]);
        return undefined;
      } catch (error) {
        return { name, reason: error instanceof Error ? firstLine(error.message) : String(error) };
      } finally {
        late.abort();
      }
    }),
  );
  return results.filter((result) => result !== undefined);
}

function rejectAfter(milliseconds: number, signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer within ${milliseconds} ms`)), milliseconds);
    signal.addEventListener('abort', () => clearTimeout(timer));
  });
}

function firstLine(message: string): string {
  return message.trim().split('\n').at(-1) ?? message;
}

function statusOf(error: unknown): number {
  const status = (error as { statusCode?: unknown }).statusCode;
  return typeof status === 'number' && status >= 400 ? status : 500;
}

function titleOf(status: number): string {
  if (status === 413) return 'The request is too large';
  if (status === 415) return 'The content type is not one that is understood here';
  return status < 500 ? 'The request was not understood' : 'Something failed on our side';
}
