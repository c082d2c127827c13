import { describeJson } from './openapi-resources.ts';
import type { ApiPart, OpenApiPaths } from './route.ts';

/** The description of the whole API, as OpenAPI 3.1 has it. */
export function buildOpenApi(parts: readonly ApiPart[]): object {
  const paths = Object.assign({}, ...parts.map((part) => part.paths)) as OpenApiPaths;
  return {
    openapi: '3.1.0',
    info: {
      title: 'Dealbell',
      version: '1',
      description:
        'Rows are fed by your own keys: a PUT creates the row of a key or brings it to what is sent, and the same again changes nothing. Amounts are minor units, given as strings; days are YYYY-MM-DD. An API key acts as a member and has that member’s rights.',
    },
    servers: [{ url: '/' }],
    security: [{ key: [] }],
    paths: {
      ...paths,
      '/api/v1/openapi.json': {
        get: {
          tags: ['Administration'],
          operationId: 'openapi',
          summary: 'This description',
          security: [],
          responses: { 200: describeJson('OpenAPI 3.1.', { type: 'object' }) },
        },
      },
    },
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer' } },
      schemas: { Problem: PROBLEM },
    },
  };
}

const PROBLEM = {
  type: 'object',
  required: ['title', 'status', 'code', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'Stable; for programs.' },
    detail: { type: 'string', description: 'For people, in the language of the member.' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'message'],
        properties: { field: { type: 'string' }, message: { type: 'string' } },
      },
    },
    facts: { type: 'object' },
  },
} as const;
