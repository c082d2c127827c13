import { isRecord, type Json } from '../common/json.ts';
import { type Answer, type Field, type Request, type Route, refuse, refuseFields } from './api/answer.ts';
import { CARDS } from './api/cards.ts';
import { CHANGES } from './api/changes.ts';
import { DIRECTORY } from './api/directory.ts';
import { HISTORY } from './api/history.ts';
import { MESSAGES } from './api/messages.ts';
import { TOKENS } from './api/tokens.ts';

const ROUTES: readonly Route[] = [...TOKENS, ...MESSAGES, ...CHANGES, ...HISTORY, ...CARDS, ...DIRECTORY];
const ROOT = '/open-apis';

/** The path within the open platform; undefined for anything else. */
export function pathWithin(pathname: string): string | undefined {
  return pathname.startsWith(`${ROOT}/`) ? pathname.slice(ROOT.length) : undefined;
}

export type Match = { readonly route: Route; readonly id: string };

/** Finds the method. A path without a variable part goes before one with. */
export function findRoute(verb: string, path: string): Match | undefined {
  const candidates = ROUTES.filter((route) => route.verb === verb);
  const exact = candidates.find((route) => route.path === path);
  if (exact !== undefined) return { route: exact, id: '' };
  for (const route of candidates) {
    const [head = '', tail = ''] = route.path.split(':id');
    const id = path.slice(head.length, path.length - tail.length);
    const fits = route.path.includes(':id') && path.startsWith(head) && path.endsWith(tail);
    if (fits && id !== '' && !id.includes('/')) return { route, id: decodeURIComponent(id) };
  }
  return undefined;
}

/** The name of a method: `POST /im/v1/messages`. */
export function nameOf({ verb, path }: Pick<Route, 'verb' | 'path'>): string {
  return `${verb} ${path}`;
}

/** What a test may call a method: with or without verb. */
export function namesOf(route: Route): readonly string[] {
  return [nameOf(route), route.path, `${ROOT}${route.path}`, `${route.verb} ${ROOT}${route.path}`];
}

/** @throws Error when no method is called so: a fault that can never happen is a mistake */
export function checkName(name: string): void {
  if (!ROUTES.some((route) => namesOf(route).includes(name))) {
    throw new Error(`there is no method ${name}; there is ${ROUTES.map(nameOf).join(', ')}`);
  }
}

/** @returns the refusal of a call with fields that are missing, unknown or of another kind */
export function checkFields(route: Route, { query, body }: Request): Answer | undefined {
  const unknown = Object.keys(query).filter((name) => route.query?.includes(name) !== true);
  const fields = route.body ?? {};
  const violations = [
    ...[...unknown, ...Object.keys(body).filter((name) => !Object.hasOwn(fields, name))].map((field) => ({
      field,
      description: `${field} is unknown`,
    })),
    ...Object.entries(fields).flatMap(([field, kind]) => checkField(body, field, kind)),
  ];
  return violations.length === 0 ? undefined : refuseFields(violations);
}

function checkField(body: Json, field: string, kind: Field): { field: string; description: string }[] {
  const value = body[field];
  if (value === undefined || value === null) {
    return kind.endsWith('!') ? [{ field, description: `${field} is required` }] : [];
  }
  return isOfKind(value, kind) ? [] : [{ field, description: `${field} is of a wrong type` }];
}

function isOfKind(value: unknown, kind: Field): boolean {
  switch (kind) {
    case 'text':
    case 'text!':
      return typeof value === 'string';
    case 'texts':
      return Array.isArray(value) && value.every((each) => typeof each === 'string');
    case 'object':
    case 'object!':
      return isRecord(value);
    case 'flag':
      return typeof value === 'boolean';
  }
}

/** What is said to a path that leads nowhere. */
export const NO_METHOD = refuse(99991404, 'The path is not an API of the open platform.', 404);
