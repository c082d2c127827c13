import type { FastifyReply } from 'fastify';

/** How long changes are gathered before the page hears of them, so that a burst is one look; milliseconds. */
const GATHER_MS = 40;
/** Proxies and browsers drop a silent stream; milliseconds. */
const BEAT_MS = 20_000;

/** The pages that want to hear when something has changed. */
export type Live = {
  readonly add: (reply: FastifyReply) => void;
  readonly tell: () => void;
  readonly stop: () => void;
};

/** Server-Sent Events that say only that something changed; the page then asks for what it shows. */
export function createLive(): Live {
  const open = new Set<FastifyReply['raw']>();
  let pending: NodeJS.Timeout | undefined;
  const send = (text: string): void => {
    for (const response of open) response.write(text);
  };
  const beat = setInterval(() => send(': still here\n\n'), BEAT_MS).unref();
  return {
    add: (reply) => {
      reply.hijack();
      const headers = reply.getHeaders() as Record<string, string>;
      reply.raw.writeHead(200, {
        ...headers,
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
      });
      reply.raw.write('retry: 1000\nevent: changed\ndata: {}\n\n');
      open.add(reply.raw);
      reply.raw.on('close', () => open.delete(reply.raw));
    },
    tell: () => {
      pending ??= setTimeout(() => {
        pending = undefined;
        send('event: changed\ndata: {}\n\n');
      }, GATHER_MS).unref();
    },
    stop: () => {
      clearInterval(beat);
      clearTimeout(pending);
      for (const response of open) response.end();
      open.clear();
    },
  };
}
