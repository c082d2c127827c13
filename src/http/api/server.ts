import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import Fastify, { type FastifyInstance } from 'fastify';
import { toStoreFault } from '../../store/errors.ts';
import { adminRoutes } from './admin-routes.ts';
import { admit } from './admit.ts';
import { attentionRoutes } from './attention-routes.ts';
import { calendarRoutes } from './calendar-routes.ts';
import { defaultRoutes } from './default-routes.ts';
import { deliveryRoutes } from './delivery-routes.ts';
import { importRoutes } from './import-routes.ts';
import { buildOpenApi } from './openapi.ts';
import { nameStatus, sendProblem } from './problems.ts';
import { resourceRoutes } from './resource-routes.ts';
import type { ApiDeps, ApiPart } from './route.ts';

/** What the API consists of. */
const parts: readonly ApiPart[] = [
  resourceRoutes,
  attentionRoutes,
  defaultRoutes,
  adminRoutes,
  deliveryRoutes,
  calendarRoutes,
  importRoutes,
];

const BODY_LIMIT = 1_048_576;
/** Long enough for any key, percent-encoded. */
const LONGEST_PARAMETER = 2_000;
const PER_MINUTE = 3_000;

/** Nothing of the page comes from elsewhere, and nothing of it goes anywhere else. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * The REST API with its description, as a server that listens nowhere: requests are handed to its `routing`. Loading this
 * file costs memory, so it is imported when the first request comes.
 */
export async function createApi(deps: ApiDeps): Promise<FastifyInstance> {
  const api = Fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    routerOptions: { maxParamLength: LONGEST_PARAMETER },
    frameworkErrors: (_error, _request, reply) => {
      sendProblem(reply, { status: 400, code: 'unreadable', detail: 'The address cannot be read.' });
    },
  });
  readBodies(api);
  explainErrors(api, deps);
  const document = buildOpenApi(parts);
  await api.register(swagger, { mode: 'static', specification: { document: document as never } });
  await api.register(swaggerUi, {
    routePrefix: '/api/docs',
    staticCSP: PAGE_POLICY,
    uiConfig: { validatorUrl: null, tryItOutEnabled: false, deepLinking: true },
    theme: {
      title: 'Dealbell API',
      css: [{ filename: 'dealbell.css', content: '.swagger-ui .topbar { display: none }' }],
    },
  });
  api.get('/api/v1/openapi.json', () => document);
  await api.register(async (guarded) => {
    await guarded.register(rateLimit, { global: false });
    await admit(guarded, deps, deps.perMinute ?? PER_MINUTE);
    for (const part of parts) part.register(guarded, deps);
  });
  await api.ready();
  return api;
}

const strictText = new TextDecoder('utf-8', { fatal: true });

/** JSON and nothing else, whole UTF-8 and nothing else. */
function readBodies(api: FastifyInstance): void {
  const parse = api.getDefaultJsonParser('error', 'error');
  api.removeAllContentTypeParsers();
  api.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    let text: string;
    try {
      text = strictText.decode(body as Buffer);
    } catch {
      done(Object.assign(new Error('not UTF-8'), { statusCode: 400 }));
      return;
    }
    void parse(request, text, done);
  });
}

function explainErrors(api: FastifyInstance, { log }: ApiDeps): void {
  api.setNotFoundHandler((_request, reply) => {
    sendProblem(reply, { status: 404, code: 'not-found', detail: 'There is nothing at this address.' });
  });
  api.setErrorHandler((error, request, reply) => {
    const status = (error as { statusCode?: number }).statusCode ?? 500;
    if (status < 500) {
      const detail = status === 400 ? 'The body is not readable JSON in UTF-8.' : 'See the title.';
      return sendProblem(reply, { status, code: nameStatus(status), detail });
    }
    const fault = toStoreFault(error);
    log.error(
      { err: fault.cause ?? fault, faultId: fault.id, path: request.routeOptions.url },
      'A request failed',
    );
    return sendProblem(reply, {
      status: fault.retryable ? 503 : 500,
      code: fault.retryable ? 'unavailable' : 'failed',
      detail: `Try again later; if it stays, tell us this number: ${fault.id}`,
    });
  });
}
