import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type AuditRow, listAudit } from '../../audit/store.ts';
import { needMember } from '../../import/resources/lookups.ts';
import { makeForbidden, Rejected } from '../../import/resources/reject.ts';
import { day } from '../../import/resources/values.ts';
import { isUuid } from '../../kernel/ids.ts';
import type { Caller } from '../../people/context.ts';
import { resendDelivery } from '../../pushes/deliveries.ts';
import { deliveryStates, listDeliveries } from '../../pushes/delivery-list.ts';
import { auditEntry } from '../../store/audit.ts';
import { type AuditAction, type AuditEntity, auditEntities, auditKinds } from '../../store/audit-kinds.ts';
import { describeJson, describePageOf, describeProblems, pageParameters } from './openapi-resources.ts';
import { sendProblem, sendRejection } from './problems.ts';
import { limit, readQuery } from './query.ts';
import { type ApiDeps, type ApiPart, callerOf } from './route.ts';

const short = z.string().min(1).max(200);
const cursor = z
  .string()
  .refine(isUuid, { params: { say: 'unreadable' } })
  .optional();

const entities = Object.keys(auditEntities) as AuditEntity[];
const kinds = Object.keys(auditKinds) as AuditAction[];

const auditQuery = z.strictObject({
  member: short.optional(),
  entity: z.enum(entities).optional(),
  entityId: short.optional(),
  action: z.enum(kinds).optional(),
  from: day('First day').optional(),
  to: day('Last day').optional(),
  cursor,
  limit,
});

const deliveryQuery = z.strictObject({ state: z.enum(deliveryStates).optional(), cursor, limit });

/** The audit log and the ledger of messages, for admins. */
export const adminRoutes: ApiPart = {
  paths: {
    '/api/v1/audit': { get: describeAudit() },
    '/api/v1/deliveries': { get: describeDeliveries() },
    '/api/v1/deliveries/{id}/retry': { post: describeRetry() },
  },
  register: (server, deps) => {
    server.get('/api/v1/audit', showAudit);
    server.get('/api/v1/deliveries', showDeliveries);
    server.post<{ Params: { id: string } }>('/api/v1/deliveries/:id/retry', (request, reply) =>
      retry(deps, request, reply, request.params.id),
    );
  },
};

async function showAudit(request: FastifyRequest, reply: FastifyReply) {
  const caller = callerOf(request);
  if (!caller.actor.roles.includes('admin')) return refuse(caller, reply, 'audit');
  const query = readQuery(reply, caller.actor.lang, auditQuery, request.query);
  if (query === undefined) return reply;
  const { member, entityId, cursor: before, limit: most, ...rest } = query;
  try {
    const memberId = member === undefined ? undefined : (await needMember(caller, 'member', member)).id;
    const entityIds = entityId === undefined ? undefined : [entityId];
    const rows = await listAudit(caller.db, caller.org, { ...rest, memberId, entityIds, before }, most + 1);
    return writePage(rows.map(writeEntry), most);
  } catch (error) {
    if (error instanceof Rejected) return sendRejection(reply, error.rejection);
    throw error;
  }
}

function writeEntry({ actorId, actor, ...entry }: AuditRow) {
  return { ...entry, member: actorId === null ? null : { id: actorId, name: actor } };
}

async function showDeliveries(request: FastifyRequest, reply: FastifyReply) {
  const caller = callerOf(request);
  if (!caller.actor.roles.includes('admin')) return refuse(caller, reply, 'delivery');
  const query = readQuery(reply, caller.actor.lang, deliveryQuery, request.query);
  if (query === undefined) return reply;
  const { state, cursor: before, limit: most } = query;
  return writePage(await listDeliveries(caller.db, caller.orgId, { state, before }, most + 1), most);
}

async function retry(deps: ApiDeps, request: FastifyRequest, reply: FastifyReply, id: string) {
  const caller = callerOf(request);
  if (!caller.actor.roles.includes('admin')) return refuse(caller, reply, 'delivery', isUuid(id) ? id : null);
  const [known] = isUuid(id) ? await listDeliveries(caller.db, caller.orgId, { id }, 1) : [];
  if (known === undefined)
    return sendProblem(reply, { status: 404, code: 'not-found', detail: 'There is no such delivery.' });
  if (!(await resendDelivery(caller, id)))
    return sendProblem(reply, {
      status: 409,
      code: 'conflict',
      detail: 'It does not wait for an admin, or its person still cannot be reached.',
    });
  deps.nudge();
  return reply.code(202).send({ id, state: 'pending' });
}

async function refuse(
  caller: Caller,
  reply: FastifyReply,
  entity: AuditEntity,
  entityId: string | null = null,
) {
  const forbidden = makeForbidden(caller, { deed: `${entity}.see`, entity, entityId, roles: ['admin'] });
  if (forbidden.entry) await caller.db.run(auditEntry(caller, forbidden.entry));
  return sendRejection(reply, forbidden);
}

function writePage<Row extends { readonly id: string }>(rows: readonly Row[], most: number) {
  const items = rows.slice(0, most);
  return { items, next: rows.length > most ? (items.at(-1)?.id ?? null) : null };
}

function describeAudit(): object {
  const named = (name: string, description: string, schema: object = { type: 'string' }) => ({
    name,
    in: 'query',
    description,
    schema,
  });
  const entry = {
    type: 'object',
    properties: {
      id: { type: 'string', format: 'uuid' },
      at: { type: 'string', format: 'date-time' },
      member: { type: ['object', 'null'], description: 'Who did it; null: the product itself.' },
      origin: { enum: ['slack', 'feishu', 'api', 'cli', 'job', 'demo'] },
      action: { enum: kinds },
      entity: { enum: entities },
      entityId: { type: ['string', 'null'] },
      before: {},
      after: {},
    },
  };
  return {
    tags: ['Administration'],
    operationId: 'list-audit',
    summary: 'Who did what, newest first',
    parameters: [
      named('member', 'Key, “id:” and our id, or work e-mail address of who did it.'),
      named('entity', 'Kind of row: customer, order, payment …', { enum: entities }),
      named('entityId', 'Our id of the row.'),
      named('action', 'Such as customer.changed.', { enum: kinds }),
      named('from', 'First day.', { type: 'string', format: 'date' }),
      named('to', 'Last day.', { type: 'string', format: 'date' }),
      ...pageParameters,
    ],
    responses: {
      200: describeJson('A page.', describePageOf(entry)),
      ...describeProblems(401, 403, 422, 429),
    },
  };
}

function describeDeliveries(): object {
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

function describeRetry(): object {
  return {
    tags: ['Administration'],
    operationId: 'retry-delivery',
    summary: 'Send a message again that waits for an admin',
    parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }],
    responses: {
      202: describeJson('It will be sent.', { type: 'object' }),
      ...describeProblems(401, 403, 404, 409, 429),
    },
  };
}
