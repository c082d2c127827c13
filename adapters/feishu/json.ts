export type JsonObject = Readonly<Record<string, unknown>>;

/** The value as an object, or undefined. */
export function asObject(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : undefined;
}

/** The value as an array, empty if it is none. */
export function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The value as text, empty if it is none. */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The text found by going down these keys, empty if there is none. */
export function textAt(value: unknown, ...keys: readonly string[]): string {
  let current = value;
  for (const key of keys) {
    const object = asObject(current);
    if (object === undefined || !Object.hasOwn(object, key)) return '';
    current = object[key];
  }
  return asText(current);
}
