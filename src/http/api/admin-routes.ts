import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type AuditRow, listAudit } from '../../audit/store.ts';
import { needMember } from '../../import/resources/lookups.ts';
import { Rejected } from '../../import/resources/reject.ts';
import { day } from '../../import/resources/values.ts';
import { type AuditAction, type AuditEntity, auditEntities, auditKinds } from '../../store/audit-kinds.ts';
import { describeJson, describePageOf, describeProblems, pageParameters } from './openapi-resources.ts';
import { cursor, refuseOthers, writePage } from './pages.ts';
import { sendRejection } from './problems.ts';
import { limit, readQuery } from './query.ts';
import { type ApiPart, callerOf } from './route.ts';

const short = z.string().min(1).max(200);
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

/** The audit log, for admins. */
export const adminRoutes: ApiPart = {
  paths: {
    '/api/v1/audit': { get: describeAudit() },
  },
  register: (server) => {
    server.get('/api/v1/audit', showAudit);
  },
};

async function showAudit(request: FastifyRequest, reply: FastifyReply) {
  const caller = callerOf(request);
  if (!caller.actor.roles.includes('admin')) return refuseOthers(caller, reply, 'audit');
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
