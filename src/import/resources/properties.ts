import { z } from 'zod';
import type { Resource } from './resource.ts';

/** What may be sent for a row, by name, with the JSON type of each where it has one alone. */
export function listProperties({ schema }: Resource): Readonly<Record<string, string | undefined>> {
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, typeOf(property)]));
}

function typeOf(property: unknown): string | undefined {
  const { type, anyOf = [] } = property as { readonly type?: string; readonly anyOf?: readonly unknown[] };
  if (type !== undefined) return type;
  const types = [...new Set(anyOf.map(typeOf))].filter((each) => each !== 'null');
  return types.length === 1 ? types[0] : undefined;
}
