import { z } from 'zod';
import { resources } from '../../import/resources/registry.ts';
import type { Resource } from '../../import/resources/resource.ts';
import { describePage, describePut, describeRead, describeRemove } from './openapi-resources.ts';
import { sendRejection } from './problems.ts';
import { limit, readQuery } from './query.ts';
import { type ApiPart, callerOf } from './route.ts';

const pageQuery = z.strictObject({ cursor: z.string().max(200).optional(), limit });

/** `PUT` and `GET` of every resource, and its pages. */
export const resourceRoutes: ApiPart = {
  paths: Object.fromEntries(
    resources.flatMap((resource) => [
      [`/api/v1/${resource.type}`, { get: describePage(resource) }],
      [
        `/api/v1/${resource.type}/{externalId}`,
        {
          get: describeRead(resource),
          put: describePut(resource),
          ...(resource.remove === undefined ? {} : { delete: describeRemove(resource) }),
        },
      ],
    ]),
  ),
  register: (server) => {
    for (const resource of resources) registerResource(server, resource);
  },
};

function registerResource(server: Parameters<ApiPart['register']>[0], resource: Resource): void {
  const path = `/api/v1/${resource.type}`;
  server.get(path, async (request, reply) => {
    const caller = callerOf(request);
    const query = readQuery(reply, caller.actor.lang, pageQuery, request.query);
    if (query === undefined) return reply;
    const page = await resource.page(caller, query);
    return page.kind === 'ok' ? page.value : sendRejection(reply, page);
  });
  server.get<{ Params: { key: string } }>(`${path}/:key`, async (request, reply) => {
    const row = await resource.read(callerOf(request), request.params.key);
    return row.kind === 'ok' ? row.value : sendRejection(reply, row);
  });
  const { remove } = resource;
  if (remove !== undefined)
    server.delete<{ Params: { key: string } }>(`${path}/:key`, async (request, reply) => {
      const done = await remove(callerOf(request), request.params.key);
      return done.kind === 'ok' ? reply.code(204).send() : sendRejection(reply, done);
    });
  server.put<{ Params: { key: string } }>(`${path}/:key`, async (request, reply) => {
    const done = await resource.upsert(callerOf(request), request.params.key, request.body);
    if (done.kind !== 'ok') return sendRejection(reply, done);
    const { outcome, requests } = done.value;
    // A role that was asked for is not there yet.
    return reply.code(requests !== undefined ? 202 : outcome === 'created' ? 201 : 200).send(done.value);
  });
}
