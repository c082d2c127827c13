import type { FastifyInstance } from 'fastify';
import type { ApiDeps } from './api/route.ts';

/**
 * Lets the server hand everything under `/api` to the REST API, which is loaded when the first such request comes: who
 * never uses it does not pay its memory.
 */
export function mountApi(server: FastifyInstance, deps: ApiDeps): void {
  let api: Promise<FastifyInstance> | undefined;
  const load = async (): Promise<FastifyInstance> => {
    const { createApi } = await import('./api/server.ts');
    return createApi(deps);
  };
  void server.register(async (scope) => {
    scope.addHook('onRequest', async (request, reply) => {
      api ??= load().catch((error: unknown) => {
        api = undefined;
        throw error;
      });
      const { routing } = await api;
      reply.hijack();
      routing(request.raw, reply.raw);
    });
    // Never reached: the hook has handed the request on.
    scope.all('/api', () => undefined);
    scope.all('/api/*', () => undefined);
  });
  server.addHook('onClose', async () => {
    await (await api?.catch(() => undefined))?.close();
  });
}
