import { z } from 'zod';
import { MOST_ROWS, type Resource } from '../../import/resources/resource.ts';

const KEY = {
  name: 'externalId',
  in: 'path',
  required: true,
  description: 'Your own key for the row, or “id:” and our id to read one that was not fed.',
  schema: { type: 'string', minLength: 1, maxLength: 200 },
} as const;

const ROW = {
  type: 'object',
  required: ['id', 'externalId'],
  properties: { id: { type: 'string', format: 'uuid' }, externalId: { type: ['string', 'null'] } },
} as const;

const PROBLEM = { $ref: '#/components/schemas/Problem' } as const;

/** What may go wrong with a request, with a sentence each. */
export function describeProblems(...statuses: readonly number[]): Record<string, object> {
  const sentences: Readonly<Record<number, string>> = {
    401: 'No valid API key.',
    403: 'The member whom the key acts for may not do this; the roles that would are named.',
    404: 'There is no such row.',
    409: 'Against what is there: a collision, or a rule.',
    413: 'Larger than 1 MB.',
    415: 'Not application/json.',
    422: 'Fields that cannot be taken as they are, each with why.',
    429: 'More requests than one key has in a minute.',
  };
  return Object.fromEntries(
    statuses.map((status) => [
      String(status),
      {
        description: sentences[status] ?? 'A problem.',
        content: { 'application/problem+json': { schema: PROBLEM } },
      },
    ]),
  );
}

export function describeJson(description: string, schema: object): object {
  return { description, content: { 'application/json': { schema } } };
}

export function describePut({ type, title, schema }: Resource): object {
  return {
    tags: [title],
    operationId: `put-${type}`,
    summary: 'Create, or bring to what is sent',
    parameters: [KEY],
    requestBody: { required: true, content: { 'application/json': { schema: toJsonSchema(schema) } } },
    responses: {
      200: describeJson('It was there: changed, or the same already.', OUTCOME),
      201: describeJson('It was created.', OUTCOME),
      ...(type === 'members' ? { 202: describeJson(ROLES_WAIT, ROLE_OUTCOME) } : {}),
      ...describeProblems(401, 403, 409, 413, 415, 422, 429),
    },
  };
}

const OUTCOME = {
  type: 'object',
  required: ['id', 'outcome'],
  properties: {
    id: { type: 'string', format: 'uuid' },
    outcome: { enum: ['created', 'changed', 'unchanged'] },
    waits: { type: 'boolean', description: 'Somebody has to confirm or sign it first.' },
  },
} as const;

const ROLES_WAIT = 'What one person may do is done; a role waits for its second signature.';

const ROLE_OUTCOME = {
  ...OUTCOME,
  required: [...OUTCOME.required, 'requests'],
  properties: {
    ...OUTCOME.properties,
    requests: {
      type: 'array',
      description: 'Roles that another admin or an executive has to sign for, asked by this call or before.',
      items: {
        type: 'object',
        required: ['id', 'role', 'expiresAt'],
        properties: {
          id: { type: 'string', format: 'uuid' },
          role: { enum: ['hr', 'finance', 'executive', 'admin'] },
          expiresAt: { type: 'string', format: 'date-time' },
        },
      },
    },
  },
} as const;

export function describeRead({ type, title }: Resource): object {
  return {
    tags: [title],
    operationId: `get-${type}`,
    summary: 'Read one',
    parameters: [KEY],
    responses: { 200: describeJson('The row.', ROW), ...describeProblems(401, 403, 404, 429) },
  };
}

export function describeRemove({ type, title }: Resource): object {
  return {
    tags: [title],
    operationId: `delete-${type}`,
    summary: 'End one; it stays readable as removed, and the same again changes nothing',
    parameters: [KEY],
    responses: { 204: { description: 'It is ended.' }, ...describeProblems(401, 403, 404, 429) },
  };
}

export function describePage({ type, title }: Resource): object {
  return {
    tags: [title],
    operationId: `list-${type}`,
    summary: 'Read a page of what the key may see, in the order of creation',
    parameters: pageParameters,
    responses: {
      200: describeJson('A page.', describePageOf(ROW)),
      ...describeProblems(401, 403, 422, 429),
    },
  };
}

export const pageParameters: readonly object[] = [
  {
    name: 'cursor',
    in: 'query',
    description: '`next` of the page before; absent for the first one.',
    schema: { type: 'string' },
  },
  {
    name: 'limit',
    in: 'query',
    schema: { type: 'integer', minimum: 1, maximum: MOST_ROWS, default: 50 },
  },
];

export function describePageOf(items: object): object {
  return {
    type: 'object',
    required: ['items', 'next'],
    properties: { items: { type: 'array', items }, next: { type: ['string', 'null'] } },
  };
}

function toJsonSchema(schema: z.ZodType): object {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return json;
}
