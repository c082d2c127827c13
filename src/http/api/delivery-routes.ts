import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { isUuid } from '../../kernel/ids.ts';
import { resendDelivery, resendLike } from '../../pushes/deliveries.ts';
import { deliveryStates, listDeliveries } from '../../pushes/delivery-list.ts';
import { dropDeliveries, settleSeen } from '../../pushes/ledger/letters.ts';
import { explainCause } from '../../pushes/letters/causes.ts';
import { openLetter } from '../../pushes/letters/store.ts';
import { nameLetter } from '../../pushes/letters/words.ts';
import { describeJson, describePageOf, describeProblems, pageParameters } from './openapi-resources.ts';
import { cursor, refuseOthers, writePage } from './pages.ts';
import { sendProblem } from './problems.ts';
import { limit, readQuery } from './query.ts';
import { type ApiDeps, type ApiPart, callerOf } from './route.ts';

const listQuery = z.strictObject({ state: z.enum(deliveryStates).optional(), cursor, limit });
const retryQuery = z.strictObject({ like: z.enum(['yes', 'no']).default('no') });
const dropBody = z.strictObject({ reason: z.string().trim().min(1).max(300) });

const PATH = '/api/v1/deliveries/:id';
const ID = { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } } as const;
type One = { Params: { id: string } };

/** The ledger of messages, for admins: what became of them, and what is done about those that wait. */
export const deliveryRoutes: ApiPart = {
  paths: {
    '/api/v1/deliveries': { get: describeList() },
    '/api/v1/deliveries/{id}': { get: describeOne() },
    '/api/v1/deliveries/{id}/retry': { post: describeRetry() },
    '/api/v1/deliveries/{id}/settle': { post: describeSettle() },
    '/api/v1/deliveries/{id}/drop': { post: describeDrop() },
  },
  register: (server, deps) => {
    server.get('/api/v1/deliveries', showList);
    server.get<One>(PATH, (request, reply) => showOne(request, reply, request.params.id));
    server.post<One>(`${PATH}/retry`, (request, reply) => retry(deps, request, reply, request.params.id));
    server.post<One>(`${PATH}/settle`, (request, reply) => settle(request, reply, request.params.id));
    server.post<One>(`${PATH}/drop`, (request, reply) => drop(request, reply, request.params.id));
  },
};

async function showList(request: FastifyRequest, reply: FastifyReply) {
  const caller = callerOf(request);
  if (!caller.actor.roles.includes('admin')) return refuseOthers(caller, reply, 'delivery');
  const query = readQuery(reply, caller.actor.lang, listQuery, request.query);
  if (query === undefined) return reply;
  const { state, cursor: before, limit: most } = query;
  return writePage(await listDeliveries(caller.db, caller.orgId, { state, before }, most + 1), most);
}

async function showOne(request: FastifyRequest, reply: FastifyReply, id: string) {
  const caller = callerOf(request);
  const { db, orgId, actor } = caller;
  if (!actor.roles.includes('admin')) return refuseOthers(caller, reply, 'delivery', isUuid(id) ? id : null);
  const letter = isUuid(id) ? await openLetter(db, orgId, id) : undefined;
  if (letter === undefined) return sayUnknown(reply);
  const { why, todo } = explainCause(letter.error);
  const { kind, state, waits, platform, attempts, error, createdAt, settledAt, history } = letter;
  const cause = waits ? { code: error, why: why[actor.lang], todo: todo[actor.lang] } : null;
  const what = nameLetter(letter, actor.lang);
  return { id, kind, what, state, waits, platform, attempts, error, cause, createdAt, settledAt, history };
}

async function retry(deps: ApiDeps, request: FastifyRequest, reply: FastifyReply, id: string) {
  const caller = callerOf(request);
  if (!(await admits(request, reply, id, 'delivery.retry'))) return reply;
  const query = readQuery(reply, caller.actor.lang, retryQuery, request.query);
  if (query === undefined) return reply;
  const { sent, left } =
    query.like === 'yes'
      ? await resendLike(caller, id)
      : { sent: (await resendDelivery(caller, id)) ? 1 : 0, left: 0 };
  if (sent === 0)
    return sayIdle(reply, 'It does not wait for an admin, or its person still cannot be reached.');
  deps.nudge();
  return reply.code(202).send({ id, state: 'pending', ...(query.like === 'yes' ? { sent, left } : {}) });
}

async function settle(request: FastifyRequest, reply: FastifyReply, id: string) {
  if (!(await admits(request, reply, id, 'delivery.retry'))) return reply;
  if (!(await settleSeen(callerOf(request), id)))
    return sayIdle(reply, 'It does not wait for an admin, or was certainly never posted.');
  return { id, state: 'sent' };
}

async function drop(request: FastifyRequest, reply: FastifyReply, id: string) {
  if (!(await admits(request, reply, id, 'delivery.drop'))) return reply;
  const body = dropBody.safeParse(request.body);
  if (!body.success)
    return sendProblem(reply, {
      status: 422,
      code: 'invalid',
      detail: 'Send {"reason": "…"}: why nobody needs it any more.',
      errors: [{ field: 'reason', message: 'A text of 1 to 300 characters.' }],
    });
  const dropped = await dropDeliveries(callerOf(request), [id], body.data.reason);
  if (dropped.length === 0) return sayIdle(reply, 'It does not wait for an admin.');
  return { id, state: 'skipped' };
}

/**
 * Whether an admin named a message. If not, it is answered already; a reply is no value to hand back from an async
 * function, since awaiting one waits for the answer and gives nothing.
 */
async function admits(
  request: FastifyRequest,
  reply: FastifyReply,
  id: string,
  deed: string,
): Promise<boolean> {
  const caller = callerOf(request);
  if (!caller.actor.roles.includes('admin')) {
    await refuseOthers(caller, reply, 'delivery', isUuid(id) ? id : null, deed);
    return false;
  }
  const [known] = isUuid(id) ? await listDeliveries(caller.db, caller.orgId, { id }, 1) : [];
  if (known === undefined) sayUnknown(reply);
  return known !== undefined;
}

function sayUnknown(reply: FastifyReply) {
  return sendProblem(reply, { status: 404, code: 'not-found', detail: 'There is no such delivery.' });
}

function sayIdle(reply: FastifyReply, detail: string) {
  return sendProblem(reply, { status: 409, code: 'conflict', detail });
}

function describeList(): object {
  return {
    tags: ['Administration'],
    operationId: 'list-deliveries',
    summary: 'What became of messages, newest first',
    parameters: [{ name: 'state', in: 'query', schema: { enum: [...deliveryStates] } }, ...pageParameters],
    responses: {
      200: describeJson('A page; what the messages say is not in it.', describePageOf({ type: 'object' })),
      ...describeProblems(401, 403, 422, 429),
    },
  };
}

function describeOne(): object {
  return {
    tags: ['Administration'],
    operationId: 'show-delivery',
    summary: 'One message: why it waits, what to do, and what happened to it',
    parameters: [ID],
    responses: {
      200: describeJson('What it says is not in it.', { type: 'object' }),
      ...describeProblems(401, 403, 404, 429),
    },
  };
}

function describeRetry(): object {
  const like = {
    name: 'like',
    in: 'query',
    description: '“yes”: all that wait with the same cause in the same place, up to 500.',
    schema: { enum: ['yes', 'no'] },
  };
  return {
    tags: ['Administration'],
    operationId: 'retry-delivery',
    summary: 'Send a message again that waits for an admin',
    parameters: [ID, like],
    responses: {
      202: describeJson('It will be sent.', { type: 'object' }),
      ...describeProblems(401, 403, 404, 409, 422, 429),
    },
  };
}

function describeSettle(): object {
  return {
    tags: ['Administration'],
    operationId: 'settle-delivery',
    summary: 'Say that a message of which nobody could tell was found in its place',
    parameters: [ID],
    responses: {
      200: describeJson('It counts as sent.', { type: 'object' }),
      ...describeProblems(401, 403, 404, 409, 429),
    },
  };
}

function describeDrop(): object {
  const reason = { type: 'string', minLength: 1, maxLength: 300 };
  const schema = {
    type: 'object',
    required: ['reason'],
    additionalProperties: false,
    properties: { reason },
  };
  return {
    tags: ['Administration'],
    operationId: 'drop-delivery',
    summary: 'Give a message up for good that waits for an admin',
    parameters: [ID],
    requestBody: { required: true, content: { 'application/json': { schema } } },
    responses: {
      200: describeJson('It will not be sent.', { type: 'object' }),
      ...describeProblems(401, 403, 404, 409, 422, 429),
    },
  };
}
