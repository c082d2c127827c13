import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { befall } from '../common/befall.ts';
import type { Fault as AnyFault, Faults } from '../common/faults.ts';
import { jsonReply, type Reply, readBody, writeReply } from '../common/http.ts';
import { type Json, parseJson, textOf } from '../common/json.ts';
import { remember } from '../common/log.ts';
import { type Answer, type Handler, refuseCall } from './api/answer.ts';
import { AUTH } from './api/auth.ts';
import { CHAT } from './api/chat.ts';
import { CONVERSATIONS } from './api/conversations.ts';
import { UNFURL } from './api/unfurl.ts';
import { USERS } from './api/users.ts';
import { VIEWS } from './api/views.ts';
import { checkArguments, readCall } from './arguments.ts';
import { COMMON_ERRORS, METHODS } from './methods.ts';
import type { RateLimits } from './rate-limits.ts';
import { useResponseUrl } from './response-urls.ts';
import { mintId, type World } from './world.ts';

/** A call that the product made; a response_url counts as the method of that name. */
export type Call = {
  readonly id: string;
  /** Milliseconds on the simulator's clock. */
  readonly at: number;
  readonly method: string;
  /** Without the token. */
  readonly args: Json;
  /** What was or would have been answered. */
  answer?: Json;
  /** The fault that befell it. */
  fault?: string;
};

/** What Slack says in an answer that says no. */
export type Refusal = { readonly error: string };
export type Fault = AnyFault<Refusal>;

type Request = { readonly message: IncomingMessage; readonly url: URL; readonly body: string };
/** What a call is, apart from what befalls it. */
type Task = {
  readonly method: string;
  readonly conversation: string | undefined;
  readonly args: Json;
  readonly run: () => Reply & { readonly answer: Json };
};

const HANDLERS: Readonly<Record<string, Handler>> = {
  ...AUTH,
  ...CHAT,
  ...UNFURL,
  ...CONVERSATIONS,
  ...USERS,
  ...VIEWS,
};

export type Platform = {
  readonly world: World;
  readonly faults: Faults<Call, Refusal>;
  readonly limits: RateLimits;
  readonly calls: Call[];
};

/** The HTTP side that the product calls: the Web API under /api/ and the response_urls. Not listening yet. */
export function createPlatformServer(platform: Platform): Server {
  // A kept connection must not close just as a caller uses it again: that would be a fault nobody switched on.
  return createServer({ keepAliveTimeout: 75_000 }, (message, response) => {
    serve(platform, message, response).catch((cause: unknown) => {
      // A bug of the simulator must be seen in the test that met it, not be taken for an outage.
      console.error('the Slack simulator failed', cause);
      writeReply(response, { status: 500, type: 'text/plain', body: String(cause) });
    });
  });
}

async function serve(platform: Platform, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(message.url ?? '/', 'http://127.0.0.1');
  const body = await readBody(message);
  if (body === undefined) return;
  const request = { message, url, body };
  const task = url.pathname.startsWith('/api/')
    ? readMethod(platform, request)
    : readResponseUrl(platform, request);
  if (task === undefined) return writeReply(response, { status: 404, type: 'text/plain', body: 'not found' });
  const call: Call = { id: mintId('C'), at: platform.world.now(), method: task.method, args: task.args };
  remember(platform.calls, call);
  const effect = platform.faults.take([task.method], task.conversation);
  if (effect !== undefined) call.fault = effect.kind;
  await befall(effect, response, {
    call,
    carryOut: () => {
      const done = task.run();
      call.answer = done.answer;
      return done;
    },
    refuse: ({ error }) => {
      call.answer = { ok: false, error };
      return jsonReply(200, call.answer);
    },
    limit: (seconds) => {
      call.answer = refuseCall('ratelimited');
      return limitedReply(seconds);
    },
  });
  platform.world.changes.tell({ kind: 'call', callId: call.id });
}

function limitedReply(retryAfter: number | null): Reply {
  const headers = retryAfter === null ? {} : { 'retry-after': String(retryAfter) };
  return jsonReply(429, refuseCall('ratelimited'), headers);
}

function readMethod({ world, limits }: Platform, { message, url, body }: Request): Task {
  const name = url.pathname.slice('/api/'.length);
  const facts = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
  const handler = HANDLERS[name];
  const unread = { method: name, conversation: undefined, args: {} };
  const answered = (answer: Answer): ReturnType<Task['run']> => ({ ...jsonReply(200, answer), answer });
  if (facts === undefined || handler === undefined) {
    return { ...unread, run: () => answered(refuseCall('unknown_method')) };
  }
  const contentType = message.headers['content-type'] ?? '';
  const { authorization } = message.headers;
  const read = readCall({ query: url.searchParams, contentType, authorization, body }, facts);
  if (read.kind === 'refused') return { ...unread, run: () => answered(refuseCall(read.error)) };
  const { args, token } = read;
  const conversation = textOf(args, 'channel');
  const run = (): ReturnType<Task['run']> => {
    if (token === undefined) return answered(refuseCall('not_authed'));
    if (token !== world.botToken) return answered(refuseCall('invalid_auth'));
    const wait = limits.take(name, facts.tier, conversation);
    if (wait !== undefined) return { ...limitedReply(wait), answer: refuseCall('ratelimited') };
    const wrong = checkArguments(args, facts);
    if (wrong.length > 0) return answered(refuseCall('invalid_arguments', wrong));
    const answer = handler(world, args);
    const error = textOf(answer, 'error');
    if (error !== undefined && ![...facts.errors, ...COMMON_ERRORS].includes(error)) {
      throw new Error(`${name} does not document the error ${error}`);
    }
    return answered(answer);
  };
  return { method: name, conversation, args, run };
}

function readResponseUrl({ world }: Platform, { url, body }: Request): Task | undefined {
  const id = /^\/responses\/[^/]+\/([^/]+)$/u.exec(url.pathname)?.[1];
  if (id === undefined) return undefined;
  const said = parseJson(body);
  return {
    method: 'response_url',
    conversation: world.responseUrls.get(id)?.conversationId,
    args: { said },
    run: () => {
      const { status, body: words } = useResponseUrl(world, id, body);
      const answer = status === 200 ? { ok: true } : { ok: false, error: words };
      return { status, type: 'text/plain', body: words, answer };
    },
  };
}
