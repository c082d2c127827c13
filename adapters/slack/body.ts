/** The body of a verified request, as Slack means it, or undefined if it is none that Slack sends. */
export function readBody(bytes: Buffer, contentType: string): Readonly<Record<string, unknown>> | undefined {
  const text = bytes.toString('utf8');
  if (contentType.startsWith('application/json')) return readJson(text);
  if (!contentType.startsWith('application/x-www-form-urlencoded')) return undefined;
  const form = new URLSearchParams(text);
  const payload = form.get('payload');
  return payload === null ? Object.fromEntries(form) : readJson(payload);
}

function readJson(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}
