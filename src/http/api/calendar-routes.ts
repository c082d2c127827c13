import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { day } from '../../import/resources/values.ts';
import { partsOf } from '../../kernel/calendar.ts';
import { chinaDaysSource } from '../../kernel/china-days.ts';
import { buildCalendar, listOwnDays, loadCalendarRow } from '../../people/calendar/store.ts';
import { saveOwnDays, writeYear } from '../../pushes/calendar/edit.ts';
import { listStretches } from '../../pushes/calendar/page.ts';
import { describeJson, describeProblems } from './openapi-resources.ts';
import { refuseOthers } from './pages.ts';
import { sendProblem } from './problems.ts';
import { type ApiPart, callerOf } from './route.ts';

const DAYS_MOST = 366;
const body = z.strictObject({
  days: z
    .array(
      z.strictObject({
        day: day('The day'),
        kind: z.enum(['rest', 'work']),
        name: z.string().max(60).default(''),
      }),
    )
    .max(DAYS_MOST),
});

type OfYear = { Params: { year: string } };

/** The work calendar, year by year, for admins. */
export const calendarRoutes: ApiPart = {
  paths: { '/api/v1/calendar/{year}': { get: describeGet(), put: describePut() } },
  register: (server) => {
    server.get<OfYear>('/api/v1/calendar/:year', (request, reply) =>
      show(request, reply, request.params.year),
    );
    server.put<OfYear>('/api/v1/calendar/:year', (request, reply) =>
      put(request, reply, request.params.year),
    );
  },
};

async function show(request: FastifyRequest, reply: FastifyReply, typed: string) {
  const caller = callerOf(request);
  if (!caller.actor.roles.includes('admin')) return refuseOthers(caller, reply, 'organization');
  const year = readYear(typed);
  return year === undefined ? sayNoYear(reply) : describeYear(request, year);
}

async function put(request: FastifyRequest, reply: FastifyReply, typed: string) {
  const caller = callerOf(request);
  const { db, orgId, clock, actor } = caller;
  if (!actor.roles.includes('admin')) return refuseOthers(caller, reply, 'organization');
  const year = readYear(typed);
  if (year === undefined) return sayNoYear(reply);
  const read = body.safeParse(request.body);
  const strange = read.success ? read.data.days.filter((each) => partsOf(each.day).year !== year) : [];
  if (!read.success || strange.length > 0)
    return sendProblem(reply, {
      status: 422,
      code: 'invalid',
      detail: `Send {"days": [{"day": "${year}-10-01", "kind": "rest", "name": "National Day"}, …]}: all that differ from the weekdays.`,
      errors: read.success
        ? strange.map((each) => ({ field: 'days', message: `${each.day} is not of ${year}.` }))
        : read.error.issues.map(({ path, message }) => ({ field: path.map(String).join('.'), message })),
    });
  await db.$transaction((tx) =>
    saveOwnDays(caller, tx, [year], writeYear(orgId, year, read.data.days, clock.now())),
  );
  return describeYear(request, year);
}

async function describeYear(request: FastifyRequest, year: number) {
  const { db, orgId, actor } = callerOf(request);
  const row = await loadCalendarRow(db, orgId);
  const { name, version } = chinaDaysSource;
  return {
    year,
    region: row.region,
    weekend: row.weekend,
    known: buildCalendar(row).isYearKnown(year),
    declared: row.years.includes(year),
    package: row.region === 'CN' ? `${name} ${version}` : null,
    days: await listOwnDays(db, orgId, year),
    effective: await listStretches(db, orgId, row.region, year, actor.lang),
  };
}

function readYear(typed: string): number | undefined {
  return /^(?:19|20)\d\d$/.test(typed) ? Number(typed) : undefined;
}

function sayNoYear(reply: FastifyReply) {
  return sendProblem(reply, { status: 404, code: 'not-found', detail: 'Name a year such as 2027.' });
}

function describeYearParameter(): object {
  return {
    name: 'year',
    in: 'path',
    required: true,
    schema: { type: 'string', pattern: '^(19|20)[0-9]{2}$' },
  };
}

function describeGet(): object {
  return {
    tags: ['Administration'],
    operationId: 'show-calendar',
    summary: 'The work calendar of a year: own days, what counts in all, and where it comes from',
    parameters: [describeYearParameter()],
    responses: {
      200: describeJson('The year.', { type: 'object' }),
      ...describeProblems(401, 403, 404, 429),
    },
  };
}

function describePut(): object {
  const each = {
    type: 'object',
    required: ['day', 'kind'],
    additionalProperties: false,
    properties: {
      day: { type: 'string', format: 'date' },
      kind: { enum: ['rest', 'work'] },
      name: { type: 'string', maxLength: 60 },
    },
  };
  const schema = {
    type: 'object',
    required: ['days'],
    additionalProperties: false,
    properties: { days: { type: 'array', maxItems: DAYS_MOST, items: each } },
  };
  return {
    tags: ['Administration'],
    operationId: 'put-calendar',
    summary:
      'Declare a whole year: its days off and make-up workdays are exactly these besides the data package’s',
    parameters: [describeYearParameter()],
    requestBody: { required: true, content: { 'application/json': { schema } } },
    responses: {
      200: describeJson('The year.', { type: 'object' }),
      ...describeProblems(401, 403, 404, 422, 429),
    },
  };
}
