import { asArray, asObject, asText, type JsonObject } from './json.ts';

const DATE = /^(\d{4}-\d{2}-\d{2}) [+-]\d{4}$/;

/** What a list is called that stands above the line in which the same field can be typed. No field has it in its name. */
export const PICKED = '_picked';

/**
 * What a submitted form holds, by field name: dates without their zone, several choices joined by a comma. Where a field is
 * both a list and a line, what is typed counts: nobody types a name to have another one taken.
 */
export function readFormValues(formValue: JsonObject): Readonly<Record<string, string>> {
  const entries = Object.entries(formValue);
  const values: Record<string, string> = {};
  // Empty ones are kept: somebody who clears a field means it.
  for (const [name, value] of entries) if (!name.endsWith(PICKED)) values[name] = readValue(value);
  for (const [name, value] of entries) {
    const field = name.endsWith(PICKED) ? name.slice(0, -PICKED.length) : undefined;
    if (field !== undefined && (values[field] ?? '').trim() === '') values[field] = readValue(value);
  }
  return values;
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
