import type { App } from '@slack/bolt';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SlackCredentials } from '../../src/chat/credentials.ts';
import type { Clock } from '../../src/kernel/clock.ts';
import { readBody } from './body.ts';
import type { Exchange } from './bolt.ts';
import { isSignedBySlack } from './verify.ts';

export interface ReceiverDeps {
  readonly clock: Clock;
  readonly credentials: SlackCredentials;
  /** The Bolt app, loaded at the first verified request if not before. */
  readonly app: () => Promise<App>;
}

export const SLACK_PATH = '/slack/events';

/**
 * Receives everything that Slack sends: checked by us down to the bytes before any SDK sees it, then given to Bolt. Slack's
 * own `ssl_check` probe is the one thing answered unsigned, with nothing.
 */
export async function registerReceiver(server: FastifyInstance, deps: ReceiverDeps): Promise<void> {
  await server.register(async (scope) => {
    // The signature covers the raw bytes, so nothing may parse them first; only here, not for other routes.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    scope.post(SLACK_PATH, (request, reply) => receive(deps, request, reply));
  });
}

async function receive(
  deps: ReceiverDeps,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const contentType = String(request.headers['content-type'] ?? '');
  if (isSslCheck(bytes, contentType)) return reply.code(200).send();
  const signed = {
    body: bytes,
    signature: header(request, 'x-slack-signature'),
    timestamp: header(request, 'x-slack-request-timestamp'),
  };
  if (!isSignedBySlack(signed, deps.credentials.signingSecrets(), deps.clock.now()))
    return reply.code(401).send();
  const body = readBody(bytes, contentType);
  if (body === undefined) return reply.code(400).send();
  if (body.type === 'url_verification') return reply.send({ challenge: String(body.challenge ?? '') });
  return processBody(deps, request, reply, body);
}

async function processBody(
  deps: ReceiverDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  body: Readonly<Record<string, unknown>>,
): Promise<FastifyReply> {
  const app = await deps.app();
  const isEvent = body.type === 'event_callback';
  const exchange: Exchange = { taken: true };
  const retry = Number(header(request, 'x-slack-retry-num'));
  await app.processEvent({
    body: { ...body },
    customProperties: { exchange },
    ...(Number.isNaN(retry) ? {} : { retryNum: retry }),
    // Bolt acknowledges events before it works on them; ours are answered when their effect is committed.
    ack: async (answer: unknown) => {
      if (!isEvent && !reply.sent) await sendAck(reply, answer);
    },
  });
  if (reply.sent) return reply;
  return reply.code(exchange.taken ? 200 : 503).send();
}

function sendAck(reply: FastifyReply, answer: unknown): FastifyReply {
  if (answer === undefined || answer === '') return reply.code(200).send();
  return reply
    .code(200)
    .header('content-type', 'application/json; charset=utf-8')
    .send(JSON.stringify(answer));
}

function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}

function isSslCheck(bytes: Buffer, contentType: string): boolean {
  if (bytes.length > 1_000 || !contentType.startsWith('application/x-www-form-urlencoded')) return false;
  return new URLSearchParams(bytes.toString('utf8')).get('ssl_check') === '1';
}
