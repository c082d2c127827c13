import { type Dispatcher, Pool } from 'undici';

export interface Ask {
  readonly method: string;
  /** From the first slash on, with its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

export type Exchange = (ask: Ask) => Promise<Answered>;

/**
 * Exchanges whole texts with one origin over pooled connections. Resolves for every status; rejects with the network's error.
 * It speaks to undici's dispatcher directly: a stream and its events for an answer of a few hundred bytes cost as much
 * processor time as the rest of the call.
 */
export function createExchange(origin: string, timeoutMs: number): Exchange {
  const pool = new Pool(origin, {
    connections: 32,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    connect: { timeout: timeoutMs },
  });
  return (ask) =>
    new Promise((resolve, reject) => {
      // The dispatcher writes into neither; its types only do not say so.
      const options = ask as unknown as Dispatcher.DispatchOptions;
      pool.dispatch(options, collectAnswer(resolve, reject));
    });
}

function collectAnswer(
  resolve: (answer: Answered) => void,
  reject: (error: Error) => void,
): Dispatcher.DispatchHandler {
  let status = 0;
  let headers: Answered['headers'] = {};
  const chunks: Buffer[] = [];
  return {
    onRequestStart: () => {},
    onResponseStart: (_controller, statusCode, answered) => {
      status = statusCode;
      headers = answered;
    },
    onResponseData: (_controller, chunk) => void chunks.push(chunk),
    onResponseEnd: () => {
      const [first] = chunks;
      const bytes = chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks);
      resolve({ status, headers, text: bytes.toString('utf8') });
    },
    onResponseError: (_controller, error) => reject(error),
  };
}
