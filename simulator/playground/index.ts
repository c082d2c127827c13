import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { type ZodType, z } from 'zod';
import { actOnFeishu, actOnSlack } from './act.ts';
import { actBody, clockBody } from './actions.ts';
import { isOwnRequest, protect } from './guard.ts';
import { createLive } from './live.ts';
import { findMoment } from './moments.ts';
import { type PlaygroundOptions, Refused } from './options.ts';
import { describeState, findPlayed } from './state.ts';

export type { PlaygroundCommand, PlaygroundOptions, PlaygroundPerson } from './options.ts';

/**
 * A page on which people and bot are watched and played on both platforms, as a Fastify plugin for the prefix
 * `/playground`. `GET /` is the page, `GET /state?person=` what somebody has before them, `GET /events` tells when that
 * changed, `POST /act` does something in somebody's name, `POST /clock` moves the time. What cannot be done answers 400 with
 * `{ error }`. Only for this machine: see guard.ts.
 */
export function createPlayground(options: PlaygroundOptions) {
  return async (server: FastifyInstance): Promise<void> => {
    const { slack, feishu } = options;
    const live = createLive();
    const forget = [slack.onChange(live.tell), feishu.onChange(live.tell)];
    server.addHook('preClose', async () => {
      for (const each of forget) each();
      live.stop();
    });
    server.addHook('onRequest', async (request, reply) => {
      protect(reply);
      if (!isOwnRequest(request))
        return reply.code(403).send({ error: 'The playground is only for a browser on this machine' });
    });
    server.setErrorHandler(answerError);
    await servePage(server, options.staticDir);
    addRoutes(server, options, live.add, live.tell);
  };
}

function addRoutes(
  server: FastifyInstance,
  options: PlaygroundOptions,
  listen: ReturnType<typeof createLive>['add'],
  tell: () => void,
): void {
  const { slack, feishu, clock, zone } = options;
  const repeat = () => Promise.all([slack.fireDueRetries(), feishu.fireDueRetries()]);
  server.get<{ Querystring: { person?: string } }>('/state', async ({ query }, reply) => {
    reply.header('cache-control', 'no-store');
    return describeState(options, typeof query.person === 'string' ? query.person : undefined);
  });
  server.get('/events', (_request, reply) => listen(reply));
  server.post('/act', async ({ body }) => {
    const { platform, person: key, action } = read(actBody, body);
    const person = findPlayed(options, key);
    const acted =
      platform === 'slack'
        ? await carryOut(() => actOnSlack(slack, person.slackUser, action))
        : await carryOut(() => actOnFeishu(feishu, person.feishuUser, action));
    await repeat();
    return acted;
  });
  server.post('/clock', async ({ body }) => {
    await clock.set(findMoment(read(clockBody, body).to, clock.now(), zone));
    await repeat();
    tell();
    return { now: clock.now() };
  });
}

async function servePage(server: FastifyInstance, staticDir: string): Promise<void> {
  const isBuilt = existsSync(join(staticDir, 'index.html'));
  if (isBuilt) {
    await server.register(fastifyStatic, {
      root: join(staticDir, 'assets'),
      prefix: '/assets/',
      index: false,
      immutable: true,
      maxAge: '365d',
    });
  }
  server.get('/', (_request, reply) => {
    if (isBuilt)
      return reply
        .header('cache-control', 'no-cache')
        .sendFile('index.html', staticDir, { cacheControl: false });
    return reply.code(503).type('text/plain').send('The page is not built; run: npm run build\n');
  });
}

/** @throws Refused with the place of the first mistake */
function read<T>(schema: ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new Refused(`${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'not understood'}`);
}

/** A simulator throws when nobody could do that on the screen: a message that is gone, an option that is not offered. */
async function carryOut<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new Refused(error instanceof Error ? error.message : String(error));
  }
}

async function answerError(
  error: unknown,
  _request: unknown,
  reply: { code: (status: number) => { send: (body: unknown) => unknown } },
): Promise<void> {
  if (error instanceof Refused) {
    reply.code(400).send({ error: error.message });
    return;
  }
  const status = z.object({ statusCode: z.number().min(400).max(499) }).safeParse(error);
  reply
    .code(status.success ? status.data.statusCode : 500)
    .send({ error: error instanceof Error ? error.message : 'Something failed' });
}
