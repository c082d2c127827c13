import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { FeishuApp, FeishuCredentials } from '../../src/chat/credentials.ts';
import type { ChangeInbound, GoneInbound, TextInbound } from '../../src/chat/inbound.ts';
import type { Clock } from '../../src/kernel/clock.ts';
import { toFault } from '../../src/kernel/result.ts';
import type { Dispatch } from './dispatcher.ts';
import type { PreviewLink } from './link-preview.ts';
import { openRequest } from './open-request.ts';
import { type Answer, answerPress, type RespondDeps, within } from './respond.ts';
import { sayAside } from './say-aside.ts';

export interface ReceiverDeps extends RespondDeps {
  readonly clock: Clock;
  readonly credentials: FeishuCredentials;
  /** The SDK's dispatcher, loaded at the first verified request if not before. */
  readonly dispatcher: () => Dispatch;
  readonly previewLink: PreviewLink;
}

/** Both kinds of address take both kinds of request: an app has one address for everything or one for each kind. */
const PATHS = ['/feishu/events', '/feishu/cards', '/feishu/events/:appId', '/feishu/cards/:appId'] as const;

/** More than any event; larger bodies are not even read. */
const BODY_LIMIT = 1_048_576;

/**
 * Receives everything that Feishu sends: checked by us down to the bytes, decrypted, and only then given to the SDK, whose
 * own checks accept old time stamps and sign a body that it has written anew.
 */
export async function registerReceiver(server: FastifyInstance, deps: ReceiverDeps): Promise<void> {
  await server.register(async (scope) => {
    const pending = new Set<Promise<void>>();
    // The signature covers the raw bytes, so nothing may parse them first; only here, not for other routes.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    // What was promised for later is done before the process goes.
    scope.addHook('onClose', async () => void (await Promise.allSettled(pending)));
    for (const path of PATHS) {
      scope.post<{ Params: { appId?: string } }>(path, { bodyLimit: BODY_LIMIT }, (request, reply) =>
        receive(deps, pending, request, reply),
      );
    }
  });
}

async function receive(
  deps: ReceiverDeps,
  pending: Set<Promise<void>>,
  request: FastifyRequest<{ Params: { appId?: string } }>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const opened = openRequest({
    body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
    headers: {
      timestamp: header(request, 'x-lark-request-timestamp'),
      nonce: header(request, 'x-lark-request-nonce'),
      signature: header(request, 'x-lark-signature'),
    },
    apps: listApps(deps.credentials, request.params.appId),
    now: deps.clock.now(),
  });
  if (opened.kind === 'refused') return reply.code(opened.status).send();
  if (!isJson(request)) return reply.code(400).send();
  if (opened.kind === 'challenge') return reply.send({ challenge: opened.challenge });
  const incoming = await deps.dispatcher()(opened.body);
  switch (incoming.kind) {
    case 'ignored':
      return reply.send({});
    case 'text':
    case 'gone': {
      const answer = await takeText(deps, incoming.inbound);
      return send(pending, reply.code(answer.status), answer);
    }
    case 'link':
      // Late is as good as never: the client shows the bare address.
      return reply.send((await within(deps.previewLink(incoming.link), deps.lateAfterMs)) ?? {});
    case 'press':
      return send(pending, reply, await answerPress(deps, incoming.press));
  }
}

/** 503 makes Feishu deliver the event again, in 15 s and up to three times more within seven hours. */
async function takeText(
  deps: ReceiverDeps,
  inbound: TextInbound | GoneInbound | ChangeInbound,
): Promise<Answer & { status: number }> {
  try {
    const reply = await deps.handle(inbound);
    const rest = reply.kind === 'nothing' ? {} : { afterwards: () => sayAside(deps.sender, inbound, reply) };
    return { status: 200, body: {}, ...rest };
  } catch (error) {
    return { status: toFault(error).retryable ? 503 : 500, body: {} };
  }
}

function send(pending: Set<Promise<void>>, reply: FastifyReply, answer: Answer): FastifyReply {
  const { afterwards, body } = answer;
  if (afterwards !== undefined) track(pending, whenClosed(reply).then(afterwards));
  return reply.send(body);
}

function listApps(credentials: FeishuCredentials, appId: string | undefined): readonly FeishuApp[] {
  if (appId === undefined) return credentials.apps();
  const app = credentials.app(appId);
  return app === undefined ? [] : [app];
}

/** Resolves when the response has gone out: before that the platform takes no change of the card. */
function whenClosed(reply: FastifyReply): Promise<void> {
  return new Promise((resolve) => reply.raw.once('close', () => resolve()));
}

function track(pending: Set<Promise<void>>, work: Promise<void>): void {
  const kept = work.catch(() => {}).finally(() => pending.delete(kept));
  pending.add(kept);
}

function isJson(request: FastifyRequest): boolean {
  return /^application\/json\s*(?:;|$)/i.test(String(request.headers['content-type'] ?? ''));
}

function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}
