import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { mayEnter, redeemPass, SESSION_MS } from '../pushes/board/passes.ts';
import type { StoreContext } from '../store/context.ts';

/** The board itself, behind its door. */
export interface Board {
  readonly routing: (request: IncomingMessage, response: ServerResponse) => void;
  readonly close: () => Promise<void>;
}

export interface BoardDeps {
  readonly store: StoreContext;
  /** Loads it; its memory is only paid once somebody looks. */
  readonly open: () => Promise<Board>;
  /** Whether browsers come over https, so that the cookie never travels without. */
  readonly isSecure: boolean;
}

const COOKIE = 'dealbell_board';
/** Nothing of the board comes from elsewhere, and nothing of it goes anywhere else. Its styles stand in its elements. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': POLICY,
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/**
 * Puts the board of the queue behind a door: a link that works once, typed for in chat or on the command line, opens a short
 * session. Every request asks anew whether its member is still an admin. It only shows: nothing but GET goes through.
 */
export function mountBoard(server: FastifyInstance, deps: BoardDeps): void {
  let board: Promise<Board> | undefined;
  const { store } = deps;
  void server.register(async (scope) => {
    scope.addHook('onRequest', async (_request, reply) => {
      reply.headers(HEADERS);
    });
    scope.addContentTypeParser('application/x-www-form-urlencoded', (_request, payload, done) => {
      payload.resume();
      done(null, undefined);
    });
    scope.get('/board', (_request, reply) => sayClosed(reply));
    // Whatever looks at links before people do uses nothing up: only the button does.
    scope.get('/board/enter/:pass', (_request, reply) => sendPage(reply, 200, doorPage));
    scope.post<{ Params: { pass: string } }>('/board/enter/:pass', async (request, reply) => {
      const session = await redeemPass(store, request.params.pass);
      if (session === undefined) return sayClosed(reply);
      const parts = [
        `${COOKIE}=${session}`,
        'HttpOnly',
        'SameSite=Strict',
        'Path=/board',
        `Max-Age=${SESSION_MS / 1_000}`,
      ];
      return reply
        .header('set-cookie', [...parts, ...(deps.isSecure ? ['Secure'] : [])].join('; '))
        .redirect('/board/queues/', 303);
    });
    const enter = async (request: FastifyRequest, reply: FastifyReply) => {
      if (!(await mayEnter(store, readCookie(request.headers.cookie)))) return sayClosed(reply);
      board ??= deps.open().catch((error: unknown) => {
        board = undefined;
        throw error;
      });
      const { routing } = await board;
      reply.hijack();
      for (const [name, value] of Object.entries(HEADERS)) reply.raw.setHeader(name, value);
      routing(request.raw, reply.raw);
      return reply;
    };
    scope.get('/board/queues', enter);
    scope.get('/board/queues/*', enter);
  });
  server.addHook('onClose', async () => {
    await (await board?.catch(() => undefined))?.close();
  });
}

function readCookie(header: string | undefined): string | undefined {
  return new RegExp(`(?:^|; )${COOKIE}=([\\w-]+)`).exec(header ?? '')?.[1];
}

function sayClosed(reply: FastifyReply): FastifyReply {
  return sendPage(reply, 403, closedPage);
}

function sendPage(reply: FastifyReply, status: number, body: string): FastifyReply {
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .send(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>Dealbell</title>
<style>body{font:16px/1.6 system-ui,sans-serif;max-width:32rem;margin:15vh auto;padding:0 1rem;color:#1d2129}
button{font:inherit;padding:.5rem 1.25rem;border:0;border-radius:.5rem;background:#2453d4;color:#fff;cursor:pointer}</style></head>
<body>${body}</body></html>
`);
}

const doorPage = `<h1>Board of the queue · 队列看板</h1>
<p>It shows jobs and ids, nothing of what messages say. The link works once.</p>
<p lang="zh">看板只显示任务和编号，不含消息内容。链接只能使用一次。</p>
<form method="post"><button type="submit">Open · 打开</button></form>`;

const closedPage = `<h1>The door is closed · 无法打开</h1>
<p>Ask the bot for a new link: <code>deliveries board</code>. Only admins can.</p>
<p lang="zh">请管理员向机器人发送“投递 队列”获取新链接。</p>`;
