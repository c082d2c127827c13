import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { FieldError } from '../../import/resources/resource.ts';
import { resourceText } from '../../import/resources/text.ts';
import { isLocalTime } from '../../kernel/zones.ts';
import type { Caller } from '../../people/context.ts';
import { roleNames, roles } from '../../people/role-names.ts';
import { slotDays } from '../../pushes/days.ts';
import { listUngrantable, type PushDefault, usualDefault } from '../../pushes/defaults/rules.ts';
import { listDefaults, putDefault } from '../../pushes/defaults/store.ts';
import { describeUngrantable, defaultText as t } from '../../pushes/defaults/text.ts';
import { isScheduledKind, type SubscriptionKind, subscriptionKinds } from '../../pushes/kinds.ts';
import { kindNames } from '../../pushes/text.ts';
import { describeJson, describeProblems } from './openapi-resources.ts';
import { refuseOthers } from './pages.ts';
import { sendProblem } from './problems.ts';
import { readBody } from './query.ts';
import { type ApiPart, callerOf } from './route.ts';

const body = z.strictObject({
  roles: z.array(z.enum(roles)).max(roles.length).optional(),
  at: z
    .string()
    .refine(isLocalTime, { params: { say: 'unreadable' } })
    .optional(),
  days: z.enum(slotDays).optional(),
});

const PATH = '/api/v1/push-defaults';
type OfKind = { Params: { kind: string } };

const DEFAULT = {
  type: 'object',
  required: ['kind', 'roles', 'at', 'days'],
  properties: {
    kind: { enum: [...subscriptionKinds] },
    roles: {
      type: 'array',
      items: { enum: [...roles] },
      description: 'None: nobody gets it without asking.',
    },
    at: { type: ['string', 'null'], description: 'HH:mm; null for a push that follows an event.' },
    days: { enum: [...slotDays, null] },
  },
} as const;

const KIND = {
  name: 'kind',
  in: 'path',
  required: true,
  schema: { enum: [...subscriptionKinds] },
} as const;

/** Which roles get which push without asking, for admins. */
export const defaultRoutes: ApiPart = {
  paths: {
    [PATH]: { get: describeList() },
    [`${PATH}/{kind}`]: { get: describeGet(), put: describePut() },
  },
  register: (server) => {
    server.get(PATH, showAll);
    server.get<OfKind>(`${PATH}/:kind`, (request, reply) => show(request, reply, request.params.kind));
    server.put<OfKind>(`${PATH}/:kind`, (request, reply) => put(request, reply, request.params.kind));
  },
};

async function showAll(request: FastifyRequest, reply: FastifyReply) {
  const caller = callerOf(request);
  if (!isAdmin(caller)) return refuse(caller, reply, 'push-default.see');
  return { items: (await listDefaults(caller.db, caller.orgId)).map(describeDefault) };
}

async function show(request: FastifyRequest, reply: FastifyReply, typed: string) {
  const caller = callerOf(request);
  if (!isAdmin(caller)) return refuse(caller, reply, 'push-default.see');
  const found = (await listDefaults(caller.db, caller.orgId)).find(({ kind }) => kind === typed);
  return found === undefined ? sayUnknown(caller, reply) : describeDefault(found);
}

async function put(request: FastifyRequest, reply: FastifyReply, typed: string) {
  const caller = callerOf(request);
  const { db, orgId, actor } = caller;
  if (!isAdmin(caller)) return refuse(caller, reply, 'push-default.set');
  const kind = subscriptionKinds.find((each) => each === typed);
  if (kind === undefined) return sayUnknown(caller, reply);
  const sent = readBody(reply, actor.lang, body, request.body);
  if (sent === undefined) return reply;
  const errors = listErrors(caller, kind, sent);
  if (errors.length > 0)
    return sendProblem(reply, {
      status: 422,
      code: 'invalid',
      detail: resourceText.invalid[actor.lang],
      errors,
    });
  return db.$transaction(async (tx) => {
    // Of two at once the second sees what the first one decided.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`push-default ${orgId} ${kind}`}, 0))`;
    const all = await listDefaults(tx, orgId);
    const before = all.find((each) => each.kind === kind) ?? usualDefault(kind);
    const after: PushDefault = {
      kind,
      roles: sent.roles === undefined ? before.roles : roles.filter((role) => sent.roles?.includes(role)),
      localTime: sent.at ?? before.localTime,
      days: sent.days ?? before.days,
    };
    await putDefault(caller, tx, before, after);
    return describeDefault(after);
  });
}

function listErrors(
  { actor: { lang } }: Caller,
  kind: SubscriptionKind,
  sent: z.output<typeof body>,
): readonly FieldError[] {
  const wrong = listUngrantable(kind, sent.roles ?? []).map((role) => ({
    field: 'roles',
    message: describeUngrantable(kindNames[kind], roleNames[role])[lang],
  }));
  const timed = (['at', 'days'] as const).filter((field) => sent[field] !== undefined);
  if (isScheduledKind(kind)) return wrong;
  return [...wrong, ...timed.map((field) => ({ field, message: t.noTime[lang] }))];
}

function describeDefault({ kind, roles: given, localTime, days }: PushDefault) {
  return { kind, roles: given, at: localTime, days: isScheduledKind(kind) ? days : null };
}

function isAdmin({ actor }: Caller): boolean {
  return actor.roles.includes('admin');
}

function refuse(caller: Caller, reply: FastifyReply, deed: string) {
  return refuseOthers(caller, reply, 'push', null, deed);
}

function sayUnknown({ actor }: Caller, reply: FastifyReply) {
  return sendProblem(reply, { status: 404, code: 'not-found', detail: resourceText.notFound[actor.lang] });
}

function describeList(): object {
  const schema = {
    type: 'object',
    required: ['items'],
    properties: { items: { type: 'array', items: DEFAULT } },
  };
  return {
    tags: ['Pushes'],
    operationId: 'list-push-defaults',
    summary: 'Which roles get which push without asking, and when',
    responses: { 200: describeJson('All pushes.', schema), ...describeProblems(401, 403, 429) },
  };
}

function describeGet(): object {
  return {
    tags: ['Pushes'],
    operationId: 'show-push-default',
    summary: 'Which roles get one push without asking, and when',
    parameters: [KIND],
    responses: { 200: describeJson('The push.', DEFAULT), ...describeProblems(401, 403, 404, 429) },
  };
}

function describePut(): object {
  const { roles: given } = DEFAULT.properties;
  const at = { type: 'string', description: 'HH:mm; only for a push that has a time.' };
  const schema = {
    type: 'object',
    additionalProperties: false,
    properties: { roles: given, at, days: { enum: [...slotDays] } },
  };
  return {
    tags: ['Pushes'],
    operationId: 'put-push-default',
    summary: 'Decide it anew for everybody who made no choice of their own; what is not sent stays',
    parameters: [KIND],
    requestBody: { required: true, content: { 'application/json': { schema } } },
    responses: {
      200: describeJson('The push.', DEFAULT),
      ...describeProblems(401, 403, 404, 413, 415, 422, 429),
    },
  };
}
