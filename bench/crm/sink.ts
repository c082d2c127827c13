import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A Slack and a Feishu that take everything at once and tell when an awaited answer arrived. */
export interface Sink {
  readonly address: string;
  /** What arrives next that carries this mark: its body, and the instant (`performance.now()`) at which it was there. */
  readonly await: (mark: string) => Promise<Arrival>;
  readonly forget: (mark: string) => void;
  readonly stop: () => Promise<void>;
}

export interface Arrival {
  readonly body: string;
  readonly at: number;
}

const MARK = /[0-9a-f]{24}|[0-9a-f]{16}/;

export async function startSink(): Promise<Sink> {
  const waiting = new Map<string, ((arrival: Arrival) => void)[]>();
  const arrive = (mark: string | undefined, body: string, at: number): void => {
    const settle = mark === undefined ? undefined : waiting.get(mark)?.shift();
    settle?.({ body, at });
  };
  let messages = 0;
  const server = createServer((request, response) => {
    void readAll(request).then((body) => {
      const at = performance.now();
      const url = request.url ?? '';
      messages += 1;
      response.setHeader('content-type', 'application/json; charset=utf-8');
      response.end(JSON.stringify(answerTo(url, messages)));
      arrive(markOf(url, body), body, at);
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    await: (mark) =>
      new Promise((resolve) => {
        waiting.set(mark, [...(waiting.get(mark) ?? []), resolve]);
      }),
    forget: (mark) => void waiting.delete(mark),
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Our requests carry a mark of their own in the address, in the chat or as the person whose home it is. */
function markOf(url: string, body: string): string | undefined {
  if (url.includes('views.publish')) {
    const user = new URLSearchParams(body).get('user_id') ?? /"user_id":"(\w+)"/.exec(body)?.[1];
    return `home ${user ?? ''}`;
  }
  if (url.includes('/respond/')) return MARK.exec(url.slice(url.indexOf('/respond/')))?.[0];
  if (url.includes('/messages')) return MARK.exec(url)?.[0] ?? /oc_([0-9a-f]{24})/.exec(body)?.[1];
  return undefined;
}

async function readAll(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

function answerTo(url: string, number: number): object {
  if (url.includes('/auth.test')) return { ok: true, user_id: 'UBOT', bot_id: 'BBOT', team_id: 'TBENCH' };
  if (url.includes('/tenant_access_token/')) {
    return { code: 0, msg: 'ok', tenant_access_token: 't-bench', expire: 7_200 };
  }
  if (url.includes('/bot/v3/info'))
    return { code: 0, msg: 'ok', bot: { open_id: 'ou_bot', app_name: 'bench' } };
  if (url.startsWith('/api/'))
    return { ok: true, channel: 'D1', ts: `1700000000.${String(number).padStart(6, '0')}` };
  if (url.startsWith('/respond/')) return { ok: true };
  return { code: 0, msg: 'success', data: { message_id: `om_reply${number}`, chat_id: 'oc_bench' } };
}
