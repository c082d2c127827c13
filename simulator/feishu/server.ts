import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { befall } from '../common/befall.ts';
import type { Fault as AnyFault, Faults } from '../common/faults.ts';
import { jsonReply, type Reply, readBody, writeReply } from '../common/http.ts';
import { isRecord, type Json, parseJson } from '../common/json.ts';
import { remember } from '../common/log.ts';
import { type Answer, type Request, type Route, refuse } from './api/answer.ts';
import { checkToken } from './api/tokens.ts';
import type { Limited, RateLimits } from './rate-limits.ts';
import { checkFields, findRoute, NO_METHOD, nameOf, namesOf, pathWithin } from './routes.ts';
import { mintId, type World } from './world.ts';

/** A call that the product made. */
export type Call = {
  readonly id: string;
  /** Milliseconds on the simulator's clock. */
  readonly at: number;
  /** Like `POST /im/v1/messages/:id/reply`. */
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Without the app's secret. */
  readonly body: Json;
  /** The chat that it was about, as far as could be told. */
  readonly chatId: string | undefined;
  /** What was or would have been answered. */
  answer?: Json;
  /** The fault that befell it. */
  fault?: string;
};

/** What Feishu says in an answer that says no although its status is 200. */
export type Refusal = { readonly code: number; readonly msg?: string };
export type Fault = AnyFault<Refusal>;

export type Platform = {
  readonly world: World;
  readonly faults: Faults<Call, Refusal>;
  readonly limits: RateLimits;
  readonly calls: Call[];
};

/** The HTTP side that the product calls. Not listening yet. */
export function createPlatformServer(platform: Platform): Server {
  // A kept connection must not close just as a caller uses it again: that would be a fault nobody switched on.
  return createServer({ keepAliveTimeout: 75_000 }, (message, response) => {
    serve(platform, message, response).catch((cause: unknown) => {
      // A bug of the simulator must be seen in the test that met it, not be taken for an outage.
      console.error('the Feishu simulator failed', cause);
      writeReply(response, { status: 500, type: 'text/plain', body: String(cause) });
    });
  });
}

async function serve(platform: Platform, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(message.url ?? '/', 'http://127.0.0.1');
  const text = await readBody(message);
  if (text === undefined) return;
  const path = pathWithin(url.pathname);
  const match = path === undefined ? undefined : findRoute(message.method ?? '', path);
  if (match === undefined) return writeReply(response, replyOf(NO_METHOD));
  const parsed = text === '' ? {} : parseJson(text);
  const body = isRecord(parsed) ? parsed : {};
  const request: Request = { id: match.id, query: Object.fromEntries(url.searchParams), body };
  const call = noteCall(platform, match.route, url.pathname, request);
  const effect = platform.faults.take(namesOf(match.route), call.chatId);
  if (effect !== undefined) call.fault = effect.kind;
  const give = (answer: Answer): Reply => {
    call.answer = answer.body;
    return replyOf(answer);
  };
  await befall(effect, response, {
    call,
    carryOut: () =>
      give(
        isRecord(parsed)
          ? carryOut(platform, match.route, request, message.headers.authorization, call.chatId)
          : refuse(9499, 'Bad Request: the body is no JSON object'),
      ),
    refuse: ({ code, msg = 'internal error' }) => give(refuse(code, msg, 200)),
    limit: (seconds) => give(limitedAnswer(seconds)),
  });
  platform.world.changes.tell({ kind: 'call', callId: call.id });
}

function noteCall({ world, calls }: Platform, route: Route, path: string, request: Request): Call {
  const { app_secret: _secret, ...body } = request.body;
  const call: Call = {
    id: mintId('call_'),
    at: world.now(),
    method: nameOf(route),
    path,
    query: request.query,
    body,
    chatId: route.chat?.(world, request),
  };
  remember(calls, call);
  return call;
}

function carryOut(
  { world, limits }: Platform,
  route: Route,
  request: Request,
  authorization: string | undefined,
  chatId: string | undefined,
): Answer {
  const stranger = route.isOpen === true ? undefined : checkToken(world, authorization);
  if (stranger !== undefined) return stranger;
  const limited = limits.take(nameOf(route), targetOf(route, request, chatId));
  if (limited !== undefined) return refuseLimited(limited);
  return checkFields(route, request) ?? route.handle(world, request);
}

function targetOf(
  route: Route,
  { id }: Request,
  chatId: string | undefined,
): Parameters<RateLimits['take']>[1] {
  if (route.limited === 'message') return { kind: 'message', id };
  return route.limited === 'chat' && chatId !== undefined ? { kind: 'chat', id: chatId } : undefined;
}

/** What one chat or message has too much of is said in the method's own words, what the app has in the platform's. */
function refuseLimited({ about, seconds }: Limited): Answer {
  if (about === 'app') return limitedAnswer(seconds);
  return refuse(230020, 'This operation triggers the frequency limit.');
}

function limitedAnswer(seconds: number | null): Answer {
  const answer = refuse(99991400, 'request trigger frequency limit', 429);
  if (seconds === null) return answer;
  return { ...answer, headers: { 'x-ogw-ratelimit-limit': '50', 'x-ogw-ratelimit-reset': String(seconds) } };
}

function replyOf({ status, headers, body }: Answer): Reply {
  return jsonReply(status, body, headers);
}
