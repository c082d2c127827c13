import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { findWorkspace } from '../../import/resources/lookups.ts';
import { resourceText } from '../../import/resources/text.ts';
import type { Caller } from '../../people/context.ts';
import { readQuiet } from '../../pushes/admit/quiet.ts';
import { maySetAttention, putAttention } from '../../pushes/attention/put.ts';
import { BUDGET_MOST } from '../../pushes/attention/read.ts';
import { type AttentionTarget, findAttention } from '../../pushes/attention/store.ts';
import { describeJson, describeProblems } from './openapi-resources.ts';
import { refuseOthers } from './pages.ts';
import { sendProblem } from './problems.ts';
import { readBody } from './query.ts';
import { type ApiPart, callerOf, type OpenApiPaths } from './route.ts';

const body = z.strictObject({
  quiet: z
    .string()
    .refine((typed) => typed === 'off' || readQuiet(typed) !== undefined, { params: { say: 'unreadable' } })
    .nullable()
    .optional(),
  budget: z.int().min(0).max(BUDGET_MOST).nullable().optional(),
});

const PATH = '/api/v1/attention';
const LONGEST = 200;
type Params = { readonly workspace?: string; readonly conversation?: string };
/** Finds whose quiet hours and limit an address means; undefined where there is no such place. */
type Find = (caller: Caller, params: Params) => Promise<AttentionTarget | undefined>;

const places: Readonly<Record<string, { readonly about: string; readonly find: Find }>> = {
  me: {
    about: 'of the key’s member',
    find: ({ memberId }) => Promise.resolve({ scope: 'member', memberId }),
  },
  people: {
    about: 'of everybody who chose none',
    find: () => Promise.resolve({ scope: 'people' }),
  },
  channels: {
    about: 'of every conversation that has none of its own',
    find: () => Promise.resolve({ scope: 'channels' }),
  },
  'conversations/{workspace}/{conversation}': {
    about: 'of a channel or group',
    find: async (caller, { workspace = '', conversation = '' }) => {
      const workspaceId = conversation.length > LONGEST ? undefined : await findWorkspace(caller, workspace);
      return workspaceId === undefined ? undefined : { scope: 'conversation', workspaceId, conversation };
    },
  },
};

const COUNTS = {
  type: 'object',
  required: ['quiet', 'ownQuiet', 'budget', 'ownBudget', 'zone'],
  properties: {
    quiet: { type: 'string', description: '“off” or HH:mm-HH:mm, by the clocks of the zone.' },
    ownQuiet: { type: 'boolean', description: 'False: as the organization or the product has it.' },
    budget: { type: 'integer', description: 'Messages a day; 0: as many as there are.' },
    ownBudget: { type: 'boolean' },
    zone: { type: 'string', description: 'IANA zone.' },
  },
} as const;

/** When nothing rings, and how many messages a day: of oneself, of a conversation, and what counts where nobody chose. */
export const attentionRoutes: ApiPart = {
  paths: Object.fromEntries(
    Object.entries(places).map(([place, { about }]): [string, OpenApiPaths[string]] => [
      `${PATH}/${place}`,
      { get: describeGet(place, about), put: describePut(place, about) },
    ]),
  ),
  register: (server) => {
    for (const [place, { find }] of Object.entries(places)) {
      const path = `${PATH}/${place.replaceAll(/\{(\w+)\}/g, ':$1')}`;
      server.get<{ Params: Params }>(path, (request, reply) => show(request, reply, find, request.params));
      server.put<{ Params: Params }>(path, (request, reply) => put(request, reply, find, request.params));
    }
  },
};

async function show(request: FastifyRequest, reply: FastifyReply, find: Find, params: Params) {
  const caller = callerOf(request);
  const target = await find(caller, params);
  if (target === undefined) return sayUnknown(caller, reply);
  if (!(await maySetAttention(caller, target))) return refuse(caller, reply, target, 'attention.see');
  return describeTarget(caller, target);
}

async function put(request: FastifyRequest, reply: FastifyReply, find: Find, params: Params) {
  const caller = callerOf(request);
  const target = await find(caller, params);
  if (target === undefined) return sayUnknown(caller, reply);
  if (!(await maySetAttention(caller, target))) return refuse(caller, reply, target, 'attention.set');
  const sent = readBody(reply, caller.actor.lang, body, request.body);
  if (sent === undefined) return reply;
  const { quiet, budget } = sent;
  const change = { ...(quiet === undefined ? {} : { quiet }), ...(budget === undefined ? {} : { budget }) };
  await caller.db.$transaction((tx) => putAttention(caller, tx, target, change));
  return describeTarget(caller, target);
}

async function describeTarget({ db, orgId, org, actor }: Caller, target: AttentionTarget) {
  const { quiet, isOwnQuiet, budget, isOwnBudget } = await findAttention(db, orgId, target);
  const zone = target.scope === 'member' ? actor.zone : org.zone;
  return { quiet, ownQuiet: isOwnQuiet, budget, ownBudget: isOwnBudget, zone };
}

function refuse(caller: Caller, reply: FastifyReply, target: AttentionTarget, deed: string) {
  const roles = target.scope === 'conversation' ? (['manager', 'admin'] as const) : (['admin'] as const);
  return refuseOthers(caller, reply, 'attention', null, deed, roles);
}

function sayUnknown({ actor }: Caller, reply: FastifyReply) {
  return sendProblem(reply, { status: 404, code: 'not-found', detail: resourceText.notFound[actor.lang] });
}

function describeParameters(place: string): readonly object[] {
  return [...place.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    description:
      name === 'workspace'
        ? 'The platform’s name for the workspace (T0123…), or “id:” and our id.'
        : 'The platform’s id of the channel or group.',
    schema: { type: 'string', minLength: 1, maxLength: LONGEST },
  }));
}

function nameOf(place: string): string {
  return place.split('/')[0] ?? place;
}

function describeGet(place: string, about: string): object {
  return {
    tags: ['Pushes'],
    operationId: `show-attention-${nameOf(place)}`,
    summary: `Quiet hours and daily limit ${about}`,
    parameters: describeParameters(place),
    responses: { 200: describeJson('What counts.', COUNTS), ...describeProblems(401, 403, 404, 429) },
  };
}

function describePut(place: string, about: string): object {
  const schema = {
    type: 'object',
    additionalProperties: false,
    properties: {
      quiet: { type: ['string', 'null'], description: '“off” or HH:mm-HH:mm; null: nothing of its own.' },
      budget: {
        type: ['integer', 'null'],
        minimum: 0,
        maximum: BUDGET_MOST,
        description: 'Messages a day, 0 for as many as there are; null: nothing of its own.',
      },
    },
  };
  return {
    tags: ['Pushes'],
    operationId: `put-attention-${nameOf(place)}`,
    summary: `Set quiet hours and daily limit ${about}; what is not sent stays`,
    parameters: describeParameters(place),
    requestBody: { required: true, content: { 'application/json': { schema } } },
    responses: {
      200: describeJson('What counts.', COUNTS),
      ...describeProblems(401, 403, 404, 413, 415, 422, 429),
    },
  };
}
