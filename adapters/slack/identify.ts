import { quietLogger } from './client.ts';
import { createPooledFetch } from './fetch.ts';

const TIMEOUT_MS = 10_000;

/** Which team a bot token belongs to, or why Slack does not say. `apiUrl` ends in a slash. */
export async function identifyTeam(
  apiUrl: string,
  botToken: string,
): Promise<
  | { readonly kind: 'team'; readonly id: string; readonly name: string }
  | { readonly kind: 'refused' | 'unreachable'; readonly error: string }
> {
  const { WebClient } = await import('@slack/web-api');
  const client = new WebClient(botToken, {
    slackApiUrl: apiUrl,
    fetch: createPooledFetch(TIMEOUT_MS),
    retryConfig: { retries: 1 },
    logger: quietLogger,
  });
  try {
    const { team_id: id, team } = await client.auth.test();
    return id === undefined ? { kind: 'refused', error: 'no_team' } : { kind: 'team', id, name: team ?? id };
  } catch (error) {
    const { data, message } = error as { data?: { error?: string }; message?: string };
    if (data?.error !== undefined) return { kind: 'refused', error: data.error };
    return { kind: 'unreachable', error: message ?? 'no answer' };
  }
}
