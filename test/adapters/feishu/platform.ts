import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly token: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What the platform does with one call. */
export type Answer =
  | { readonly status?: number; readonly headers?: Record<string, string>; readonly body: unknown }
  /** Takes the call and hangs up without a word. */
  | 'drop'
  /** Takes the call and never answers. */
  | 'hang';

export interface ScriptedPlatform {
  readonly domain: string;
  /** Every call but those for tokens. */
  readonly asked: Asked[];
  readonly tokensGiven: () => number;
  readonly close: () => Promise<void>;
}

const TOKEN_PATH = '/open-apis/auth/v3/tenant_access_token/internal';

/** A platform that answers as it is told, for what a well-behaved one never does. */
export async function createPlatform(
  answer: (asked: Asked, count: number) => Answer,
  tokenAnswer: () => Answer | undefined = () => undefined,
): Promise<ScriptedPlatform> {
  const asked: Asked[] = [];
  let tokens = 0;
  const server = createServer(async (request, response) => {
    const call = await readCall(request);
    if (call.path === TOKEN_PATH) {
      tokens += 1;
      const token = { code: 0, tenant_access_token: `t-${tokens}`, expire: 7200 };
      return give(response, tokenAnswer() ?? { body: token });
    }
    asked.push(call);
    give(response, answer(call, asked.length));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    domain: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    tokensGiven: () => tokens,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function readCall(request: IncomingMessage): Promise<Asked> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const url = new URL(request.url ?? '/', 'http://platform');
  const text = Buffer.concat(chunks).toString('utf8');
  return {
    method: request.method ?? '',
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    token: request.headers.authorization,
    body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
  };
}

function give(response: ServerResponse, answer: Answer): void {
  if (answer === 'hang') return;
  if (answer === 'drop') return void response.socket?.destroy();
  const body = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
  response.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers });
  response.end(body);
}
