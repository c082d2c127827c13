import { parseWireObject } from '../../src/kernel/wire-json.ts';

/** The body of a verified request, as Slack means it, or undefined if it is none that Slack sends. */
export function readBody(bytes: Buffer, contentType: string): Readonly<Record<string, unknown>> | undefined {
  if (contentType.startsWith('application/json')) return parseWireObject(bytes);
  if (!contentType.startsWith('application/x-www-form-urlencoded')) return undefined;
  const form = new URLSearchParams(bytes.toString('utf8'));
  const payload = form.get('payload');
  return payload === null ? Object.fromEntries(form) : parseWireObject(payload);
}
