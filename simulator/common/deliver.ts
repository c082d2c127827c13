import { Agent, request } from 'undici';

/** How a request to the product ended; `tookMs` in real milliseconds. */
export type SentOutcome =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
      readonly tookMs: number;
    }
  /** No answer within the deadline. */
  | { readonly kind: 'timeout'; readonly tookMs: number }
  | { readonly kind: 'unreachable'; readonly reason: string; readonly tookMs: number };

/** A POST on its way to the product. */
export type Parcel = {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Real milliseconds until the platform gives up on an answer. */
  readonly deadlineMs: number;
};

/** The connections from a platform to the product. */
export type Carrier = {
  /** Never rejects. No URL counts as unreachable. */
  readonly deliver: (url: string | undefined, parcel: Parcel) => Promise<SentOutcome>;
  readonly close: () => Promise<void>;
};

export function createCarrier(): Carrier {
  const agent = new Agent({ connections: 128 });
  return {
    deliver: (url, parcel) => deliver(agent, url, parcel),
    close: () => agent.destroy(),
  };
}

async function deliver(agent: Agent, url: string | undefined, parcel: Parcel): Promise<SentOutcome> {
  const started = performance.now();
  const took = (): number => performance.now() - started;
  if (url === undefined) return { kind: 'unreachable', reason: 'no request URL is set', tookMs: 0 };
  const signal = AbortSignal.timeout(parcel.deadlineMs);
  try {
    const { statusCode, headers, body } = await request(url, {
      dispatcher: agent,
      method: 'POST',
      headers: parcel.headers,
      body: parcel.body,
      signal,
    });
    const flat = Object.entries(headers).map(([name, value]) => [name, String(value)] as const);
    const text = await body.text();
    return {
      kind: 'answered',
      status: statusCode,
      headers: Object.fromEntries(flat),
      body: text,
      tookMs: took(),
    };
  } catch (cause) {
    if (signal.aborted) return { kind: 'timeout', tookMs: took() };
    return {
      kind: 'unreachable',
      reason: cause instanceof Error ? cause.message : String(cause),
      tookMs: took(),
    };
  }
}
