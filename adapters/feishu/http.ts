import { Agent, request } from 'undici';
import { type JsonObject, parseObject } from './json.ts';

/** Feishu answered, and the answer was no. */
export class FeishuRefusal extends Error {
  override readonly name = 'FeishuRefusal';
  readonly status: number;
  /** The platform's own code; 0 where the answer held none. */
  readonly code: number;
  /** When the rate limit's window ends, in ms from now, where the platform says so. */
  readonly resetMs: number | undefined;

  constructor(status: number, code: number, message: string, resetMs?: number) {
    super(message);
    this.status = status;
    this.code = code;
    this.resetMs = resetMs;
  }
}

/** The part of the SDK's request options that its methods really use. */
export interface CallOptions {
  readonly url?: string;
  readonly method?: string;
  readonly headers?: Record<string, unknown>;
  readonly params?: Record<string, unknown>;
  readonly data?: unknown;
}

export type Call = (options: CallOptions) => Promise<JsonObject>;

/**
 * Calls Feishu over pooled connections: a tenth of the processor time of the SDK's own client. Resolves to the body of a
 * success. Rejects with a FeishuRefusal for an error status and for a code that is not 0 (which the SDK would take for a
 * success), and with the network's error otherwise. It never tries again.
 */
export function createCall(timeoutMs: number): Call {
  const dispatcher = new Agent({
    connections: 32,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    connect: { timeout: timeoutMs },
  });
  return async ({ url = '', method = 'GET', headers = {}, params = {}, data }) => {
    const verb = method.toUpperCase();
    const hasBody = verb !== 'GET' && data !== undefined;
    const answer = await request(url + renderQuery(params), {
      dispatcher,
      method: verb as 'GET',
      headers: {
        ...keepTexts(headers),
        ...(hasBody ? { 'content-type': 'application/json; charset=utf-8' } : {}),
      },
      body: hasBody ? JSON.stringify(data) : null,
    });
    const body = parseObject(await answer.body.text());
    const code = typeof body?.code === 'number' ? body.code : 0;
    if (answer.statusCode >= 400 || code !== 0 || body === undefined)
      throw new FeishuRefusal(answer.statusCode, code, String(body?.msg ?? ''), readReset(answer.headers));
    return body;
  };
}

/** The face that the SDK wants of an HTTP client. */
export function asHttpInstance(call: Call) {
  const withoutBody = (method: string) => (url: string, options?: CallOptions) =>
    call({ ...options, url, method });
  const withBody = (method: string) => (url: string, data?: unknown, options?: CallOptions) =>
    call({ ...options, url, method, data });
  return {
    request: call,
    get: withoutBody('GET'),
    delete: withoutBody('DELETE'),
    head: withoutBody('HEAD'),
    options: withoutBody('OPTIONS'),
    post: withBody('POST'),
    put: withBody('PUT'),
    patch: withBody('PATCH'),
  };
}

function renderQuery(params: Record<string, unknown>): string {
  const pairs = Object.entries(params).filter(([, value]) => value !== undefined && value !== null);
  if (pairs.length === 0) return '';
  return `?${new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, String(value)]))}`;
}

function keepTexts(headers: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function readReset(headers: Readonly<Record<string, string | string[] | undefined>>): number | undefined {
  const seconds = Number(headers['x-ogw-ratelimit-reset'] ?? headers['retry-after'] ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1_000 : undefined;
}
