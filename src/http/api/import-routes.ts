import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { importFile } from '../../import/bulk/import-file.ts';
import { importText } from '../../import/bulk/text.ts';
import { makeForbidden } from '../../import/resources/reject.ts';
import { resourceTypes } from '../../import/resources/resource.ts';
import type { Caller } from '../../people/context.ts';
import { auditEntry } from '../../store/audit.ts';
import { describeProblems } from './openapi-resources.ts';
import { sendProblem, sendRejection } from './problems.ts';
import { readQuery } from './query.ts';
import { type ApiDeps, type ApiPart, callerOf } from './route.ts';

const NDJSON = 'application/x-ndjson';
const CSV = 'text/csv';

const importQuery = z.strictObject({ type: z.enum(resourceTypes).default('customers') });

/** Imports of whole files, for admins. */
export const importRoutes: ApiPart = {
  paths: { '/api/v1/import': { post: describeImport() } },
  register: (server, deps) => {
    // The body goes to a file as it comes; no part of it is kept in memory.
    server.addContentTypeParser([NDJSON, CSV], (_request, payload, done) => done(null, payload));
    server.post('/api/v1/import', (request, reply) => receiveImport(deps, request, reply));
  },
};

async function receiveImport(deps: ApiDeps, request: FastifyRequest, reply: FastifyReply) {
  const caller = callerOf(request);
  if (!caller.actor.roles.includes('admin')) return refuse(caller, reply);
  const query = readQuery(reply, caller.actor.lang, importQuery, request.query);
  if (query === undefined) return reply;
  const type = request.headers['content-type'] ?? '';
  const format = type.startsWith(NDJSON) ? 'ndjson' : type.startsWith(CSV) ? 'csv' : undefined;
  if (format === undefined)
    return sendProblem(reply, {
      status: 415,
      code: 'unsupported-media-type',
      detail: `Send ${NDJSON} or ${CSV}.`,
    });
  if (deps.databaseUrl === undefined)
    return sendProblem(reply, { status: 503, code: 'unavailable', detail: 'This process does not import.' });
  const folder = await mkdtemp(join(tmpdir(), 'dealbell-upload-'));
  try {
    const path = join(folder, 'upload');
    await pipeline(request.body as Readable, createWriteStream(path));
    return await runImport(caller, deps.databaseUrl, { path, type: query.type, format }, reply);
  } catch (error) {
    if (!reply.raw.headersSent) throw error;
    // The answer has begun: it ends without its last line, so that nobody waits for it.
    request.log.error({ err: error }, 'import failed');
    reply.raw.destroy();
    return reply;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Upload {
  readonly path: string;
  readonly type: (typeof resourceTypes)[number];
  readonly format: 'ndjson' | 'csv';
}

/** Answers line by line: progress as it comes, each refused line and near match, and the figures at the end. */
async function runImport(caller: Caller, databaseUrl: string, upload: Upload, reply: FastifyReply) {
  const { lang } = caller.actor;
  const { raw } = reply;
  const reportPath = `${upload.path}.report.ndjson`;
  const begin = (): void => {
    if (raw.headersSent) return;
    reply.hijack();
    raw.writeHead(200, { 'content-type': NDJSON });
  };
  const result = await importFile(caller, databaseUrl, {
    ...upload,
    fileName: `upload.${upload.format}`,
    reportPath,
    lang,
    onProgress: (progress) => {
      begin();
      raw.write(`${JSON.stringify({ progress })}\n`);
    },
  });
  if (result.kind === 'refusal') {
    const detail = importText.refusals[result.code]('the body')[lang];
    const status = result.code === 'busy' ? 409 : 422;
    return sendProblem(reply, { status, code: result.code, detail, facts: result.facts });
  }
  begin();
  // Whoever has hung up gets no report; the import is done all the same.
  if (!result.value.before && !raw.destroyed)
    await pipeline(createReadStream(reportPath), raw, { end: false }).catch(() => undefined);
  raw.end(`${JSON.stringify({ summary: result.value })}\n`);
  return reply;
}

async function refuse(caller: Caller, reply: FastifyReply) {
  const forbidden = makeForbidden(caller, {
    deed: 'import.run',
    entity: 'import',
    entityId: null,
    roles: ['admin'],
  });
  if (forbidden.entry) await caller.db.run(auditEntry(caller, forbidden.entry));
  return sendRejection(reply, forbidden);
}

function describeImport(): object {
  const stream = (schema: object) => ({ [NDJSON]: { schema }, [CSV]: { schema } });
  return {
    tags: ['Administration'],
    operationId: 'import',
    summary: 'Import rows from NDJSON or CSV, each with its type',
    description:
      'Admins only. The same body again goes on where it was interrupted, or does nothing. The answer is NDJSON: `progress` lines, a line for each refused line and near match, and `summary` at the end.',
    parameters: [
      {
        name: 'type',
        in: 'query',
        description: 'Of lines that do not say it.',
        schema: { enum: [...resourceTypes], default: 'customers' },
      },
    ],
    requestBody: { required: true, content: stream({ type: 'string' }) },
    responses: {
      200: {
        description: 'Progress, report and summary.',
        content: { [NDJSON]: { schema: { type: 'string' } } },
      },
      ...describeProblems(401, 403, 409, 415, 422, 429),
    },
  };
}
