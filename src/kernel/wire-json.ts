import { isUtf8 } from 'node:buffer';

/** No platform nests a request half as deep. */
const DEEPEST = 100;

/**
 * The JSON object that a request carries. Undefined for anything else: for bytes that are no text, such as a character that
 * was cut in two; for what is nested so deep that only an attacker made it; and for keys that reach for prototypes.
 */
export function parseWireObject(json: Buffer | string): Readonly<Record<string, unknown>> | undefined {
  if (typeof json !== 'string' && !isUtf8(json)) return undefined;
  const value = parse(json.toString());
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return isHarmless(value) ? (value as Readonly<Record<string, unknown>>) : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Level by level, since what is nested deep enough would not survive being walked by calls. */
function isHarmless(root: object): boolean {
  let level: object[] = [root];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) return false;
    const below: object[] = [];
    for (const each of level) {
      if (Object.hasOwn(each, '__proto__')) return false;
      for (const value of Object.values(each))
        if (typeof value === 'object' && value !== null) below.push(value);
    }
    level = below;
  }
  return true;
}
