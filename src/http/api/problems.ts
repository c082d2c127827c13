import type { FastifyReply } from 'fastify';
import type { FieldError, Rejection, RejectionCode } from '../../import/resources/resource.ts';
import type { Facts } from '../../kernel/result.ts';

/** An answer that says why not, as `application/problem+json` has it. `code` never changes; `detail` is for people. */
export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly FieldError[];
  readonly facts?: Facts;
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'The request was not understood',
  401: 'No valid API key',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Not possible here',
  409: 'In conflict with what is there',
  413: 'The request is too large',
  415: 'The content type is not one that is understood here',
  422: 'The request cannot be taken as it is',
  429: 'Too many requests',
  503: 'Not available at the moment',
};

export function sendProblem(
  reply: FastifyReply,
  { status, code, detail, errors, facts }: Problem,
): FastifyReply {
  const title = TITLES[status] ?? 'Something failed on our side';
  return reply
    .code(status)
    .type('application/problem+json')
    .send({
      type: 'about:blank',
      title,
      status,
      code,
      detail,
      ...(errors && errors.length > 0 ? { errors } : {}),
      ...(facts && Object.keys(facts).length > 0 ? { facts } : {}),
    });
}

const STATUS: Readonly<Record<RejectionCode, number>> = {
  invalid: 422,
  forbidden: 403,
  'not-found': 404,
  collision: 409,
  conflict: 409,
};

/** A rejection of a resource as an answer. */
export function sendRejection(reply: FastifyReply, rejection: Rejection): FastifyReply {
  const { code, message, errors, facts } = rejection;
  return sendProblem(reply, { status: STATUS[code], code, detail: message, errors, facts });
}

/** The framework's own refusals by their status, where it has no code of ours. */
export function nameStatus(status: number): string {
  switch (status) {
    case 413:
      return 'too-large';
    case 415:
      return 'content-type';
    case 404:
      return 'not-found';
    case 429:
      return 'too-many-requests';
    default:
      return status < 500 ? 'unreadable' : 'failed';
  }
}
