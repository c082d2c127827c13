import { asArray, asObject, asText, type JsonObject } from './json.ts';

const DATE = /^(\d{4}-\d{2}-\d{2}) [+-]\d{4}$/;

/** What a submitted form holds, by field name: dates without their zone, several choices joined by a comma. */
export function readFormValues(formValue: JsonObject): Readonly<Record<string, string>> {
  // Empty ones are kept: somebody who clears a field means it.
  return Object.fromEntries(Object.entries(formValue).map(([name, value]) => [name, readValue(value)]));
}

/** What a select on a card was set to: its one option, or several joined by a comma. */
export function readOption(action: JsonObject): string | undefined {
  if (typeof action.option === 'string') return readValue(action.option);
  return Array.isArray(action.options) ? readValue(action.options) : undefined;
}

function readValue(value: unknown): string {
  if (Array.isArray(value)) return asArray(value).map(readValue).join(',');
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const object = asObject(value);
  if (object !== undefined) return asText(object.value);
  const text = asText(value);
  return DATE.exec(text)?.[1] ?? text;
}
