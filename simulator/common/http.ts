import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Json } from './json.ts';

/** An answer before it is written. */
export type Reply = {
  readonly status: number;
  readonly type: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
};

export function jsonReply(
  status: number,
  answer: Json,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return { status, type: 'application/json; charset=utf-8', headers, body: JSON.stringify(answer) };
}

/** What a proxy says in the platform's stead. */
export function htmlReply(status: number): Reply {
  return { status, type: 'text/html', body: '<html><body>Bad gateway</body></html>' };
}

/** Writes an answer, unless the connection is gone or has had one. */
export function writeReply(response: ServerResponse, reply: Reply): void {
  if (response.destroyed || response.headersSent) return;
  response.writeHead(reply.status, { ...reply.headers, 'content-type': reply.type });
  response.end(reply.body);
}

/** The whole body; undefined when the caller went away in the middle of it. */
export async function readBody(message: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of message) chunks.push(chunk as Buffer);
  } catch {
    return undefined;
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Listens on loopback. @param port 0 takes any free one @returns the port */
export function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    // Calls that a fault left hanging would keep it open for good.
    server.closeAllConnections();
  });
}
