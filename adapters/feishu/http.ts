import { parseWireObject } from '../../src/kernel/wire-json.ts';
import { createExchange } from './exchange.ts';
import type { JsonObject } from './json.ts';

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
 * Calls Feishu at one base address (`https://open.feishu.cn`) over pooled connections: a tenth of the processor time of the
 * SDK's own client. Resolves to the body of a success. Rejects with a FeishuRefusal for an error status and for a code that is
 * not 0 (which the SDK would take for a success), and with the network's error otherwise. It never tries again.
 */
export function createCall(domain: string, timeoutMs: number): Call {
  const { origin, pathname } = new URL(domain);
  const base = pathname.replace(/\/$/, '');
  const exchange = createExchange(origin, timeoutMs);
  return async ({ url = '', method = 'GET', headers = {}, params = {}, data }) => {
    const verb = method.toUpperCase();
    const body = verb !== 'GET' && data !== undefined ? JSON.stringify(data) : null;
    const answer = await exchange({
      method: verb,
      path: base + cutDomain(domain, url) + renderQuery(params),
      headers: keepTexts(headers, body === null ? {} : { 'content-type': 'application/json; charset=utf-8' }),
      body,
    });
    const content = parseWireObject(answer.text);
    const code = typeof content?.code === 'number' ? content.code : 0;
    if (answer.status >= 400 || code !== 0 || content === undefined)
      throw new FeishuRefusal(answer.status, code, String(content?.msg ?? ''), readReset(answer.headers));
    return content;
  };
}

/** An app's token goes to its own platform only, whatever address a call names. */
function cutDomain(domain: string, url: string): string {
  if (!url.startsWith(`${domain}/`)) throw new TypeError(`${url} is not at ${domain}`);
  return url.slice(domain.length);
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
  const query = new URLSearchParams();
  let asked = false;
  for (const name in params) {
    const value = params[name];
    if (value === undefined || value === null) continue;
    query.set(name, String(value));
    asked = true;
  }
  return asked ? `?${query}` : '';
}

function keepTexts(headers: Record<string, unknown>, own: Record<string, string>): Record<string, string> {
  for (const name in headers) {
    const value = headers[name];
    if (typeof value === 'string') own[name] = value;
  }
  return own;
}

function readReset(headers: Readonly<Record<string, string | string[] | undefined>>): number | undefined {
  const seconds = Number(headers['x-ogw-ratelimit-reset'] ?? headers['retry-after'] ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1_000 : undefined;
}
