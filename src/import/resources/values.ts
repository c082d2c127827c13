import { z } from 'zod';
import { isLocalDate } from '../../kernel/calendar.ts';
import { cleanText } from '../../kernel/text/clean.ts';
import { resourceText } from './text.ts';

/** Longest key of a row in the feeder's own system, and of a reference. */
export const LONGEST_KEY = 200;

/** Text of at most `max` characters, without what cannot be seen. */
export function text(max: number, about: string) {
  return z
    .string()
    .max(max)
    .transform((typed) => cleanText(typed))
    .describe(about);
}

/** The same, and something has to be in it. */
export function words(max: number, about: string) {
  return z
    .string()
    .max(max)
    .transform((typed) => cleanText(typed).replace(/\s+/g, ' '))
    .refine((typed) => typed !== '', { params: { say: 'empty' } })
    .describe(about);
}

/** Names a row of another resource. */
export function reference(about: string) {
  return z
    .string()
    .min(1)
    .max(LONGEST_KEY)
    .transform((typed) => cleanText(typed))
    .describe(`${about}: the key under which it was fed, or “id:” and our id`);
}

const MOST_DIGITS = 18;

/** Minor units of the organization's currency. */
export function amount(about: string) {
  return z
    .union([z.string().regex(new RegExp(`^[0-9]{1,${MOST_DIGITS}}$`)), z.int().min(0)])
    .transform((typed) => BigInt(typed))
    .describe(`${about}, in minor units: a string of digits or a safe integer`);
}

const FIRST_DAY = '1900-01-01';
const LAST_DAY = '2200-12-31';

export function day(about: string) {
  return z
    .string()
    .refine((typed) => isLocalDate(typed) && typed >= FIRST_DAY && typed <= LAST_DAY, {
      params: { say: 'day' },
    })
    .meta({ format: 'date', description: `${about}, YYYY-MM-DD` });
}

/** What is filled into the organization's own fields, by their codes; null or an empty text clears one. */
export const custom = z
  .record(z.string().min(1).max(60), z.union([z.string().max(2_000), z.number(), z.null()]))
  .describe('The organization’s own fields by their codes; null clears one');

/** What an issue of a schema is called here, with what its sentence needs. */
export function describeIssue(issue: z.core.$ZodIssue, lang: 'en' | 'zh'): string {
  const t = resourceText;
  if (issue.code === 'custom')
    return (issue.params?.say === 'day' ? t.day : issue.params?.say === 'empty' ? t.empty : t.unreadable)[
      lang
    ];
  switch (issue.code) {
    case 'unrecognized_keys':
      return t.unknownField[lang];
    case 'too_big':
      return t.tooBig(String(issue.maximum))[lang];
    case 'too_small':
      return t.tooSmall(String(issue.minimum))[lang];
    case 'invalid_value':
      return t.oneOf(issue.values.map(String).join(', '))[lang];
    case 'invalid_type':
      return issue.input === undefined ? t.missing[lang] : t.type(issue.expected)[lang];
    case 'invalid_union':
    case 'invalid_format':
      return t.unreadable[lang];
    default:
      return t.unreadable[lang];
  }
}
