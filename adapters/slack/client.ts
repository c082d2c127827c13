import { AsyncLocalStorage } from 'node:async_hooks';
import type { WebClient } from '@slack/web-api';
import type { SlackCredentials } from '../../src/chat/credentials.ts';
import { createPooledFetch } from './fetch.ts';

export interface ClientOptions {
  readonly apiUrl: string;
  readonly timeoutMs: number;
  readonly credentials: SlackCredentials;
}

export interface SlackClients {
  /** The Web API client of a team; undefined where it is not connected. */
  readonly of: (workspace: string) => Promise<WebClient | undefined>;
  readonly fetch: ReturnType<typeof createPooledFetch>;
  /**
   * Does `work`, whose calls fail unsent when they would begin after `until` (ms of `performance.now()`). It is asked once more
   * at the very moment of writing to the connection: after the SDK, and after any wait for a free connection.
   */
  readonly beginUntil: <T>(until: number | undefined, work: () => Promise<T>) => Promise<T>;
}

/**
 * One Web API client a team. It never tries again by itself: `chat.postMessage` has no key that would make a second attempt
 * harmless, so attempts are the ledger's to count.
 */
export function createClients(options: ClientOptions): SlackClients {
  const clients = new Map<string, { readonly token: string; readonly client: WebClient }>();
  const limits = new AsyncLocalStorage<number | undefined>();
  const fetch = createPooledFetch(options.timeoutMs, () => limits.getStore());
  return {
    fetch,
    beginUntil: (until, work) => limits.run(until, work),
    of: async (workspace) => {
      const token = await options.credentials.botToken(workspace);
      if (token === undefined) return undefined;
      const known = clients.get(workspace);
      if (known?.token === token) return known.client;
      const { WebClient } = await import('@slack/web-api');
      const client = new WebClient(token, {
        slackApiUrl: options.apiUrl,
        allowAbsoluteUrls: false,
        retryConfig: { retries: 0 },
        // Calls wait in line for our connections instead, each within its own limits.
        maxRequestConcurrency: Number.POSITIVE_INFINITY,
        rejectRateLimitedCalls: true,
        timeout: options.timeoutMs,
        fetch,
        logger: quietLogger,
      });
      clients.set(workspace, { token, client });
      return client;
    },
  };
}

/** The SDK's own log lines name channels and errors; ours say the same under our own rules. */
export const quietLogger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => 'error' as never,
  setName: () => {},
};
