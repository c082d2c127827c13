import { isRecord, type Json, parseJson } from '../common/json.ts';
import { ARGUMENT_KINDS, COMMON_ARGUMENTS, type Method } from './methods.ts';

/** A call as it came over HTTP. */
export type RawCall = {
  readonly query: URLSearchParams;
  readonly contentType: string;
  readonly authorization: string | undefined;
  readonly body: string;
};

export type ReadCall =
  | { readonly kind: 'call'; readonly token: string | undefined; readonly args: Json }
  | { readonly kind: 'refused'; readonly error: string };

/** Reads a call's token and arguments, from a form, from JSON where the method takes it, or from the query. */
export function readCall(raw: RawCall, method: Method): ReadCall {
  const found: Record<string, unknown> = Object.fromEntries(raw.query);
  if (raw.contentType.startsWith('application/json')) {
    const parsed = raw.body === '' ? {} : parseJson(raw.body);
    if (!isRecord(parsed)) return { kind: 'refused', error: 'invalid_json' };
    if (method.json) Object.assign(found, parsed);
  } else if (raw.contentType.startsWith('application/x-www-form-urlencoded')) {
    Object.assign(found, Object.fromEntries(new URLSearchParams(raw.body)));
  }
  const { token, ...args } = found;
  const bearer = /^Bearer (\S+)$/iu.exec(raw.authorization ?? '')?.[1];
  return {
    kind: 'call',
    token: bearer ?? (typeof token === 'string' ? token : undefined),
    args: Object.fromEntries(Object.entries(args).map(([name, value]) => [name, readValue(name, value)])),
  };
}

function readValue(name: string, value: unknown): unknown {
  switch (ARGUMENT_KINDS[name]) {
    case 'json':
      return typeof value === 'string' ? (parseJson(value) ?? value) : value;
    case 'flag':
      return value === true || value === 'true' || value === '1';
    case 'count':
      return Number(value);
    default:
      return typeof value === 'number' ? String(value) : value;
  }
}

/** What is wrong with a call's arguments, as the Web API says it. */
export function checkArguments(args: Json, method: Method): readonly string[] {
  const known = [...method.required, ...method.optional, ...COMMON_ARGUMENTS];
  const unknown = Object.keys(args)
    .filter((name) => !known.includes(name))
    .map((name) => `[ERROR] unknown argument: ${name} [json-pointer:/${name}]`);
  const missing = method.required
    .filter((name) => args[name] === undefined || args[name] === '')
    .map((name) => `[ERROR] missing required field: ${name}`);
  const wrong = Object.entries(args)
    .filter(([name, value]) => known.includes(name) && !isOfKind(name, value))
    .map(([name]) => `[ERROR] invalid value [json-pointer:/${name}]`);
  return [...unknown, ...missing, ...wrong];
}

function isOfKind(name: string, value: unknown): boolean {
  switch (ARGUMENT_KINDS[name]) {
    case 'json':
    case 'flag':
      return true;
    case 'count':
      return Number.isInteger(value);
    default:
      return typeof value === 'string' || (name === 'file_ids' && Array.isArray(value));
  }
}
