import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Lang } from '../../chat/language.ts';
import type { FieldError } from '../../import/resources/resource.ts';
import { MOST_ROWS } from '../../import/resources/resource.ts';
import { resourceText } from '../../import/resources/text.ts';
import { describeIssue } from '../../import/resources/values.ts';
import { sendProblem } from './problems.ts';

const DEFAULT_ROWS = 50;

/** How long a page is, as it comes in an address. */
export const limit = z
  .string()
  .regex(/^[0-9]{1,4}$/)
  .transform(Number)
  .pipe(z.int().min(1).max(MOST_ROWS))
  .default(DEFAULT_ROWS);

/** Reads the part of an address behind its question mark, strictly; undefined after it has said what is wrong. */
export function readQuery<Schema extends z.ZodType>(
  reply: FastifyReply,
  lang: Lang,
  schema: Schema,
  query: unknown,
): z.output<Schema> | undefined {
  const detail = 'Something behind the question mark cannot be taken as it is.';
  return readStrictly(reply, lang, schema, query, detail);
}

/** Reads what was sent, strictly; undefined after it has said what is wrong, field by field. */
export function readBody<Schema extends z.ZodType>(
  reply: FastifyReply,
  lang: Lang,
  schema: Schema,
  body: unknown,
): z.output<Schema> | undefined {
  return readStrictly(reply, lang, schema, body, resourceText.invalid[lang]);
}

function readStrictly<Schema extends z.ZodType>(
  reply: FastifyReply,
  lang: Lang,
  schema: Schema,
  sent: unknown,
  detail: string,
): z.output<Schema> | undefined {
  const read = schema.safeParse(sent, { reportInput: true });
  if (read.success) return read.data;
  const errors = read.error.issues.flatMap((issue): FieldError[] => {
    const message = describeIssue(issue, lang);
    if (issue.code === 'unrecognized_keys') return issue.keys.map((field) => ({ field, message }));
    return [{ field: issue.path.map(String).join('.'), message }];
  });
  sendProblem(reply, { status: 422, code: 'invalid', detail, errors });
  return undefined;
}
